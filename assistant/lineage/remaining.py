"""Paragraphs that remain in both documents after the others were matched, and are one for all that.

So much was rewritten that their likeness as wholes does not show it. Their place does, between
neighbours that were matched, or a phrase of its own content that one took over from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assistant.lineage.assignment import assign
from assistant.lineage.clauses import most_shared, phrases
from assistant.lineage.likeness import LEAST, Likeness, likeness
from assistant.lineage.matching import Pair, Places
from assistant.lineage.passage import Passage

# What place and phrases count against likeness, and what all must come to: by logistic regression on 123
# pairs on the edge, from some hundred pairs of resolutions and told by reading. Of those that no likeness
# matched, two in three that are found so are right.
_PLACE, _PHRASES, _ENOUGH = 0.4, 0.3, 0.75
# Fewer words that tell something are a formula.
_WORDS = 5


def match_remaining(
    earlier: Sequence[Passage],
    later: Sequence[Passage],
    taken: tuple[set[int], set[int]],
    pairs: Sequence[Pair],
    alike: Likeness,
) -> list[Pair]:
    """The pairs of those that are not `taken`, given the `pairs` that were matched."""
    sides = [
        [p for p in passages if p.number not in own and len(p.stems) >= _WORDS]
        for passages, own in zip((earlier, later), taken, strict=True)
    ]
    if not all(sides):
        return []
    gains: dict[Pair, float] = {}
    places = Places(earlier, later, pairs, alike)
    for one, other, near in _near(sides[0], sides[1], places, alike):
        pair = one.number, other.number
        like = alike[pair] if pair in alike else likeness(one, other)
        gain = like + _PLACE * near + _PHRASES * phrases(one, other) - _ENOUGH
        if gain > 0:
            gains[pair] = gain
    return assign(gains)


def _near(
    earlier: Sequence[Passage], later: Sequence[Passage], places: Places, alike: Likeness
) -> Iterator[tuple[Passage, Passage, float]]:
    """The pairs that could be enough by the words that they share in any order, with their place."""
    shared = most_shared(earlier, [(p.stems, p.weights) for p in later])
    lightest = np.minimum(
        np.array([[p.weight] for p in earlier]), np.array([p.weight for p in later])
    )
    most = shared / np.sqrt(np.maximum(lightest, 1e-9))
    for i, one in enumerate(earlier):
        for j, other in enumerate(later):
            like = alike.get((one.number, other.number), LEAST)
            if like + _PLACE + _PHRASES * most[i, j] <= _ENOUGH:
                continue
            near = places(one.number, other.number)
            if like + _PLACE * near + _PHRASES * most[i, j] > _ENOUGH:
                yield one, other, near
