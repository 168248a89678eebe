"""From blocks to locators: which paragraph of the preamble, which operative one, which item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from index.errors import LocatorError
from index.locator import Locator
from index.readers.akn.block import Area, Block, Role
from index.readers.akn.divisions import Division, divide
from index.readers.akn.items import item_places
from index.readers.akn.labels import Sort
from index.readers.akn.numbering import settle

_COMMA = (",", "،", "，")
_NAMED = {Role.TITLE: "title", Role.MEETING: "meeting", Role.SIGNATURE: "signature"}
_SHOWN = 40


@dataclass(slots=True)
class Placed:
    """The blocks by their places, in reading order, and what could not be placed surely."""

    blocks: dict[Locator, Block] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def place(blocks: Sequence[Block], *, is_resolution: bool) -> Placed:
    """The locator of each block. In a resolution numbers are operative; elsewhere `n`."""
    placed = Placed()
    main = [b for b in blocks if b.area is not Area.ANNEX]
    for block in main:
        if block.role is Role.TITLE:
            _name(placed, "title", block)
    body = [b for b in main if b.role not in _NAMED and b.area is not Area.CLOSING]
    _Scope(placed, (), is_resolution=is_resolution).place(body)
    annexed = [b for b in blocks if b.area is Area.ANNEX]
    for number, held in groupby(annexed, key=lambda b: b.annex):
        _Scope(placed, (f"annex{number}",), is_resolution=False).place(list(held))
    for block in main:
        if block.role in (Role.MEETING, Role.SIGNATURE):
            _name(placed, _NAMED[block.role], block)
    closing = [b for b in main if b.area is Area.CLOSING and b.role not in _NAMED]
    _Scope(placed, (), is_resolution=False).place(closing)
    return placed


def _name(placed: Placed, place: str, block: Block) -> None:
    """A named place: a second line of it goes on with the first."""
    held = placed.blocks.get(Locator(place))
    if held is None:
        placed.blocks[Locator(place)] = block
    elif held.shown != block.shown:
        held.text = held.text.joined(block.text)


class _Scope:
    """Places the blocks of one body: the resolution's own, or one annex's."""

    def __init__(self, placed: Placed, prefix: Division, *, is_resolution: bool) -> None:
        self.placed = placed
        self.prefix = prefix
        self.is_resolution = is_resolution
        self.numbered = "op" if is_resolution else "n"
        self.counts: Counter[tuple[Division, str]] = Counter()
        self.head: Locator | None = None
        self.in_preamble = is_resolution
        self.preambles_in_body = False

    def place(self, blocks: Sequence[Block]) -> None:
        """Give each of the blocks its place, in order."""
        settle(blocks)
        divided = divide(blocks)
        if divided.by_restart:
            self._warn("sections are counted by where the numbering begins anew")
        with_numbers = {
            division
            for block, division in zip(blocks, divided.divisions, strict=True)
            if block.number is not None
        }
        waiting: list[Block] = []
        for block, division in zip(blocks, divided.divisions, strict=True):
            is_item = self._is_item(block)
            if waiting and not is_item:
                self._items(waiting)
                waiting = []
            if is_item:
                waiting.append(block)
            else:
                self._block(block, (*self.prefix, *division), division in with_numbers)
        if waiting:
            self._items(waiting)

    def _is_item(self, block: Block) -> bool:
        """Whether the block is a sub-paragraph of the one before; the body has none of the preamble."""
        if self.head is None or not block.shown or block.role is not Role.TEXT:
            return False
        if not _is_item(block):
            return False
        return self.head.head != "pp" or block.area is Area.PREAMBLE

    def _block(self, block: Block, division: Division, has_numbers: bool) -> None:
        if block.role is Role.FORMULA:
            self.preambles_in_body |= block.area is Area.BODY
            self.in_preamble, self.head = self.is_resolution, None
        elif not block.shown:
            return
        elif block.role is Role.HEADING:
            self._put("h", division, block)
        elif block.role is Role.ROW:
            self._put("p", division, block)
        elif (number := block.number) is not None:
            self.in_preamble = False
            self.head = self._put(self.numbered, division, block, number)
        elif (decimal := _decimal(block)) is not None:
            self._decimal(block, division, *decimal)
        elif self._is_preambular(block):
            self.head = self._put("pp", division, block)
        else:
            self.in_preamble = False
            if block.label and not block.readings:
                self._warn(f"{block.label[:_SHOWN]!r} is no number that a paragraph is cited by")
            head = "op" if self.is_resolution and not has_numbers else "p"
            self.head = self._put(head, division, block)

    def _is_preambular(self, block: Block) -> bool:
        """A paragraph of the preamble ends with a comma, also where it stands in the body."""
        if block.area is Area.PREAMBLE:
            return True
        found = self.in_preamble and block.shown.endswith(_COMMA)
        if found and not self.preambles_in_body:
            self._warn(f"taken for preambular by its comma: {block.shown[:_SHOWN]!r}")
        return found

    def _decimal(self, block: Block, division: Division, whole: int, below: int) -> None:
        """2.1 stands below 2, or by itself where 2 is only a heading."""
        place = _locator(division, f"{self.numbered}{whole}.{below}")
        if place is None or place in self.placed.blocks:
            self._put("p", division, block)
            self._warn(f"{block.label[:_SHOWN]!r} is there twice: the second is placed by order")
        else:
            self.in_preamble = False
            self.placed.blocks[place] = block

    def _items(self, items: list[Block]) -> None:
        assert self.head is not None, "items wait only below a paragraph"
        places = item_places([b.readings for b in items], [b.nesting for b in items])
        for block, found in zip(items, places, strict=True):
            place = _locator((), f"{self.head}.{'.'.join(found.path)}")
            if place is None or place in self.placed.blocks:
                place = self._put("p", tuple(self.head.divisions), block)
                self._warn(f"the item {block.label[:_SHOWN]!r} has no place below {self.head}")
            else:
                self.placed.blocks[place] = block
                if not found.sure:
                    self._warn(f"the item {block.label!r} below {self.head} is placed by its order")

    def _put(self, head: str, division: Division, block: Block, number: int = 0) -> Locator:
        """Place a block by its number, or by its order; a number that repeats, by order as well."""
        if number:
            place = _locator(division, f"{head}{number}")
            if place is not None and place not in self.placed.blocks:
                self.placed.blocks[place] = block
                return place
            self._warn(f"paragraph {number} is there twice: the second is placed by its order")
            head = "p"
        while True:
            self.counts[division, head] += 1
            place = Locator(".".join([*division, f"{head}{self.counts[division, head]}"]))
            if place not in self.placed.blocks:
                self.placed.blocks[place] = block
                return place

    def _warn(self, line: str) -> None:
        place = f"{'.'.join(self.prefix)}: " if self.prefix else ""
        self.placed.warnings.append(place + line)


def _decimal(block: Block) -> tuple[int, int] | None:
    found = (r for r in block.readings if r.sort is Sort.DECIMAL and r.value)
    return next(((r.value, r.below) for r in found), None)


def _is_item(block: Block) -> bool:
    items = {Sort.LETTER, Sort.ROMAN, Sort.SMALL, Sort.SMALL_ROMAN, Sort.BULLET}
    return any(r.sort in items or (r.sort is Sort.DECIMAL and not r.value) for r in block.readings)


def _locator(division: Division, place: str) -> Locator | None:
    try:
        return Locator(".".join([*division, place]))
    except LocatorError:
        return None
