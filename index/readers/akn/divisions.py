"""Which section or part each block stands in, where the numbering of paragraphs begins anew.

Headings I, II, … open sections and A, B, … parts, but they count only where paragraph numbers repeat:
a declaration whose numbers run through its sections is cited by number alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.readers.akn.block import Block, Role
from index.readers.akn.labels import Sort, readings

Division = tuple[str, ...]
_SCHEMES: tuple[tuple[Sort, ...], ...] = (
    (Sort.SECTION,),
    (Sort.PART,),
    (Sort.PART, Sort.SECTION),
    (Sort.SECTION, Sort.PART),
)
_NAMES = {Sort.SECTION: "sec", Sort.PART: "part"}
_MOST_NUMBER = 99999


@dataclass(frozen=True, slots=True)
class Divided:
    """The division of each block, and whether sections had to be counted by restarts alone."""

    divisions: list[Division]
    by_restart: bool = False


def divide(blocks: Sequence[Block]) -> Divided:
    """The division of each of `blocks`, which are the body of one resolution or one annex."""
    numbers = list(_numbers(blocks))
    plain: list[Division] = [()] * len(blocks)
    if not _repeats(numbers, plain) and sum(b.role is Role.FORMULA for b in blocks) < 2:
        return Divided(plain)
    marks = _marks(blocks)
    for scheme in _SCHEMES:
        divisions = _by_marks(marks, len(blocks), scheme)
        opened = set(divisions) - {()}
        if len(opened) > 1 and not _repeats(numbers, divisions):
            return Divided(divisions)
    if not _repeats(numbers, plain):
        return Divided(plain)
    return Divided(_by_restarts(numbers, marks, len(blocks)), by_restart=True)


def _numbers(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The index and number of each paragraph with a number of its own."""
    for index, block in enumerate(blocks):
        if (number := block.number) is not None:
            yield index, number


def _repeats(numbers: Sequence[tuple[int, int]], divisions: Sequence[Division]) -> bool:
    places = [(divisions[index], number) for index, number in numbers]
    return len(set(places)) < len(places)


def _marks(blocks: Sequence[Block]) -> dict[int, tuple[Sort, int]]:
    """The blocks that open a section or a part, with its number."""
    marks: dict[int, tuple[Sort, int]] = {}
    last = {Sort.SECTION: 0, Sort.PART: 0}
    for index, block in enumerate(blocks):
        label = block.label or (block.shown if block.role is Role.HEADING else "")
        found = [r for r in readings(_first_word(label)) if r.sort in _NAMES]
        goes_on = [r for r in found if r.value == last[r.sort] + 1 and last[r.sort]]
        begins = [r for r in found if r.value == 1]
        named = [r for r in found if r.sort is Sort.SECTION and len(label.strip(" .")) > 1]
        same = [r for r in found if r.value == last[r.sort] and block.role is not Role.HEADING]
        for reading in [*same, *goes_on, *begins, *named][:1]:
            marks[index] = reading.sort, reading.value
            last[reading.sort] = reading.value
            if reading.sort is Sort.PART:
                last[Sort.SECTION] = 0
    return marks


def _first_word(label: str) -> str:
    """The label of a heading: "II" of "II. Strategic vision", "A" of "Part A"."""
    words = label.split()
    if len(words) > 1 and words[0].casefold() in ("section", "part", "partie", "раздел", "часть"):
        words = words[1:]
    if len(words) > 1 and not words[0].endswith((".", "、", "-", ":")):
        return "" if not readings(label) else label
    return words[0] if words else ""


def _by_marks(
    marks: dict[int, tuple[Sort, int]], length: int, scheme: tuple[Sort, ...]
) -> list[Division]:
    """The division of each block by the headings of the kinds in `scheme`, the outer kind first."""
    held: dict[Sort, int] = {}
    divisions: list[Division] = []
    for index in range(length):
        if index in marks and marks[index][0] in scheme:
            sort, number = marks[index]
            held[sort] = number
            for inner in scheme[scheme.index(sort) + 1 :]:
                held.pop(inner, None)
        divisions.append(tuple(f"{_NAMES[s]}{held[s]}" for s in scheme if s in held))
    return divisions


def _by_restarts(
    numbers: Sequence[tuple[int, int]], marks: dict[int, tuple[Sort, int]], length: int
) -> list[Division]:
    """Sections by the order in which the numbering begins anew; a stated number sets the count."""
    counts: list[int] = []
    section, last = 1, 0
    starts = dict(numbers)
    for index in range(length):
        sort, number = marks.get(index, (None, 0))
        if sort is Sort.SECTION and number > section:
            section, last = number, _MOST_NUMBER if last else 0
        elif index in starts and starts[index] <= last:
            section += 1
        if index in starts:
            last = starts[index]
        counts.append(section)
    return [(f"sec{count}",) for count in counts]
