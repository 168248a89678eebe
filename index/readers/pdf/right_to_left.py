"""The characters of a line that runs from right to left, in the order in which they are read.

Files give them in any order: as read, as seen, or mixed. Their places on the page tell it, but for
what a file does not place surely (vowel signs, joined letters): such text is searched, and not quoted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from index.readers.pdf.characters import Character

if TYPE_CHECKING:
    from index.readers.pdf.lines import Line

_SPACE, CELL_GAP = 0.2, 2.5  # of the type size
_LEAST = 0.5


def runs_right_to_left(characters: Sequence[Character]) -> bool:
    """Whether most letters of a line are of a script that is written from right to left."""
    letters = [c for c in characters if c.text.isalpha()]
    return bool(letters) and sum(c.right_to_left for c in letters) >= _LEAST * len(letters)


def in_reading_order(characters: Sequence[Character]) -> list[Character]:
    """The characters from right to left, numbers and Latin words within them from left to right."""
    # White space before a character in the file is not what stands right of it on the page.
    placed = [character._replace(gap=False) for character in characters]
    seen = sorted(placed, key=lambda c: -(c.x0 + c.x1))
    gaps = [0.0, *(_gap(a, b) for a, b in pairwise(seen))]
    directed = zip(_left_to_right(seen, gaps), seen, gaps, strict=True)
    ordered: list[Character] = []
    for left_to_right, run in groupby(directed, key=lambda item: item[0]):
        found = [(character, gap) for _, character, gap in run]
        if left_to_right:
            # What stands right of the run stands before it; within it, gaps are left of a character.
            inner = [gap for _, gap in found[1:]]
            found = list(zip([c for c, _ in found][::-1], [found[0][1], *inner[::-1]], strict=True))
        ordered += [part for character, gap in found for part in _after(character, gap)]
    return ordered


def _after(character: Character, gap: float) -> list[Character]:
    """A character after a gap, in type sizes: with a tab or a space before it, or nothing."""
    if gap > CELL_GAP:
        return [character._replace(text="\t"), character]
    return [character.after_gap() if gap > _SPACE else character]


def mirrored(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines of a page of `width` as a mirror shows them: its margins are those of other scripts."""
    return [replace(line, x0=width - line.x1, x1=width - line.x0) for line in lines]


def _left_to_right(seen: Sequence[Character], gaps: Sequence[float]) -> Iterator[bool]:
    """Whether each character stands in a run from left to right.

    Signs between two numbers or Latin letters are of their run ("76/2", "A/76/383").
    """
    kinds = [unicodedata.bidirectional(c.text[0]) in ("L", "EN", "AN") for c in seen]
    for i, character in enumerate(seen):
        inside = 0 < i < len(seen) - 1 and kinds[i - 1] and kinds[i + 1]
        sign = inside and character.text in "./-–,:()%"
        yield kinds[i] or (sign and gaps[i] < _SPACE and gaps[i + 1] < _SPACE)


def _gap(a: Character, b: Character) -> float:
    """The space between a character and the next one left of it, in type sizes."""
    return (a.x0 - b.x1) / min(a.size, b.size)
