"""Which matched paragraphs moved: those that are not in the longest run that kept its order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

Pair = tuple[int, int]


def kept_in_order(pairs: Sequence[Pair], same: Collection[Pair] = ()) -> set[Pair]:
    """The most of `pairs` that rise on both sides; of equally many, those that moved least.

    First of all the `same` ones, which have the same place in both documents. Longest increasing
    subsequence (Schensted, 1961), found for each pair from those before it.
    """
    ordered = sorted(pairs)
    ranks = {j: rank for rank, j in enumerate(sorted(j for _, j in ordered))}
    best: list[tuple[int, int, int]] = []
    before: list[int] = []
    for at, (i, j) in enumerate(ordered):
        runs = [(*best[k], k) for k in range(at) if ordered[k][1] < j]
        length, stayed, distance, k = max(runs, default=(0, 0, 0, -1))
        best.append((length + 1, stayed + ((i, j) in same), distance - abs(at - ranks[j])))
        before.append(k)
    kept: set[Pair] = set()
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    while at >= 0:
        kept.add(ordered[at])
        at = before[at]
    return kept
