"""The process that reads files which may hang it, eat its memory or end it.

It takes requests from its standard input and answers on its standard output. What libraries print
goes nowhere.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from index.intake import frames
from index.intake.formats import Format
from index.intake.limits import in_words
from index.intake.read import ReadOutcome, refused

Read = Callable[[str, bytes, Format], ReadOutcome]
READY = b"ready"
# How much longer than its parent would wait a child lives, should its parent have died unnoticed.
_GRACE_SECONDS = 5


def main(target: str, seconds: str, memory: str) -> None:
    """Answer requests until the parent ends.

    `target` is "module:function" of a `Read`; `seconds` and `memory` (bytes) bound each reading.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = _own_streams()
    module, _, function = target.partition(":")
    read = cast(Read, getattr(importlib.import_module(module), function))
    _limit_memory(int(memory))
    try:
        frames.send(replies, READY)
        while (request := frames.receive(requests)) is not None:
            with _watched(requests, float(seconds)):
                reply = _answer(read, request, int(memory))
            frames.send(replies, reply)
    except OSError:
        # The parent has gone, and nobody waits for an answer.
        pass
    # No tidying up: what a hostile file left behind is not run.
    os._exit(0)


def _answer(read: Read, request: bytes, memory: int) -> bytes:
    name, content, format = pickle.loads(request)
    try:
        return frames.pack_outcome(read(name, content, Format(format)), spent=False)
    except MemoryError:
        told = refused(name, f"needs more than {in_words(memory)} of memory to read")
        return frames.pack_outcome(told, spent=True)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
        told = refused(name, f"its {format} reader gave what cannot be sent on ({error})")
        return frames.pack_outcome(told, spent=False)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, moved to where no library reads or prints."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return requests, replies


def _limit_memory(memory: int) -> None:
    """Let the process have `memory` bytes more than it has, where the platform tells and holds it."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + memory
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def _watched(requests: BinaryIO, seconds: float) -> Iterator[None]:
    """End this process when its parent ends, even where Python itself hangs.

    On Linux the kernel tells at once that the pipe was closed; elsewhere a thread that needs no
    interpreter ends the process when the parent would have done so.
    """
    with Path(os.devnull).open("w", encoding="ascii") as nothing:
        faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True, file=nothing)
        _end_with_pipe(requests, True)
        try:
            yield
        finally:
            _end_with_pipe(requests, False)
            faulthandler.cancel_dump_traceback_later()


def _end_with_pipe(requests: BinaryIO, wanted: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    import fcntl

    # The parent sends nothing while it waits: whatever comes is the end of the pipe.
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(requests, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(requests, fcntl.F_GETFL) & ~os.O_ASYNC
    fcntl.fcntl(requests, fcntl.F_SETFL, flags | os.O_ASYNC if wanted else flags)
    poll = select.poll()
    poll.register(requests, select.POLLHUP)
    if wanted and poll.poll(0):
        os._exit(0)
