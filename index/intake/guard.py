"""Reads files in a process of their own, which may hang, run out of memory or die."""

from __future__ import annotations

import atexit
import os
import pickle
import threading
import weakref
from types import TracebackType

from index.intake import frames
from index.intake.formats import Format
from index.intake.limits import Limits, in_words
from index.intake.process import END_SECONDS, Died, ReadingProcess, TooSlow
from index.intake.read import ReadOutcome, read_member, refused

# Libraries in C leak; a process of its own is cheap to replace.
_READS_PER_CHILD = 1000
# Parsers in C, and patterns over running text: a small file may keep them busy for ever. XML that
# defines entities is refused before, so that it and JSON take time by their size.
_ALWAYS_APART = {Format.PDF, Format.DOCX, Format.HTML, Format.TEXT}
_APART_FROM = 500_000


class Guard:
    """Reads files in a child process, which is started when it is first needed.

    May be used by many threads, one of which reads at a time, and in a process that was forked. A
    child that takes longer than `limits.seconds`, needs more than `limits.memory_bytes`, or dies, is
    replaced, and the file is refused.
    """

    def __init__(
        self, limits: Limits | None = None, target: str = "index.intake.read:read_within_memory"
    ) -> None:
        self._limits = limits or Limits()
        self._target = target
        self._lock = threading.Lock()
        self._child: ReadingProcess | None = None
        _GUARDS.add(self)

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, name: str, content: bytes, format: Format) -> ReadOutcome:
        """The language versions in a file, or why it was refused, within the limits."""
        with self._lock:
            try:
                return self._read(name, content, format)
            except TooSlow:
                self._drop()
                return refused(name, f"took more than {self._limits.seconds:g} s to read")
            except Died as death:
                self._drop()
                return refused(name, str(death))
            except MemoryError:
                self._drop()
                return refused(name, "needs more memory to read than there is")
            except BaseException:
                # Ctrl-C: what the child would still answer is for nobody.
                self._drop()
                raise

    def close(self) -> None:
        """End the child, also while another thread waits for it; a later reading starts another."""
        child = self._child
        if not self._lock.acquire(timeout=END_SECONDS):
            if child:
                child.stop()
            self._lock.acquire()
        try:
            if self._child:
                self._child.end()
                self._child = None
        finally:
            self._lock.release()

    def forget(self) -> None:
        """In a process that was forked: leave the child to the process that started it."""
        self._lock = threading.Lock()
        if self._child:
            self._child.forget()
            self._child = None

    def _read(self, name: str, content: bytes, format: Format) -> ReadOutcome:
        if self._child and self._child.ended:
            self._drop()
        child = self._child = self._child or ReadingProcess(self._target, self._limits)
        request = pickle.dumps((name, content, str(format)), protocol=5)
        try:
            outcome, spent = frames.unpack_outcome(child.ask(request, self._limits.seconds))
        except pickle.UnpicklingError as error:
            raise Died(f"its {format} reader gave no reading ({error})") from error
        except Died as death:
            most = in_words(self._limits.memory_bytes)
            raise Died(
                f"broke its {format} reader ({death}): it is damaged or hostile, "
                f"or needs more than {most} to read"
            ) from death
        if spent or child.reads >= _READS_PER_CHILD:
            self._child = None
            child.end()
        return outcome

    def _drop(self) -> None:
        if self._child:
            self._child.kill()
            self._child = None


def read_guarded(name: str, content: bytes, format: Format) -> ReadOutcome:
    """As `read_member`, in a child process of this one where the format or the size asks for it."""
    if format in _ALWAYS_APART or len(content) >= _APART_FROM:
        return _guard().read(name, content, format)
    return read_member(name, content, format)


def _guard() -> Guard:
    global _own
    with _STARTING:
        if _own is None:
            _own = Guard()
            atexit.register(_own.close)
        return _own


def _after_fork() -> None:
    global _STARTING
    _STARTING = threading.Lock()
    for guard in list(_GUARDS):
        guard.forget()


_GUARDS: weakref.WeakSet[Guard] = weakref.WeakSet()
_STARTING = threading.Lock()
_own: Guard | None = None
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
