"""Measures the parts that are asked for, one after another."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant import UserError
from eval.files import read_split
from eval.instruments import lineage, quotes, receipts, tasks
from eval.instruments.documents import opened
from eval.instruments.gold import PairGold, TasksGold, read_pairs, read_tasks, wanted
from eval.instruments.passages import Held
from eval.instruments.results import PARTS, Part
from eval.runner import units_of
from index.document import Document
from index.words import LANGUAGES, Language

if TYPE_CHECKING:
    from assistant import Assistant
    from eval.record import Record

Tell = Callable[[str], None]

_SHOWN = 3
_HELP = (
    "add them with `mandate add`, or name a file of them with --documents; each is at "
    "https://undocs.org/ and its symbol"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured, and on what.

    `split` is a part of the gold; `count` how many true quotes, and how many altered ones, are drawn;
    `questions` how many questions are asked for receipts (None: all of the development part).
    """

    parts: Sequence[str] = PARTS
    documents: Sequence[Path] = ()
    split: str = "test"
    count: int = 500
    questions: int | None = None
    seed: int = 0
    failures: bool = False


@dataclass(slots=True)
class _Opened:
    """The assistant that is measured, and its documents."""

    assistant: Assistant
    documents: dict[str, Document] = field(init=False)

    def __post_init__(self) -> None:
        self.documents = {str(d.symbol): d for d in self.assistant.documents()}


def measure(plan: Plan, tell: Tell = lambda step: None) -> list[Part]:
    """Every part of `plan`, in its order; raises the errors of `eval`, and of `Assistant`."""
    pairs, golds = read_pairs(plan.split), read_tasks(plan.split)
    found: list[Part] = []
    with ExitStack() as stack:
        held: _Opened | None = None
        for name in plan.parts:
            started = perf_counter()
            tell(name)
            if name == "receipts":
                part = _receipts(plan, tell)
            else:
                held = held or _Opened(
                    stack.enter_context(opened(plan.documents, _needed(pairs, golds), tell))
                )
                part = _on(held, name, plan, pairs, golds, tell)
            seconds = round(perf_counter() - started, 1)
            found.append(part.model_copy(update={"seconds": seconds}))
    return found


def _on(
    held: _Opened,
    name: str,
    plan: Plan,
    pairs: Sequence[PairGold],
    golds: Sequence[TasksGold],
    tell: Tell,
) -> Part:
    if name == "lineage":
        return _lineage(held, plan, pairs)
    if name == "tasks":
        return _tasks(held, plan, golds)
    return _quotes(held, plan, tell)


def _lineage(held: _Opened, plan: Plan, golds: Iterable[PairGold]) -> Part:
    usable, missing = lineage.usable(golds, held.documents)
    notes = _missing(missing)
    placings = [lineage.place(held.assistant, gold) for gold in usable]
    failures = [line for placing in placings for line in placing.failures()]
    return Part(
        name="lineage",
        of=f"{len(placings)} pairs of documents, {plan.split}",
        figures=tuple(lineage.measure(placings)) if placings else (),
        notes=tuple(notes),
        failures=tuple(failures) if plan.failures else (),
    )


def _tasks(held: _Opened, plan: Plan, golds: Iterable[TasksGold]) -> Part:
    tabled: list[tasks.Tasked] = []
    missing: list[str] = []
    notes: list[str] = []
    for gold in golds:
        if gold.symbol not in held.documents:
            missing.append(gold.symbol)
            continue
        try:
            tabled.append(tasks.table(held.assistant, gold))
        except UserError as error:
            # Of one document that is not what it was nothing can be said; of the others it can.
            notes.append(f"{gold.symbol} is left out: {error}")
    return Part(
        name="tasks",
        of=f"{len(tabled)} documents, {plan.split}",
        figures=tuple(tasks.measure(tabled)) if tabled else (),
        notes=(*_missing(missing), *notes),
        failures=tuple(tasks.failures(tabled)) if plan.failures else (),
    )


def _quotes(held: _Opened, plan: Plan, tell: Tell) -> Part:
    texts = Held(held.documents.values())
    tell(f"checking {plan.count} true and {plan.count} altered quotes")
    found = quotes.measure_quotes(held.assistant, texts, plan.count, plan.seed)
    tell(f"checking a text of {quotes.PAGES} pages")
    seconds = quotes.measure_seconds(held.assistant, texts, plan.seed)
    return Part(
        name="quotes",
        of=f"{len(held.documents)} documents in {', '.join(texts.languages)}, seed {plan.seed}",
        figures=(*quotes.measure(found), seconds),
        failures=tuple(quotes.failures(found)) if plan.failures else (),
    )


def _receipts(plan: Plan, tell: Tell) -> Part:
    records = _drawn(read_split("development"), plan)
    found = receipts.measure_receipts(records, tell)
    return Part(
        name="receipts",
        of=f"{len(records)} development questions on the documents that ship",
        figures=tuple(receipts.measure(found)),
        failures=tuple(receipts.failures(found)) if plan.failures else (),
    )


def _drawn(records: Sequence[Record], plan: Plan) -> list[Record]:
    """About as many records as are asked for: dialogues are taken whole."""
    if plan.questions is None:
        return list(records)
    units = units_of(records)
    random.Random(plan.seed).shuffle(units)
    drawn: list[Record] = []
    for unit in units:
        if len(drawn) >= plan.questions:
            break
        drawn += unit
    return drawn


def _needed(pairs: Sequence[PairGold], golds: Sequence[TasksGold]) -> dict[str, set[Language]]:
    """The documents of the gold: those that are needed in another language than English, in all six.

    The quotes that are drawn from them are then in all languages.
    """
    found = wanted(pairs, golds)
    return {symbol: own if own == {"en"} else set(LANGUAGES) for symbol, own in found.items()}


def _missing(symbols: Iterable[str]) -> list[str]:
    names = sorted(set(symbols))
    if not names:
        return []
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return [f"not held: {', '.join(names[:_SHOWN])}{more}; {_HELP}"]
