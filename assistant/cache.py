"""Keeps answers, so that a question that was answered is not paid for twice; off unless asked for."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from assistant.answer import Answer
from assistant.errors import CacheError
from assistant.storage import open_table

_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"


class AnswerCache:
    """A file of answers; several processes may use it at once.

    An answer's key is a hash of all that it depends on. Nothing is ever taken for another: what was
    made from another index, model, prompt or version has another key.
    """

    def __init__(self, path: Path) -> None:
        """`path` is a SQLite file, which is made when it is first written."""
        self._path = path

    def find(self, key: Mapping[str, object]) -> Answer | None:
        """The answer kept under `key`, or None; raises `CacheError`."""
        with self._told():
            if not self._path.exists():
                return None
            with open_table(self._path, _TABLE) as connection:
                row = connection.execute(
                    "SELECT answer FROM answers WHERE key = ?", (_hash(key),)
                ).fetchone()
        try:
            return Answer.model_validate_json(row[0]) if row else None
        except ValidationError:
            # Kept in a form that is no more.
            return None

    def keep(self, key: Mapping[str, object], answer: Answer) -> None:
        """Keep `answer` under `key`; raises `CacheError`."""
        with self._told(), open_table(self._path, _TABLE) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?)",
                (_hash(key), answer.model_dump_json()),
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the file as those of this package."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise CacheError(
                f"the answer cache {self._path} cannot be used: {error}; "
                "name another file in MANDATE_ANSWER_CACHE, or unset it"
            ) from error


def _hash(key: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()
