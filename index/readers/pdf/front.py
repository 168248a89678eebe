"""The front of a document: which of its first lines are masthead and title, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.locator import Locator
from index.readers.masthead import Masthead, Part, read_masthead
from index.readers.masthead_lines import part_of
from index.readers.pdf.blocks import Block
from index.readers.pdf.labels import read_label
from index.readers.pdf.lines import Line
from index.readers.pdf.measure import Measure

_WORDS = (None, Part.FORM, Part.BODY)
_MAY_BE_LARGE = (*_WORDS, Part.MEETING, Part.SESSION, Part.SPONSORS)
_PROSE = re.compile(r"[.;:。；：]\W*\d*$")
_LEAST_PROSE = 120
_WORD = re.compile(r"[^\W\d_]{3}|[\u3400-\u9fff]")
_MOST_PAGES = 3
_LARGER, _MUCH_LARGER = 1.4, 3.0  # points; what is not bold must be much larger
_MASTHEAD = (Part.DISTRIBUTION, Part.ORIGINAL)
_PARTS_TITLES = (Part.SESSION, Part.AGENDA, Part.MEETING)
_NAMED: tuple[tuple[str, tuple[Part, ...]], ...] = (
    ("distribution", (Part.DISTRIBUTION, Part.DATE, Part.LANGUAGE, Part.ORIGINAL)),
    ("agenda", (Part.SESSION, Part.AGENDA, Part.AGENDA_TITLE)),
    ("sponsors", (Part.SPONSORS,)),
    ("title", (Part.TITLE,)),
)
_FACTS = {"meeting": Part.MEETING, "reference": Part.REFERENCE, "change": Part.CHANGE}


@dataclass(frozen=True, slots=True)
class Front:
    """What the masthead says, its named places with their lines, and where the text begins.

    `facts` are what it states beside; `body` is the number of the first block of the text.
    """

    masthead: Masthead
    named: tuple[tuple[Locator, list[Line]], ...]
    facts: dict[str, str]
    body: int


_Held = tuple[int, list[Line]]
"""The number of a block, and those of its lines that stand together in the masthead."""


def read_front(blocks: Sequence[Block], usual: Measure) -> Front:
    """The front of the document that `blocks` make (job numbers and the symbol's line among them)."""
    shown: list[str] = []
    lines: list[_Held | None] = []
    front = [block for block in blocks if block.first.page < _MOST_PAGES]
    for place, block in enumerate(front):
        for text, held in _shown(block, usual):
            shown.append(text)
            lines.append((place, held))
        shown.append("")
        lines.append(None)
    masthead = read_masthead(shown, _titles(shown, lines, usual))
    start = lines[masthead.body] if masthead.body < len(lines) else None
    body = start[0] if start else len(front)
    parts = [
        (part, line)
        for part, held in zip(masthead.parts, lines, strict=True)
        for line in (held[1] if held and part is not Part.BODY else [])
    ]
    return Front(masthead, _named(parts), _facts(masthead, shown), body)


def _shown(block: Block, usual: Measure) -> list[tuple[str, list[Line]]]:
    """A block as the masthead is read: whole where it is a title or text, else line by line."""
    own = [part_of(line.plain) for line in block.lines]
    words = all(part in _WORDS for part in own) and all(len(_cells(ln)) == 1 for ln in block.lines)
    prose = _PROSE.search(block.plain) and len(block.plain) > _LEAST_PROSE
    large = own[0] in _MAY_BE_LARGE and _is_large(block, usual)
    if words or large or (own[0] in _WORDS and prose):
        return [(block.plain, block.lines)]
    return [
        (cell, [replace(line, text=cell, raised=()) if cell != line.plain else line])
        for line in block.lines
        for cell in _cells(line)
    ]


def _cells(line: Line) -> list[str]:
    return [line.plain] if read_label(line.text) else line.cells


def _titles(shown: Sequence[str], lines: Sequence[_Held | None], usual: Measure) -> list[int]:
    """The lines of the largest type below the masthead's own, on the first page with such.

    Where lines that tell the meeting part them, the last of them are the title.
    """
    own = [part_of(text) for text in shown]
    bottom = _bottom(own, lines)
    large = [
        (i, held[1][0])
        for i, held in enumerate(lines)
        if held
        and own[i] in (None, Part.FORM)
        and (held[1][0].page > 0 or held[1][0].y < bottom)
        and _is_large(Block(held[1]), usual)
    ]
    if not large:
        return []
    page = large[0][1].page
    size = max(line.size for _, line in large if line.page == page)
    found = [i for i, line in large if line.size == size and line.page == page]
    parted = [i for i, part in enumerate(own) if part in _PARTS_TITLES and i < found[-1]]
    return [i for i in found if i > max(parted, default=-1)]


def _bottom(own: Sequence[Part | None], lines: Sequence[_Held | None]) -> float:
    """The height of the lowest line of the masthead's block on the first page."""
    held = (lines[i] for i, part in enumerate(own) if part in _MASTHEAD)
    return min((p[1][-1].y for p in held if p and p[1][0].page == 0), default=1e6)


def _is_large(block: Block, usual: Measure) -> bool:
    larger = block.size - usual.size
    return larger > (_LARGER if block.bold else _MUCH_LARGER)


def _named(parts: Sequence[tuple[Part, Line]]) -> tuple[tuple[Locator, list[Line]], ...]:
    found = []
    for name, wanted in _NAMED:
        lines = list(dict.fromkeys(line for part, line in parts if part in wanted))
        if lines:
            found.append((Locator(name), lines))
    return tuple(found)


def _facts(masthead: Masthead, shown: Sequence[str]) -> dict[str, str]:
    """What the front states and has neither a place nor a field: meeting, reference, addendum."""
    pairs = list(zip(masthead.parts, shown, strict=True))
    told = {
        name: ", ".join(text for part, text in pairs if part is wanted and _WORD.search(text))
        for name, wanted in _FACTS.items()
    }
    return {**masthead.facts, **{name: text for name, text in told.items() if text}}
