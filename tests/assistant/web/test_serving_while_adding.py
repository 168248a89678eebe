"""Servers answer while another process adds to their index: every answer is of one state, and whole."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from index.adding import add_documents
from index.build import open_index

from ...index.invented import symbol_of, text_of, write_lines  # noqa: TID252

# Paragraphs that are added while the servers answer: 10,000 take some minutes.
PARAGRAPHS = int(os.environ.get("MANDATE_TEST_PARAGRAPHS", "600"))
BATCHES, THREADS, CHANGING, EACH = 3, 2, 10, 5
SHIPPED = "What are the functions of the Centre?"

ADDER = """\
import json, sys
from pathlib import Path
from index.adding import add_documents
from index import home
from tests_invented import write_lines

folder, files = Path(sys.argv[1]), Path(sys.argv[2])
changing, each, count = map(int, sys.argv[3:6])
for state in range(1, count + 1):
    changed = write_lines(files / "changing.jsonl", range(changing), state=state)
    first = changing + (state - 1) * each
    added = write_lines(files / f"added{state}.jsonl", range(first, first + each))
    report = add_documents([changed, added], folder, workers=1)
    assert report.refused == [], report.refused
    print(home.read_manifest(home.current_build(folder)).checksum, flush=True)
"""


@dataclass
class Asked:
    """A question that was asked of a server: when, and the answer."""

    begun: float
    ended: float
    status: int
    answer: dict[str, object]


@dataclass
class Asking:
    """Readers who ask one server until they are told to stop."""

    address: str
    numbers: list[int]
    stop: threading.Event
    asked: list[Asked] = field(default_factory=list)

    def run(self, seed: int) -> None:
        chance = random.Random(seed)
        with httpx2.Client(timeout=60) as client:
            while not self.stop.is_set():
                self.ask(client, self.question(chance))

    def ask(self, client: httpx2.Client, question: str) -> Asked:
        begun = time.monotonic()
        reply = client.post(f"{self.address}/api/v1/ask", json={"question": question})
        one = Asked(begun, time.monotonic(), reply.status_code, reply.json())
        self.asked.append(one)
        return one

    def question(self, chance: random.Random) -> str:
        changing, any_one = chance.randrange(CHANGING), chance.choice(self.numbers)
        return chance.choice(
            [
                SHIPPED,
                f"What does paragraph {chance.randint(1, EACH)} of {symbol_of(changing)} say?",
                f"What are the members of {changing}council asked to report on?",
                f"What are the members of {any_one}council asked to report on?",
                f"Which report concerns the {any_one}x2district?",
            ]
        )


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A home of its own, with the documents that ship and some that will change."""
    open_index(tmp_path / "home" / "index").close()
    first = write_lines(tmp_path / "changing.jsonl", range(CHANGING), state=0)
    add_documents([first], tmp_path / "home" / "index", workers=1)
    return tmp_path / "home"


def test_answers_are_of_one_state_each_while_another_process_adds(
    grown: Path, tmp_path: Path, serve, environment
):
    folder = grown / "index"
    each = max(1, (PARAGRAPHS // BATCHES - CHANGING * EACH) // EACH)
    with open_index(folder) as index:
        states = [index.checksum]
    stop = threading.Event()
    numbers = list(range(CHANGING + BATCHES * each))
    with (
        serve(MANDATE_HOME=str(grown)) as one,
        serve(MANDATE_HOME=str(grown)) as two,
        ThreadPoolExecutor(2 * THREADS) as readers,
    ):
        askings = [Asking(server.address, numbers, stop) for server in (one, two)]
        try:
            running = [
                readers.submit(asking.run, 10 * place + seed)
                for place, asking in enumerate(askings)
                for seed in range(THREADS)
            ]
            states += added(folder, tmp_path, each, environment)
        finally:
            stop.set()
        for reader in running:
            reader.result()
        for asking in askings:
            check(asking, states, each)
        report(askings, [one.process.pid, two.process.pid])
        check_nothing_is_left(folder, askings, [one.process.pid, two.process.pid], states)


def added(folder: Path, files: Path, each: int, environment: dict[str, str]) -> list[str]:
    """Add in another process; gives the checksum of each state, in order."""
    import shutil

    from ...index import invented  # noqa: TID252

    shutil.copyfile(invented.__file__, files / "tests_invented.py")
    paths = os.pathsep.join([str(files), environment["PYTHONPATH"]])
    numbers = [str(number) for number in (CHANGING, each, BATCHES)]
    done = subprocess.run(
        [sys.executable, "-c", ADDER, str(folder), str(files), *numbers],
        env=environment | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    states = done.stdout.split()
    assert len(set(states)) == BATCHES
    return states


def check(asking: Asking, states: list[str], each: int) -> None:
    """No question failed, and each answer is of one state, none older than one given before."""
    assert Counter(one.status for one in asking.asked) == {200: len(asking.asked)}
    assert len(asking.asked) > 20
    state_of = {checksum: state for state, checksum in enumerate(states)}
    quotes = 0
    for one in asking.asked:
        state = state_of[one.answer["receipt"]["index"]]
        for citation in one.answer["citations"]:
            quotes += check_quote(citation, state, each)
    assert quotes > 20
    newest = 0
    ended = sorted(asking.asked, key=lambda one: one.ended)
    at = 0
    for one in sorted(asking.asked, key=lambda one: one.begun):
        while ended[at].ended < one.begun:
            newest = max(newest, state_of[ended[at].answer["receipt"]["index"]])
            at += 1
        assert state_of[one.answer["receipt"]["index"]] >= newest


def check_quote(citation: dict[str, object], state: int, each: int) -> int:
    """Whether a citation is of an invented paragraph; its quote is then that of this very state."""
    places = {symbol_of(number): number for number in range(CHANGING + state * each)}
    if citation["symbol"] not in places:
        assert citation["symbol"] in ("S/2007/279", "A/RES/72/7", "A/75/L.72"), citation
        return 0
    if not citation["locator"].startswith("op"):
        return 0
    number, paragraph = places[citation["symbol"]], int(citation["locator"][2:])
    text = text_of(number, paragraph, state if number < CHANGING else 0)
    assert citation["quote"] == text[citation["start"] : citation["end"]]
    return 1


def check_nothing_is_left(
    folder: Path, askings: list[Asking], processes: list[int], states: list[str]
) -> None:
    """One build is left, and no server holds files of another, once they have answered for a while."""
    until = time.monotonic() + 60
    with httpx2.Client(timeout=60) as client:
        while True:
            newest = [asking.ask(client, SHIPPED) for asking in askings]
            left = list(folder.glob("build-*"))
            held = [path for process in processes for path in removed_files(process, folder)]
            if (len(left) == 1 and not held) or time.monotonic() > until:
                break
            time.sleep(0.5)
    assert {one.answer["receipt"]["index"] for one in newest} == {states[-1]}
    assert [path.name for path in left] == [(folder / "current").read_text()]
    assert held == []
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [left[0].name, "current", ".lock"]
    )


def removed_files(process: int, folder: Path) -> list[str]:
    """What a process has open or mapped of `folder` that was removed; nothing where it cannot be told."""
    place = Path("/proc") / str(process)
    if not place.is_dir():
        return []
    found = []
    for link in (place / "fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue  # Closed meanwhile.
    found += (place / "maps").read_text().splitlines()
    return [name for name in found if str(folder) in name and name.endswith("(deleted)")]


def report(askings: list[Asking], processes: list[int]) -> None:
    """Figures for whoever runs it with many paragraphs and `-s`."""
    times = sorted(one.ended - one.begun for asking in askings for one in asking.asked)
    figures = {
        "paragraphs": PARAGRAPHS,
        "questions": len(times),
        "p50": round(times[len(times) // 2], 3),
        "p95": round(times[len(times) * 95 // 100], 3),
        "longest": round(times[-1], 3),
        "resident": [resident(process) for process in processes],
    }
    sys.stderr.write(json.dumps(figures) + "\n")


def resident(process: int) -> str:
    status = Path("/proc") / str(process) / "status"
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("VmRSS")), "")
