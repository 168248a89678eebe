"""From lines to blocks: a block is a paragraph, a heading, or a cell of a table.

What parts two blocks is what a reader sees: a wider step down, an indent, a label, another type size, a
line that ends before the next word would have been too long. At the turn of a page or column there is
no step to see: there the sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.readers.labels import split_heading
from index.readers.pdf.labels import read_label
from index.readers.pdf.lines import HYPHEN, Line
from index.readers.pdf.measure import Measure

_WIDER = 1.3  # of the usual step between lines
_INDENT = 0.8  # in type sizes
_SIZES = 0.6  # points
_CENTRED = 4.0  # points
_COMPLETE = re.compile(r"[.;:!?。；：！？؛؟][»”\"’')\]）*\d]*$")
_CLOSED = re.compile(r"[.!?。！？؟][»”\"’')\]）*\d]*$")


@dataclass(slots=True)
class Block:
    """The lines of one paragraph, heading or cell, in order."""

    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        """The type size of its first line."""
        return self.lines[0].size

    @property
    def plain(self) -> str:
        """Its text with single spaces, lines not yet mended."""
        return " ".join(line.plain for line in self.lines)


def read_blocks(lines: Sequence[Line], usual: Measure) -> list[Block]:
    """The blocks that `lines`, in reading order, make."""
    blocks: list[Block] = []
    for line, right in zip(lines, _rights(lines, usual), strict=True):
        if blocks and _Joint(blocks[-1], line, usual, right).holds():
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line]))
    return blocks


def _rights(lines: Sequence[Line], usual: Measure) -> list[float]:
    """How far right each line could go: to the usual edge, or to that of a narrow column's text."""
    rights: list[float] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line and run and _runs_on(run[-1], line, usual):
            run.append(line)
            continue
        rights += [_right(run, usual)] * len(run)
        run = [line] if line else []
    return rights


def _runs_on(before: Line, line: Line, usual: Measure) -> bool:
    step = before.y - line.y
    if before.is_tabular or line.is_tabular or before.bold != line.bold:
        return False
    one_column = abs(before.x0 - line.x0) < 3 * line.size and before.page == line.page
    return one_column and 0 < step < 2.5 * usual.step(line.size) and before.size == line.size


def _right(run: Sequence[Line], usual: Measure) -> float:
    """The right edge of lines under each other: their own where most of them are filled to it."""
    edge = max((line.x1 for line in run), default=usual.right)
    if edge > usual.right - 3 * usual.size:
        return edge
    unfilled = sum(_has_room(a, b, edge) for a, b in pairwise(run))
    return edge if len(run) > 2 and unfilled <= len(run) / 3 else usual.right


def _has_room(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the following line had found room in the line."""
    words = following.plain.split()
    width = (following.x1 - following.x0) / max(1, len(following.plain))
    return bool(words) and right - line.x1 > (len(words[0]) + 2) * width + line.size


class _Joint:
    """Whether a line goes on with a block."""

    def __init__(self, block: Block, line: Line, usual: Measure, right: float) -> None:
        self.block, self.line, self.usual, self.right = block, line, usual, right
        self.step = block.last.y - line.y
        self.same_page = block.last.page == line.page

    def holds(self) -> bool:
        """Whether it does."""
        block, line = self.block, self.line
        if abs(block.last.size - line.size) > _SIZES or block.last.is_tabular or line.is_tabular:
            return False
        if self._begins_labelled() or self._ends_bold():
            return False
        if not self.same_page or self._turns_column():
            return self._goes_on_over()
        if self.step < 0.5 * line.size:
            return False
        if self.step > _WIDER * self.usual.step(line.size):
            return False
        return self._in_place() and not self._ended_early()

    def _begins_labelled(self) -> bool:
        """A label begins a paragraph: before a wide gap, after complete text, or as the next one."""
        label = read_label(self.line.text)
        if not label:
            return False
        own = read_label(self.block.first.text)
        if label.wide or label.sure or (own and own.precedes(label)):
            return True
        if not self.same_page:
            return bool(_COMPLETE.search(self.block.last.plain))
        wider = self.step > 1.1 * self.usual.step(self.line.size)
        indented = self.line.x0 > self._usual_x0() + _INDENT * self.line.size
        # Else the label may stand in the middle of the sentence: "… and c) all others".
        return wider or indented or self._ended_early()

    def _usual_x0(self) -> float:
        """Where the next line of the block would begin."""
        return self._edge() if len(self.block.lines) > 1 else self.block.first.x0

    def _ends_bold(self) -> bool:
        """Bold lines and others part, unless the sentence plainly goes on from one to the other."""
        if self.block.bold == self.line.bold or not self.same_page:
            return self.block.bold and not self.line.bold
        if self.step > 1.1 * self.usual.step(self.line.size) or self._ended_early():
            return True
        if _COMPLETE.search(self.block.last.plain):
            return self.block.bold or not self._in_place()
        return self.block.bold and not self.line.plain[:1].islower()

    def _turns_column(self) -> bool:
        """Whether the line is at the head of the next column of the text."""
        last = self.block.last
        right = self.line.x0 > last.x0 + 8 * last.size
        return right and self.line.y - last.y > 20 * last.size

    def _goes_on_over(self) -> bool:
        """Whether it goes on after the turn of a page or column."""
        block, line = self.block, self.line
        if block.bold and (not line.bold or not line.plain[:1].islower()):
            return False
        edge = self._edge() if len(block.lines) > 1 else min(block.first.x0, self.usual.left)
        turned = self.same_page
        indented = not turned and line.x0 > edge + _INDENT * line.size
        if indented:
            return False
        if not _COMPLETE.search(block.last.plain):
            return True
        if _CLOSED.search(block.last.plain) is None:
            return line.plain[:1].islower()
        return self.usual.indents and not self._ended_early() and not turned

    def _edge(self) -> float:
        return min(line.x0 for line in self.block.lines[1:])

    def _in_place(self) -> bool:
        """Whether the line begins where the next line of the block would."""
        block, line = self.block, self.line
        em = _INDENT * line.size
        if _centred(block.last, line):
            return True
        if len(block.lines) > 1:
            return abs(line.x0 - self._edge()) <= em
        # After a label the following lines may stand under the words: a heading's, too.
        hangs = read_label(block.first.text) or (block.bold and split_heading(block.plain)[0])
        return line.x0 <= block.first.x0 + (8 * line.size if hangs else em)

    def _ended_early(self) -> bool:
        """Whether the last line ended though the next word had found room in it."""
        last = self.block.last
        complete = bool(_COMPLETE.search(last.plain))
        if last.text.endswith((HYPHEN, "-")) or (self.line.plain[:1].islower() and not complete):
            return False
        right = max([self.right] + [b.x1 for b in self.block.lines])
        if last.size != self.usual.size or (last.bold and self.line.bold):
            right = max(b.x1 for b in (*self.block.lines, self.line))
        far = right - last.x1 > 0.35 * (right - last.x0)
        return _has_room(last, self.line, right) and (complete or far)


def _centred(a: Line, b: Line) -> bool:
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2 < _CENTRED


def rows(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in groups: the cells of one row of a table, or one block alone."""
    group: list[Block] = []
    for block in blocks:
        if group and not _beside(group, block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _beside(group: Sequence[Block], block: Block) -> bool:
    """Whether `block` stands right of the last of `group`, at one height with one of them."""
    last = group[-1]
    if block.first.page != last.last.page or block.first.x0 <= last.first.x0 + last.size:
        return False
    top = max(other.first.y for other in group)
    bottom = min(other.last.y for other in group)
    return bottom - 0.5 * block.size <= block.first.y <= top + 0.6 * block.size and not (
        block.first.y < last.last.y - 0.5 * block.size
    )
