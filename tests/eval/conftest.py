"""What the tests of `eval` share: a built index, the command line, few questions, finished runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import eval as package
from eval.files import read_split, write_records
from eval.record import Record
from eval.results import Results, read_results
from index.build import open_index

# Ctrl-C is ignored by what a shell starts in the background; here it is to work.
MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from assistant.cli import main; main()"
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


class Finished(NamedTuple):
    """An evaluation that was run to its end: what it printed, and the folder of its results."""

    done: subprocess.CompletedProcess[str]
    out: Path

    @property
    def results(self) -> Results:
        return read_results(self.out)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `MANDATE_HOME` whose index is built; only to be read."""
    folder = tmp_path_factory.mktemp("home")
    open_index(folder / "index").close()
    return folder


@pytest.fixture(scope="session")
def environment(home: Path) -> dict[str, str]:
    """The environment of a process that answers from the built index."""
    sources = str(Path(package.__file__).parents[1])
    return os.environ | {"MANDATE_HOME": str(home), "PYTHONPATH": sources, "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def program() -> list[str]:
    """The beginning of the command line of a process that is `mandate`."""
    return [sys.executable, "-c", MAIN]


@pytest.fixture(scope="session")
def mandate(
    program: list[str], environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """Runs `mandate` with arguments in a process of its own."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*arguments: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*program, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment | changes,
            cwd=elsewhere,
            timeout=200,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture(scope="session")
def refused(mandate: Run) -> Callable[..., str]:
    """Runs `mandate`, which is to refuse as the user's error; the one line that it says."""

    def run(*arguments: str | Path) -> str:
        done = mandate(*arguments)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        # What is being done is told of in lines of their own, which end so.
        (line,) = (line for line in done.stderr.splitlines() if not line.endswith(" …"))
        assert line.startswith("mandate: ")
        return line

    return run


@pytest.fixture(scope="session")
def few_records() -> list[Record]:
    """The first shipped test question of each kind, and the first dialogue."""
    shipped = read_split("test")
    alone = sorted((r for r in shipped if not r.dialogue), key=lambda r: r.kind)
    firsts = [next(group) for _, group in groupby(alone, key=lambda r: r.kind)]
    dialogue = next(r.dialogue for r in shipped if r.dialogue)
    return firsts + [r for r in shipped if r.dialogue == dialogue]


@pytest.fixture(scope="session")
def few(few_records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question file with those; only to be read."""
    path = tmp_path_factory.mktemp("questions") / "few.jsonl"
    write_records((record.model_dump() for record in few_records), path)
    return path


@pytest.fixture(scope="session")
def few_run(mandate: Run, few: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Our own system on the few questions; only to be read."""
    out = tmp_path_factory.mktemp("few") / "not" / "yet there"
    return Finished(mandate("eval", "--system", "mandate", "-q", few, "--out", out), out)


@pytest.fixture(scope="session")
def shipped_run(mandate: Run, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Our own system on all of the shipped test questions; only to be read."""
    out = tmp_path_factory.mktemp("shipped")
    return Finished(mandate("eval", "--system", "mandate", "--out", out), out)


@pytest.fixture(scope="session")
def timeless() -> Callable[[Results], dict[str, Any]]:
    """Results without what is another in each run: when it was, and how long everything took."""

    def strip(results: Results) -> dict[str, Any]:
        kept = results.model_dump(exclude={"started", "seconds", "questions"})
        for system in kept["systems"]:
            for table in (t for slices in system["figures"].values() for t in slices.values()):
                del table["latency median"], table["latency p95"]
            for timed in (system, *system["outcomes"]):
                del timed["seconds"]
        return kept

    return strip
