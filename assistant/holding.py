"""Holdings: the index that is answered from, opened again when another process has changed it."""

from __future__ import annotations

import gc
import math
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from assistant.answering import Answerer
from index import home
from index.build import open_index, sweep_if_idle
from index.embedder import Embedder
from index.errors import DamagedIndex
from index.search import Index

# So long after a new state was opened the one before it is seen to; then twice as long, and so on.
_TIDY_SECONDS, _MOST_SECONDS = 3.0, 60.0


@dataclass(frozen=True, slots=True)
class Opened:
    """One state of an index, and what answers from it."""

    index: Index
    answerer: Answerer


class Holding:
    """An index in a folder. Each state of it that is asked for is the newest, and stays as it is.

    A process that adds to the index makes a new build; the next question is answered from it, while
    answers that are under way are finished from the one they were begun with.
    """

    def __init__(
        self,
        folder: Path,
        documents: Path | None,
        embedder: Embedder,
        answerer: Callable[[Index], Answerer],
        progress: Callable[[str], None],
    ) -> None:
        """Open the index in `folder`; raises the errors of `index.build.open_index`."""
        self._folder, self._embedder = folder, embedder
        self._answerer = answerer
        self._lock = Lock()
        self._old: list[weakref.ref[Index]] = []
        self._tidy_at, self._wait = math.inf, _TIDY_SECONDS
        index = open_index(folder, documents=documents, embedder=embedder, progress=progress)
        self._opened = Opened(index, answerer(index))

    def current(self) -> Opened:
        """The newest state."""
        opened = self._opened
        build = self._newer(opened)
        if build is None and monotonic() < self._tidy_at:
            return opened
        if not self._lock.acquire(blocking=False):
            # Who holds the lock is opening it: meanwhile answers come from what is there.
            return opened
        try:
            if build is not None and opened is self._opened:
                self._open(build)
            if monotonic() >= self._tidy_at:
                self._tidy()
        finally:
            self._lock.release()
        return self._opened

    def answer_by(self, answerer: Callable[[Index], Answerer]) -> None:
        """Answer by another answerer from now on."""
        with self._lock:
            self._answerer = answerer
            self._opened = Opened(self._opened.index, answerer(self._opened.index))

    def close(self) -> None:
        """Give the files back."""
        self._opened.index.close()

    def _newer(self, opened: Opened) -> Path | None:
        try:
            build = home.current_build(self._folder)
        except DamagedIndex:
            return None
        return build if build != opened.index.build else None

    def _open(self, build: Path) -> None:
        try:
            if home.read_manifest(build).embedder != self._embedder.name:
                # Another program's, with another model: questions could not be compared with it.
                return
            index = Index(build, self._embedder)
        except DamagedIndex:
            # It has been replaced meanwhile; the next question looks again.
            return
        # The old state is closed with the last answer that is made from it.
        self._old.append(weakref.ref(self._opened.index))
        self._opened = Opened(index, self._answerer(index))
        self._wait = _TIDY_SECONDS
        self._tidy_at = min(self._tidy_at, monotonic() + self._wait)

    def _tidy(self) -> None:
        """Free old states, and remove their builds, which who replaced them had to leave."""
        if any(old() for old in self._old):
            # What a state keeps ready refers to the state: no count of references frees it.
            gc.collect()
        self._old = [old for old in self._old if old() is not None]
        done = sweep_if_idle(self._folder) and not self._old
        self._wait = min(2 * self._wait, _MOST_SECONDS)
        self._tidy_at = math.inf if done else monotonic() + self._wait
