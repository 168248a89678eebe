"""Shows how each number of the calibration moves the figures, and searches for better ones.

    python -m eval.calibrate [--questions FILE ...] [--fit] [--search]

The objective is the mean of the measures that a reader feels, with a right refusal and a right answer
counting alike; languages whose official text is held and the others are measured apart.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.calibration import CALIBRATION, Calibration
from eval.collection import Collection
from eval.files import QUESTIONS, read_records
from eval.fit import fit
from eval.intervals import value_of
from eval.journal import Journal
from eval.measures.registry import BY_NAME, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.runner import run_system
from eval.systems.mandate import MandateSystem
from eval.systems.model import Setting
from index.catalogue import DOCUMENTS

GROUPS = {"EN FR RU": ("en", "fr", "ru"), "ES AR ZH": ("es", "ar", "zh")}
SHOWN = (
    "accuracy",
    "citation recall",
    "citation precision",
    "citation F1",
    "list order",
    "abstention recall",
    "abstention F1",
    "wrongly refused",
)
SOUGHT = ("accuracy", "citation recall", "citation precision", "list order", "abstention recall")
STEPS: dict[str, tuple[float, ...]] = {
    "answer_probability": (0.3, 0.4, 0.5, 0.6, 0.7),
    "close": (0.8, 0.85, 0.9, 0.93, 0.96),
    "close_support": (0.5, 0.6, 0.7, 0.8, 0.9),
    "dense_weight": (0.3, 0.45, 0.6, 0.8, 1.0),
    "common_share": (0.05, 0.15, 0.3, 0.5),
    "word_low": (0.1, 0.15, 0.2, 0.25),
    "word_high": (0.45, 0.55, 0.65, 0.8),
    "word_most": (0.6, 0.8, 1.0),
    "parent_share": (0.2, 0.35, 0.5, 0.7),
    "line_bonus": (0.15, 0.3, 0.45),
    "list_head_penalty": (0.0, 0.1, 0.2, 0.3),
    "asked_bonus": (0.1, 0.25, 0.4),
    "asked_reach": (15.0, 30.0, 60.0),
    "no_number_penalty": (0.3, 0.6),
    "no_date_penalty": (0.15, 0.3, 0.45),
    "no_place_penalty": (0.1, 0.2, 0.3),
}


def summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Each measure shown, by group of languages."""
    found: dict[str, float] = {}
    for group, languages in GROUPS.items():
        part = [o for o in outcomes if o.record.language in languages]
        for name in SHOWN:
            value = value_of(BY_NAME[name], part)
            if value is not None:
                found[f"{name} ({group})"] = value
    return found


def objective(outcomes: Sequence[Outcome]) -> float:
    """The mean of the measures sought, over both groups of languages."""
    values = [v for name, v in summary(outcomes).items() if name.split(" (")[0] in SOUGHT]
    return sum(values) / len(values)


class Trial:
    """Asks the same questions under one calibration after another."""

    def __init__(self, system: MandateSystem, records: Sequence[Record]) -> None:
        self._system, self._records = system, records
        self._collection = Collection(system.assistant.documents(), {}, DOCUMENTS)

    def outcomes(self, calibration: Calibration) -> list[Outcome]:
        """The outcomes of all questions under `calibration`."""
        self._system.assistant.calibrate(calibration)
        with TemporaryDirectory() as folder:
            journal = Journal(Path(folder) / "journal", "trial")
            return scored(
                run_system(self._system, self._records, self._collection, journal=journal)
            )

    def search(self, start: Calibration, rounds: int = 2) -> Calibration:
        """Coordinate ascent: of each number in turn the value with the best objective is kept."""
        best, value = start, objective(self.outcomes(start))
        for _ in range(rounds):
            for name, steps in STEPS.items():
                for step in steps:
                    tried = dataclasses.replace(best, **{name: step})  # type: ignore[arg-type]
                    reached = objective(self.outcomes(tried))
                    if reached > value + 1e-9:
                        best, value = tried, reached
                _say(f"{name} = {getattr(best, name)}: {value:.4f}")
        return best


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the figures of today's calibration, and with --search a better one."""
    parser = argparse.ArgumentParser(description="Calibrate the decision to answer.")
    default = [QUESTIONS / "development.jsonl"]
    parser.add_argument("--questions", type=Path, nargs="+", default=default)
    parser.add_argument("--fit", action="store_true", help="fit the decision to the questions")
    parser.add_argument("--search", action="store_true", help="search for better numbers")
    given = parser.parse_args(None if arguments is None else list(arguments))
    records = [r for path in given.questions for r in read_records(path)]
    system = MandateSystem(Setting())
    trial = Trial(system, records)
    chosen = CALIBRATION
    if given.fit:
        chosen = fit(system.assistant, records)
        _say(f"{chosen.decision_bias=} {chosen.decision_weights=}")
    if given.search:
        chosen = trial.search(chosen)
        _say(str(chosen))
    outcomes = trial.outcomes(chosen)
    system.close()
    for name, value in summary(outcomes).items():
        print(f"{value:6.3f}  {name}")
    print(f"{objective(outcomes):6.3f}  objective")
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
