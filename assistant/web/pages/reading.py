"""A document as its page shows it: paragraphs in one language, or in two side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.web.pages.query import Place, read_word
from assistant.web.pages.runs import Run, Span, runs_of
from index.locator import Kind, Locator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.document import Document, Paragraph
    from index.words import Language


@dataclass(frozen=True, slots=True)
class Column:
    """A paragraph's text in `language`; `lacking` where there is none in the language asked for.

    It is `exact` unless the file that it is from does not give its text surely.
    """

    language: Language
    runs: tuple[Run, ...]
    lacking: Language | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph: its place in words, how deep it is indented, and its text in each column.

    `mentions` are the paragraphs in which a footnote's mark stands, each with its place in words.
    `opened` is the annex, part or section in words, where the paragraph is the first of it.
    """

    locator: Locator
    place: str
    columns: tuple[Column, ...]
    chosen: bool
    mentions: tuple[tuple[Locator, str], ...] = ()
    opened: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, and no line below one."""
        return self.kind is Kind.HEADING

    @property
    def level(self) -> int:
        """How deep a heading stands below the page's own two: 3, and 4 within an annex or a section."""
        return 4 if self.locator.divisions else 3

    @property
    def exact(self) -> bool:
        """Whether all that is shown of it was read surely."""
        return all(column.exact for column in self.columns)

    @property
    def depth(self) -> int:
        """0 for a paragraph, 1 for its items, 2 for theirs."""
        return len(self.locator.items)

    @property
    def kind(self) -> Kind:
        """What kind of paragraph it is."""
        return self.locator.kind


@dataclass(frozen=True, slots=True)
class View:
    """In which languages a document is read, and what in it is pointed at."""

    language: Language
    beside: Language | None
    place: Place

    @classmethod
    def of(cls, query: Mapping[str, str], document: Document, reader: Language) -> View:
        """The view that a query asks for; `reader` is the language of the page around it."""
        held: dict[str, Language] = {code: code for code in document.languages}
        beside = held.get(read_word(query, "beside"))
        wished = (held.get(code) for code in (read_word(query, "language"), reader, "en", *held))
        language = next((code for code in wished if code), reader)
        return cls(language, beside if beside != language else None, Place.of(query))


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a document: its paragraphs, and its footnotes."""

    paragraphs: tuple[Row, ...]
    notes: tuple[Row, ...]

    @property
    def exact(self) -> bool:
        """Whether all that is shown was read surely."""
        return all(row.exact for row in (*self.paragraphs, *self.notes))


def read_rows(document: Document, view: View, reader: Language) -> Reading:
    """All paragraphs of `document` as `view` has them; places are written for the `reader`."""
    mentions = _mentions(document.paragraphs, reader)
    rows = [_row(paragraph, view, reader, mentions) for paragraph in document.paragraphs]
    return Reading(
        tuple(_opening((row for row in rows if row.kind is not Kind.FOOTNOTE), reader)),
        tuple(row for row in rows if row.kind is Kind.FOOTNOTE),
    )


def division_of(locator: Locator, reader: Language) -> str:
    """The annex, part or section of a place in words ("annex I, sect. II"); empty where there is none."""
    within = "".join(f"{division}." for division in locator.divisions)
    alone = Locator(locator.removeprefix(within))
    return locator.pinpoint(reader).removesuffix(alone.pinpoint(reader)).rstrip(" ,،")


def _opening(rows: Iterable[Row], reader: Language) -> Iterator[Row]:
    """The rows, each that is the first of an annex, a part or a section with the words for it."""
    before: tuple[str, ...] = ()
    for row in rows:
        divisions = row.locator.divisions
        opens = divisions and divisions != before
        yield replace(row, opened=division_of(row.locator, reader)) if opens else row
        before = divisions


def column_of(paragraph: Paragraph, language: Language, marked: Span | None = None) -> Column:
    """The text in `language`, else in the one that is there, which then tells what it lacks.

    Who reads a language is shown what is held in it, be it surely read or not.
    """
    version = paragraph.versions.get(language) or paragraph.version(language)
    lacking = None if version.language == language else language
    runs = runs_of(version, paragraph.kind, marked)
    return Column(version.language, runs, lacking, version.exact)


def _row(
    paragraph: Paragraph,
    view: View,
    reader: Language,
    mentions: Mapping[Locator, Sequence[Locator]],
) -> Row:
    columns = [column_of(paragraph, view.language, view.place.span_in(paragraph, view.language))]
    if view.beside:
        # The text of another language is shown once only, in the first column.
        is_held = view.beside in paragraph.versions
        columns.append(
            column_of(paragraph, view.beside) if is_held else Column(view.beside, (), view.beside)
        )
    return Row(
        paragraph.locator,
        paragraph.locator.pinpoint(reader),
        tuple(columns),
        paragraph.locator == view.place.locator,
        tuple((place, place.pinpoint(reader)) for place in mentions[paragraph.locator]),
    )


def _mentions(
    paragraphs: Sequence[Paragraph], reader: Language
) -> defaultdict[Locator, list[Locator]]:
    """For each footnote the paragraphs in which its mark stands, in any language."""
    found: defaultdict[Locator, list[Locator]] = defaultdict(list)
    for paragraph in paragraphs:
        notes = {note for version in paragraph.versions.values() for note, _ in version.notes}
        for note in notes:
            found[note].append(paragraph.locator)
    return found
