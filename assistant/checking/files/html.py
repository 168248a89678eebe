"""The text of an HTML page: its blocks, its notes, `<q>` with marks, `<blockquote>` as a block quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.checking.files.layout import Laid, lay_out, with_marks
from index.readers.html import open_page
from index.readers.html_blocks import HtmlBlocks
from index.readers.marked import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A character for private use: pages that have it themselves lose it.
_QUOTED = "\ue0f0"
_BLOCKS = ("p", "div", "li", "td", "blockquote")


def text_of(content: bytes, source: str) -> str:
    """The text of a page without its navigation; raises `ReadError`."""
    page = open_page(content, source)
    _sign_quotations(page.main)
    blocks = HtmlBlocks(page.notes, page.left_out).read(page.main)
    paragraphs = []
    for block in blocks:
        text = with_marks(clean(block.text.replace(_QUOTED, "")))
        label = f"{block.label} " if block.label else ""
        paragraphs.append(Laid(label + text, "blockquote" if _QUOTED in block.text else ""))
    named = ((str(n), with_marks(clean(text))) for n, text in sorted(page.notes.texts.items()))
    return lay_out(paragraphs, named)


def _sign_quotations(main: HtmlElement) -> None:
    """Write what a browser shows or sets apart: marks around `<q>`, a sign in each block that is quoted."""
    for element in [e for e in main.iter("q") if isinstance(e.tag, str)]:
        element.text = f"“{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}”"
        else:
            element.text += "”"
    for quotation in main.iter("blockquote"):
        inner = [element for element in quotation.iter(*_BLOCKS) if element is not quotation]
        for element in [
            *inner,
            *([] if inner and not (quotation.text or "").strip() else [quotation]),
        ]:
            element.text = f"{_QUOTED}{element.text or ''}"
