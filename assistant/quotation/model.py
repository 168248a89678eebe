"""What a check of a quote gives back: plain data, ready for JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.answer import Citation, Searched
from assistant.record import Record


class WordDifference(Record):
    """A piece of the comparison of what was pasted with the document, in order.

    `same` are words of the document that were pasted too, `missing` those that were not; `added` are
    words of what was pasted that the document has not. A piece has the space before it: "same" and
    "missing" together are the quote of the citation letter for letter, "same" and "added" what was
    pasted, up to typography and white space. Numbers of paragraphs, bullets and footnote marks, which a
    document has in print but not in its text, are passed over.
    """

    kind: Literal["same", "missing", "added"]
    text: str


class QuoteMatch(Record):
    """A place where the quote stands, or nearly does.

    `citation` quotes the document's own words there. `similarity` is 1 for an exact quote and else
    below: the words that agree, twice, over the words of both (Dice's coefficient).
    """

    citation: Citation
    similarity: float = Field(ge=0, le=1)
    differences: tuple[WordDifference, ...]


class QuoteCheck(Record):
    """Whether a quote stands in the documents, and where.

    `exact`: letter for letter, up to typography; a quote of several paragraphs has a match for each.
    `nearly`: most of its words, in order; the best first. `absent`: neither, in what was `searched`.
    """

    text: str
    status: Literal["exact", "nearly", "absent"]
    matches: tuple[QuoteMatch, ...] = ()
    searched: Searched
