"""An answer as an instrument gives it: verified quotes, and the assistant's own sentences around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Citation, Searched
from assistant.cited import CitedDocument
from index.document import Document, Paragraph
from index.search import Index

MOST_NAMED = 6
"""How many documents a sentence names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """What answers a question: `before` are the sentences before the quotes, `after` those after them.

    `paragraphs` are those that `citations` quote, in their order. `mode` is that of the answer: `usage`
    where the sentences tell usage, which no document does. `reason` says what it was made by.
    """

    reason: str
    before: tuple[str, ...]
    citations: tuple[Citation, ...]
    paragraphs: tuple[Paragraph, ...]
    searched: Searched
    after: tuple[str, ...] = ()
    mode: Literal["extractive", "usage"] = "extractive"


def paragraphs_of(citations: Iterable[Citation], index: Index) -> tuple[Paragraph, ...]:
    """The paragraphs that `citations` quote."""
    return tuple(index.paragraph(c.symbol, c.locator) for c in citations)


def names(documents: Iterable[Document | CitedDocument], more: str, most: int = MOST_NAMED) -> str:
    """Symbols with dates, by date; after the first `most`, how many `more` ("and {count} more")."""
    once: dict[str, str] = {}
    for document in sorted(documents, key=lambda d: str(d.date)):
        once.setdefault(str(document.symbol), f"{document.symbol} ({document.date})")
    return shortened(list(once.values()), most, more)


def shortened(words: list[str], most: int, more: str) -> str:
    """The first `most` of `words` with commas, and how many `more` there are."""
    told = ", ".join(words[:most])
    rest = len(words) - most
    return f"{told} {more.format(count=rest)}" if rest > 0 else told
