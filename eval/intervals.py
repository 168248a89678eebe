"""Confidence intervals and the significance of differences, over questions.

Intervals are percentile bootstrap intervals (Efron and Tibshirani 1993, chapter 13). Differences of
two systems on the same questions are tested by exchanging the two outcomes of each question at random
(paired randomization, Fisher 1935; recommended for retrieval by Smucker, Allan and Carterette 2007).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from eval.measures.registry import Measure, Numbers
from eval.outcome import Outcome

RESAMPLES = 2000
EXCHANGES = 10_000
LEVEL = 0.95
SEED = 1
# How many exchanges are worked out at once: bounds memory.
_BLOCK = 1000


class Figure(BaseModel):
    """The value of a measure over `count` questions, with its interval; None where it has no value."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    low: float | None
    high: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a measure differs on the same questions, with its interval and its significance.

    `p` is the probability of a difference at least as large if the two were alike, `adjusted` that
    probability once all measures looked at are allowed for (Holm 1979).
    """

    measure: str
    old: float
    new: float
    difference: float
    low: float
    high: float
    p: float
    adjusted: float
    count: int


def figure(measure: Measure, outcomes: Sequence[Outcome]) -> Figure:
    """The figure of `measure` over the outcomes that it concerns."""
    x, y = _parts(measure, outcomes)
    value = value_of(measure, outcomes)
    if value is None:
        return Figure(value=None, low=None, high=None, count=len(x))
    drawn = _draws(len(x))
    low, high = _interval(measure.total(x[drawn], y[drawn]))
    return Figure(value=value, low=low, high=high, count=len(x))


def value_of(measure: Measure, outcomes: Sequence[Outcome]) -> float | None:
    """The value of `measure` over the outcomes that it concerns; None where it has none."""
    x, y = _parts(measure, outcomes)
    value = float(measure.total(x, y)) if len(x) else math.nan
    return value if math.isfinite(value) else None


def difference(
    measure: Measure, old: Sequence[Outcome], new: Sequence[Outcome]
) -> Difference | None:
    """How much `measure` differs from `old` to `new`, the outcomes of the same questions in order.

    A question counts where it concerns the measure in either. None where there is no value in both.
    """
    first, second = _aligned(measure, old), _aligned(measure, new)
    concerned = ~(np.isnan(first[0]) & np.isnan(second[0]))
    before, after = (np.nan_to_num(parts[:, concerned]) for parts in (first, second))
    count = int(concerned.sum())
    if not count:
        return None
    values = float(measure.total(*before)), float(measure.total(*after))
    if not all(map(math.isfinite, values)):
        return None
    drawn = _draws(count)
    spread = measure.total(after[0][drawn], after[1][drawn]) - measure.total(
        before[0][drawn], before[1][drawn]
    )
    low, high = _interval(spread)
    p = _exchanged(measure, before, after, values[1] - values[0])
    return Difference(
        measure.name, values[0], values[1], values[1] - values[0], low, high, p, p, count
    )


def holm(p: Sequence[float]) -> list[float]:
    """Each probability adjusted for how many were looked at, in the order given (Holm 1979)."""
    order = sorted(range(len(p)), key=lambda i: p[i])
    adjusted = [1.0] * len(p)
    largest = 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, p[i] * (len(p) - rank)))
        adjusted[i] = largest
    return adjusted


def _parts(measure: Measure, outcomes: Sequence[Outcome]) -> tuple[Numbers, Numbers]:
    found = [parts for parts in map(measure.parts, outcomes) if parts is not None]
    table = np.array(found, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _aligned(measure: Measure, outcomes: Sequence[Outcome]) -> Numbers:
    """The numbers x and y of every outcome, shape (2, outcomes); not numbers where it is not concerned."""
    rows = [measure.parts(o) or (math.nan, math.nan) for o in outcomes]
    return np.array(rows, dtype=np.float64).reshape(-1, 2).T


@lru_cache(maxsize=64)
def _draws(count: int) -> NDArray[np.intp]:
    """`RESAMPLES` samples of `count` questions, with replacement: the same for all measures."""
    return np.random.default_rng(SEED).integers(0, count, size=(RESAMPLES, count))


def _interval(values: Numbers) -> tuple[float, float]:
    told = values[np.isfinite(values)]
    edge = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(told, [edge, 100 - edge])
    return float(low), float(high)


def _exchanged(measure: Measure, before: Numbers, after: Numbers, observed: float) -> float:
    """The share of random exchanges, of those with a value, with a difference as large as `observed`."""
    random = np.random.default_rng(SEED)
    extreme = told = 0
    for _ in range(0, EXCHANGES, _BLOCK):
        swap = random.random((_BLOCK, before.shape[1])) < 0.5
        one = [np.where(swap, a, b) for b, a in zip(before, after, strict=True)]
        two = [np.where(swap, b, a) for b, a in zip(before, after, strict=True)]
        differences = measure.total(*two) - measure.total(*one)
        differences = differences[np.isfinite(differences)]
        told += len(differences)
        extreme += int((np.abs(differences) >= abs(observed) - 1e-12).sum())
    # The observed one is one of those possible, so that no probability is 0 (Davison and Hinkley 1997).
    return (extreme + 1) / (told + 1)
