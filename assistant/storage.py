"""Small SQLite files that several processes may use at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_WAIT_SECONDS = 10.0


@contextmanager
def open_table(path: Path, table: str) -> Iterator[sqlite3.Connection]:
    """A connection to the file at `path`, made with the statement `table` where it is new.

    Raises `sqlite3.Error` and `OSError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
        connection.execute(table)
        yield connection
