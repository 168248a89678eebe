"""The paragraphs of a DOCX file's parts, in reading order, with their labels and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.readers.docx.package import W, child_value, is_on, number
from index.readers.docx.runs import choice_of

if TYPE_CHECKING:
    from index.readers.docx.numbering import Numbering
    from index.readers.docx.package import Element
    from index.readers.docx.runs import Runs
    from index.readers.docx.styles import Style, Styles

_AROUND = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


@dataclass(frozen=True, slots=True)
class DocxParagraph:
    """A paragraph as the file has it: text with marks, automatic label, style, and table's cell.

    `cell` numbers the cell of a table of several columns that it stands in, from 1; None outside.
    """

    text: str
    label: str
    style: Style
    cell: int | None
    is_bold: bool


class Body:
    """Walks a part: paragraphs, tables, content controls, text boxes."""

    def __init__(self, runs: Runs, styles: Styles, numbering: Numbering) -> None:
        self._runs, self._styles, self._numbering = runs, styles, numbering
        self._cells = 0
        self._held = ""
        self.left_out: set[str] = set()

    def paragraphs(self, container: Element) -> Iterator[DocxParagraph]:
        """Those of `container` that are not empty."""
        yield from (p for p in self._walk(container, None) if p.text.strip())
        if self._held.strip():
            yield DocxParagraph(self._held, "", self._styles[None], None, False)
            self._held = ""

    def _walk(self, container: Element, cell: int | None) -> Iterator[DocxParagraph]:
        for child in container:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            name = tag.removeprefix(W)
            if name == "p":
                yield from self._paragraph(child, cell)
            elif name == "tbl":
                yield from self._table(child, cell)
            elif name in _AROUND:
                if not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                    yield from self._walk(child, cell)
            elif name == "altChunk":
                self.left_out.add("another file that is embedded in the text")
            elif name.endswith("}AlternateContent"):
                yield from self._walk(choice_of(child), cell)

    def _table(self, table: Element, cell: int | None) -> Iterator[DocxParagraph]:
        rows = [r for r in _below(table, "tr") if r.find(f"{W}trPr/{W}del") is None]
        # A table of one column is a frame around text, as around a report's summary.
        many = any(len(list(_below(row, "tc"))) > 1 for row in rows)
        for row in rows:
            for place in _below(row, "tc"):
                self._cells += 1
                yield from self._walk(place, self._cells if many else cell)

    def _paragraph(self, element: Element, cell: int | None) -> Iterator[DocxParagraph]:
        properties = element.find(W + "pPr")
        text = self._held + self._runs.read(element)
        self._held = ""
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            yield from self._walk(box, cell)
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and (
            mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
        ):
            # Its end was deleted: what is left of it is the beginning of the next paragraph.
            self._held = text
            return
        style_id = child_value(properties, "pStyle")
        style = self._styles[style_id]
        numbers = properties.find(W + "numPr") if properties is not None else None
        level = child_value(numbers, "ilvl")
        label = self._numbering.label(
            child_value(numbers, "numId"), number(level) if level is not None else None, style_id
        )
        if style.hidden:
            return
        if style.is_contents:
            self.left_out.add("table of contents")
            return
        yield DocxParagraph(
            text=text,
            label=label,
            style=style,
            cell=cell,
            is_bold=_is_bold(element),
        )


def _below(element: Element, name: str) -> Iterator[Element]:
    """The rows or cells of a table, whatever content controls stand around them."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif isinstance(child.tag, str) and child.tag.removeprefix(W) in _AROUND:
            yield from _below(child, name)


def _is_bold(paragraph: Element) -> bool:
    """Whether every word of it is in bold type."""
    runs = [r for r in paragraph.iter(W + "r") if re.search(r"\w", _text(r))]
    return bool(runs) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _text(run: Element) -> str:
    return "".join(t.text or "" for t in run.iterfind(W + "t"))
