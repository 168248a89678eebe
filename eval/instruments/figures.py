"""Figures with their intervals: ratios over groups, shares of independent cases, times.

Paragraphs of one pair of documents are no independent cases: where one is a heavy rewrite, many are hard.
So whole groups are drawn again (cluster bootstrap: Davison and Hinkley 1997, section 3.8). Shares of
cases that were drawn one by one have Wilson's interval (Wilson 1927), which is sensible at 0 and 1 too:
none of 500 is no proof that there is none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from eval.intervals import LEVEL, RESAMPLES, SEED

Counts = Sequence[float]
"""What was counted in one group: the columns of a statistic."""

Numbers = NDArray[np.float64]

ALL = "all"
"""The slice of a figure over everything that was measured."""


class Measured(BaseModel):
    """A figure: what was measured (`measure`), of which part of it (`slice`), and how it came out.

    `value` lies in [`low`, `high`], where there is an interval (95 %); `count` says over how many cases, and
    `unit` is empty for shares. `value` is None where there were none.
    """

    model_config = ConfigDict(frozen=True)

    measure: str
    slice: str = ALL
    value: float | None
    low: float | None = None
    high: float | None = None
    count: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A value made of what was counted: `of` takes the sums of the columns, shape (columns, …)."""

    of: Callable[[Numbers], Numbers]

    def figure(
        self, measure: str, groups: Sequence[Counts], count: int, slice: str = ALL
    ) -> Measured:
        """The value over all `groups`, with its interval; none where it has no value."""
        table = np.array(groups, dtype=np.float64)
        value = self._value(table.sum(axis=0)) if len(groups) else math.nan
        if not math.isfinite(value):
            return Measured(measure=measure, slice=slice, value=None, count=count)
        if len(groups) == 1:
            return Measured(measure=measure, slice=slice, value=value, count=count)
        drawn = np.random.default_rng(SEED).integers(0, len(table), size=(RESAMPLES, len(table)))
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = self.of(table[drawn].sum(axis=1).T)
        edge = 100 * (1 - LEVEL) / 2
        low, high = np.percentile(spread[np.isfinite(spread)], [edge, 100 - edge])
        return Measured(measure=measure, slice=slice, value=value, low=low, high=high, count=count)

    def _value(self, sums: Numbers) -> float:
        with np.errstate(invalid="ignore", divide="ignore"):
            return float(self.of(sums))


SHARE = Statistic(lambda sums: sums[0] / sums[1])
"""Of columns (right, all): the share that is right."""

PRECISION = Statistic(lambda sums: sums[0] / sums[1])
RECALL = Statistic(lambda sums: sums[0] / sums[2])
F1 = Statistic(lambda sums: 2 * sums[0] / (sums[1] + sums[2]))
"""Of columns (in both, found, gold)."""


def share(measure: str, right: int, count: int, slice: str = ALL) -> Measured:
    """The share of `right` in `count` independent cases, with Wilson's interval."""
    if not count:
        return Measured(measure=measure, slice=slice, value=None, count=0)
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    value, spread = right / count, z * z / count
    centre = (value + spread / 2) / (1 + spread)
    half = math.sqrt(value * (1 - value) * spread + spread * spread / 4) / (1 + spread)
    # At 0 and at 1 one end is the value itself, but for rounding.
    low = 0.0 if right == 0 else centre - half
    high = 1.0 if right == count else centre + half
    return Measured(measure=measure, slice=slice, value=value, low=low, high=high, count=count)
