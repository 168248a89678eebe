"""An evaluation from questions to results: reads, asks every system, measures, and writes."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from eval.collection import Collection, read_expected
from eval.errors import OutputError, QuestionFileError, ThresholdError
from eval.files import QUESTIONS, read_records, read_split, split_names
from eval.identity import hash_of, source_hash, version
from eval.journal import NAME as JOURNAL
from eval.journal import Journal
from eval.measures.registry import risk_coverage, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.results import (
    NAME,
    DocumentData,
    LeftOut,
    Results,
    SystemResults,
    figures,
    measure_data,
    write_results,
)
from eval.runner import TIMEOUT, run_system
from eval.systems.mandate import NAME as OURS
from eval.systems.mandate import open_assistant
from eval.systems.model import Setting, System
from eval.systems.registry import PEERS, missing_package, open_system
from eval.thresholds import THRESHOLDS, below, read_thresholds
from index.document import Document

_JOBS_WHERE_IT_WAITS = 4
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be evaluated.

    `questions` is a file of questions (None: the part `split` of the shipped ones); `thresholds` a file
    of thresholds for them, by the name of the part or file. `jobs` is how many questions are asked at
    once (None: several only where a system waits for a server), `timeout` the seconds for each.
    `fresh` forgets what an unfinished run left.
    """

    out: Path
    systems: tuple[str, ...]
    questions: Path | None = None
    split: str = "test"
    setting: Setting = field(default_factory=Setting)
    thresholds: Path | None = None
    jobs: int | None = None
    timeout: float = TIMEOUT
    fresh: bool = False

    @property
    def part(self) -> str:
        """What the questions are called: the name of their file, or of the shipped part."""
        return self.questions.name if self.questions else self.split


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far it is: a step in words, and of a system how many questions are done."""

    step: Callable[[str], None] = lambda words: None
    start: Callable[[str, int], None] = lambda system, count: None
    advance: Callable[[int], None] = lambda count: None


def evaluate(request: Request, watch: Watch | None = None) -> Results:
    """Run the evaluation, and write `results.json` in `request.out`.

    What is done stands in a journal there until all of it is. Raises `QuestionFileError`,
    `ThresholdError`, `OutputError`, and the errors of reading documents and models.
    """
    watch = watch or Watch()
    started, clock = datetime.now(UTC), time.perf_counter()
    records = _records(request)
    table = _table(request)
    watch.step("opening the documents")
    collection, index = _collection(request)
    problems = _problems(collection, records, request)
    journal = _journal(request, _fingerprint(request, records, index, collection))
    if len(journal):
        watch.step(f"going on with an unfinished run, {len(journal)} questions of which are done")
    systems, left_out = _run_all(request, records, collection, journal, watch)
    ours = next((system for system in systems if system.name == OURS), None)
    results = Results(
        version=version(),
        source=source_hash(),
        started=started.isoformat(timespec="seconds"),
        seconds=time.perf_counter() - clock,
        machine=f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores",
        questions=request.part,
        questions_hash=hash_of(records),
        count=len(records),
        index=index,
        embedder=request.setting.load_embedder().name,
        documents=[_document(document) for document in collection.documents],
        problems=problems,
        thresholds=table is not None and ours is not None,
        below=below(ours, table) if ours and table is not None else [],
        measures=measure_data(),
        systems=systems,
        left_out=left_out,
        passages=_passages(collection, systems),
    )
    write_results(results, request.out / NAME)
    journal.remove()
    return results


def _records(request: Request) -> list[Record]:
    if request.questions is None:
        return read_split(request.split)
    records = read_records(request.questions)
    if not records:
        raise QuestionFileError(f"{request.questions} has no questions")
    return records


def _table(request: Request) -> dict[str, object] | None:
    """The thresholds that hold: a file's that is given, else the shipped ones for what ships."""
    if request.thresholds:
        table = read_thresholds(request.thresholds, request.part)
        if table is None:
            raise ThresholdError(f'{request.thresholds} has no table ["{request.part}"]')
        return table
    shipped = request.questions is None and request.setting == Setting()
    return read_thresholds(THRESHOLDS, request.part) if shipped else None


def _collection(request: Request) -> tuple[Collection, str]:
    """The documents as the index holds them, with what the questions expect; and the index's checksum."""
    beside = request.questions or QUESTIONS / f"{split_names(request.split)[0]}.jsonl"
    with open_assistant(request.setting) as assistant:
        return (
            Collection(assistant.documents(), read_expected(beside), request.setting.documents),
            assistant.checksum,
        )


def _problems(collection: Collection, records: Sequence[Record], request: Request) -> list[str]:
    """What is wrong with the documents held; questions that no documents fit are the file's fault."""
    problems = collection.problems()
    faults = collection.faults(records)
    if faults and not (problems and collection.expected):
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise QuestionFileError(
            f"{request.questions or request.split} does not agree with the documents: {faults[0]}{more}"
        )
    if not faults:
        return problems
    concerned = list(dict.fromkeys(fault.split(":")[0] for fault in faults))
    shown = ", ".join(concerned[:_MOST_SHOWN]) + (", …" if len(concerned) > _MOST_SHOWN else "")
    return [*problems, f"what {len(concerned)} questions expect is not held: {shown}"]


def _journal(request: Request, run: str) -> Journal:
    try:
        request.out.mkdir(parents=True, exist_ok=True)
        path = request.out / JOURNAL
        if request.fresh:
            path.unlink(missing_ok=True)
        return Journal(path, run)
    except OSError as error:
        raise OutputError(f"{request.out} cannot be written: {error.strerror}") from error


def _run_all(
    request: Request,
    records: Sequence[Record],
    collection: Collection,
    journal: Journal,
    watch: Watch,
) -> tuple[list[SystemResults], list[LeftOut]]:
    """Run the systems one after another; those that could not be opened are left out, with the reason."""
    systems: list[SystemResults] = []
    left_out: list[LeftOut] = []
    for name in request.systems:
        watch.step(f"opening {name}")
        clock = time.perf_counter()
        system = _open(name, request)
        if isinstance(system, LeftOut):
            left_out.append(system)
            continue
        with closing(system):
            watch.start(name, len(records))
            outcomes = run_system(
                system,
                records,
                collection,
                journal=journal,
                jobs=request.jobs or (_JOBS_WHERE_IT_WAITS if system.waits else 1),
                timeout=request.timeout,
                advance=watch.advance,
            )
            watch.step(f"measuring {name}")
            systems.append(_results_of(system, outcomes, time.perf_counter() - clock))
    return systems, left_out


def _open(name: str, request: Request) -> System | LeftOut:
    if package := missing_package(name):
        return LeftOut(name=name, reason=f"the package {package} is not installed")
    try:
        return open_system(name, request.setting)
    except Exception as error:
        if name not in PEERS:
            raise
        # Another project's system that cannot be opened here is told of, and the others are measured.
        return LeftOut(name=name, reason=f"{type(error).__name__}: {error}")


def _results_of(system: System, outcomes: Sequence[Outcome], seconds: float) -> SystemResults:
    outcomes = scored(outcomes)
    return SystemResults(
        name=system.name,
        description=system.description,
        chat_model=system.chat_model,
        seconds=seconds,
        figures=figures(outcomes),
        risk_coverage=risk_coverage(outcomes),
        unfinished=[o.record.id for o in outcomes if o.state in ("failed", "timed out")],
        outcomes=list(outcomes),
    )


def _document(document: Document) -> DocumentData:
    return DocumentData(
        symbol=str(document.symbol),
        languages=list(document.languages),
        paragraphs=len(document.paragraphs),
    )


def _passages(
    collection: Collection, systems: Sequence[SystemResults]
) -> dict[str, dict[str, str]]:
    wanted = {
        address
        for system in systems
        for o in system.outcomes
        for address in (*o.record.allowed, *o.addresses, *(r.address for r in o.retrieved[:3]))
    }
    held = collection.paragraphs()
    return {
        address: {language: v.text for language, v in held[address].versions.items()}
        for address in sorted(wanted)
        if address in held
    }


def _fingerprint(
    request: Request, records: Sequence[Record], index: str, collection: Collection
) -> str:
    """What the outcomes in a journal hang on; the number of jobs is not among it."""
    made_of = (
        source_hash(),
        hash_of(records),
        index,
        str(request.setting),
        str(collection.expected),
        str(request.timeout),
    )
    return hashlib.sha256("\0".join(made_of).encode()).hexdigest()[:16]
