"""Which paragraph of one document stands for which of the other: by words, and by place.

The pairs are those with the greatest sum of likeness over both documents (`assign`), and not the best of
each paragraph in turn. Place decides among paragraphs that are about equally alike, and lets one that was
reworded at its old place be known again: it is counted from the pairs that are sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from assistant.lineage.assignment import assign
from assistant.lineage.likeness import Likeness
from assistant.lineage.moves import kept_in_order
from assistant.lineage.passage import Passage
from index.locator import Kind

Pair = tuple[int, int]

# A paragraph elsewhere must be so like, and one at its place by `_PLACE` less: those that a reader takes
# for the same at their place begin at 0.3, where the half of the words is new; further off, those that
# share a theme and formulas reach 0.45. On 202 pairs of 8 successive resolutions, annotated by another
# reader, all that were found are right, and all but 5 doubtful ones were found; so in the other languages.
_LEAST = 0.5
_PLACE = 0.2
# Pairs that are so like, and by so much more than either is like another, are sure of their place.
_SURE, _MORE = 0.6, 0.1
# So many paragraphs from its place halves what place counts.
_NEAR = 2.0
# Another part of the document, or an item of another list.
_ELSEWHERE = 0.5
# What stands beside a sure pair in both documents has its place by more than what stands first in both.
_AT_THE_END = 0.9


def match(earlier: Sequence[Passage], later: Sequence[Passage], alike: Likeness) -> list[Pair]:
    """The pairs of numbers of passages that stand for each other, each passage at most once."""
    scale = (len(later) - 1) / max(len(earlier) - 1, 1)
    pairs = _pairs(alike, lambda i, j: _closeness(abs(i * scale - j)))
    for _ in range(2):
        pairs = _pairs(alike, Places(earlier, later, pairs, alike))
    return pairs


def _pairs(alike: Likeness, closeness: Callable[[int, int], float]) -> list[Pair]:
    scores = {(i, j): value + _PLACE * closeness(i, j) for (i, j), value in alike.items()}
    return assign({pair: score - _LEAST for pair, score in scores.items() if score > _LEAST})


def _closeness(distance: float) -> float:
    return 1 / (1 + distance / _NEAR)


class Places:
    """How near to its place a paragraph is in the other document, by the pairs that are sure."""

    def __init__(
        self,
        earlier: Sequence[Passage],
        later: Sequence[Passage],
        pairs: Sequence[Pair],
        alike: Likeness,
    ) -> None:
        self._earlier, self._later = earlier, later
        self._anchors = [
            (-1, -1),
            *sorted(kept_in_order(_sure(pairs, alike))),
            (len(earlier), len(later)),
        ]
        places = {str(p.paragraph.locator): p.number for p in later}
        found = {str(p.paragraph.locator): p.number for p in earlier}
        self._paired = dict(pairs)
        self._parents = [found.get(str(p.paragraph.locator.parent), -1) for p in earlier]
        self._their_parents = [places.get(str(p.paragraph.locator.parent), -1) for p in later]

    def __call__(self, i: int, j: int) -> float:
        """From 0 to 1: how near the later passage `j` is to where the earlier `i` is expected.

        That is as far behind the sure pair before it, or before the one behind it, as it was.
        """
        at = bisect_right(self._anchors, (i, len(self._later)))
        near = 0.0
        for number in (at - 1, min(at, len(self._anchors) - 1)):
            a, b = self._anchors[number]
            at_the_end = number in (0, len(self._anchors) - 1)
            found = _closeness(abs((j - b) - (i - a))) * (_AT_THE_END if at_the_end else 1.0)
            near = max(near, found)
        return near if self._is_same_part(i, j) else near * _ELSEWHERE

    def _is_same_part(self, i: int, j: int) -> bool:
        one, other = self._earlier[i].paragraph, self._later[j].paragraph
        preamble = Kind.PREAMBULAR in (one.kind, other.kind)
        if one.kind is not other.kind and preamble:
            return False
        held, theirs = self._parents[i], self._their_parents[j]
        return held < 0 or theirs < 0 or self._paired.get(held, theirs) == theirs


def _sure(pairs: Sequence[Pair], alike: Likeness) -> list[Pair]:
    """The pairs whose likeness no other of either passage comes near to: a formula is like many."""
    rivals: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (i, j), value in alike.items():
        rivals[0, i].append(value)
        rivals[1, j].append(value)
    return [
        (i, j)
        for i, j in pairs
        if alike[i, j] >= _SURE
        and all(
            sum(value > alike[i, j] - _MORE for value in rivals[side]) == 1
            for side in ((0, i), (1, j))
        )
    ]
