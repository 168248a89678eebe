"""The characters of a PDF page as the file gives them, through PDFium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_BOLD = 600
_SAMPLES = 24
_NAME_SIZE = 128
_FIRST_HEBREW = "\u0590"


class Character(NamedTuple):
    """One character: its text, place and type.

    `x0` to `x1` is its width and `y` its base line, in points of the page as it is seen. `gap` tells
    that white space stands before it. `sure` is False where the file maps it to no character.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    sure: bool = True
    gap: bool = False

    def after_gap(self) -> Character:
        """The same character with white space before it."""
        return self._replace(gap=True)

    @property
    def right_to_left(self) -> bool:
        """Whether it is of a script that is written from right to left."""
        first = self.text[0]
        return first >= _FIRST_HEBREW and unicodedata.bidirectional(first) in ("R", "AL", "AN")


def page_characters(page: PdfPage) -> Iterator[Character]:
    """The characters of `page` in the order of its content."""
    textpage = page.get_textpage()
    try:
        yield from _Reader(textpage, _turn(page, textpage)).characters()
    finally:
        textpage.close()


@dataclass(frozen=True, slots=True)
class _Turn:
    """How places are turned: quarters of a turn (counter-clockwise), and the unturned page's size."""

    quarters: int
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 1:
            return y, self.width - x
        if self.quarters == 2:
            return self.width - x, self.height - y
        if self.quarters == 3:
            return self.height - y, x
        return x, y


def _turn(page: PdfPage, textpage: PdfTextPage) -> _Turn:
    """How most characters of the page run: a table may be set sideways on an upright page."""
    import pypdfium2.raw as raw

    count = raw.FPDFText_CountChars(textpage)
    quarters = [0, 0, 0, 0]
    for i in range(0, count, max(1, count // _SAMPLES)):
        if chr(raw.FPDFText_GetUnicode(textpage, i)).isalnum():
            angle = raw.FPDFText_GetCharAngle(textpage, i)
            quarters[round(angle / (math.pi / 2)) % 4] += 1
    left, bottom, right, top = page.get_mediabox()
    return _Turn(quarters.index(max(quarters)), right - left, top - bottom)


class _Reader:
    """Reads the characters of one page; the buffers are used for each of them again."""

    def __init__(self, textpage: PdfTextPage, turn: _Turn) -> None:
        import pypdfium2.raw as raw

        self.raw, self.page, self.turn = raw, textpage, turn
        self.box = raw.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.matrix = raw.FS_MATRIX()
        self.scaled, self.scale = (0.0, 0.0), 1.0
        self.name, self.flags = ctypes.create_string_buffer(_NAME_SIZE), ctypes.c_int()

    def characters(self) -> Iterator[Character]:
        """Every character that the file has; a pair of surrogates is one.

        The spaces that PDFium adds are left out: it puts them inside words that are set wide.
        """
        high = 0
        for i in range(self.raw.FPDFText_CountChars(self.page)):
            if self.raw.FPDFText_IsGenerated(self.page, i) == 1:
                continue
            code = self.raw.FPDFText_GetUnicode(self.page, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
            yield self._character(i, code)

    def _character(self, i: int, code: int) -> Character:
        raw, page = self.raw, self.page
        raw.FPDFText_GetLooseCharBox(page, i, self.box)
        raw.FPDFText_GetCharOrigin(page, i, self.x, self.y)
        box = self.box
        x, y, left, right = self.x.value, self.y.value, box.left, box.right
        if self.turn.quarters:
            x, y = self.turn.point(x, y)
            ends = self.turn.point(box.left, box.bottom)[0], self.turn.point(box.right, box.top)[0]
            left, right = min(ends), max(ends)
        hyphen = code == 2 or raw.FPDFText_IsHyphen(page, i) == 1
        broken = raw.FPDFText_HasUnicodeMapError(page, i) == 1
        text = "\u00ad" if hyphen else chr(code) if _is_text(code) else "\ufffd"
        return Character(
            text=text,
            x0=min(x, left),
            x1=right,
            y=y,
            size=self._size(i, y),
            bold=self._bold(i),
            sure=not broken and text != "\ufffd" and not _is_private(code),
        )

    def _size(self, i: int, y: float) -> float:
        """The type size as it is seen: some files give each font size one, and scale it."""
        size: float = self.raw.FPDFText_GetFontSize(self.page, i)
        if (size, y) != self.scaled:
            # One size on one base line is scaled once.
            self.raw.FPDFText_GetMatrix(self.page, i, self.matrix)
            self.scale = math.hypot(self.matrix.c, self.matrix.d) or 1.0
            self.scaled = (size, y)
        return round(size * self.scale, 2) or 1.0

    def _bold(self, i: int) -> bool:
        weight: int = self.raw.FPDFText_GetFontWeight(self.page, i)
        if weight > 0:
            return weight >= _BOLD
        # The file does not tell how heavy the font is: its name may.
        self.raw.FPDFText_GetFontInfo(self.page, i, self.name, _NAME_SIZE, self.flags)
        return b"Bold" in self.name.value or b"bold" in self.name.value


def _is_text(code: int) -> bool:
    return (code >= 0x20 and not 0xD800 <= code < 0xE000) or chr(code).isspace()


def _is_private(code: int) -> bool:
    # The private codes of Symbol and Wingdings for bullets are known.
    known = code in (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF02D, 0xF076)
    return not known and unicodedata.category(chr(code)) in ("Co", "Cn")
