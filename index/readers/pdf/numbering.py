"""Which of the numbers that blocks begin with number the paragraphs of a document.

Numbers begin other things too: headings, lists inside a paragraph, lines that happen to begin with one.
The paragraphs are those that count on: 1, 2, 3 … at one indent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

_SAME_INDENT = 16.0  # points
_MOST_MISSING = 3


class Use(Enum):
    """What a number does: count a paragraph, an item of a list inside one, or neither."""

    PARAGRAPH = auto()
    ITEM = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block that begins with a number: where it stands among the blocks, and at which indent."""

    place: int
    number: int
    indent: float


def count(labels: Sequence[Numbered]) -> dict[int, Use]:
    """What each of `labels`, all of one division, does; by the place of its block."""
    found: dict[int, Use] = {}
    last: Numbered | None = None
    item: Numbered | None = None
    for i, label in enumerate(labels):
        use = _use(last, item, label, labels[i + 1 :])
        if use is Use.PARAGRAPH:
            last, item = label, None
        elif use is Use.ITEM:
            item = label
        found[label.place] = use
    return found


def _use(
    last: Numbered | None, item: Numbered | None, label: Numbered, later: Sequence[Numbered]
) -> Use:
    """What `label` does after the paragraph `last` and the item `item` of a list inside it."""
    begins = label.number == 1 or _counts_on(label, later)
    if last is None:
        return Use.PARAGRAPH if begins else Use.NONE
    if item and label.number == item.number + 1 and _nearer(label, item, last):
        return Use.ITEM
    if _follows(last, label, later):
        return Use.PARAGRAPH
    if label.number == 1 and _is_inside(last, label, later):
        return Use.ITEM
    return Use.PARAGRAPH if label.number == 1 and _counts_on(label, later) else Use.NONE


def _nearer(label: Numbered, item: Numbered, last: Numbered) -> bool:
    """Whether a label stands as the items do, and not as the paragraphs."""
    counts_on = label.number == last.number + 1
    to_item, to_last = abs(label.indent - item.indent), abs(label.indent - last.indent)
    return to_item < _SAME_INDENT and not (counts_on and to_last < to_item)


def _is_inside(last: Numbered, label: Numbered, later: Sequence[Numbered]) -> bool:
    """Whether a count that begins anew is a list inside a paragraph: the old count goes on after it.

    Where both would go on with one number, the indent tells.
    """
    expected = 2
    for other in later:
        goes_on = other.number == last.number + 1 and _same_indent(other, last)
        if goes_on and not (other.number == expected and _same_indent(other, label)):
            return True
        if other.number == expected:
            expected += 1
    return False


def _same_indent(a: Numbered, b: Numbered) -> bool:
    return abs(a.indent - b.indent) < _SAME_INDENT


def _follows(last: Numbered, label: Numbered, later: Sequence[Numbered]) -> bool:
    """Whether `label` counts on after `last`; a few numbers may be missing where none comes later."""
    missing = label.number - last.number - 1
    same = _same_indent(label, last)
    if missing == 0:
        return same or not _resumes(last, later)
    awaited = any(other.number == last.number + 1 for other in later)
    return same and 0 < missing <= _MOST_MISSING and not awaited


def _resumes(last: Numbered, later: Sequence[Numbered]) -> bool:
    """Whether the count goes on later, at its indent, before another begins anew twice."""
    for other in later:
        if other.number == last.number + 1:
            return _same_indent(other, last)
    return False


def _counts_on(label: Numbered, later: Sequence[Numbered]) -> bool:
    return any(other.number == label.number + 1 and _same_indent(other, label) for other in later)
