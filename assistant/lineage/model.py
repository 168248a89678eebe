"""What comparing documents and tracing paragraphs gives back: plain data, ready for JSON.

Every text that is a document's is a `Citation`: a verified quote with its place. Likeness is counted
from 0 to 1.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, computed_field

from assistant.answer import Citation, Searched
from assistant.cited import CitedDocument
from assistant.record import Record

PairChange = Literal["unchanged", "changed", "new", "gone"]
"""What became of a paragraph. Words that differ in typography alone are unchanged."""


def in_percent(similarity: float) -> int:
    """A likeness from 0 to 1 as every page and terminal shows it: in whole percents, rounded down."""
    return int(similarity * 100)


class WordChange(Record):
    """A piece of the comparison of two texts, in order.

    `same` and `removed` together are the earlier text letter for letter; `same` and `added` the later
    one, up to typography and white space. A piece has the space before it.
    """

    kind: Literal["same", "removed", "added"]
    text: str


class ParagraphPair(Record):
    """Paragraphs of the earlier document, and what stands for them in the later one.

    One on each side, as a rule. Several later ones: it was split; several earlier ones: they were
    merged. None earlier: `new`; none later: `gone`. Each is cited whole. `similarity` is that of their
    words, 0 where a side is empty. `moved` tells that it stands elsewhere among the matched ones (another
    number alone, as others came before it, is no move), or that it went from the preamble to the operative
    part or back.
    """

    earlier: tuple[Citation, ...]
    later: tuple[Citation, ...]
    change: PairChange
    similarity: float = Field(ge=0, le=1)
    moved: bool = False
    words: tuple[WordChange, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def renumbered(self) -> bool:
        """Whether it has another place in the later document."""
        places = [tuple(c.locator for c in side) for side in (self.earlier, self.later)]
        return all(places) and places[0] != places[1]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def split(self) -> bool:
        """Whether one paragraph became several."""
        return len(self.earlier) == 1 and len(self.later) > 1

    @computed_field  # type: ignore[prop-decorator]
    @property
    def merged(self) -> bool:
        """Whether several paragraphs became one."""
        return len(self.earlier) > 1 and len(self.later) == 1


class Counts(Record):
    """How many paragraphs of either document there are, and what became of them.

    `unchanged` and `changed` count pairs; `new` and `gone` paragraphs; `moved`, `renumbered`, `split` and
    `merged` those of the pairs that are so.
    """

    earlier: int
    later: int
    unchanged: int
    changed: int
    new: int
    gone: int
    moved: int
    renumbered: int
    split: int
    merged: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def matched(self) -> int:
        """How many pairs there are."""
        return self.unchanged + self.changed


class Comparison(Record):
    """Two documents, paragraph by paragraph.

    The earlier one by date is `earlier`, in whatever order they were given; of one date, the first given.
    `pairs` are in the order of the later document, what is gone where it stood. Titles, mastheads, closing
    lines and footnotes are not compared. `same_matter` is False where no paragraph of one stands for any
    of the other and their titles are of different matters.
    """

    earlier: CitedDocument
    later: CitedDocument
    pairs: tuple[ParagraphPair, ...]
    counts: Counts
    same_matter: bool = True


class Step(Record):
    """A paragraph that carries what is traced, or the part of it that does.

    `change` is `first` where it stood first; else how its words changed from the step before, whose place
    is `before` (`S/2007/279#p3.b1`). `similarity` is how like its words are to those of the step before, by
    what both share of the shorter one; `words` the difference.
    """

    citation: Citation
    document: CitedDocument
    change: Literal["first", "unchanged", "changed"]
    similarity: float = Field(ge=0, le=1)
    before: str | None = None
    words: tuple[WordChange, ...] = ()


class LikeParagraph(Record):
    """A paragraph like the one that is traced, which was not found to carry it.

    `similarity` is that of both as wholes, by their words.
    """

    citation: Citation
    similarity: float = Field(ge=0, le=1)


class Lineage(Record):
    """Where a paragraph stood first, and every document that carries it, by date.

    `origin` is the paragraph that was asked for, and one of the `steps`. `not_repeated` are the documents
    of the same series or on the same matter, after the first step, that were searched and do not carry it;
    `not_compared` those that are in no language that the paragraph is held in. `alike` are the few
    paragraphs of other documents than those of the steps that are most like it, the likest first: the same
    formula for another matter, or what has too few of its words to be told to carry it.

    Where words were asked for, `phrase` are these words, and `standing` every place where they stand letter
    for letter, up to typography and capitals, by date: one in each paragraph. `origin` is then the first of
    them; where there is none, the first paragraph that has the words in another form. It is not `complete`
    where so many paragraphs have the words that not all were read.
    """

    asked: str
    origin: Citation
    steps: tuple[Step, ...]
    not_repeated: tuple[CitedDocument, ...] = ()
    not_compared: tuple[CitedDocument, ...] = ()
    alike: tuple[LikeParagraph, ...] = ()
    phrase: str = ""
    standing: tuple[Citation, ...] = ()
    complete: bool = True
    searched: Searched
