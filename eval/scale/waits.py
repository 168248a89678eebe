"""What a reader waits for on the index that ships.

Medians over runs of: a first build, the import, the command line's help, a question from a cold process
(with its peak memory), and a question to an open assistant.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from eval.scale.processes import MANDATE, Run, run

_QUESTION = "What are the functions of the Centre?"
_MOST_BUILDS = 3


def waits(runs: int, questions: int | None = None) -> Iterator[tuple[str, float, str]]:
    """Each measure when it is there: its name, its value and its unit.

    An open assistant is asked so many development questions (None: all). Raises `BenchmarkError`.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build = _median(lambda: _first_build(home), min(runs, _MOST_BUILDS))
        yield "first build of the shipped index", build, "s"
        _ask(home)
        yield "import assistant", _median(lambda: _import(home), runs), "s"
        help_shown = _median(lambda: run((*MANDATE, "--help"), home).seconds, runs)
        yield "mandate --help", help_shown, "s"
        cold = [_ask(home) for _ in range(runs)]
        yield "mandate ask, cold process", statistics.median(r.seconds for r in cold), "s"
        yield "mandate ask, peak memory", statistics.median(r.rss for r in cold), "MB"
        times = sorted(
            json.loads(
                run(
                    ("-m", "eval.scale.waits", *([str(questions)] if questions else [])), home
                ).output
            )
        )
        yield "Assistant.ask, warm, median", statistics.median(times) * 1000, "ms"
        yield "Assistant.ask, warm, 95 %", times[int(len(times) * 0.95)] * 1000, "ms"


def warm(count: int | None) -> list[float]:
    """Seconds of `count` development questions (None: all), once all language tables are loaded."""
    from assistant import Assistant
    from eval.files import read_split

    # In the file they stand by language and kind.
    records = read_split("development")
    step = max(1, len(records) // count) if count else 1
    questions = [record.question for record in records[::step]]
    times: list[float] = []
    with Assistant(model="none") as assistant:
        for question in questions:
            assistant.ask(question)
        for question in questions:
            started = time.perf_counter()
            assistant.ask(question)
            times.append(time.perf_counter() - started)
    return times


def _first_build(home: Path) -> float:
    with tempfile.TemporaryDirectory(dir=home) as fresh:
        return _ask(Path(fresh)).seconds


def _ask(home: Path) -> Run:
    return run((*MANDATE, "ask", _QUESTION), home, accepted=(0, 3))


def _import(home: Path) -> float:
    bare = run(("-c", "pass"), home).seconds
    return run(("-c", "import assistant"), home).seconds - bare


def _median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))


if __name__ == "__main__":
    json.dump(warm(int(sys.argv[1]) if len(sys.argv) > 1 else None), sys.stdout)
