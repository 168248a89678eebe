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
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.collection import Collection, read_expected
from eval.errors import OutputError, QuestionFileError
from eval.files import QUESTIONS, read_records, read_split, split_names
from eval.journal import NAME as JOURNAL
from eval.journal import Journal
from eval.measures.registry import risk_coverage, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.results import DocumentData, LeftOut, Results, SystemResults, figures, measure_data
from eval.runner import TIMEOUT, run_system
from eval.systems.mandate import NAME as OURS
from eval.systems.mandate import open_assistant
from eval.systems.model import Setting, System
from eval.systems.registry import PEERS, missing_package, open_system
from eval.thresholds import THRESHOLDS, below, read_thresholds

_JOBS_WHERE_IT_WAITS = 4
_PACKAGES = ("assistant", "index", "prompts", "eval")
_SOURCES = (".py", ".toml", ".tsv", ".json")


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


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far it is: a step in words, and of a system how many questions are done."""

    step: Callable[[str], None] = lambda words: None
    start: Callable[[str, int], None] = lambda system, count: None
    advance: Callable[[int], None] = lambda count: None


def evaluate(request: Request, watch: Watch | None = None) -> Results:
    """Run the evaluation; what is done is kept in `request.out` until all of it is.

    Raises `QuestionFileError`, `ThresholdError`, `OutputError`, and the errors of reading documents
    and models.
    """
    watch = watch or Watch()
    started, clock = datetime.now(UTC), time.perf_counter()
    records = _records(request)
    part = request.questions.name if request.questions else request.split
    table = _table(request, part)
    watch.step("opening the documents")
    collection, index = _collection(request)
    problems = _problems(collection, records, request)
    run = _fingerprint(request, records, index, collection)
    journal = _journal(request, run)
    if len(journal):
        watch.step(f"going on with an unfinished run, {len(journal)} questions of which are done")
    systems: list[SystemResults] = []
    left_out: list[LeftOut] = []
    for name in request.systems:
        reason = _run(name, request, records, collection, journal, watch, systems)
        if reason:
            left_out.append(LeftOut(name=name, reason=reason))
    ours = next((system for system in systems if system.name == OURS), None)
    results = Results(
        version=_version(),
        source=source_hash(),
        started=started.isoformat(timespec="seconds"),
        seconds=time.perf_counter() - clock,
        machine=f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores",
        questions=part,
        questions_hash=_hash_of(records),
        count=len(records),
        index=index,
        embedder=request.setting.load_embedder().name,
        documents=[
            DocumentData(
                symbol=str(d.symbol), languages=list(d.languages), paragraphs=len(d.paragraphs)
            )
            for d in collection.documents
        ],
        problems=problems,
        measures=measure_data(),
        systems=systems,
        left_out=left_out,
        passages=_passages(collection, systems),
    )
    if ours and table is not None:
        missed = below(ours, table)
        results = results.model_copy(update={"thresholds": True, "below": missed})
    journal.remove()
    return results


def source_hash() -> str:
    """A hash of this program's own files: results of two builds are told apart by it."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _SOURCES and path.is_file():
                content = path.read_bytes()
                digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _records(request: Request) -> list[Record]:
    if request.questions is None:
        return read_split(request.split)
    records = read_records(request.questions)
    if not records:
        raise QuestionFileError(f"{request.questions} has no questions")
    return records


def _table(request: Request, part: str) -> dict[str, object] | None:
    """The thresholds that hold: a file's that is given, else the shipped ones for what ships."""
    if request.thresholds:
        table = read_thresholds(request.thresholds, part)
        if table is None:
            raise QuestionFileError(f"{request.thresholds} has no thresholds for [{part}]")
        return table
    shipped = request.questions is None and request.setting == Setting()
    return read_thresholds(THRESHOLDS, part) if shipped else None


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
    return [*problems, *faults]


def _journal(request: Request, run: str) -> Journal:
    try:
        request.out.mkdir(parents=True, exist_ok=True)
        path = request.out / JOURNAL
        if request.fresh:
            path.unlink(missing_ok=True)
        return Journal(path, run)
    except OSError as error:
        raise OutputError(f"{request.out} cannot be written: {error.strerror}") from error


def _run(
    name: str,
    request: Request,
    records: Sequence[Record],
    collection: Collection,
    journal: Journal,
    watch: Watch,
    done: list[SystemResults],
) -> str | None:
    """Run the system `name` and add its results to `done`; or the reason why it could not be opened."""
    if package := missing_package(name):
        return f"the package {package} is not installed"
    watch.step(f"opening {name}")
    clock = time.perf_counter()
    try:
        system = open_system(name, request.setting)
    except Exception as error:
        if name not in PEERS:
            raise
        # Another project's system that cannot be opened here is told of, and the others are measured.
        return f"{type(error).__name__}: {error}"
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
        done.append(_results_of(system, outcomes, time.perf_counter() - clock))
    return None


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
        _hash_of(records),
        index,
        str(request.setting),
        str(collection.expected),
        str(request.timeout),
    )
    return hashlib.sha256("\0".join(made_of).encode()).hexdigest()[:16]


def _hash_of(records: Sequence[Record]) -> str:
    lines = "\n".join(record.model_dump_json() for record in records)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def _version() -> str:
    try:
        return version("mandate-assistant")
    except PackageNotFoundError:
        return "0+source"
