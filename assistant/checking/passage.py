"""A passage of a text that is quoted, with what of it is none of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK = re.compile(r"[ \t]*\n(?:[ \t>]*\n)+[ \t>]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is quoted: `[start, end)` of the text are the words between the marks.

    `outer_start` and `outer_end` are those with the marks. `skips` are spans inside that are none of its
    words: the opening marks of its later paragraphs, the signs of a block quote. `within` is the number of
    the passage that it stands in, or None.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    skips: tuple[tuple[int, int], ...] = ()
    within: int | None = None

    def words(self, text: str) -> str:
        """Its words: `text[start:end]` without `skips`."""
        pieces, at = [], self.start
        for start, end in self.skips:
            pieces.append(text[at:start])
            at = end
        return "".join([*pieces, text[at : self.end]])

    def paragraphs(self, text: str) -> list[Passage]:
        """A passage for each of its paragraphs, which blank lines part."""
        starts = [self.start]
        ends: list[int] = []
        for gap in _BLANK.finditer(text, self.start, self.end):
            ends.append(gap.start())
            starts.append(next((b for a, b in self.skips if a <= gap.end() < b), gap.end()))
        parts = []
        for start, end in zip(starts, [*ends, self.end], strict=True):
            skips = tuple((a, b) for a, b in self.skips if start < a and b <= end)
            if start < end:
                parts.append(Passage(start, end, start, end, skips, self.within))
        return parts


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a text in order of their beginnings; `unmatched` are marks without a partner."""

    passages: tuple[Passage, ...]
    unmatched: tuple[int, ...]
