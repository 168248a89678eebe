"""Reads a United Nations document from a PDF file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index import usage
from index.document import DocumentKind, Version
from index.errors import ReadError
from index.languages import detect_language
from index.locator import Kind, Locator
from index.readers.formulas import enacting_organ
from index.readers.mend import IsWord, vocabulary
from index.readers.model import ReadVersion
from index.readers.pdf.blocks import Block, read_blocks, rows
from index.readers.pdf.entries import Piece, pieces
from index.readers.pdf.file import Page, read_pages
from index.readers.pdf.front import Front, read_front
from index.readers.pdf.furniture import RULE, Furniture
from index.readers.pdf.lines import Line
from index.readers.pdf.measure import Measure, align, measure
from index.readers.pdf.note_places import Call, end_labels, find_call, note_places
from index.readers.pdf.notes import Note, read_notes, split_notes
from index.readers.pdf.right_to_left import mirrored
from index.readers.pdf.text import Joined, has_wrong_marks, join
from index.readers.places import Form, place
from index.words import Language

_MOST_NAMED = 8
_TITLE = Locator("title")
_ENOUGH = 40000


def read_pdf(content: bytes, source: str) -> list[ReadVersion]:
    """The document that the PDF file `content`, named `source`, holds: one language version.

    Running heads, page numbers and job numbers are left out of the text; footnotes stand by themselves.
    Offsets of a version count from 0 in its own text, for a PDF file has no text with an order that all
    agree on. Raises `ReadError` for a file that is encrypted with a password, damaged, without a text
    layer (scanned pictures), or without any paragraph.
    """
    pages = read_pages(content, source)
    if _language(pages) == "ar":
        pages = [replace(page, lines=mirrored(page.lines, page.width)) for page in pages]
    sheets = _sheets(pages)
    usual = measure([line for sheet in sheets for line in sheet.text])
    front = read_front(_blocks(sheets, usual, masthead=True), usual)
    return [_Reader(sheets, usual, front, source).version()]


def _language(pages: Sequence[Page]) -> Language:
    """The language that most of the text is in."""
    words = " ".join(line.plain for page in pages for line in page.lines)
    return detect_language(words[:_ENOUGH])


@dataclass(slots=True)
class _Sheet:
    """A page's lines in three: text, notes at its foot, and what is no text."""

    page: Page
    text: list[Line]
    notes: list[Note]
    furniture: list[Line]


def _sheets(pages: list[Page]) -> list[_Sheet]:
    furniture = Furniture(pages)
    lines = {p.number: [ln for ln in p.lines if not _is_no_text(ln, furniture)] for p in pages}
    size = measure([line for found in lines.values() for line in found]).size
    sheets: list[_Sheet] = []
    last: Note | None = None
    for page in pages:
        text, foot = split_notes(lines[page.number], size)
        notes = read_notes(foot, last)
        last = notes[-1] if notes else last if foot else None
        aside = [
            ln for ln in page.lines if _is_no_text(ln, furniture) and not RULE.fullmatch(ln.text)
        ]
        sheets.append(_Sheet(page, text, notes, aside))
    for sheet, aligned in zip(sheets, align([sheet.text for sheet in sheets]), strict=True):
        sheet.text = aligned
    return sheets


def _is_no_text(line: Line, furniture: Furniture) -> bool:
    return furniture.has(line) and not RULE.fullmatch(line.text)


def _blocks(sheets: Sequence[_Sheet], usual: Measure, masthead: bool) -> list[Block]:
    """The blocks of the text; for the masthead with what stands at the edges of the first page."""
    edges = [Block([line]) for line in sheets[0].furniture] if masthead and sheets else []
    return edges + read_blocks([line for sheet in sheets for line in sheet.text], usual)


class _Reader:
    """Makes the version of one document from its sheets."""

    def __init__(self, sheets: Sequence[_Sheet], usual: Measure, front: Front, source: str) -> None:
        self.sheets, self.usual, self.front, self.source = sheets, usual, front, source
        self.edges = len(sheets[0].furniture) if sheets else 0
        words = " ".join(line.plain for sheet in self.sheets for line in sheet.text)
        self.language = _language([sheet.page for sheet in sheets])
        self.wrong_marks = self.language == "en" and has_wrong_marks(words)
        self.is_word: IsWord = vocabulary(self.language)
        self.notes = [note for sheet in sheets for note in sheet.notes]
        text = {sheet.page.number: sheet.text for sheet in sheets}
        self.at_end = end_labels(text, self.notes)
        self.labels = {
            sheet.page.number: {note.label for note in sheet.notes} | self.at_end
            for sheet in sheets
        }

    def version(self) -> ReadVersion:
        """The language version; raises `ReadError` where it has no paragraph."""
        masthead = self.front.masthead
        blocks = _blocks(self.sheets, self.usual, masthead=False)
        body = blocks[max(0, self.front.body - self.edges) :]
        found, left_out = pieces(list(rows(body)), self.usual)
        is_resolution = self._is_resolution(found)
        places, doubts = place([piece.entry for piece in found], is_resolution)
        placed = [(key, piece) for key, piece in zip(places, found, strict=True) if key]
        texts = {**self._front_texts(), **self._texts(placed)}
        if not any(locator.kind not in (Kind.FOOTNOTE, Kind.MASTHEAD) for locator in texts):
            raise ReadError(f"{self.source}: no paragraph was found in it; is it a document?")
        notes, more = note_places(
            self.notes, [(key, piece.blocks) for key, piece in placed], self.at_end
        )
        paragraphs = self._with_notes(texts, notes)
        return ReadVersion(
            source=self.source,
            language=self.language,
            paragraphs=paragraphs,
            symbol=masthead.symbol,
            number=masthead.number,
            kind=masthead.kind,
            organ=masthead.organ or self._enacting_organ(found),
            date=masthead.adopted or masthead.date,
            title=texts[_TITLE].text if _TITLE in texts else None,
            session=masthead.session,
            agenda_item=masthead.agenda_item,
            sponsors=masthead.sponsors,
            facts=self.front.facts,
            is_resolution=is_resolution,
            is_draft=masthead.is_draft,
            warnings=(*doubts, *more, *self._warnings(paragraphs, left_out)),
        )

    def _is_resolution(self, found: Sequence[Piece]) -> bool:
        """Whether enacting words stand before any numbered paragraph, in no report or letter."""
        if self.front.masthead.kind in (DocumentKind.REPORT, DocumentKind.LETTER):
            return False
        told = (p.entry for p in found if p.entry.form is Form.ENACTING or p.entry.is_numbered)
        first = next(told, None)
        return first is not None and first.form is Form.ENACTING

    @staticmethod
    def _enacting_organ(found: Sequence[Piece]) -> str | None:
        enacting = (p.entry.text for p in found if p.entry.form is Form.ENACTING)
        return next((organ for text in enacting if (organ := enacting_organ(text))), None)

    def _join(self, lines: Sequence[Line], skip: int = 0) -> Joined:
        return join(
            lines, self.labels, self.is_word, self.language, skip, wrong_marks=self.wrong_marks
        )

    def _front_texts(self) -> dict[Locator, Joined]:
        texts = {locator: self._join(lines) for locator, lines in self.front.named}
        title, number = texts.get(_TITLE), self.front.masthead.number
        if title and number and (label := re.match(rf"{number}\s*[.．]\s*", title.text)):
            texts[_TITLE] = title.after(label.end())
        return texts

    def _texts(self, placed: Sequence[tuple[Locator, Piece]]) -> dict[Locator, Joined]:
        texts: dict[Locator, Joined] = {}
        for locator, piece in placed:
            lines = [line for block in piece.blocks for line in block.lines]
            joined = self._join(lines, piece.skip)
            if joined.text:
                texts[locator] = joined
        return texts

    def _with_notes(
        self, texts: dict[Locator, Joined], notes: Mapping[Call, tuple[Locator, Note]]
    ) -> dict[Locator, Version]:
        """Every paragraph as a version, its marks tied to the notes that they call."""
        paragraphs = {key: self._version(key, joined, notes) for key, joined in texts.items()}
        for key, note in notes.values():
            joined = self._join(note.lines)
            if joined.text:
                paragraphs[key] = self._version(key, joined, {})
        return paragraphs

    def _version(
        self, locator: Locator, joined: Joined, notes: Mapping[Call, tuple[Locator, Note]]
    ) -> Version:
        force = None
        if locator.kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
            force = usage.force_span(joined.text, self.language)
        marks = tuple(
            (called, offset)
            for page, label, offset in joined.marks
            if (called := find_call(notes, page, label))
        )
        return Version(
            self.language,
            joined.text,
            self.source,
            0,
            len(joined.text),
            force=force,
            notes=marks,
            exact=joined.sure,
        )

    def _warnings(self, paragraphs: Mapping[Locator, Version], left_out: int) -> Iterator[str]:
        if left_out:
            yield f"the table of contents ({left_out} lines) is left out"
        if self.language == "ar":
            yield "Arabic is not read letter for letter from a PDF file: the text is not quoted"
        elif unsure := [str(key) for key, version in paragraphs.items() if not version.exact]:
            shown = ", ".join(unsure[:_MOST_NAMED]) + (" …" if len(unsure) > _MOST_NAMED else "")
            yield f"the file does not say surely what some characters are: {shown} are not quoted"
        if empty := [str(s.page.number + 1) for s in self.sheets if not s.page.lines]:
            yield f"no text on page {', '.join(empty)}: blank, or a picture"
