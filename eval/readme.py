"""Writes the tables of the README: `python -m eval.readme [--results DIR]`.

Without `--results` every system is run on the test part of the shipped questions first (a few minutes).
What stands between the two marks in the README is replaced, and nothing else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.stages import Stage
from eval.compare import compare
from eval.errors import ResultsError
from eval.evaluation import Request, Watch, evaluate
from eval.report.markdown import table
from eval.report.tables import NOTHING, chat_model, number, slice_name, with_interval
from eval.results import Results, SystemResults, read_results
from eval.systems.mandate import NAME as OURS
from eval.systems.mandate import WITHOUT
from eval.systems.registry import names_of

README = Path("README.md")
"""In the folder that the command is run in: the installed package has none."""
BEGIN, END = "<!-- evaluation: begin -->", "<!-- evaluation: end -->"
_SHOWN = ("accuracy", "citation F1", "abstention F1", "nDCG@10", "quote exactness")
_LOST = ("accuracy", "citation F1", "abstention F1")


def main(arguments: Iterable[str] | None = None) -> int:
    """Rewrite the tables of the README."""
    parser = argparse.ArgumentParser(description="Rewrite the tables of the README.")
    parser.add_argument("--results", type=Path, help="results of `mandate eval --system all`")
    parser.add_argument("--readme", type=Path, default=README)
    given = parser.parse_args(None if arguments is None else list(arguments))
    results = read_results(given.results) if given.results else _run()
    try:
        text = given.readme.read_text(encoding="utf-8")
        given.readme.write_text(with_tables(text, results), encoding="utf-8")
    except OSError as error:
        raise ResultsError(f"{given.readme} cannot be used: {error.strerror}") from error
    return 0


def with_tables(readme: str, results: Results) -> str:
    """`readme` with the tables of `results` between its two marks; raises `ResultsError`."""
    if BEGIN not in readme or END not in readme:
        raise ResultsError(f"the README has no {BEGIN} … {END}")
    before, rest = readme.split(BEGIN, 1)
    behind = rest.split(END, 1)[1]
    return f"{before}{BEGIN}\n{tables(results)}\n{END}{behind}"


def tables(results: Results) -> str:
    """The systems side by side, ours by language, and what each stage is worth."""
    ours = results.system(OURS)
    if ours is None:
        raise ResultsError(f"the results have no system {OURS!r}")
    parts = [
        f"{results.count} questions of the {results.questions} part; 95 % intervals by bootstrap over "
        f"questions. {results.machine}.",
        _systems(results),
        _chat_models(results),
        _left_out(results),
        f"Ours by language: {_by_language(ours)}.",
        "What each stage is worth: the difference that leaving it out makes, with its interval; the "
        "decision to answer was fitted anew wherever the stage has a say in it.",
        _ablation(results, ours),
    ]
    return "\n\n".join(part for part in parts if part)


def _systems(results: Results) -> str:
    rows = [
        [
            system.name,
            *(with_interval(system.figure(m)) for m in _SHOWN),
            number(system.figure("latency median").value, "ms"),
        ]
        for system in results.systems
        if not system.name.startswith(WITHOUT)
    ]
    return table(["", *_SHOWN, "median"], rows)


def _chat_models(results: Results) -> str:
    """Which systems were answered for by which chat model."""
    names: dict[str, list[str]] = {}
    for system in results.systems:
        if system.chat_model:
            names.setdefault(chat_model(system.chat_model), []).append(system.name)
    return " ".join(f"Chat model of {', '.join(n)}: {model}." for model, n in names.items())


def _left_out(results: Results) -> str:
    names = [f"{system.name} ({system.reason})" for system in results.left_out]
    return f"Left out: {', '.join(names)}." if names else ""


def _by_language(ours: SystemResults) -> str:
    slices = ours.figures["language"]
    return (
        ", ".join(
            f"{slice_name('language', name)} {number(figures['accuracy'].value)}"
            for name, figures in slices.items()
        )
        + " (accuracy)"
    )


def _ablation(results: Results, ours: SystemResults) -> str:
    rows: list[list[str]] = []
    for stage in Stage:
        without = results.system(f"{WITHOUT}{stage}")
        if without is None:
            continue
        found = compare(ours.outcomes, without.outcomes, names=(ours.name, without.name))
        by_name = {d.measure: d for d in found.differences}
        rows.append(
            [
                str(stage),
                stage.purpose,
                *(
                    f"{d.difference:+.3f} [{d.low:+.3f}, {d.high:+.3f}]" if d else NOTHING
                    for d in map(by_name.get, _LOST)
                ),
            ]
        )
    return table(["without", "which", *_LOST], rows) if rows else ""


def _run() -> Results:
    with TemporaryDirectory() as folder:
        watch = Watch(step=lambda words: print(words, file=sys.stderr, flush=True))
        return evaluate(Request(Path(folder), tuple(names_of(["all"]))), watch)


if __name__ == "__main__":
    raise SystemExit(main())
