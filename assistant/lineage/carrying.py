"""Whether a paragraph carries another: its words stand in it, or most of their weight, in order.

The shorter of the two is laid along the longer one, which may go on at both ends: a function becomes a
part of a sentence, a clause is cut out of one. What is passed over in between costs, so that words which
stand here and there in a long paragraph do not make up the other (Smith and Waterman, 1981, with the
shorter text as a whole).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.lineage.passage import Passage

# What is passed over inside counts half against what agrees.
_PASSED = 0.5
_NEVER = -1e9
# Less than what any word weighs: sums of the same differ by rounding.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Carried:
    """How far one passage stands in another.

    `shared` is the share of the shorter one's weight that both have, `score` the same less what is passed
    over; `places` are the numbers of the stems of the first passage that agree.
    """

    score: float
    shared: float
    places: frozenset[int]


def carry(one: Passage, other: Passage) -> Carried:
    """How far `one` and `other` have the same words in the same order, by the shorter of them."""
    turned = one.weight > other.weight
    short, long = (other, one) if turned else (one, other)
    pairs, gained = _align(short, long)
    if not pairs or not short.weight:
        return Carried(0.0, 0.0, frozenset())
    shared = sum(short.weights[i] for i, _ in pairs) / short.weight
    places = frozenset(j if turned else i for i, j in pairs)
    return Carried(max(0.0, gained / short.weight), min(1.0, shared), places)


def _align(short: Passage, long: Passage) -> tuple[list[tuple[int, int]], float]:
    """The pairs of stems that agree in the best placing of `short` in `long`, and what it gains."""
    codes = {stem: code for code, stem in enumerate(dict.fromkeys(long.stems))}
    theirs = np.array([codes[stem] for stem in long.stems], dtype=np.intp)
    passed = _PASSED * np.concatenate([[0.0], np.cumsum(long.weights)])
    rows = np.zeros((len(short.stems) + 1, len(long.stems) + 1))
    for number, (stem, weight) in enumerate(zip(short.stems, short.weights, strict=True)):
        before, row = rows[number], rows[number + 1]
        agrees = theirs == codes.get(stem, -1)
        row[:] = before
        np.maximum(row[1:], np.where(agrees, before[:-1] + weight, _NEVER), out=row[1:])
        row[:] = np.maximum.accumulate(row + passed) - passed
    return _pairs(rows, short, long), float(rows[-1].max())


def _pairs(rows: NDArray[np.float64], short: Passage, long: Passage) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i, j = len(short.stems), int(np.argmax(rows[-1]))
    while i and j:
        agrees = short.stems[i - 1] == long.stems[j - 1]
        if agrees and abs(rows[i, j] - rows[i - 1, j - 1] - short.weights[i - 1]) < _SAME:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif abs(rows[i, j] - rows[i - 1, j]) < _SAME:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
