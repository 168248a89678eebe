"""Runs a process and measures its time and memory.

Each runs in a session of its own, so that its children are known by it and end with it. The environment's
own settings are kept from it: what is measured is neither a language model nor a distant server. It needs a
POSIX system; the memory of children is known on Linux only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO

from eval.scale.errors import BenchmarkError

MANDATE = ("-c", "from assistant.cli import main; main()")
"""What Python is given to be the command `mandate`."""

COLLECTION = "benchmark"
"""The collection that is added to: it has the paragraphs of the benchmark and no others."""

# A model that the user chose is measured, wherever it is.
_KEPT = ("MANDATE_EMBEDDER", "MANDATE_ALLOW_DOWNLOAD")
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Run:
    """A process that ended: wall seconds, peak memory in megabytes (10^6 bytes), and what it printed.

    `rss` sums the resident memory of the process and its children, in which what they share counts for
    each of them; in `pss` it counts once. `pss` is None where the system does not tell.
    """

    seconds: float
    rss: float
    pss: float | None
    output: str


def run(arguments: Sequence[str], home: Path, *, accepted: Sequence[int] = (0,)) -> Run:
    """Run Python with `arguments` and MANDATE_HOME at `home`.

    Raises `BenchmarkError` for an exit status that is not `accepted`. An interrupt ends the process and
    its children before it is raised.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=told,
            start_new_session=True,
        )
        try:
            with _watched(process.pid) as memory:
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - started
                process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            _end(process)
        if process.returncode not in accepted:
            shown = " ".join(a for a in arguments if "\n" not in a)[:_SHOWN]
            raise BenchmarkError(
                f"{shown}: exit status {process.returncode}: {_read(told).strip()[-_SHOWN:]}"
            )
        # Kilobytes on Linux, bytes on macOS; of the process alone.
        own = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1000)
        return Run(seconds, memory.rss or own, memory.pss or None, _read(out))


def environment(home: Path) -> dict[str, str]:
    """The environment of a process that is measured: this one's, without its settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MANDATE_") or k in _KEPT}
    # Nothing is to be looked for on the network, whose answers take their own time.
    return kept | {"MANDATE_HOME": str(home), "HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"}


class _Memory(Thread):
    """Samples the memory of all processes of a session."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self.stopped = Event()
        self.rss = self.pss = 0.0

    def run(self) -> None:
        """Sample until stopped, the more seldom the longer it takes."""
        began = time.monotonic()
        while not self.stopped.wait(0.02 if time.monotonic() - began < 2 else 0.25):
            processes = _of_session(self._session)
            # A peak that the system keeps is nearer than samples where there is one process only.
            rss = _resident(processes[0], "VmHWM:") if len(processes) == 1 else 0.0
            self.rss = max(self.rss, rss or sum(_resident(p, "VmRSS:") for p in processes))
            self.pss = max(self.pss, sum(_shared(p) for p in processes))


@contextmanager
def _watched(session: int) -> Iterator[_Memory]:
    memory = _Memory(session)
    memory.start()
    try:
        yield memory
    finally:
        memory.stopped.set()
        memory.join()


def _of_session(session: int) -> list[Path]:
    """The folders of the processes of `session` below /proc; none where there is no such place."""
    found: list[Path] = []
    for place in Path("/proc").iterdir() if sys.platform == "linux" else ():
        # A process may have ended, or be another user's.
        with suppress(OSError):
            if place.name.isdigit() and os.getsid(int(place.name)) == session:
                found.append(place)
    return found


def _resident(process: Path, field: str) -> float:
    return _field(process / "status", field)


def _shared(process: Path) -> float:
    return _field(process / "smaps_rollup", "Pss:")


def _field(path: Path, field: str) -> float:
    """The megabytes that a line of `path` states in kilobytes of 1,024; 0 where the process has ended."""
    with suppress(OSError):
        for line in path.read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process and its children, which are a group."""
    # There is no such group where all of them have ended.
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.returncode is None:
        process.wait()


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
