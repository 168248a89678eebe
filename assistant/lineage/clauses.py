"""The clauses that one paragraph took over from another, beside what that one gave to its partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from assistant.lineage.passage import Passage

# Words that follow each other in both but for one between them, three and more, are a phrase.
_BETWEEN, _PHRASE = 2, 3


@dataclass(frozen=True, slots=True)
class Left:
    """What of a passage its partners do not have: the stems that it shares with none of them in order.

    `new` tells which of the stems stand nowhere in the partners; the others may be a formula that all have.
    """

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    new: tuple[bool, ...]

    @classmethod
    def of(cls, whole: Passage, partners: Sequence[Passage]) -> Left:
        """What is left of `whole` without its `partners`."""
        places = list(range(len(whole.stems)))
        for partner in partners:
            shared = {i for i, _ in _aligned([whole.stems[n] for n in places], partner.stems)}
            places = [n for at, n in enumerate(places) if at not in shared]
        held = {stem for partner in partners for stem in partner.stems}
        return cls(
            tuple(whole.stems[n] for n in places),
            tuple(whole.weights[n] for n in places),
            tuple(whole.stems[n] not in held for n in places),
        )

    @property
    def weight(self) -> float:
        """What all of it weighs."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a passage has of what is `Left` of another, in order.

    `count` stems with the `weight` together; `share` of the passage's weight, `covered` of what is left.
    `size` is the geometric mean of what the new ones tell and of their share in the passage: a clause is
    known by how much it says, and by how much of the passage it is.
    """

    count: int
    weight: float
    share: float
    covered: float
    size: float


def clause(part: Passage, left: Left, rare: Mapping[str, float]) -> Clause:
    """What `part` has of what is `left` of another passage; stems tell what they weigh times `rare`."""
    pairs = _aligned(left.stems, part.stems)
    weight = sum(left.weights[i] for i, _ in pairs)
    places = [n for n, is_new in enumerate(left.new) if is_new]
    found = _aligned([left.stems[n] for n in places], part.stems)
    told = sum(left.weights[n] * rare[left.stems[n]] for n in (places[i] for i, _ in found))
    tells = sum(w * rare[stem] for stem, w in zip(part.stems, part.weights, strict=True))
    return Clause(
        len(pairs),
        weight,
        weight / max(part.weight, 1e-9),
        weight / max(left.weight, 1e-9),
        told / sqrt(max(tells, 0.05)),
    )


def rarities(*documents: Sequence[Passage]) -> dict[str, float]:
    """How far each stem tells two passages of all these apart: 1 where no other has it, less for more."""
    counts = Counter(stem for passages in documents for p in passages for stem in set(p.stems))
    return {stem: sqrt(2 / max(count, 2)) for stem, count in counts.items()}


def phrases(one: Passage, other: Passage) -> float:
    """The size (see `Clause`) of the phrases that two passages share, by the lighter of them."""
    light, heavy = (one, other) if one.weight <= other.weight else (other, one)
    run: list[int] = []
    total, before = 0.0, (-_BETWEEN, -_BETWEEN)
    for pair in [*_aligned(heavy.stems, light.stems), (len(heavy.stems) + _BETWEEN + 1, 0)]:
        if run and any(abs(a - b) > _BETWEEN for a, b in zip(pair, before, strict=True)):
            total += sum(heavy.weights[n] for n in run) if len(run) >= _PHRASE else 0.0
            run = []
        run.append(pair[0])
        before = pair
    return total / sqrt(max(light.weight, 1e-9))


def most_shared(
    parts: Sequence[Passage], wholes: Sequence[tuple[Sequence[str], Sequence[float]]]
) -> NDArray[np.float32]:
    """What each of `parts` can share at most with each of `wholes`, stems and weights: in any order."""
    columns: dict[str, int] = {}
    for stems, _ in wholes:
        for stem in stems:
            columns.setdefault(stem, len(columns))
    have = np.zeros((len(parts), len(columns)), dtype=np.float32)
    for row, part in enumerate(parts):
        for stem in part.stems:
            if stem in columns:
                have[row, columns[stem]] = 1.0
    weights = np.zeros((len(wholes), len(columns)), dtype=np.float32)
    for row, (stems, own) in enumerate(wholes):
        for stem, weight in zip(stems, own, strict=True):
            weights[row, columns[stem]] += weight
    shared: NDArray[np.float32] = have @ weights.T
    return shared


def _aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the longest common subsequence."""
    return [
        (code.src_start + n, code.dest_start + n)
        for code in LCSseq.opcodes(one, other)
        if code.tag == "equal"
        for n in range(code.src_end - code.src_start)
    ]
