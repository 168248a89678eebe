"""The text of a PDF file as a person reads it: no running heads, words mended, notes at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.checking.files.layout import Laid, lay_out
from index.languages import detect_language
from index.readers.mend import vocabulary
from index.readers.pdf.blocks import read_blocks
from index.readers.pdf.file import Page, read_pages
from index.readers.pdf.furniture import RULE, Furniture
from index.readers.pdf.lines import Line
from index.readers.pdf.measure import align, measure
from index.readers.pdf.notes import Note, read_notes, split_notes
from index.readers.pdf.right_to_left import mirrored
from index.readers.pdf.text import Joined, has_wrong_marks, join
from index.words import Language

_ENOUGH = 40_000


def text_of(content: bytes, source: str) -> str:
    """The text of a PDF file; raises `ReadError` where it is damaged, locked, or has pictures alone."""
    pages = read_pages(content, source)
    plain = " ".join(line.plain for page in pages for line in page.lines)
    language = detect_language(plain[:_ENOUGH])
    if language == "ar":
        pages = [replace(page, lines=mirrored(page.lines, page.width)) for page in pages]
    text, notes = _split(pages)
    return _Joiner(language, language == "en" and has_wrong_marks(plain), notes).text(text)


def _split(pages: Sequence[Page]) -> tuple[list[Line], list[Note]]:
    """The lines of the text, and the notes at the feet of the pages."""
    furniture = Furniture(list(pages))
    kept = [
        [ln for ln in page.lines if RULE.fullmatch(ln.text) or not furniture.has(ln)]
        for page in pages
    ]
    size = measure([line for lines in kept for line in lines]).size
    texts: list[list[Line]] = []
    notes: list[Note] = []
    last: Note | None = None
    for lines in kept:
        text, foot = split_notes(lines, size)
        found = read_notes(foot, last)
        last = found[-1] if found else last if foot else None
        texts.append(text)
        notes += found
    return [line for lines in align(texts) for line in lines], notes


class _Joiner:
    """Joins lines; notes are named by their marks, with the page where a mark comes again."""

    def __init__(self, language: Language, wrong_marks: bool, notes: Sequence[Note]) -> None:
        self._language, self._wrong_marks, self._notes = language, wrong_marks, notes
        self._is_word = vocabulary(language)
        self._labels: dict[int, set[str]] = {}
        self._names: dict[tuple[int, str], str] = {}
        for note in notes:
            if note.label:
                self._labels.setdefault(note.page, set()).add(note.label)
                taken = note.label in self._names.values()
                name = f"{note.label}.{note.page + 1}" if taken else note.label
                self._names.setdefault((note.page, note.label), name)

    def text(self, lines: Sequence[Line]) -> str:
        """The whole text."""
        blocks = read_blocks(lines, measure(lines))
        paragraphs = [Laid(self._marked(self._join(block.lines))) for block in blocks]
        named = [
            (self._names[n.page, n.label], self._join(n.lines).text) for n in self._notes if n.label
        ]
        return lay_out(paragraphs, named)

    def _join(self, lines: Sequence[Line]) -> Joined:
        return join(
            lines, self._labels, self._is_word, self._language, wrong_marks=self._wrong_marks
        )

    def _marked(self, joined: Joined) -> str:
        pieces, at = [], 0
        for page, label, offset in joined.marks:
            pieces += [joined.text[at:offset], f"[^{self._names.get((page, label), label)}]"]
            at = offset
        return "".join([*pieces, joined.text[at:]])
