"""The rows of an HTML page's tables: the cells of one are a line, as they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.readers.block import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Stands by itself before each row and behind it; a character for private use.
_ROW = "\ue0f2"
_BETWEEN = " "


def sign_rows(main: HtmlElement) -> None:
    """Write a sign before and behind each row of each table in `main`."""
    for row in main.iter("tr"):
        row.text = f"{_ROW}{row.text or ''}"
        if row is not main:
            row.tail = f"{_ROW}{row.tail or ''}"


def without_rows(
    blocks: Sequence[Block], quoted: Callable[[str], str]
) -> Iterator[tuple[str, str, str]]:
    """Text, label and what `quoted` says of each of `blocks`; the cells of a row are one text.

    A row with a cell of several paragraphs, or with a block quote, stays as it is.
    """
    row: list[Block] = []
    for block in blocks:
        begins = _ROW in block.text
        if begins or block.cell is None:
            yield from _told(row, quoted)
            row = []
        bare = Block(block.text.replace(_ROW, ""), block.label, block.form, block.cell)
        if not bare.text.strip():
            continue
        if bare.cell is None:
            yield bare.text, bare.label, quoted(bare.text)
        else:
            row.append(bare)
    yield from _told(row, quoted)


def _told(row: Sequence[Block], quoted: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    cells = {block.cell for block in row}
    if len(cells) == len(row) > 1 and not any(quoted(block.text) for block in row):
        texts = [f"{b.label} {b.text.strip()}" if b.label else b.text.strip() for b in row]
        yield _BETWEEN.join(texts), "", ""
        return
    for block in row:
        yield block.text, block.label, quoted(block.text)
