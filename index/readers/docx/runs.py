"""The text of a paragraph of a DOCX file, as a reader sees it.

Insertions are in and deletions out; of fields the results; hidden text is out; hyphens that do not
break stay as they are (U+2011), those that show only at a line's end go. A footnote's mark is kept
as its place: a reference, or a raised number that repeats the mark of an earlier note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.readers.docx.package import W, child_value, is_on, value
from index.readers.marked import from_file, mark, raised, settle, without_first_raised

if TYPE_CHECKING:
    from index.readers.docx.package import Element
    from index.readers.docx.styles import Styles

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = {
    "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo",
    "dir",
}  # fmt: skip
_DRAWN = {"drawing", "pict", "object"}
_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SYMBOLS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzDFGLPQSWXY",
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζΔΦΓΛΠΘΣΩΞΨ",
        strict=True,
    )
) | {"\xb0": "°", "\xb1": "±", "\xb3": "≥", "\xa3": "≤", "\xb4": "×", "\xb7": "•", "-": "−"}


class Notes:
    """The footnotes and endnotes that a text refers to, numbered in the order of their marks."""

    def __init__(self, many: int, first: int = 1) -> None:
        self.many, self._first = many, first
        self.numbers: dict[tuple[str, str], int] = {}
        self.own_marks: dict[tuple[str, str], str] = {}

    def refer(self, kind: str, note_id: str) -> int:
        """The number of that note, whose mark stands here."""
        return self.numbers.setdefault((kind, note_id), len(self.numbers) + self._first)

    def knows(self, note: int) -> bool:
        """Whether a note has that number, by its mark or by those to come."""
        return self._first <= note < self._first + self.many


class Runs:
    """Reads paragraphs in reading order: a field may begin in one and end in another."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self._styles, self._notes = styles, notes
        self._fields: list[bool] = []
        self.boxes: list[Element] = []

    def read(self, paragraph: Element) -> str:
        """The paragraph's text with marks in it, not cleaned: tabs and line breaks stand in it.

        Text boxes that are anchored in it are added to `boxes`.
        """
        return settle("".join(self._inside(paragraph)), self._notes.knows)

    def read_note(self, paragraph: Element) -> str:
        """The same of a paragraph of a note, without the note's own number at its beginning."""
        text = without_first_raised("".join(self._inside(paragraph)))
        return settle(text, self._notes.knows)

    def _inside(self, element: Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            name = tag.removeprefix(W)
            if name == "r":
                yield self._run(child)
            elif name in _THROUGH:
                if not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                    yield from self._inside(child)
            elif tag == _COMPATIBILITY + "AlternateContent":
                yield from self._inside(choice_of(child))
            elif tag.startswith(_MATH):
                yield "".join(t.text or "" for t in child.iter(_MATH + "t"))

    def _run(self, run: Element) -> str:
        properties = run.find(W + "rPr")
        style = self._styles[child_value(properties, "rStyle") or ""]
        hidden = style.hidden
        is_raised = style.superscript
        if properties is not None:
            vanish = properties.find(W + "vanish")
            hidden = is_on(vanish) if vanish is not None else hidden
            align = child_value(properties, "vertAlign")
            is_raised = align == "superscript" if align is not None else is_raised
        text = "".join(self._pieces(run))
        if hidden or not text:
            return ""
        return raised(text) if is_raised else text

    def _pieces(self, run: Element) -> Iterator[str]:
        own_mark: tuple[str, str] | None = None
        for child in run:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            name = tag.removeprefix(W)
            if name == "fldChar":
                self._field(child)
            elif name in _DRAWN or tag == _COMPATIBILITY + "AlternateContent":
                self._draw(child)
            elif not all(self._fields):
                continue
            elif own_mark is not None and name in ("t", "sym"):
                # The mark that its author gave it follows the reference.
                self._notes.own_marks[own_mark] += _shown(child, name)
            elif name in ("footnoteReference", "endnoteReference"):
                note = name.removesuffix("Reference"), value(child, "id") or ""
                if child.get(W + "customMarkFollows") in ("1", "true", "on"):
                    own_mark = note
                    self._notes.own_marks.setdefault(own_mark, "")
                else:
                    yield mark(self._notes.refer(*note))
            elif name == "ruby":
                for base in child.iterfind(W + "rubyBase"):
                    yield from self._inside(base)
            else:
                yield _shown(child, name)

    def _field(self, element: Element) -> None:
        """Fields nest: text shows where every open field is past its separator."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _draw(self, drawn: Element) -> None:
        inner = [drawn]
        while inner:
            element = inner.pop()
            if element.tag == W + "txbxContent":
                self.boxes.append(element)
            elif element.tag == _COMPATIBILITY + "AlternateContent":
                inner.append(choice_of(element))
            else:
                inner += reversed([e for e in element if isinstance(e.tag, str)])


def choice_of(element: Element) -> Element:
    """Of alternatives the first; the fallback shows the same to older programs."""
    choice = element.find(_COMPATIBILITY + "Choice")
    if choice is None:
        choice = element.find(_COMPATIBILITY + "Fallback")
    # Nothing to choose from: an element with nothing in it.
    return (
        element[0] if choice is None and len(element) else choice if choice is not None else element
    )


def _shown(element: Element, name: str) -> str:
    if name == "t":
        # Line breaks are elements: in the text itself they are white space.
        return re.sub(r"[\t\n\r]", " ", from_file(element.text or ""))
    if name == "sym":
        return _symbol(element)
    return _PLAIN.get(name, "")


def _symbol(element: Element) -> str:
    written = element.get(W + "char") or ""
    code = int(written, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", written) else 0
    # Fonts of symbols have their characters at U+F000 and on.
    own = 0xF000 <= code <= 0xF0FF
    character = chr(code & 0xFF) if own else chr(code) if code else ""
    if (element.get(W + "font") or "").casefold() == "symbol":
        return _SYMBOLS.get(character, character)
    if own:
        return "•" if character in "\xb7\xa7v" else "\ufffd"
    return character
