"""Small files of tables: made where they are new, closed again, and shared."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest

from assistant.storage import open_table

TABLE = "CREATE TABLE IF NOT EXISTS things (name TEXT)"
ADD = "INSERT INTO things VALUES (?)"


def names_of(path):
    with open_table(path, TABLE) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM things ORDER BY name")]


def test_a_file_and_its_folders_are_made(tmp_path):
    path = tmp_path / "one" / "two" / "things.sqlite"
    assert names_of(path) == []
    assert path.is_file()


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path):
    path = tmp_path / "things.sqlite"
    for name in "ab":
        with open_table(path, TABLE) as connection, connection:
            connection.execute(ADD, name)
    assert names_of(path) == ["a", "b"]


def test_the_connection_is_closed_also_by_an_error(tmp_path):
    path = tmp_path / "things.sqlite"
    with suppress(KeyError), open_table(path, TABLE) as connection:
        connection.execute(ADD, "a")
        raise KeyError
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute(ADD, "a")
    assert names_of(path) == []


def test_several_threads_write_at_once(tmp_path):
    path = tmp_path / "things.sqlite"

    def write(number):
        with open_table(path, TABLE) as connection, connection:
            connection.execute(ADD, [f"{number:02}"])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(40)))
    assert names_of(path) == [f"{number:02}" for number in range(40)]


def test_a_file_that_stays_locked_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.storage._WAIT_SECONDS", 0.05)
    path = tmp_path / "things.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            names_of(path)


def test_a_file_that_is_no_table_is_an_error(tmp_path):
    path = tmp_path / "things.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        names_of(path)
    with pytest.raises(OSError, match=r"things\.sqlite"):
        names_of(path / "below")
    with pytest.raises(sqlite3.OperationalError):
        names_of(tmp_path)
