"""How like paragraphs are by their words: what they share, by weight, and how much of it in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from assistant.lineage.passage import Passage

Likeness = dict[tuple[int, int], float]
"""How like two passages are, from 0 to 1, by their numbers; pairs that are hardly alike are left out."""

LEAST = 0.2
"""What is less alike shares no more than common words."""

# For each paragraph so many of the other document are looked at, the most alike by their words: where
# more are as like, they are the same formula, and place decides.
_NEAREST = 12
# What place counts there, of all that a paragraph can be from its place: only among equals.
_TIE = 1e-3
# Large documents are compared in stretches, that the tables of their words stay in memory.
_AT_ONCE = 256


def likenesses(earlier: Sequence[Passage], later: Sequence[Passage]) -> Likeness:
    """The likeness of each of `earlier` with those of `later` that it is most like, at least `LEAST`."""
    found: Likeness = {}
    if not earlier or not later:
        return found
    shared = _shared(earlier, later)
    for i, j in _nearest(shared):
        value = (float(shared[i, j]) + in_order(earlier[i], later[j])) / 2
        if value >= LEAST:
            found[earlier[i].number, later[j].number] = min(1.0, value)
    return found


def likeness(one: Passage, other: Passage) -> float:
    """How like two passages are: half by the words that they share, half by those in the same order.

    Each is Ochiai's coefficient over the weights (what is shared by the geometric mean of both), which
    falls less than Dice's where one of them was extended or cut.
    """
    return min(1.0, (float(_shared([one], [other])[0, 0]) + in_order(one, other)) / 2)


def in_order(one: Passage, other: Passage) -> float:
    """What both have in the same order, by Ochiai's coefficient."""
    both = 0.0
    for code in LCSseq.opcodes(one.stems, other.stems):
        if code.tag == "equal":
            both += sum(one.leading[code.src_start : code.src_end])
            both += sum(other.leading[code.dest_start : code.dest_end])
    size = sqrt(sum(one.leading) * sum(other.leading))
    return both / 2 / size if size else 0.0


def _shared(earlier: Sequence[Passage], later: Sequence[Passage]) -> NDArray[np.float32]:
    """What each of `earlier` shares with each of `later` in whatever order, by Ochiai's coefficient.

    The second "Centre" of a paragraph is shared where the other has two.
    """
    columns: dict[tuple[str, int], int] = {}
    for passage in later:
        for key in passage.occurrences:
            columns.setdefault(key, len(columns))
    have, weights = _table(later, columns)
    sizes = np.sqrt([max(sum(p.leading), 1e-9) for p in later])
    parts: list[NDArray[np.float32]] = []
    for start in range(0, len(earlier), _AT_ONCE):
        part = earlier[start : start + _AT_ONCE]
        ours, our_weights = _table(part, columns)
        own = np.sqrt([max(sum(p.leading), 1e-9) for p in part])
        both = (our_weights @ have.T + ours @ weights.T) / 2
        parts.append((both / np.outer(own, sizes)).astype(np.float32))
    return np.concatenate(parts)


def _table(
    passages: Sequence[Passage], columns: dict[tuple[str, int], int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Which of the `columns` each passage has, and with what weight."""
    have = np.zeros((len(passages), len(columns)), dtype=np.float32)
    weights = np.zeros_like(have)
    for row, passage in enumerate(passages):
        for key, weight in zip(passage.occurrences, passage.leading, strict=True):
            column = columns.get(key)
            if column is not None:
                have[row, column], weights[row, column] = 1.0, weight
    return have, weights


def _nearest(shared: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """The pairs that are among the most alike of either of the two, and alike enough."""
    rows, columns = shared.shape
    places = np.arange(rows)[:, None] / rows - np.arange(columns)[None, :] / columns
    ranked = shared - _TIE * np.abs(places).astype(np.float32)
    kept = np.zeros(shared.shape, dtype=bool)
    for axis, count in ((1, columns), (0, rows)):
        if count <= _NEAREST:
            kept[:] = True
            break
        best = np.argpartition(-ranked, _NEAREST, axis=axis)
        best = best[:, :_NEAREST] if axis else best[:_NEAREST]
        np.put_along_axis(kept, best, True, axis=axis)
    for i, j in np.argwhere(kept & (shared >= LEAST)):
        yield int(i), int(j)
