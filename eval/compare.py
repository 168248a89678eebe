"""Paired differences: two systems, or two runs, on the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eval.intervals import Difference, difference, holm
from eval.measures.registry import MEASURES
from eval.outcome import Outcome
from eval.record import Record
from eval.results import Results, SystemResults


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one set of outcomes to another.

    `count` questions are in both, worded and judged alike; `left_out` are the ids of all others.
    `gained` and `lost` are those that became right, and wrong.
    """

    old: str
    new: str
    count: int
    left_out: tuple[str, ...]
    differences: tuple[Difference, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(
    old: Sequence[Outcome], new: Sequence[Outcome], *, names: tuple[str, str]
) -> Comparison:
    """The differences from `old` to `new` on the questions that both have."""
    before = {o.record.id: o for o in old}
    after = {o.record.id: o for o in new}
    shared = [
        key for key in after if key in before and _same(before[key].record, after[key].record)
    ]
    first, second = [before[key] for key in shared], [after[key] for key in shared]
    found = [d for m in MEASURES if (d := difference(m, first, second)) is not None]
    adjusted = holm([d.p for d in found])
    return Comparison(
        *names,
        count=len(shared),
        left_out=tuple(sorted((before.keys() | after.keys()) - set(shared))),
        differences=tuple(replace(d, adjusted=p) for d, p in zip(found, adjusted, strict=True)),
        gained=tuple(k for k in shared if after[k].is_right and not before[k].is_right),
        lost=tuple(k for k in shared if before[k].is_right and not after[k].is_right),
    )


def compare_runs(old: Results, new: Results) -> list[Comparison]:
    """Each system that both runs have, from the old run to the new one."""
    pairs = [(old.system(system.name), system) for system in new.systems]
    return [
        compare(
            before.outcomes,
            after.outcomes,
            names=(f"{before.name} of {old.started}", f"{after.name} now"),
        )
        for before, after in pairs
        if before is not None
    ]


def compare_systems(results: Results, ours: SystemResults) -> list[Comparison]:
    """From every other system of a run to ours."""
    return [
        compare(other.outcomes, ours.outcomes, names=(other.name, ours.name))
        for other in results.systems
        if other.name != ours.name
    ]


def _same(one: Record, other: Record) -> bool:
    """Whether two records ask alike and are judged alike; a note may change."""
    return one.model_copy(update={"note": ""}) == other.model_copy(update={"note": ""})
