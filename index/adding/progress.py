"""How far an adding is, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class AddProgress:
    """A moment of an adding.

    `done` and `total` are bytes of files, `documents` and `versions` (of paragraphs) those that are
    stored, `seconds` the time since the beginning. `step` says what is being done.
    """

    step: str
    done: int
    total: int
    documents: int
    versions: int
    seconds: float

    @property
    def rate(self) -> float:
        """Versions of paragraphs a second."""
        return self.versions / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """The time that the rest of the files will take, as it went so far; None before that is known."""
        if not self.done or not self.seconds:
            return None
        return (self.total - self.done) * self.seconds / self.done


Watch = Callable[[AddProgress], None]


class Meter:
    """Counts what is done, and tells it."""

    def __init__(self, watch: Watch | None, total: int) -> None:
        self._watch, self._total = watch, total
        self._started = monotonic()
        self.done = self.documents = self.versions = 0

    def tell(self, step: str) -> None:
        """Tell how far it is."""
        if self._watch is not None:
            seconds = monotonic() - self._started
            progress = AddProgress(
                step, self.done, self._total, self.documents, self.versions, seconds
            )
            self._watch(progress)
