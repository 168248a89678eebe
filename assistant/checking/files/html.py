"""The text of an HTML page: its blocks, its rows, its notes, `<q>` with marks, `<blockquote>` as such."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from assistant.checking.files.layout import Laid, lay_out, with_marks
from assistant.checking.files.rows import sign_rows, without_rows
from index.readers.html import open_page
from index.readers.html_blocks import HtmlBlocks
from index.readers.marked import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Characters for private use: pages that have them themselves lose them. One after the other, so that
# block quotes that adjoin are told apart.
_QUOTED = ("\ue0f0", "\ue0f1")
_UNSIGNED = str.maketrans("", "", "".join(_QUOTED))
_BLOCKS = ("p", "div", "li", "td", "blockquote")
# What is struck out is no text any more.
_STRUCK = ("del", "s", "strike")


def text_of(content: bytes, source: str) -> str:
    """The text of a page without its navigation and what is struck out; raises `ReadError`."""
    page = open_page(content, source)
    _sign_quotations(page.main)
    sign_rows(page.main)
    left_out = page.left_out | set(page.main.iter(*_STRUCK))
    blocks = HtmlBlocks(page.notes, left_out).read(page.main)
    paragraphs = []
    for text, label, quoted in without_rows(blocks, _quoted):
        shown = with_marks(clean(text.translate(_UNSIGNED)))
        paragraphs.append(Laid(f"{label} {shown}" if label else shown, quoted))
    named = ((str(n), with_marks(clean(text))) for n, text in sorted(page.notes.texts.items()))
    return lay_out(paragraphs, named)


def _quoted(text: str) -> str:
    """The sign of the block quote that a block stands in; empty for none."""
    return next((sign for sign in _QUOTED if sign in text), "")


def _sign_quotations(main: HtmlElement) -> None:
    """Write what a browser shows or sets apart: marks around `<q>`, a sign in each block that is quoted."""
    for element in [e for e in main.iter("q") if isinstance(e.tag, str)]:
        element.text = f"“{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}”"
        else:
            element.text += "”"
    signs = cycle(_QUOTED)
    for quotation in main.iter("blockquote"):
        if next(quotation.iterancestors("blockquote"), None) is None and _has_words(quotation):
            _sign(quotation, next(signs))


def _sign(quotation: HtmlElement, sign: str) -> None:
    for element in quotation.iter(*_BLOCKS):
        within = any(inner is not element for inner in element.iter(*_BLOCKS))
        if element is not quotation or not within or (quotation.text or "").strip():
            element.text = f"{sign}{element.text or ''}"


def _has_words(element: HtmlElement) -> bool:
    return any(map(str.isalnum, "".join(element.itertext())))
