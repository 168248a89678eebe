"""Documents, their paragraphs, and the quotes that are taken from them.

A `Quote` is a span of one version of one paragraph and carries no words of its own: its text is read
from the stored version. Offsets count Unicode code points of the stored text, which is in NFC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import overload

from index.errors import UnknownParagraph
from index.locator import Kind, Locator
from index.symbol import Symbol
from index.words import Language


class DocumentKind(StrEnum):
    """What a document is, as United Nations usage has it."""

    LETTER = "letter"
    RESOLUTION = "resolution"
    DRAFT_RESOLUTION = "draft resolution"
    REPORT = "report"
    OTHER = "document"


class Status(StrEnum):
    """What standing a document's words have; a draft is never presented as a resolution."""

    LETTER = "letter"
    DRAFT = "draft"
    ADOPTED = "adopted"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Repair:
    """One mending of a source text: `[start, end)` of the source was replaced by `replacement`.

    Offsets count code points of the source file's NFC text. Applying a version's repairs to its
    source span gives the version's text, letter for letter (`apply_repairs`).
    """

    kind: str
    start: int
    end: int
    replacement: str
    removed: str


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a paragraph in one language, where it stood, and how it was mended.

    `force` is the span of the words that give the paragraph its force ("Encourages", "Recalling
    also"); `notes` maps footnotes to the offsets where their marks stood. Offsets in the source count
    code points of the text that the reader took from the file. A text that could not be read surely
    (Arabic from a PDF) has `exact` False: it is searched, and no `Quote` can be made of it.
    """

    language: Language
    text: str
    source: str
    start: int
    end: int
    repairs: tuple[Repair, ...] = ()
    force: tuple[int, int] | None = None
    notes: tuple[tuple[Locator, int], ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest unit that a United Nations reader cites, in one or more languages."""

    symbol: Symbol
    locator: Locator
    versions: Mapping[Language, Version] = field(hash=False)

    @property
    def kind(self) -> Kind:
        """What kind of paragraph it is."""
        return self.locator.kind

    @property
    def address(self) -> str:
        """`S/2007/279#p3.b1`: unique in an index."""
        return f"{self.symbol}#{self.locator}"

    def version(self, language: Language) -> Version:
        """The version in `language`, else the English one, else the first there is.

        A version that may be quoted goes before one that may not.
        """
        sure = {code: version for code, version in self.versions.items() if version.exact}
        held = sure or self.versions
        return held.get(language) or held.get("en") or next(iter(held.values()))

    @property
    def exact(self) -> bool:
        """Whether any of its versions may be quoted."""
        return any(version.exact for version in self.versions.values())


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two documents: `kind` is "recalls", "replied to by", "adopted as" and so on."""

    kind: str
    target: str
    source: str


class PlacedParagraphs(Sequence[Paragraph]):
    """Paragraphs whose locators are known, each read only when it is looked at: `read` gives the nth."""

    __slots__ = ("_read", "locators")

    def __init__(self, locators: Sequence[Locator], read: Callable[[int], Paragraph]) -> None:
        self.locators, self._read = tuple(locators), read

    def __len__(self) -> int:
        return len(self.locators)

    @overload
    def __getitem__(self, index: int) -> Paragraph: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Paragraph, ...]: ...

    def __getitem__(self, index: int | slice) -> Paragraph | tuple[Paragraph, ...]:
        if isinstance(index, slice):
            return tuple(self._read(number) for number in range(len(self))[index])
        return self._read(range(len(self))[index])


class StoredParagraphs(Sequence[Paragraph]):
    """The paragraphs of a document that are read only when they are looked at.

    How many there are, and in which languages, is known without that. `load` reads all of them, and
    `place` only where those stand that may be quoted in a language. Both may be called more than once:
    what they give is not kept here.
    """

    __slots__ = ("_count", "_load", "languages", "quotable_in")

    def __init__(
        self,
        count: int,
        languages: tuple[Language, ...],
        load: Callable[[], tuple[Paragraph, ...]],
        place: Callable[[Language], PlacedParagraphs],
    ) -> None:
        self._count, self.languages, self._load = count, languages, load
        self.quotable_in = place

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Paragraph: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Paragraph, ...]: ...

    def __getitem__(self, index: int | slice) -> Paragraph | tuple[Paragraph, ...]:
        return self._load()[index]

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self._load())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return self._load() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._load())

    def __repr__(self) -> str:
        return f"<{self._count} stored paragraphs>"


@dataclass(frozen=True, slots=True)
class Document:
    """What stands under one symbol, in one or more languages, with its paragraphs in order."""

    symbol: Symbol
    kind: DocumentKind
    status: Status
    organ: str
    date: dt.date
    titles: Mapping[Language, str]
    paragraphs: Sequence[Paragraph]
    session: str | None = None
    agenda_item: str | None = None
    sponsors: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    subjects: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that any of the paragraphs has, in order of first appearance."""
        if isinstance(self.paragraphs, StoredParagraphs):
            return self.paragraphs.languages
        return tuple(dict.fromkeys(code for p in self.paragraphs for code in p.versions))

    def quotable_in(self, language: Language) -> PlacedParagraphs:
        """The paragraphs with a version in `language` that may be quoted, in order."""
        if isinstance(self.paragraphs, StoredParagraphs):
            return self.paragraphs.quotable_in(language)
        held = (p for p in self.paragraphs if language in p.versions)
        quotable = tuple(p for p in held if p.versions[language].exact)
        return PlacedParagraphs([p.locator for p in quotable], quotable.__getitem__)

    @property
    def title(self) -> str:
        """The title in English, else in the first language that has one."""
        return self.titles.get("en") or next(iter(self.titles.values()), str(self.symbol))

    def paragraph(self, locator: str) -> Paragraph:
        """The paragraph at `locator`; raises `UnknownParagraph`."""
        for paragraph in self.paragraphs:
            if paragraph.locator == locator:
                return paragraph
        raise UnknownParagraph(f"{self.symbol} has no paragraph {locator!r}")

    def items(self, locator: str) -> tuple[Paragraph, ...]:
        """The sub-paragraphs directly below the paragraph at `locator`, in order."""
        return tuple(p for p in self.paragraphs if p.locator.parent == locator)


def first_list(documents: Iterable[Document]) -> tuple[Paragraph, ...]:
    """The items of the first list in reading order, in order; none where there is no list."""
    lists = (
        items
        for document in documents
        for paragraph in document.paragraphs
        if (items := document.items(paragraph.locator))
    )
    return next(lists, ())


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one version of a paragraph. It has no text of its own: the text is read."""

    paragraph: Paragraph
    language: Language
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.language not in self.paragraph.versions:
            raise ValueError(f"{self.paragraph.address} has no version in {self.language!r}")
        if not self.paragraph.versions[self.language].exact:
            raise ValueError(
                f"{self.paragraph.address} was not read surely in {self.language!r}: it is not quoted"
            )
        length = len(self.paragraph.versions[self.language].text)
        if not 0 <= self.start < self.end <= length:
            raise ValueError(
                f"[{self.start}, {self.end}) is no span of {self.paragraph.address}, "
                f"which has {length} code points"
            )

    @property
    def text(self) -> str:
        """The quoted words, read from the stored version."""
        return self.paragraph.versions[self.language].text[self.start : self.end]


def apply_repairs(source: str, start: int, end: int, repairs: tuple[Repair, ...]) -> str:
    """The text that `repairs` make of `source[start:end]`: what a version stores."""
    pieces: list[str] = []
    for repair in sorted(repairs, key=lambda r: (r.start, r.end)):
        pieces += source[start : repair.start], repair.replacement
        start = repair.end
    return "".join([*pieces, source[start:end]])
