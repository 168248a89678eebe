"""Holdings: the index that is answered from, opened again when another process has changed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from assistant.answering import Answerer
from index import home
from index.build import open_index
from index.embedder import Embedder
from index.errors import DamagedIndex
from index.search import Index


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
        index = open_index(folder, documents=documents, embedder=embedder, progress=progress)
        self._opened = Opened(index, answerer(index))

    def current(self) -> Opened:
        """The newest state."""
        opened = self._opened
        build = self._newer(opened)
        if build is None or not self._lock.acquire(blocking=False):
            # Who holds the lock is opening it: meanwhile answers come from what is there.
            return opened
        try:
            if opened is self._opened:
                self._open(build)
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
        self._opened = Opened(index, self._answerer(index))
