"""Measures what a reader waits for: `python -m eval.benchmark [--runs N]`.

Prints medians over runs of: the import, the command line's help, a first build, a question from a
cold process (with its peak memory), and a question to an open assistant.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant import Assistant
from eval.files import read_split

_QUESTION = "What are the functions of the Centre?"
_CLI = "from assistant.cli import main; main()"


def main(arguments: Iterable[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the times that a reader waits.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each process (median)")
    given = parser.parse_args(None if arguments is None else list(arguments))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build = _median(lambda: _first_build(home), min(given.runs, 3))
        _print("first build of the shipped index", build, "s")
        _print("import assistant", _median(lambda: _import(home), given.runs), "s")
        _print(
            "mandate --help", _median(lambda: _process(home, _CLI, "--help")[0], given.runs), "s"
        )
        cold = [_process(home, _CLI, "ask", _QUESTION) for _ in range(given.runs)]
        _print("mandate ask, cold process", statistics.median(t for t, _ in cold), "s")
        _print("mandate ask, peak memory", statistics.median(m for _, m in cold), "MB")
        times = _warm(home)
        _print("Assistant.ask, warm, median", statistics.median(times) * 1000, "ms")
        _print("Assistant.ask, warm, 95 %", sorted(times)[int(len(times) * 0.95)] * 1000, "ms")
    return 0


def _first_build(home: Path) -> float:
    with tempfile.TemporaryDirectory(dir=home) as fresh:
        return _process(Path(fresh), _CLI, "ask", _QUESTION)[0]


def _import(home: Path) -> float:
    bare = _process(home, "pass")[0]
    return _process(home, "import assistant")[0] - bare


def _process(home: Path, code: str, *arguments: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a Python process that runs `code`."""
    environment = {**os.environ, "MANDATE_HOME": str(home / "home")}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    # Kilobytes on Linux, bytes on macOS.
    return usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1000)


def _warm(home: Path) -> list[float]:
    """Seconds of each development question, once all language tables are loaded."""
    questions = [r.question for r in read_split("development")]
    times: list[float] = []
    with Assistant(home / "home" / "index") as assistant:
        for question in questions:
            assistant.ask(question)
        for question in questions:
            started = time.perf_counter()
            assistant.ask(question)
            times.append(time.perf_counter() - started)
    return times


def _median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))


def _print(name: str, value: float, unit: str) -> None:
    print(f"{name:36} {value:8.2f} {unit}")


if __name__ == "__main__":
    raise SystemExit(main())
