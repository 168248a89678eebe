"""The truth: documents, paragraphs, versions, repairs and vectors in one SQLite file.

Chroma and tantivy are made from it and can be made again. A store is written once, in a fresh folder,
and then only read; it is opened read-only, so that it works on a medium that cannot be written.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.document import (
    Document,
    DocumentKind,
    Paragraph,
    Relation,
    Repair,
    Status,
    Version,
)
from index.errors import DamagedIndex
from index.locator import Locator
from index.symbol import Symbol
from index.words import Language

_SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, status TEXT NOT NULL,
    organ TEXT NOT NULL, date TEXT NOT NULL, session TEXT, agenda_item TEXT,
    titles TEXT NOT NULL, sponsors TEXT NOT NULL, facts TEXT NOT NULL, relations TEXT NOT NULL);
CREATE TABLE paragraph (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, locator TEXT NOT NULL,
    UNIQUE (document, locator));
CREATE TABLE version (
    id INTEGER PRIMARY KEY, paragraph INTEGER NOT NULL REFERENCES paragraph,
    language TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL,
    source_start INTEGER NOT NULL, source_end INTEGER NOT NULL,
    force_start INTEGER, force_end INTEGER, notes TEXT NOT NULL, vector BLOB NOT NULL,
    UNIQUE (paragraph, language));
CREATE TABLE repair (
    version INTEGER NOT NULL REFERENCES version, kind TEXT NOT NULL, source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL, replacement TEXT NOT NULL, removed TEXT NOT NULL);
CREATE INDEX repair_version ON repair (version);
"""


def write_store(path: Path, documents: Iterable[Document], vectors: NDArray[np.float32]) -> None:
    """Write `documents` to a new file; `vectors` has a row for each version, in reading order."""
    rows = iter(vectors)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        for document in documents:
            _write_document(database, document, rows)


def _write_document(
    database: sqlite3.Connection, document: Document, vectors: Iterator[NDArray[np.float32]]
) -> None:
    inserted = database.execute(
        "INSERT INTO document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.symbol, document.kind, document.status, document.organ,
            document.date.isoformat(), document.session, document.agenda_item,
            _json(dict(document.titles)), _json(document.sponsors), _json(dict(document.facts)),
            _json([asdict(r) for r in document.relations]),
        ),
    ).lastrowid  # fmt: skip
    for paragraph in document.paragraphs:
        owner = database.execute(
            "INSERT INTO paragraph VALUES (NULL, ?, ?)", (inserted, paragraph.locator)
        ).lastrowid
        for version in paragraph.versions.values():
            _write_version(database, owner, version, next(vectors))


def _write_version(
    database: sqlite3.Connection,
    paragraph: int | None,
    version: Version,
    vector: NDArray[np.float32],
) -> None:
    start, end = version.force or (None, None)
    inserted = database.execute(
        "INSERT INTO version VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            paragraph, version.language, version.text, version.source, version.start, version.end,
            start, end, _json(version.notes), vector.astype("<f4").tobytes(),
        ),
    ).lastrowid  # fmt: skip
    database.executemany(
        "INSERT INTO repair VALUES (?, ?, ?, ?, ?, ?)",
        [(inserted, r.kind, r.start, r.end, r.replacement, r.removed) for r in version.repairs],
    )


def read_store(path: Path, dimension: int) -> tuple[list[Document], NDArray[np.float32]]:
    """The documents in the file and the vectors of their versions, in reading order.

    The vectors have shape (versions, `dimension`). Raises `DamagedIndex` where the file is missing
    or is not what `write_store` wrote.
    """
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute("SELECT * FROM version ORDER BY id").fetchall()
            repairs = _read_repairs(database)
            paragraphs = _read_paragraphs(database, rows, repairs)
            documents = [
                _read_document(row, paragraphs.get(row["id"], []))
                for row in database.execute("SELECT * FROM document ORDER BY id")
            ]
        vectors = np.frombuffer(b"".join(row["vector"] for row in rows), dtype="<f4")
        return documents, vectors.reshape(len(rows), dimension).astype(np.float32)
    except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
        raise DamagedIndex(f"{path} cannot be read as an index: {error}") from error


def _read_repairs(database: sqlite3.Connection) -> dict[int, list[Repair]]:
    found: dict[int, list[Repair]] = {}
    for row in database.execute("SELECT * FROM repair ORDER BY rowid"):
        repair = Repair(
            row["kind"], row["source_start"], row["source_end"], row["replacement"], row["removed"]
        )
        found.setdefault(row["version"], []).append(repair)
    return found


def _read_paragraphs(
    database: sqlite3.Connection, versions: list[sqlite3.Row], repairs: dict[int, list[Repair]]
) -> dict[int, list[Paragraph]]:
    texts: dict[int, dict[Language, Version]] = {}
    for row in versions:
        version = _version(row, tuple(repairs.get(row["id"], ())))
        texts.setdefault(row["paragraph"], {})[version.language] = version
    found: dict[int, list[Paragraph]] = {}
    for row in database.execute(
        "SELECT paragraph.id, document, locator, symbol FROM paragraph "
        "JOIN document ON document.id = document ORDER BY paragraph.id"
    ):
        paragraph = Paragraph(Symbol(row["symbol"]), Locator(row["locator"]), texts[row["id"]])
        found.setdefault(row["document"], []).append(paragraph)
    return found


def _version(row: sqlite3.Row, repairs: tuple[Repair, ...]) -> Version:
    force = None if row["force_start"] is None else (row["force_start"], row["force_end"])
    notes = tuple((Locator(locator), offset) for locator, offset in json.loads(row["notes"]))
    return Version(
        row["language"], row["text"], row["source"], row["source_start"], row["source_end"],
        repairs, force, notes,
    )  # fmt: skip


def _read_document(row: sqlite3.Row, paragraphs: list[Paragraph]) -> Document:
    return Document(
        symbol=Symbol(row["symbol"]),
        kind=DocumentKind(row["kind"]),
        status=Status(row["status"]),
        organ=row["organ"],
        date=dt.date.fromisoformat(row["date"]),
        titles=json.loads(row["titles"]),
        paragraphs=tuple(paragraphs),
        session=row["session"],
        agenda_item=row["agenda_item"],
        sponsors=tuple(json.loads(row["sponsors"])),
        facts=json.loads(row["facts"]),
        relations=tuple(Relation(**r) for r in json.loads(row["relations"])),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
