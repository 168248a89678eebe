"""Results of a run as data: what was asked of which systems, every outcome, and the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import OutputError, ResultsError
from eval.intervals import LEVEL, RESAMPLES, SEED, Figure, figure
from eval.measures.registry import MEASURES
from eval.outcome import Outcome

FORMAT: Literal[1] = 1
NAME = "results.json"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True)


class SystemResults(_Data):
    """A system's outcomes, and its figures: of all questions, and by language, kind and document.

    `figures` maps "all", "language", "kind" and "document" to slices, these to measures.
    `unfinished` lists the questions that failed or timed out.
    """

    name: str
    description: str
    chat_model: str | None
    seconds: float
    figures: dict[str, dict[str, dict[str, Figure]]]
    risk_coverage: list[tuple[float, float]]
    unfinished: list[str]
    outcomes: list[Outcome]

    def figure(self, measure: str) -> Figure:
        """The figure of a measure over all questions."""
        return self.figures["all"]["all"][measure]


class LeftOut(_Data):
    """A system that was asked for and could not run, and why."""

    name: str
    reason: str


class DocumentData(_Data):
    """A document that was held."""

    symbol: str
    languages: list[str]
    paragraphs: int


class MeasureData(_Data):
    """What a measure is."""

    definition: str
    higher_is_better: bool
    unit: str


class Bootstrap(_Data):
    """How the intervals were made: numpy's `default_rng(seed).integers(0, n, (resamples, n))`."""

    method: str = "percentile bootstrap over questions"
    resamples: int = RESAMPLES
    seed: int = SEED
    level: float = LEVEL


class Results(_Data):
    """Everything that a run found.

    `problems` says what is wrong with the documents held; `thresholds` whether any were set, and
    `below` which of them were not reached.
    `passages` has the text of every paragraph that is gold or was cited, by address and language.
    """

    format: Literal[1] = FORMAT
    version: str
    source: str
    started: str
    seconds: float
    machine: str
    questions: str
    questions_hash: str
    count: int
    index: str
    embedder: str
    documents: list[DocumentData]
    problems: list[str]
    thresholds: bool = False
    below: list[str] = []
    bootstrap: Bootstrap = Bootstrap()
    measures: dict[str, MeasureData] = {}
    systems: list[SystemResults]
    left_out: list[LeftOut] = []
    passages: dict[str, dict[str, str]] = {}

    def system(self, name: str) -> SystemResults | None:
        """The results of a system, if it was run."""
        return next((system for system in self.systems if system.name == name), None)


def measure_data() -> dict[str, MeasureData]:
    """What every measure is, for the reader of the results."""
    return {
        m.name: MeasureData(
            definition=m.definition, higher_is_better=m.higher_is_better, unit=m.unit
        )
        for m in MEASURES
    }


def figures(
    outcomes: Sequence[Outcome],
) -> dict[str, dict[str, dict[str, Figure]]]:
    """Every measure over all outcomes, and by language, kind and document of the questions.

    A question with gold in several documents counts for each of them; one without, for "none".
    """
    return {
        "all": {"all": _table(outcomes)},
        "language": _sliced(outcomes, lambda o: (o.record.language,)),
        "kind": _sliced(outcomes, lambda o: (o.record.kind,)),
        "document": _sliced(outcomes, lambda o: o.record.documents or ("none",)),
    }


def _sliced(
    outcomes: Sequence[Outcome], keys: Callable[[Outcome], Sequence[str]]
) -> dict[str, dict[str, Figure]]:
    slices: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for key in keys(outcome):
            slices.setdefault(key, []).append(outcome)
    return {key: _table(members) for key, members in slices.items()}


def _table(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    return {measure.name: figure(measure, outcomes) for measure in MEASURES}


def write_results(results: Results, path: Path) -> None:
    """Write `results` as JSON; raises `OutputError`."""
    try:
        path.write_text(results.model_dump_json(indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def read_results(path: Path) -> Results:
    """Results as a run wrote them (the file, or its folder); raises `ResultsError`."""
    path = path / NAME if path.is_dir() else path
    try:
        return Results.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        reason = error.errors()[0]
        where = ".".join(map(str, reason["loc"]))
        raise ResultsError(
            f"{path} is not the results of an evaluation: {where} {reason['msg']}"
        ) from error
