"""A text as the forms of verbs are matched in it: without the adverbs and asides between their words.

"Takes note also, in this regard, of" is seen as "Takes note of", and an offset in what is seen leads back to
the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_WORD = re.compile(r"\w(?:[\w\u064b-\u0652\u2010\u2011’'-]*\w)?")
_ASIDE = re.compile(r"\s*[,،]\s+[^,،;:؛]{1,80}[,،]\s+")
_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"\s+|[,،]")
_END = re.compile(r"[.;:؛]\s")
_FURTHEST = 240
"""How far a form may reach, in characters."""


@dataclass(frozen=True, slots=True)
class View:
    """What is seen of a text from `start` on; `cuts` are places in `seen` and the lengths left out there."""

    seen: str
    start: int
    cuts: tuple[tuple[int, int], ...]

    def in_text(self, end: int) -> int:
        """Where in the text a form ends that ends at `end` of what is seen."""
        return self.start + end + sum(length for place, length in self.cuts if place < end)


def view(text: str, start: int, adverb_end: Callable[[str, int], int | None]) -> View:
    """The text from `start` on; `adverb_end` tells where an adverb ends that begins at a place."""
    last = min(len(text), start + _FURTHEST)
    if stop := _END.search(text, start, last):
        last = stop.start()
    seen: list[str] = []
    cuts: list[tuple[int, int]] = []
    size, kept = 0, start
    first = _WORD.match(text, start)
    at = first.end() if first else start
    while place := _BETWEEN.search(text, at, last):
        at = place.start()
        end = _left_out(text, at, adverb_end)
        if end is None:
            at = place.end()
            continue
        piece = text[kept:at] + " "
        seen.append(piece)
        size += len(piece)
        cuts.append((size, end - at - 1))
        at = kept = end
    return View("".join(seen) + text[kept:last], start, tuple(cuts))


def _left_out(text: str, at: int, adverb_end: Callable[[str, int], int | None]) -> int | None:
    """Where an aside or adverbs end that begin at `at`, with the spaces around them."""
    if text[at] in ",،" and (aside := _ASIDE.match(text, at)):
        return aside.end()
    if not text[at].isspace():
        return None
    word = _SPACE.match(text, at)
    end = adverb_end(text, word.end()) if word else None
    if end is None:
        return None
    after = _SPACE.match(text, end)
    if after:
        return after.end()
    return end if text[end : end + 1] in (",", "،") else None
