"""The cells beside verb and addressee: actor, condition, deadline, counterpart, reporting to.

Of documents whose gold has them (`TasksGold.columns`). The gold gives a cell's acceptable spans, any one of
which is right; none where the row has no such cell; and spans that may be given or left out. A row's cell is

- right, if it is one of the acceptable spans, or holds one whole;
- missing, if the gold has one and the row is empty;
- wrong, if it is anything else where the gold has one;
- invented, if the gold has none, and it is none of those that may be given and holds none of them.

Who shall act, as is decided, is looked for as the actor where the gold addresses nobody, in whichever of the
two cells the row has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from eval.instruments.figures import SHARE, Measured
from eval.instruments.gold import COLUMNS, CellGold, Span, TaskGold

if TYPE_CHECKING:
    from assistant import Task
    from assistant.tasking.model import Cell

ACTOR = "actor"


class Outcome(StrEnum):
    """How a cell came out; `NOTHING` where there is none and none is found, or one that may be given."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    INVENTED = "invented"
    NOTHING = "nothing"


Outcomes = dict[str, Outcome]
"""The outcome of each cell of a row, by the cell's name."""

_OF_THOSE_THERE = (Outcome.RIGHT, Outcome.WRONG, Outcome.MISSING)

MEASURES = tuple(
    f"{name}: {outcome}" for name in (ACTOR, *COLUMNS) for outcome in (*_OF_THOSE_THERE, "invented")
)


def outcomes(row: TaskGold, task: Task | None) -> Outcomes:
    """How each cell of `task` came out; of no task at all every cell that the gold has is missing."""
    found = {name: span_of(getattr(task, name)) if task else None for name in COLUMNS}
    actor = (task.actor or (None if row.addressee else task.addressee)) if task else None
    named = tuple(span for span in (row.actor, *row.loose) if span) if row.actor else ()
    told = CellGold(any=named, optional=() if row.actor else row.loose)
    judged = {ACTOR: _outcome(told, span_of(actor))}
    return judged | {name: _outcome(row.cell(name), found[name]) for name in COLUMNS}


def span_of(cell: Cell | None) -> Span | None:
    """Where a cell stands."""
    return Span(cell.locator, cell.start, cell.end) if cell else None


def _outcome(gold: CellGold, found: Span | None) -> Outcome:
    if found is None:
        return Outcome.MISSING if gold.any else Outcome.NOTHING
    if _holds_one(found, gold.any):
        return Outcome.RIGHT
    if _holds_one(found, gold.optional):
        return Outcome.MISSING if gold.any else Outcome.NOTHING
    return Outcome.WRONG if gold.any else Outcome.INVENTED


def _holds_one(found: Span, spans: Iterable[Span]) -> bool:
    return any(
        found.locator == span.locator and found.start <= span.start and span.end <= found.end
        for span in spans
    )


def figures(documents: Sequence[Sequence[Outcomes]]) -> Iterator[Measured]:
    """A figure for each outcome of each cell; `documents` has the outcomes of their rows.

    Right, wrong and missing are shares of the cells that the gold has, and make one; invented is the share
    of the rows without such a cell that have one all the same.
    """
    for name in (ACTOR, *COLUMNS):
        for outcome in _OF_THOSE_THERE:
            yield _share(documents, name, outcome, lambda kind: kind in _OF_THOSE_THERE)
        yield _share(documents, name, Outcome.INVENTED, lambda kind: kind not in _OF_THOSE_THERE)


def _share(
    documents: Sequence[Sequence[Outcomes]],
    name: str,
    outcome: Outcome,
    counts: Callable[[Outcome], bool],
) -> Measured:
    kinds = [[row[name] for row in rows if counts(row[name])] for rows in documents]
    groups = [(sum(kind is outcome for kind in own), len(own)) for own in kinds if own]
    return SHARE.figure(f"{name}: {outcome}", groups, sum(n for _, n in groups))
