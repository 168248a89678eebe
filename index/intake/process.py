"""Starts the process that reads, speaks with it, and ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from index.intake import frames
from index.intake.child import READY
from index.intake.limits import Limits

# Imports on a busy machine; a reading has its own time.
_START_SECONDS = 60.0
END_SECONDS = 2.0
_RUN = (
    "import sys; sys.path[:] = sys.argv[4:]; from index.intake.child import main; "
    "main(*sys.argv[1:4])"
)
# A thread of a numerical library, and a heap for each thread, claim memory that is never used.
_FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class TooSlow(Exception):
    """The process took longer than it may."""


class Died(Exception):
    """The process has ended, or cannot be started; it says how."""


class ReadingProcess:
    """The process that reads, and the pipes to it."""

    def __init__(self, target: str, limits: Limits) -> None:
        self.reads = -1
        try:
            self._process = _start(target, limits)
        except OSError as error:
            raise Died(
                f"could not be read: no process can be started ({error.strerror})"
            ) from error
        self._late = False
        self._asking = False
        self._turn = threading.Lock()
        try:
            self.ask(b"", _START_SECONDS)
        except (TooSlow, Died) as error:
            self.kill()
            raise Died(f"could not be read: its reader does not start ({error})") from error
        except BaseException:
            self.kill()
            raise

    @property
    def ended(self) -> bool:
        """Whether it reads no more."""
        return self._late or self._process.poll() is not None

    def ask(self, request: bytes, seconds: float) -> bytes:
        """What the process answers to `request` (to an empty one: that it is ready).

        Raises `TooSlow` or `Died`; the process is of no use after either.
        """
        clock = threading.Timer(seconds, self._stop)
        clock.daemon = True
        self._asking = True
        clock.start()
        try:
            return self._exchange(request)
        except Died:
            if self._late:
                raise TooSlow(f"{seconds:g} s") from None
            raise
        finally:
            clock.cancel()
            with self._turn:
                self._asking = False

    def end(self) -> None:
        """Let the child end by itself, and kill it where it does not."""
        self._close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the child at once."""
        self._process.kill()
        self._process.wait()
        self._close()

    def forget(self) -> None:
        """Close this process's copies of the pipes, so that the child sees its parent end."""
        self._close()
        # It is no child of this process, which neither waits for it nor warns of it.
        self._process.returncode = 0

    def stop(self) -> None:
        """Kill the process while another thread waits for its answer, which is then `Died`."""
        self._process.kill()

    def _stop(self) -> None:
        with self._turn:
            # The answer may have come just in time.
            if self._asking:
                self._late = True
                self._process.kill()

    def _exchange(self, request: bytes) -> bytes:
        assert self._process.stdin, "it was opened with pipes"
        assert self._process.stdout, "it was opened with pipes"
        try:
            if request:
                frames.send(self._process.stdin, request)
            reply = frames.receive(self._process.stdout)
        except (OSError, ValueError) as error:
            raise Died(self._death() or str(error)) from error
        if reply is None:
            raise Died(self._death())
        if not request and reply != READY:
            raise Died("it did not start")
        self.reads += 1
        return reply

    def _death(self) -> str:
        try:
            code = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return "it stopped answering"
        if code < 0:
            names = {number.value: number.name for number in signal.Signals}
            return names.get(-code, f"signal {-code}")
        return f"exit status {code}"

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                # What was not yet written to a child that has ended.
                pass


def _start(target: str, limits: Limits) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).resolve().parents[2])
    # The working folder is left out: a folder of documents may hold a "re.py" of anybody's.
    path = [entry for entry in sys.path if entry]
    path += [here] if here not in path else []
    command = [sys.executable, "-P", "-c", _RUN, target]
    command += [str(limits.seconds), str(limits.memory_bytes), *path]
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # A process that is forked meanwhile must not hold half a request in a buffer.
        bufsize=0,
        env={**os.environ, **_FEW_THREADS},
        # Ctrl-C at the terminal is the parent's.
        start_new_session=True,
        creationflags=flags,
    )
