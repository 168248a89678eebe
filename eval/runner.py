"""Asks a system every question, and keeps what became of each; nothing that goes wrong is dropped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from eval.collection import Collection
from eval.journal import Journal
from eval.measures.quoting import check_quotes, own_language, stray_quotations
from eval.outcome import Outcome
from eval.record import Record
from eval.systems.model import Response, System
from index.document import Paragraph

TIMEOUT = 60.0
"""Seconds that a system may take for a question."""


def run_system(
    system: System,
    records: Sequence[Record],
    collection: Collection,
    *,
    journal: Journal,
    jobs: int = 1,
    timeout: float = TIMEOUT,
    advance: Callable[[int], None] = lambda count: None,
) -> list[Outcome]:
    """The outcome of every record, in the order of `records`.

    Turns of a dialogue are asked one after another, each with the ones before. `jobs` questions are
    asked at once. What the journal has is not asked again. `advance` is told how many are done. Raises
    `OutputError` where the journal cannot be written; errors of the system become outcomes.
    """
    held = collection.paragraphs()

    def work(unit: Sequence[Record]) -> list[Outcome]:
        history: list[Response] = []
        outcomes: list[Outcome] = []
        for record in unit:
            outcome, response = _ask(system, record, history, timeout)
            if response is not None:
                history.append(response)
                outcome = _checked(outcome, response, collection, held)
            outcomes.append(outcome)
        return outcomes

    found: dict[str, Outcome] = {}
    todo: list[list[Record]] = []
    for unit in units_of(records):
        done = journal.done(system.name, unit[0].id)
        if done is None:
            todo.append(unit)
        else:
            found |= {outcome.record.id: outcome for outcome in done}
    advance(len(found))
    for outcomes in _work_through(todo, work, jobs):
        journal.add(system.name, outcomes)
        found |= {outcome.record.id: outcome for outcome in outcomes}
        advance(len(outcomes))
    return [found[record.id] for record in records]


def units_of(records: Sequence[Record]) -> list[list[Record]]:
    """What can be asked independently: single questions, and dialogues as a whole."""
    units: dict[str, list[Record]] = {}
    for record in records:
        key = f"dialogue {record.dialogue}" if record.dialogue else f"question {record.id}"
        units.setdefault(key, []).append(record)
    return list(units.values())


def _work_through(
    units: Sequence[Sequence[Record]],
    work: Callable[[Sequence[Record]], list[Outcome]],
    jobs: int,
) -> Iterator[list[Outcome]]:
    if jobs == 1:
        yield from map(work, units)
        return
    pool = ThreadPoolExecutor(jobs)
    try:
        # As they come: what is done is written down even while another takes long.
        for future in as_completed([pool.submit(work, unit) for unit in units]):
            yield future.result()
    finally:
        # On an interrupt what is not yet begun is left.
        pool.shutdown(wait=False, cancel_futures=True)


def _ask(
    system: System, record: Record, history: Sequence[Response], timeout: float
) -> tuple[Outcome, Response | None]:
    """Ask in a thread of its own, which is left behind when time is up."""
    box: list[Response | BaseException] = []
    taken: list[float] = []

    def ask() -> None:
        started = time.perf_counter()
        try:
            box.append(system.ask(record.question, tuple(history)))
        except BaseException as error:  # noqa: BLE001 - whatever a system raises is an outcome, and listed
            box.append(error)
        taken.append(time.perf_counter() - started)

    thread = threading.Thread(target=ask, daemon=True, name=f"asks {record.id}")
    thread.start()
    thread.join(timeout)
    if not taken:
        error = f"no answer in {timeout:g} seconds"
        return Outcome(record=record, state="timed out", error=error, seconds=timeout), None
    got = box[0]
    if isinstance(got, BaseException):
        error = f"{type(got).__name__}: {got}"
        return Outcome(record=record, state="failed", error=error, seconds=taken[0]), None
    return Outcome(record=record, state=got.status, seconds=taken[0]), got


def _checked(
    outcome: Outcome, response: Response, collection: Collection, held: dict[str, Paragraph]
) -> Outcome:
    """`outcome` with what `response` holds, its quotes checked against the documents."""
    quotes = [c.quote for c in response.cited]
    reader = outcome.record.language
    speaks = response.speaks and response.status == "answered"
    stray = stray_quotations(response.text, quotes) if speaks else 0
    return outcome.model_copy(
        update={
            "text": response.text,
            "answer_language": own_language(response.text, quotes) if response.speaks else None,
            "retrieved": response.retrieved,
            "cited": check_quotes(response, reader, collection, held),
            "stray": stray,
            "confidence": response.confidence,
            "guess": response.guess,
        }
    )
