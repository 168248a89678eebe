"""Paragraphs that were split or merged: what is left over after each was matched with one.

A paragraph that is matched with none is part of a pair where a clause with its own content stands in the
paragraph of the other document, and is not what the pair has in common already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.lineage.clauses import Left, clause, most_shared, rarities
from assistant.lineage.likeness import Likeness
from assistant.lineage.passage import Passage

# How large a clause is taken over (`Clause.size`), with this much of the share that it is of what the other
# has left: where all that was added to a paragraph stands in it, less is enough. Logistic regression on 115
# paragraphs on the edge, from some hundred pairs of resolutions and told by reading: by tenths left out, 99
# come out right. The limit is set a little above even odds.
_CLAUSE, _COVERED = 0.55, 0.3
# The share of its words, by weight, that is enough of a paragraph that is like the other one.
_WITHIN = 0.6
# A paragraph of fewer words that tell something is a formula, and stands in any.
_WORDS = 5

_EARLIER, _LATER = 0, 1


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of both documents, by number, that stand for each other; one side has one at most."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]


def join(
    earlier: Sequence[Passage],
    later: Sequence[Passage],
    pairs: Sequence[tuple[int, int]],
    alike: Likeness,
) -> list[Group]:
    """`pairs` with the passages that were split from or merged into them; a pair is one or the other."""
    return _Joining((earlier, later), pairs, alike).groups()


class _Joining:
    """The passages without a pair, and the pairs that they are part of."""

    def __init__(
        self,
        documents: tuple[Sequence[Passage], Sequence[Passage]],
        pairs: Sequence[tuple[int, int]],
        alike: Likeness,
    ) -> None:
        self._documents, self._pairs, self._alike = documents, pairs, alike
        self._rare = rarities(*documents)
        # What stands on each side of each pair: first of all its own two.
        self._sides = [([i], [j]) for i, j in pairs]

    def groups(self) -> list[Group]:
        """The pairs, with what is part of them."""
        found = [*self._candidates(_EARLIER), *self._candidates(_LATER)]
        joined: set[tuple[int, int]] = set()
        for _, side, number, at in sorted(found, key=lambda one: (-one[0], one[1:])):
            own, other = self._sides[at][side], self._sides[at][1 - side]
            if (side, number) in joined or len(other) > 1:
                continue
            # A second one must have something that neither the pair nor the first one has.
            if len(own) == 1 or self._strength(side, number, other[0], self._left(side, at)):
                joined.add((side, number))
                own.append(number)
        return [Group(tuple(sorted(a)), tuple(sorted(b))) for a, b in self._sides]

    def _candidates(self, side: int) -> list[tuple[float, int, int, int]]:
        """How surely each passage of the `side` that is in no pair is part of which pair."""
        paired = {pair[side] for pair in self._pairs}
        parts = [p for p in self._documents[side] if p.number not in paired]
        parts = [p for p in parts if len(p.stems) >= _WORDS]
        if not parts or not self._pairs:
            return []
        left = [self._left(side, at) for at in range(len(self._pairs))]
        shared = most_shared(parts, [(one.stems, one.weights) for one in left])
        sizes = np.array([[max(p.weight, 1e-9)] for p in parts])
        rests = np.array([max(one.weight, 1e-9) for one in left])
        # A clause is no larger than the root of what it weighs.
        strongest = np.sqrt(shared) + _COVERED * np.minimum(shared / rests, 1)
        found = []
        for row, at in np.argwhere((strongest >= _CLAUSE) | (shared / sizes >= _WITHIN)):
            number, whole = parts[row].number, self._pairs[at][1 - side]
            if strength := self._strength(side, number, whole, left[at]):
                found.append((strength, side, number, int(at)))
        return found

    def _left(self, side: int, at: int) -> Left:
        """What of the one passage on the other side those on this `side` do not have."""
        whole = self._documents[1 - side][self._pairs[at][1 - side]]
        return Left.of(whole, [self._documents[side][n] for n in self._sides[at][side]])

    def _strength(self, side: int, number: int, whole: int, left: Left) -> float:
        """How surely a passage is part of `whole`; 0 where it is not."""
        found = clause(self._documents[side][number], left, self._rare)
        if found.count < _WORDS:
            return 0.0
        pair = (number, whole) if side == _EARLIER else (whole, number)
        if found.share >= _WITHIN and pair in self._alike:
            return 1 + found.share
        strength = found.size + _COVERED * found.covered
        return strength if strength >= _CLAUSE else 0.0
