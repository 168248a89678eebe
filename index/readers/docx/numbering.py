"""Automatic numbers of paragraphs, worked out as Word shows them.

Source: ECMA-376 part 1, 17.9 (abstractNum, num, lvl, start, lvlRestart, lvlText, lvlOverride,
isLgl, numStyleLink); where the standard is silent, as Word does it: the paragraphs of all lists that
share an abstract numbering count on, and an override of the start holds once, from the first
paragraph of the list that has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.readers.docx.package import W, child_value, is_on, number
from index.readers.numerals import numeral

if TYPE_CHECKING:
    from index.readers.docx.package import Element
    from index.readers.docx.styles import Styles

BULLET = "•"
"""The label of every bulleted paragraph, whatever picture the list has for it."""

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: tuple[_Level, ...]
    starts: tuple[int | None, ...]


class Numbering:
    """Counts the numbered paragraphs of a document; they must be asked for in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._abstract[element.get(W + "abstractNumId") or ""] = element
            elif element.tag == W + "num":
                self._nums[element.get(W + "numId") or ""] = element
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number_id: str | None, level: int | None, style_id: str | None) -> str:
        """The label of the next paragraph with that numbering; "" where it shows none.

        `number_id` and `level` are the paragraph's own (None: as its style says); 0 takes the
        numbering of the style away.
        """
        style = self._styles[style_id]
        found = number_id if number_id is not None else style.number_id
        held = self._list(found) if found not in (None, "0") else None
        if found is None or held is None:
            return ""
        if level is None:
            level = self._level_of(held, style_id, style.number_level)
        if not 0 <= level < len(held.levels):
            return ""
        counts = self._count(found, held, level)
        return self._text(held, level, counts)

    def _level_of(self, held: _List, style_id: str | None, default: int) -> int:
        """The level that names the style as its own, else the one that the style names."""
        own = (i for i, level in enumerate(held.levels) if style_id and level.style == style_id)
        return next(own, default)

    def _count(self, number_id: str, held: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(held.abstract, [None] * _LEVELS)
        override = held.starts[level]
        if override is not None and (number_id, level) not in self._begun:
            counts[level] = override
        else:
            before = counts[level]
            counts[level] = held.levels[level].start if before is None else before + 1
        self._begun.add((number_id, level))
        for below in range(level + 1, _LEVELS):
            restart = held.levels[below].restart if below < len(held.levels) else None
            # Levels are counted from 1 there, and 0 means that the level never begins anew.
            if restart is None or (restart and level < restart):
                counts[below] = None
        return counts

    def _text(self, held: _List, level: int, counts: list[int | None]) -> str:
        own = held.levels[level]
        if own.form == "bullet":
            return BULLET if own.text.strip() else ""

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if place >= len(held.levels):
                return ""
            form = "decimal" if own.legal else held.levels[place].form
            return numeral(counts[place] or held.levels[place].start, form)

        return _PLACEHOLDER.sub(shown, own.text).strip()

    def _list(self, number_id: str, depth: int = 0) -> _List | None:
        if number_id not in self._lists:
            self._lists[number_id] = self._read_list(number_id, depth)
        return self._lists[number_id]

    def _read_list(self, number_id: str, depth: int) -> _List | None:
        element = self._nums.get(number_id)
        abstract_id = child_value(element, "abstractNumId") or ""
        abstract = self._abstract.get(abstract_id)
        if element is None or abstract is None or depth > _DEEPEST:
            return None
        linked = child_value(abstract, "numStyleLink")
        if linked and (target := self._styles.numbering_of(linked)) and target != number_id:
            base = self._list(target, depth + 1)
            if base is None:
                return None
            abstract_id, levels = base.abstract, list(base.levels)
        else:
            levels = [_Level(text="")] * _LEVELS
            for level in abstract.iterfind(W + "lvl"):
                _put(levels, level)
        starts: list[int | None] = [None] * _LEVELS
        for override in element.iterfind(W + "lvlOverride"):
            place = number(override.get(W + "ilvl"), -1)
            if not 0 <= place < _LEVELS:
                continue
            for level in override.iterfind(W + "lvl"):
                _put(levels, level)
            start = child_value(override, "startOverride")
            if start is not None:
                starts[place] = number(start, 1)
                levels[place] = replace(levels[place], start=number(start, 1))
        return _List(abstract_id, tuple(levels), tuple(starts))


def _put(levels: list[_Level], element: Element) -> None:
    place = number(element.get(W + "ilvl"), -1)
    if not 0 <= place < _LEVELS:
        return
    restart = child_value(element, "lvlRestart")
    levels[place] = _Level(
        start=number(child_value(element, "start"), 0),
        form=_form(element),
        text=child_value(element, "lvlText") or "",
        restart=number(restart) if restart is not None else None,
        legal=is_on(element.find(W + "isLgl")),
        style=child_value(element, "pStyle"),
    )


def _form(element: Element) -> str:
    """The number format; one of Word's later formats stands in an alternative."""
    found = next(element.iter(W + "numFmt"), None)
    return (found.get(W + "val") if found is not None else None) or "decimal"
