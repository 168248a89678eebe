"""From blocks to entries: what each block is by its look and words, before it is given its place.

The places themselves are those of every format (`index.readers.places`): here is told, from type and
layout, what a heading is, which numbers count paragraphs, what a table's row and what its contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.readers.dates import whole_date
from index.readers.divisions import annex_heading
from index.readers.formulas import enacting_organ, is_meeting, is_signature
from index.readers.labels import Label, Rank, split_heading, split_label
from index.readers.pdf.blocks import Block
from index.readers.pdf.labels import LabelKind, LineLabel, read_label
from index.readers.pdf.measure import Measure
from index.readers.pdf.numbering import Numbered, Use, count
from index.readers.places import Entry, Form

_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_CONTENTS = re.compile(
    r"Contents|Table of contents|Table des matières|Sommaire|Содержание|Оглавление|Índice|المحتويات|目\s*录",
    re.IGNORECASE,
)
_PAGE_AT_END = re.compile(r"(?:^|\s)\d{1,3}$")
_TERMINAL = re.compile(r"[.;:,。；：，؛،][»”\"’')\]\d*]*$")
_LONGEST_HEADING = 250
_LARGER, _MUCH_LARGER = 0.9, 3.0  # points
_COLON = re.compile(r"^.{1,80}[:：]$")
_CENTRED = 8.0
_WORDY = 12


@dataclass(slots=True)
class Piece:
    """An entry to be placed, and the blocks that it stands in; `skip` characters are its label."""

    entry: Entry
    blocks: list[Block]
    skip: int = 0


def pieces(rows: Sequence[list[Block]], usual: Measure) -> tuple[list[Piece], int]:
    """What `rows` are, in order, and how many lines of a table of contents are left out.

    A row is a block, or the cells that stand side by side in a table.
    """
    contents = _contents(rows)
    heads = _repeated_heads(rows)
    kept = [row for i, row in enumerate(rows) if i not in contents and i not in heads]
    left_out = sum(len(block.lines) for i in contents for block in rows[i])
    found: list[Piece] = []
    uses = _uses(kept, usual)
    enacted = False
    for i, row in enumerate(kept):
        if len(row) > 1 or row[0].first.is_tabular:
            found += _cells(row)
        elif not _goes_on(found, row[0], usual):
            opens = uses.get(i + 1) is Use.PARAGRAPH and _is_short(row[0])
            found.append(_piece(row[0], uses.get(i), usual, enacted, opens))
            enacted |= found[-1].entry.form is Form.ENACTING
    return found, left_out


def is_heading(block: Block, usual: Measure) -> bool:
    """Whether a block looks like a heading: bold, larger or centred, short, and no sentence."""
    text = block.plain
    if len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
        return False
    label = read_label(block.first.text)
    if label and label.kind in (LabelKind.LETTER, LabelKind.BULLET):
        return False
    larger = block.size - usual.size
    if block.bold or larger > _LARGER:
        ended = _TERMINAL.search(text) and not (block.bold and _COLON.search(text))
        return not ended or larger > _MUCH_LARGER
    middle = (usual.left + usual.right) / 2
    centred = all(abs((line.x0 + line.x1) / 2 - middle) < _CENTRED for line in block.lines)
    narrow = block.first.x0 > usual.left + 3 * block.size and len(text) < _LONGEST_HEADING / 2
    return centred and narrow and not _TERMINAL.search(text) and len(block.lines) <= 3


def _uses(rows: Sequence[list[Block]], usual: Measure) -> dict[int, Use]:
    """What the number that a block begins with does, the main text and each annex by itself."""
    begins = [i for i, row in enumerate(rows) if len(row) == 1 and _annex(row[0], usual)]
    found: dict[int, Use] = {}
    for start, end in pairwise([0, *begins, len(rows)]):
        labels = [n for i in range(start, end) if (n := _numbered(i, rows[i], usual))]
        found |= count(labels)
    return found


def _numbered(i: int, row: list[Block], usual: Measure) -> Numbered | None:
    label = read_label(row[0].first.text) if len(row) == 1 else None
    if not label or label.kind is not LabelKind.NUMBER or is_heading(row[0], usual):
        return None
    return Numbered(i, int(label.value), row[0].first.x0)


def _annex(block: Block, usual: Measure) -> bool:
    return is_heading(block, usual) and annex_heading(block.plain, True) is not None


def _cells(row: list[Block]) -> Iterator[Piece]:
    """The cells of a table's row: one paragraph where they are short, else one each."""
    words = sum(len(block.plain.split()) for block in row)
    groups = [[block] for block in row] if words > _WORDY * len(row) else [row]
    for blocks in groups:
        yield Piece(Entry(" ".join(b.plain for b in blocks), Form.CELL), list(blocks))


def _goes_on(found: Sequence[Piece], block: Block, usual: Measure) -> bool:
    """Add `block` to the last piece where it is of it: a signer's title, a meeting's date."""
    last = found[-1] if found else None
    if last is None or block.first.page != last.blocks[-1].last.page:
        return False
    right = block.first.x0 > usual.left + 0.25 * (usual.right - usual.left)
    signs = last.entry.form is Form.SIGNATURE and right and not read_label(block.first.text)
    dates = last.entry.form is Form.MEETING and whole_date(block.plain) is not None
    if signs or dates:
        last.blocks.append(block)
    return signs or dates


def _is_short(block: Block) -> bool:
    """Whether a block is a line or two that end like no sentence: before a paragraph, its heading."""
    text = block.plain
    return (
        len(block.lines) <= 2
        and text[:1].isupper()
        and not _TERMINAL.search(text)
        and not read_label(block.first.text)
    )


def _piece(block: Block, use: Use | None, usual: Measure, enacted: bool, opens: bool) -> Piece:
    text = block.plain
    heading = opens or is_heading(block, usual)
    if enacting_organ(text):
        return Piece(Entry(text, Form.ENACTING), [block])
    if is_signature(text):
        return Piece(Entry(text, Form.SIGNATURE), [block])
    if enacted and is_meeting(text):
        return Piece(Entry(text, Form.MEETING), [block])
    if heading and (annex := annex_heading(text, True)):
        skip = len(block.first.plain) - len(annex.title) if len(block.lines) == 1 else 0
        titled = annex.title if skip >= 0 else text
        return Piece(Entry(titled, Form.ANNEX, number=annex.number), [block], max(skip, 0))
    if use is Use.PARAGRAPH or (not heading and use is not Use.NONE):
        return _labelled(block, use)
    if heading:
        return _heading(block)
    return Piece(Entry(text), [block])


def _labelled(block: Block, use: Use | None) -> Piece:
    """A paragraph or item with its label, which is no part of its text."""
    own = read_label(block.first.text)
    if own is None:
        return Piece(Entry(block.plain), [block])
    return Piece(Entry(block.plain, label=_shared(own, use)), [block], own.end)


def _shared(own: LineLabel, use: Use | None) -> Label | None:
    """The label as the places of all formats know it."""
    if own.kind is LabelKind.NUMBER:
        rank = Rank.ITEM if use is Use.ITEM else Rank.NUMBER
        return Label(own.text, rank, (int(own.value),))
    if own.kind is LabelKind.DECIMAL:
        return Label(own.text, Rank.DECIMAL, tuple(map(int, own.value.split("."))))
    if own.kind is LabelKind.BULLET:
        return Label(own.text, Rank.BULLET)
    return split_label(f"{own.text} x")[0]


def _heading(block: Block) -> Piece:
    label, rest = split_heading(block.plain)
    skip = len(block.first.plain) - len(rest.split("\n")[0]) if len(block.lines) == 1 else 0
    if label and not skip:
        skip = len(block.plain) - len(rest)
    first = block.first.text
    # A tab is one character of the line and one space of its plain text.
    fits = rest and skip < len(first) and label
    return Piece(
        Entry(rest if fits else block.plain, Form.HEADING, label), [block], skip if fits else 0
    )


def _repeated_heads(rows: Sequence[list[Block]]) -> set[int]:
    """The rows that say at the top of a page what the head of the table said on a page before."""
    found: set[int] = set()
    said: set[str] = set()
    for i, row in enumerate(rows):
        if len(row) == 1 and not row[0].first.is_tabular:
            continue
        text = " ".join(block.plain for block in row)
        turned = i > 0 and rows[i - 1][-1].last.page < row[0].first.page
        if turned and text in said:
            found.add(i)
        said.add(text)
    return found


def _contents(rows: Sequence[list[Block]]) -> set[int]:
    """The rows of tables of contents.

    They are those where dots lead to a page number, and what stands from the heading "Contents" to
    the last line that ends in a page number before text begins.
    """
    found = {i for i, row in enumerate(rows) if _LEADERS.search(row[-1].plain)}
    for i, row in enumerate(rows):
        if len(row) == 1 and _CONTENTS.fullmatch(row[0].plain):
            found |= set(range(i, _contents_end(rows, i)))
    return found


def _contents_end(rows: Sequence[list[Block]], start: int) -> int:
    end = start + 1
    for i in range(start + 1, len(rows)):
        text = " ".join(block.plain for block in rows[i])
        if _LEADERS.search(text) or _PAGE_AT_END.search(text):
            end = i + 1
        elif len(text) > _LONGEST_HEADING and _TERMINAL.search(text):
            break
    return end
