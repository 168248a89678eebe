"""The best one-to-one assignment: of all ways to pair, the one with the greatest sum of gains.

The Hungarian method with shortest augmenting paths over the pairs there are (Kuhn, 1955; R. Jonker and
A. Volgenant, "A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems",
1987): of a thousand paragraphs each is like a few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush
from math import inf

Gains = Mapping[tuple[int, int], float]
"""What pairing a row with a column gains, greater than 0; what is not there cannot be paired."""


def assign(gains: Gains) -> list[tuple[int, int]]:
    """The pairs (row, column) with the greatest sum of `gains`, each row and column at most once."""
    rows: dict[int, dict[int, float]] = defaultdict(dict)
    for (row, column), gain in sorted(gains.items()):
        rows[row][column] = -gain
    return sorted(_Assignment(rows).pairs())


class _Assignment:
    """The cheapest assignment of all rows; one that is left out has a column of its own, for nothing.

    The columns of their own are negative numbers. What a pair costs less the prices of its row and its
    column is never below 0, and 0 for pairs of the assignment.
    """

    def __init__(self, rows: Mapping[int, Mapping[int, float]]) -> None:
        self._costs = {row: {**costs, -1 - row: 0.0} for row, costs in rows.items()}
        self._row_price = {row: min(costs.values()) for row, costs in self._costs.items()}
        self._column_price: dict[int, float] = defaultdict(float)
        self._row_of: dict[int, int] = {}
        self._column_of: dict[int, int] = {}
        for row, costs in self._costs.items():
            column = min(costs, key=lambda c: (costs[c], abs(c - row)))
            if column not in self._row_of:
                self._row_of[column], self._column_of[row] = row, column
        for row in self._costs:
            if row not in self._column_of:
                self._augment(row)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of rows and columns; rows that are left out are in none."""
        return [(row, column) for row, column in self._column_of.items() if column >= 0]

    def _augment(self, row: int) -> None:
        """Give `row` a column by the cheapest way of giving others another one."""
        distance: dict[int, float] = {}
        way: dict[int, int] = {}
        done: list[int] = []
        seen: set[int] = set()
        waiting: list[tuple[float, int]] = []
        at, so_far = row, 0.0
        while True:
            for column, cost in self._costs[at].items():
                step = so_far + cost - self._row_price[at] - self._column_price[column]
                if column not in seen and step < distance.get(column, inf):
                    distance[column], way[column] = step, at
                    heappush(waiting, (step, column))
            so_far, end = heappop(waiting)
            while end in seen:
                so_far, end = heappop(waiting)
            if end not in self._row_of:
                break
            seen.add(end)
            done.append(end)
            at = self._row_of[end]
        self._row_price[row] += so_far
        for column in done:
            self._column_price[column] += distance[column] - so_far
            self._row_price[self._row_of[column]] += so_far - distance[column]
        self._turn(row, end, way)

    def _turn(self, row: int, end: int, way: Mapping[int, int]) -> None:
        """Give each row on the way to the free column `end` the next one."""
        while True:
            at = way[end]
            before = self._column_of.get(at)
            self._row_of[end], self._column_of[at] = at, end
            if at == row or before is None:
                return
            end = before
