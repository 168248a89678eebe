"""Work on files in threads and processes: the same index, nothing left behind, and clear errors."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import index
from index.adding import add_documents
from index.adding.executors import Here, open_executor
from index.build import open_index
from index.errors import MandateIndexError, UserError, WorkerError
from index.home import current_build

from ..invented import symbol_of, write_lines  # noqa: TID252

ROOT = Path(index.__file__).parents[1]


def held(folder: Path) -> dict[str, object]:
    """What an index consists of."""
    with open_index(folder, documents=None) as opened:
        rows = opened._rows
        texts = [
            (paragraph.address, version.text)
            for document in opened.documents
            for paragraph in document.paragraphs
            for version in paragraph.versions.values()
        ]
        vectors = rows.vectors(0, len(rows)).tobytes()
        return {"checksum": opened.checksum, "texts": texts, "vectors": vectors}


def add(folder: Path, *paths: Path, **options: object) -> dict[str, object]:
    report = add_documents(paths, folder, documents=None, **options)
    assert report.refused == []
    return held(folder)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "some.jsonl", range(30))


@pytest.fixture
def expected(tmp_path: Path, lines: Path) -> dict[str, object]:
    made = add(tmp_path / "expected", lines, executor=Here())
    assert len(made["texts"]) == 30 * 6
    return made


def test_processes_of_our_own_make_the_same_index(tmp_path, lines, expected):
    assert add(tmp_path / "index", lines, workers=2) == expected


def test_threads_of_the_callers_make_the_same_index(tmp_path, lines, expected):
    with ThreadPoolExecutor(4) as executor:
        assert add(tmp_path / "index", lines, executor=executor) == expected
        # It is the caller's, and stays open.
        assert executor.submit(int, "7").result() == 7


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_of_the_callers_make_the_same_index(tmp_path, lines, expected, method):
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as executor:
        assert add(tmp_path / "index", lines, executor=executor) == expected
        assert executor.submit(int, "7").result() == 7


def test_work_that_ends_in_another_order_is_stored_in_its_own(tmp_path, lines, expected):
    class Late(ThreadPoolExecutor):
        """The later it is given work, the sooner it does it."""

        def __init__(self) -> None:
            super().__init__(8)
            self.count = 0

        def submit(self, fn: Callable[..., object], /, *args: object) -> Future[object]:
            self.count += 1
            delay = 0.02 * (8 - self.count % 8)
            return super().submit(lambda: (time.sleep(delay), fn(*args))[1])

    with Late() as executor:
        assert add(tmp_path / "index", lines, executor=executor) == expected


class Broken(ThreadPoolExecutor):
    """A pool that breaks: at a piece of work, where it is given, or where its result is asked for."""

    def __init__(self, at: int, *, when_given: bool) -> None:
        super().__init__(1)
        self.at, self.when_given, self.count = at, when_given, 0

    def submit(self, fn: Callable[..., object], /, *args: object) -> Future[object]:
        self.count += 1
        if self.count <= self.at:
            return super().submit(fn, *args)
        error = BrokenExecutor("a process was ended")
        if self.when_given:
            raise error
        future: Future[object] = Future()
        future.set_exception(error)
        return future


@pytest.mark.parametrize("when_given", [True, False])
def test_a_pool_that_breaks_says_what_to_do_and_the_same_command_goes_on(
    tmp_path, lines, expected, when_given
):
    folder = tmp_path / "index"
    with (
        Broken(12, when_given=when_given) as broken,
        pytest.raises(WorkerError, match="give the same command again, with fewer workers"),
    ):
        add(folder, lines, executor=broken)
    assert list(folder.glob(".vectors-*")) == []
    assert len(list(folder.glob("build-*"))) == 1
    assert add(folder, lines, workers=1) == expected


def test_a_process_that_is_killed_is_told(tmp_path, lines):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        process = executor.submit(os.getpid).result()
        os.kill(process, signal.SIGKILL)
        with pytest.raises(WorkerError, match="was ended, perhaps for want of memory"):
            add(tmp_path / "index", lines, executor=executor)


def test_an_error_of_the_work_is_that_error(tmp_path, lines):
    class Failing(Here):
        def submit(self, fn: Callable[..., object], /, *args: object) -> Future[object]:
            return super().submit(lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        add(tmp_path / "index", lines, executor=Failing())


def test_a_broken_pool_is_no_mistake_of_the_users():
    assert issubclass(WorkerError, MandateIndexError)
    assert not issubclass(WorkerError, UserError)


def test_small_work_starts_no_process():
    with open_executor(1000) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()


def test_so_many_workers_as_were_asked_for_work_at_once():
    with open_executor(1, workers=2) as executor:
        started = time.monotonic()
        pids = [executor.submit(os.getpid) for _ in range(20)]
        assert os.getpid() not in {pid.result() for pid in pids}
        assert time.monotonic() - started < 60
        assert len(executor._processes) == 2


def test_the_environment_and_the_main_module_are_as_before():
    main = sys.modules["__main__"]
    before = dict(os.environ), main.__spec__, getattr(main, "__file__", None)
    with open_executor(1, workers=2):
        assert (dict(os.environ), main.__spec__, getattr(main, "__file__", None)) == before


def run(code: str, folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """A script of somebody's, which stands in a file."""
    path = folder / "script.py"
    path.write_text(textwrap.dedent(code), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(path), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


UNGUARDED = """\
import sys
from pathlib import Path
from index.adding import add_documents

print("the script runs")
report = add_documents([Path(sys.argv[1])], Path(sys.argv[2]), documents=None, workers=2)
print(report.documents, "documents")
"""


def test_a_script_needs_no_guard_for_its_main_module(tmp_path, lines, expected):
    done = run(UNGUARDED, tmp_path, str(lines), str(tmp_path / "index"))
    out, err = done.communicate(timeout=120)
    assert (done.returncode, out, err) == (0, "the script runs\n30 documents\n", "")
    assert held(tmp_path / "index") == expected


WORKING = """\
import sys, time
from index.adding.executors import open_executor

with open_executor(1, workers=2) as executor:
    import os
    work = [executor.submit(os.getpid) for _ in range(30)]
    print(*{one.result() for one in work} | set(executor._processes), flush=True)
    for one in [executor.submit(time.sleep, 600) for _ in range(2)]:
        one.result()
"""


def is_running(process: int) -> bool:
    """Whether there is such a process, and it has not ended (nobody may have looked at its status)."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in "ZX"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM])
def test_processes_end_with_the_one_that_started_them(tmp_path, kind):
    parent = run(WORKING, tmp_path)
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(pids) == 2
    assert all(map(is_running, pids))
    parent.send_signal(kind)
    parent.communicate(timeout=30)
    until = time.monotonic() + 20
    while any(map(is_running, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, pids))


INTERRUPTED = """\
import sys
from pathlib import Path
from index.adding import add_documents

def watch(progress):
    print(progress.documents, flush=True)

try:
    add_documents([Path(sys.argv[1])], Path(sys.argv[2]), documents=None, workers=2, watch=watch)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def test_ctrl_c_ends_all_at_once_and_quietly(tmp_path):
    lines = write_lines(tmp_path / "many.jsonl", range(600), paragraphs=20)
    folder = tmp_path / "index"
    # As at a terminal, all processes of the group get the signal.
    parent = run(INTERRUPTED, tmp_path, str(lines), str(folder), start_new_session=True)
    assert parent.stdout is not None
    parent.stdout.readline()
    before = time.monotonic()
    os.killpg(parent.pid, signal.SIGINT)
    out, err = parent.communicate(timeout=60)
    assert time.monotonic() - before < 30
    assert (parent.returncode, err) == (0, "")
    assert out.endswith("interrupted\n")
    build = current_build(folder)
    assert build is not None
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [build.name, "current", ".lock"]
    )
    held(folder)


STARTING = """\
import time
from index.adding.executors import open_executor

with open_executor(1, workers=2) as executor:
    try:
        print("started", flush=True)
        executor.submit(int, "7").result()
        time.sleep(60)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def test_ctrl_c_while_processes_start_is_quiet_too(tmp_path):
    # They are still importing what they need.
    parent = run(STARTING, tmp_path, start_new_session=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    os.killpg(parent.pid, signal.SIGINT)
    out, err = parent.communicate(timeout=60)
    assert (parent.returncode, out, err) == (0, "interrupted\n", "")


def test_adding_in_a_thread_of_a_program_works(tmp_path, lines, expected):
    made: list[dict[str, object]] = []
    thread = threading.Thread(target=lambda: made.append(add(tmp_path / "index", lines, workers=2)))
    thread.start()
    thread.join(120)
    assert made == [expected]
    assert made[0]["texts"][0][0].startswith(symbol_of(0).split("/")[0])
