"""The places of sub-paragraphs below a paragraph, from their labels in order.

United Nations usage: (a), (b), …, (aa) below a paragraph, (i), (ii), … below those. The labels decide,
not the markup's lists: a list may be cut in two or left flat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.locator import item_label
from index.readers.akn.labels import Reading, Sort

Labels = Sequence[tuple[Reading, ...]]
_LETTERS = {Sort.LETTER, Sort.SMALL}
_ROMANS = {Sort.ROMAN, Sort.SMALL_ROMAN}
_ITEM_SORTS = _LETTERS | _ROMANS | {Sort.DECIMAL, Sort.NUMBER}
_BULLET = Reading(Sort.BULLET, 0)
_WIDEST_GAP = 5
_MOST_LETTERS = 78
_MOST_ROMAN = 39


@dataclass(slots=True)
class _Level:
    sort: Sort
    value: int
    name: str


@dataclass(slots=True)
class _Tree:
    """The open levels, and how many items stand below each place."""

    levels: list[_Level] = field(default_factory=list)
    counts: dict[tuple[str, ...], int] = field(default_factory=dict)
    used: set[tuple[str, ...]] = field(default_factory=set)

    def path(self) -> tuple[str, ...]:
        return tuple(level.name for level in self.levels)

    def put(self, depth: int, reading: Reading) -> tuple[str, ...]:
        """The place of an item at `depth`; levels below it are closed."""
        del self.levels[depth:]
        parent = self.path()
        order = self.counts[parent] = self.counts.get(parent, 0) + 1
        value = order if reading.sort is Sort.BULLET else _value(reading)
        name = _name(reading.sort, value, depth)
        while (*parent, name) in self.used:
            name, order = f"b{order}", order + 1
        self.levels.append(_Level(reading.sort, value, name))
        self.used.add(self.path())
        return self.path()


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where an item stands below its paragraph; not `sure` where its label does not go on."""

    path: tuple[str, ...]
    sure: bool = True


def item_places(labels: Labels, nestings: Sequence[int]) -> list[ItemPlace]:
    """The place of each item below its paragraph: `("a",)`, `("a", "ii")`, `("b3",)`.

    `labels` are the readings of each label, `nestings` the depths of lists in the markup. A label that
    does not go on with any list is placed by its order.
    """
    tree = _Tree()
    places: list[ItemPlace] = []
    for at, found in enumerate(labels):
        wanted = [r for r in found if r.sort in _ITEM_SORTS]
        if any(r.sort is Sort.BULLET for r in found):
            path = tree.put(_bullet_depth(tree, nestings[at]), _BULLET)
            places.append(ItemPlace(path))
            continue
        deeper = at > 0 and nestings[at] > nestings[at - 1]
        choice = _choose(tree, wanted, labels[at + 1 :], deeper=deeper)
        path = tree.put(*choice) if choice else tree.put(0, _BULLET)
        places.append(ItemPlace(path, sure=choice is not None))
    return places


def _choose(
    tree: _Tree, wanted: list[Reading], following: Labels, *, deeper: bool
) -> tuple[int, Reading] | None:
    """At which depth the label goes on, and as what."""
    goes_on = [
        (depth, reading)
        for depth in reversed(range(len(tree.levels)))
        for reading in wanted
        if reading.sort is tree.levels[depth].sort
        and _value(reading) == tree.levels[depth].value + 1
    ]
    open_sorts = {level.sort for level in tree.levels}
    begins = [
        (len(tree.levels), reading)
        for reading in wanted
        if _value(reading) == 1 and (deeper or reading.sort not in open_sorts)
    ]
    if begins and goes_on:
        return begins[0] if _second_follows(begins[0][1], following) else goes_on[0]
    if begins and len(begins) > 1 and not tree.levels:
        return next((b for b in begins if _second_follows(b[1], following)), begins[0])
    return next(iter([*goes_on, *begins]), None) or _after_gap(tree, wanted)


def _second_follows(reading: Reading, following: Labels) -> bool:
    """Whether the next label is the second of the same list: "(ii)" behind "(i)"."""
    second = Reading(reading.sort, 2)
    if reading.sort is Sort.DECIMAL:
        second = Reading(reading.sort, reading.value, 2)
    return bool(following) and second in following[0]


def _after_gap(tree: _Tree, wanted: list[Reading]) -> tuple[int, Reading] | None:
    """A list with a letter left out goes on; one that begins later begins there."""
    later = [
        (_value(reading) - level.value, -depth, reading)
        for depth, level in enumerate(tree.levels)
        for reading in wanted
        if reading.sort is level.sort and 0 < _value(reading) - level.value <= _WIDEST_GAP
    ]
    if later:
        _, depth, reading = min(later, key=lambda found: found[:2])
        return -depth, reading
    if wanted and not tree.levels:
        return 0, wanted[0]
    return None


def _bullet_depth(tree: _Tree, nesting: int) -> int:
    sorts = [level.sort for level in tree.levels]
    if Sort.BULLET in sorts:
        return min(len(sorts) - 1 - sorts[::-1].index(Sort.BULLET), max(nesting - 1, 0) or 99)
    return min(nesting - 1, len(sorts)) if nesting else len(sorts)


def _value(reading: Reading) -> int:
    return reading.below if reading.sort is Sort.DECIMAL else reading.value


def _name(sort: Sort, value: int, depth: int) -> str:
    """The item in a locator's spelling: letters first, Roman numerals below; else by number."""
    if sort in _LETTERS and not depth and value <= _MOST_LETTERS:
        return item_label(value, 0)
    if sort in _ROMANS and depth and value <= _MOST_ROMAN:
        return item_label(value, 1)
    return str(value) if sort in (Sort.DECIMAL, Sort.NUMBER) else f"b{value}"
