"""From the elements of an HTML page to blocks with labels."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from index.readers.blocks import Block
from index.readers.labels import split_label
from index.readers.marked import from_file, raised, settle
from index.readers.numerals import numeral
from index.readers.places import Form

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from index.readers.html_notes import HtmlNotes

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "thead", "tbody",
    "tfoot", "tr", "td", "th", "caption", "section", "article", "main", "header", "address",
    "figure", "figcaption", "hr", "center", "details", "summary", "fieldset", "body", "html",
}  # fmt: skip
_TYPES = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LONGEST_HEADING = 250
_DEEPEST = 120


class HtmlBlocks:
    """Collects the blocks of a page in reading order; what is in `left_out` is passed over."""

    def __init__(self, notes: HtmlNotes, left_out: Collection[HtmlElement]) -> None:
        self._notes, self._left_out = notes, left_out
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._bold: list[bool] = []
        self._label = ""
        self._form = Form.TEXT
        self._cell: int | None = None
        self._cells = 0
        self._columns: dict[HtmlElement, int] = {}
        self._counts: dict[HtmlElement, dict[HtmlElement, int]] = {}

    def read(self, main: HtmlElement) -> list[Block]:
        """The blocks of `main` that have words."""
        self._walk(main, 0, False)
        self._flush()
        return self._blocks

    def _walk(self, element: HtmlElement, depth: int, bold: bool) -> None:
        self._add(element.text, element, bold)
        for child in element:
            if isinstance(child.tag, str) and depth < _DEEPEST:
                self._element(child, depth + 1, bold)
            elif isinstance(child.tag, str):
                self._add("".join(child.itertext()), child, bold)
            self._add(child.tail, element, bold)

    def _element(self, element: HtmlElement, depth: int, bold: bool) -> None:
        tag = element.tag
        if element in self._left_out:
            # What stands on either side of a block is apart.
            if tag in _BLOCKS:
                self._flush()
        elif element in self._notes.marks:
            self._text.append(self._notes.marks[element])
        elif tag == "br":
            self._text.append("\n")
        elif tag == "sup":
            before, self._text = self._text, []
            self._walk(element, depth, bold)
            before.append(raised("".join(self._text)))
            self._text = before
        elif tag in _BLOCKS:
            self._flush()
            self._block(element, depth)
            self._flush()
        else:
            self._walk(element, depth, bold or tag in ("b", "strong"))

    def _block(self, element: HtmlElement, depth: int) -> None:
        held = self._form, self._cell
        if element.tag in _HEADINGS:
            self._form = Form.HEADING
        elif element.tag in ("td", "th") and self._is_data(element):
            self._cells += 1
            self._cell = self._cells
        elif element.tag == "li":
            self._label = self._list_label(element)
        self._walk(element, depth, False)
        self._flush()
        self._label = ""
        self._form, self._cell = held

    def _add(self, text: str | None, element: HtmlElement, bold: bool) -> None:
        if not text:
            return
        if element.tag == "pre" or any(e.tag == "pre" for e in element.iterancestors("pre")):
            self._text.append(from_file(text))
        else:
            # Line breaks of the source are spaces.
            self._text.append(re.sub(r"[ \t\r\n\f]+", " ", from_file(text)))
        if text.strip():
            self._bold.append(bold)

    def _flush(self) -> None:
        text = settle("".join(self._text), lambda note: note in self._notes.texts)
        bold = bool(self._bold) and all(self._bold)
        self._text, self._bold = [], []
        if not text.strip():
            return
        form = self._form
        shown = text.strip()
        if form is Form.TEXT and bold and self._cell is None and len(shown) < _LONGEST_HEADING:
            ends = shown.endswith((".", ";", ",", ":", "。", "；", "，"))
            form = form if ends else Form.HEADING
        # A label that is typed is shown as it is; the list's own would stand beside it.
        label = "" if split_label(shown)[0] else self._label
        self._label = ""
        self._blocks.append(Block(text, label, form, self._cell))

    def _is_data(self, cell: HtmlElement) -> bool:
        """Whether the cell's table has several columns; one column is a frame around text."""
        table = next(cell.iterancestors("table"), None)
        if table is None:
            return False
        if table not in self._columns:
            self._columns[table] = _columns(table)
        return self._columns[table] > 1

    def _list_label(self, item: HtmlElement) -> str:
        """What the browser shows before a list's item, as a United Nations document writes it."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "" if parent is None or _type(item, "disc") == "none" else "•"
        if parent not in self._counts:
            self._counts[parent] = _counts(parent)
        number = self._counts[parent].get(item, 0)
        form = _type(item, "decimal")
        if form == "none" or number < 1:
            return ""
        if form in ("disc", "circle", "square"):
            return "•"
        if form.endswith(("alpha", "latin")):
            letters = numeral(number, "lowerLetter")
            return f"{letters.upper()}." if form.startswith("upper") else f"({letters})"
        if form.endswith("roman"):
            roman = numeral(number, "lowerRoman")
            return f"{roman.upper()}." if form.startswith("upper") else f"({roman})"
        inner = any(above.tag == "li" for above in parent.iterancestors())
        return f"({number})" if inner else f"{number}."


def _type(item: HtmlElement, default: str) -> str:
    for element in (item, item.getparent()):
        if element is None:
            continue
        if style := _STYLE.search(element.get("style") or ""):
            return str(style[1]).casefold()
        if kind := element.get("type"):
            return _TYPES.get(kind, str(kind).casefold())
    return default


def _counts(parent: HtmlElement) -> dict[HtmlElement, int]:
    """The items' numbers: the list's start, changed by values, backwards in a reversed list."""
    items = [child for child in parent if child.tag == "li"]
    back = "reversed" in parent.attrib
    number = _whole(parent.get("start"))
    if number is None:
        number = len(items) if back else 1
    counts: dict[HtmlElement, int] = {}
    for item in items:
        value = _whole(item.get("value"))
        number = number if value is None else value
        counts[item] = number
        number += -1 if back else 1
    return counts


def _columns(table: HtmlElement) -> int:
    """How many cells the longest row of the table has, tables within it apart."""
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    return max((sum(cell.tag in ("td", "th") for cell in row) for row in rows), default=0)


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else None
