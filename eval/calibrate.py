"""Shows how each number of the calibration moves the figures, and searches for better ones.

    python -m eval.calibrate [--questions FILE ...] [--fit] [--search]

The objective is the mean of the figures that a reader feels, with a right refusal and a right answer
counting alike; languages whose official text is held and the others are measured apart.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.calibration import CALIBRATION, Calibration
from eval.figures import Result, figures, run
from eval.record import QUESTIONS, Record, read_records

GROUPS = {"EN FR RU": ("en", "fr", "ru"), "ES AR ZH": ("es", "ar", "zh")}
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


def summary(results: Sequence[Result]) -> dict[str, float]:
    """Each figure by group of languages."""
    found: dict[str, float] = {}
    for group, languages in GROUPS.items():
        part = [r for r in results if r.record.language in languages]
        found |= {f"{name} ({group})": f.value for name, f in figures(part).items() if f.values}
    return found


def objective(results: Sequence[Result]) -> float:
    """The mean of recall, precision, refusals and follow-ups over both groups of languages."""
    names = ("recall", "precision", "abstained", "lists", "dialogues")
    values = [v for name, v in summary(results).items() if name.split(" (")[0] in names]
    return sum(values) / len(values)


def evaluate(
    assistant: Assistant, calibration: Calibration, records: Sequence[Record]
) -> list[Result]:
    """Ask all questions under `calibration`."""
    assistant.calibrate(calibration)
    return run(assistant, records)


def search(
    assistant: Assistant, records: Sequence[Record], start: Calibration, rounds: int = 2
) -> Calibration:
    """Coordinate ascent: of each number in turn the value with the best objective is kept."""
    best, value = start, objective(evaluate(assistant, start, records))
    for _ in range(rounds):
        for name, steps in STEPS.items():
            for step in steps:
                tried = dataclasses.replace(best, **{name: step})  # type: ignore[arg-type]
                reached = objective(evaluate(assistant, tried, records))
                if reached > value + 1e-9:
                    best, value = tried, reached
            _say(f"{name} = {getattr(best, name)}: {value:.4f}")
    return best


def fit(assistant: Assistant, records: Sequence[Record], strength: float = 1.0) -> Calibration:
    """Today's calibration with the decision fitted to `records`: logistic regression, ridge `strength`.

    A case is a question about a topic whose best paragraph either answers it or should not, because
    nothing does. Newton's method on the penalised likelihood (Hosmer and Lemeshow 2000, 2.3).
    """
    cases = assistant.decisions([(r.question, r) for r in records if r.dialogue is None])
    rows, wanted = [], []
    for record, best, found in cases:
        right = record.status == "answered" and best in record.allowed
        if right or record.status == "not_found":
            rows.append((1.0, *found))
            wanted.append(float(right))
    x, y = np.array(rows), np.array(wanted)
    spread = np.maximum(x.std(axis=0), 1e-9)
    penalty = np.diag([0.0, *(strength * spread[1:] ** 2)])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights += np.linalg.solve(hessian, gradient)
    return dataclasses.replace(
        CALIBRATION,
        decision_bias=round(float(weights[0]), 3),
        decision_weights=tuple(round(float(w), 3) for w in weights[1:]),
    )


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the figures of today's calibration, and with --search a better one."""
    parser = argparse.ArgumentParser(description="Calibrate the decision to answer.")
    default = [QUESTIONS / "development.jsonl"]
    parser.add_argument("--questions", type=Path, nargs="+", default=default)
    parser.add_argument("--fit", action="store_true", help="fit the decision to the questions")
    parser.add_argument("--search", action="store_true", help="search for better numbers")
    given = parser.parse_args(None if arguments is None else list(arguments))
    with Assistant(progress=_say) as assistant:
        held = {p.address for d in assistant.documents() for p in d.paragraphs}
        records = [r for path in given.questions for r in read_records(path, held)]
        chosen = CALIBRATION
        if given.fit:
            chosen = fit(assistant, records)
            _say(f"{chosen.decision_bias=} {chosen.decision_weights=}")
        if given.search:
            chosen = search(assistant, records, chosen)
            _say(str(chosen))
        results = evaluate(assistant, chosen, records)
    for name, value in summary(results).items():
        print(f"{value:6.3f}  {name}")
    print(f"{objective(results):6.3f}  objective")
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
