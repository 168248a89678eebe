"""What stands on a page and is no part of its text: running heads, page numbers, job numbers, rules."""

from __future__ import annotations

import re
from collections import Counter

from index.readers.masthead_lines import symbol_of
from index.readers.pdf.file import Page
from index.readers.pdf.lines import Line
from index.symbol import Symbol

# Shares of the page's height, from the top and from the bottom.
_HEAD, _FOOT = 0.12, 0.1
# Numbers stand in text too, and tables repeat their heads: those of the page stand at its very edge.
_HEAD_NUMBER, _FOOT_NUMBER = 0.095, 0.09
_REPEATED = 3
_PLACE = 4.0
_SAME_LINE = 3.0

_PAGE_NUMBER = re.compile(
    r"[-–—\s/|]*(?:(?:page|página|стр\.|صفحة)\s*)?\d{1,4}(?:\s*(?:/|of|de|из|sur)\s*\d{1,4})?[-–—\s/|]*"
    r"|第\s*\d+\s*页|(?=[ivxl])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"(?:GE\.)?\d{2}-\d{4,6}[A-Z]?\*{0,3}(?:\s*\([A-Z]\))?[\s\d*]*|[*∗]\s?\d{5,9}\s?[*∗]|\d{7,9}[A-Z]?"
)
_JOB_MARK = re.compile(r"(?:GE\.)?\d{2}-\d{5}[A-Z]? \([A-Z]\)[\s\d*]*|[*∗]\d{7}[*∗]")
_RECYCLE = re.compile(
    r"Please recycle\W*|Merci de recycler\W*|Просьба отправить .*|请回收\W*", re.I
)
RULE = re.compile(r"[_\-–—=\s]{5,}")
"""A rule that is made of characters."""


class Furniture:
    """Tells the lines of a document's pages that are no part of its text."""

    def __init__(self, pages: list[Page]) -> None:
        self.sizes = {page.number: (page.width, page.height) for page in pages}
        self.repeated = _repeated(pages)
        self.symbols = _own_symbols(pages)
        self.heads = {page.number: self._heads(page) for page in pages}

    def has(self, line: Line) -> bool:
        """Whether `line` is a running head, a page or job number, or a rule."""
        if RULE.fullmatch(line.text) or _JOB_MARK.fullmatch(line.plain):
            return True
        height = self.sizes[line.page][1]
        if not _at_edge(line, height):
            return False
        return (
            all(self._is_mark(cell, line, height) for cell in line.cells)
            or (_shape(line), round(line.y / _PLACE)) in self.repeated
            or self._beside_symbol(line)
        )

    def _is_mark(self, cell: str, line: Line, height: float) -> bool:
        """Whether it is the document's symbol, a job number, or at the very edge a page number."""
        if line.page > 0 and self._is_own(cell):
            return True
        if _JOB.fullmatch(cell) or _RECYCLE.fullmatch(cell):
            return True
        return _at_very_edge(line, height) and bool(_PAGE_NUMBER.fullmatch(cell))

    def _is_own(self, cell: str) -> bool:
        """Whether it is the document's own symbol, or any where the first page shows none."""
        symbol = symbol_of(cell)
        return symbol is not None and (not self.symbols or bool(self.symbols & _parts(symbol)))

    def _heads(self, page: Page) -> list[float]:
        """The heights of the lines at the top of the page that have the document's symbol in them."""
        top = (line for line in page.lines if line.y > (1 - _HEAD) * page.height)
        return [line.y for line in top if any(map(self._is_own, line.cells))]

    def _beside_symbol(self, line: Line) -> bool:
        """Whether it is the title that a running head has beside the symbol."""
        heads = self.heads[line.page]
        return line.page > 0 and any(abs(line.y - y) < _SAME_LINE for y in heads)


def _at_edge(line: Line, height: float) -> bool:
    return line.y > (1 - _HEAD) * height or line.y < _FOOT * height


def _at_very_edge(line: Line, height: float) -> bool:
    return line.y > (1 - _HEAD_NUMBER) * height or line.y < _FOOT_NUMBER * height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.plain)


def _repeated(pages: list[Page]) -> set[tuple[str, int]]:
    """The lines, less their numbers, that stand at one place near the edge of several pages."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        lines = [line for line in page.lines if _at_very_edge(line, page.height)]
        found = {(_shape(line), round(line.y / _PLACE)) for line in lines}
        counts.update({(s, y + d) for s, y in found for d in (-1, 0, 1)})
    return {key for key, count in counts.items() if count >= _REPEATED}


def _own_symbols(pages: list[Page]) -> set[str]:
    """The symbols at the head of the first page, each alone where two are joined."""
    found: set[str] = set()
    for page in pages[:1]:
        for line in page.lines:
            for symbol in filter(None, map(symbol_of, line.cells)):
                found |= _parts(symbol)
    return found


def _parts(symbol: Symbol) -> set[str]:
    return {part.rstrip("*") for part in (symbol, *symbol.parts)}
