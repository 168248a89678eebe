"""What readers think of answers, kept in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer
from assistant.errors import FeedbackError
from assistant.storage import open_table
from index.home import home_folder

_TABLE = "CREATE TABLE IF NOT EXISTS feedback (number INTEGER PRIMARY KEY, entry TEXT NOT NULL)"


_Address = Annotated[str, Field(pattern=r"^[^#|;\s][^#|;]*#[^#|;\s]+$")]


class Feedback(BaseModel):
    """A reader's verdict on an answer.

    `history` has the questions before it, oldest first. `correction` are the addresses
    (`A/RES/72/7#op1`) that a right answer would have cited, in the reader's view; an empty one says
    that the documents do not answer; None that the reader did not say.
    """

    model_config = ConfigDict(frozen=True)

    answer: Answer
    verdict: Literal["up", "down"]
    reason: str = ""
    correction: tuple[_Address, ...] | None = None
    history: tuple[str, ...] = ()
    time: datetime = Field(default_factory=lambda: datetime.now(UTC))


class FeedbackStore:
    """The file with all feedback; several processes may write it at once."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` is `MANDATE_HOME/feedback.sqlite` unless given; it is made when it is first written."""
        self._path = path or home_folder() / "feedback.sqlite"

    def add(self, feedback: Feedback) -> int:
        """Keep `feedback` and give its number; raises `FeedbackError` where the file cannot be written."""
        with self._told(), open_table(self._path, _TABLE) as connection, connection:
            added = connection.execute(
                "INSERT INTO feedback (entry) VALUES (?)", (feedback.model_dump_json(),)
            )
            assert added.lastrowid is not None, "a row was added"
            return added.lastrowid

    def add_reason(self, number: int, reason: str) -> None:
        """Give the feedback with `number` a reason, in place of the one it has; raises `FeedbackError`."""
        with self._told(), open_table(self._path, _TABLE) as connection, connection:
            changed = connection.execute(
                "UPDATE feedback SET entry = json_set(entry, '$.reason', ?) WHERE number = ?",
                (reason, number),
            )
            if not changed.rowcount:
                raise FeedbackError(f"{self._path} has no feedback with the number {number}")

    def read(self) -> list[Feedback]:
        """All feedback, oldest first; none where there is no file. Raises `FeedbackError`."""
        with self._told():
            if not self._path.exists():
                return []
            with open_table(self._path, _TABLE) as connection:
                rows = connection.execute("SELECT entry FROM feedback ORDER BY number").fetchall()
        try:
            return [Feedback.model_validate_json(entry) for (entry,) in rows]
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise FeedbackError(
                f"{self._path} has an entry that cannot be read: {reason}"
            ) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the file as those of this package."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise FeedbackError(f"{self._path} cannot be used: {error}") from error
