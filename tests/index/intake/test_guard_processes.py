from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from index.intake.formats import Format

from .fakes import children, ended, linux, soon, text_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_a_pool_have_children_of_their_own(fakes: Path, method: str) -> None:
    import fake_readers  # type: ignore[import-not-found]

    # The guard that is inherited by a fork already has a child: it is not spoken to by two.
    fake_readers.own.read("x", b"text", Format.PDF)
    try:
        with ProcessPoolExecutor(3, mp_context=get_context(method)) as pool:
            names = [f"file {number}" for number in range(6)]
            found = list(pool.map(fake_readers.work, names))
        assert [text_of(outcome) for _, outcome in found] == names
        assert text_of(fake_readers.own.read("x", b"after", Format.PDF)) == "after"
    finally:
        fake_readers.own.close()


PROGRAM = """
import sys
from pathlib import Path
from index.intake.formats import Format
from index.intake.guard import Guard
from index.intake.limits import Limits
guard = Guard(Limits(seconds=60.0), "fake_readers:read")
try:
    print(guard.read("x", b"first", Format.PDF).refusal, flush=True)
    print(guard.read("x", sys.argv[1].encode(), Format.PDF).refusal, flush=True)
    sys.stdin.read()
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.fixture
def program(fake_folder: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a program that reads two files through a guard."""
    started: list[subprocess.Popen[str]] = []

    def start(content: str, where: Path = fake_folder) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, content],
            env={**os.environ, "PYTHONPATH": f"{fake_folder}{os.pathsep}{ROOT}"},
            cwd=where,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@linux
def test_the_child_ends_with_a_parent_that_is_killed(
    program: Callable[[str], subprocess.Popen[str]], tmp_path: Path
) -> None:
    process = program(f"pid {tmp_path / 'pid'}")
    assert soon(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
    child = int((tmp_path / "pid").read_text())
    assert not ended(child)
    process.kill()
    # At once, though the child holds its interpreter's lock in a match without end.
    assert soon(lambda: ended(child), seconds=10)


@linux
def test_a_child_that_waits_ends_with_its_parent(
    program: Callable[[str], subprocess.Popen[str]],
) -> None:
    process = program("second")
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["None\n", "None\n"]
    (child,) = children(process.pid)
    process.kill()
    assert soon(lambda: ended(child))


@linux
def test_ctrl_c_stops_the_program_and_not_the_child_alone(
    program: Callable[[str], subprocess.Popen[str]], tmp_path: Path
) -> None:
    process = program(f"pid {tmp_path / 'pid'}")
    assert soon(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
    child = int((tmp_path / "pid").read_text())
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (out, err) == ("None\nstopped\n", "")
    assert ended(child)


def test_nothing_is_printed_to_the_terminal(
    program: Callable[[str], subprocess.Popen[str]],
) -> None:
    out, err = program("crash").communicate("", timeout=60)
    assert out.startswith("None\nx: broke its pdf reader (")
    assert err == ""


def test_modules_that_lie_among_the_documents_are_not_run(
    program: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    for name in ("pickle", "json", "faulthandler", "sitecustomize"):
        code = f"open({str(tmp_path / 'ran')!r}, 'w').close()"
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    out, _ = program("second", tmp_path).communicate("", timeout=60)
    assert out == "None\nNone\n"
    assert not (tmp_path / "ran").exists()
