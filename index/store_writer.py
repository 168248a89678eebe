"""Writes the store of a build that is being made: documents are put in, replaced and removed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from index.document import Document, Repair, Version
from index.editions import Edition, Rank, restate, stated
from index.locator import Locator
from index.store import SCHEMA, SourceRecord, version_of
from index.symbol import Symbol
from index.words import Language


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """Where a version was stored: its numbers, and what it is."""

    version: int
    paragraph: int
    document: int
    locator: Locator
    language: Language


class StoreWriter:
    """A store that is open for writing; nothing is kept before `finish`."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, or make it."""
        exists = path.exists()
        self._database = sqlite3.connect(path)
        # The file is written in a folder that nobody reads yet, and is brought to the disk at its end.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = MEMORY")
        self._database.row_factory = sqlite3.Row
        if not exists:
            self._database.executescript(SCHEMA)
        self._words: Counter[str] = Counter()

    def held(self, symbol: str) -> int | None:
        """The number of the document under `symbol`, or None."""
        row = self._one("SELECT id FROM document WHERE symbol = ?", symbol)
        return row["id"] if row else None

    def place(self, symbol: str) -> int | None:
        """The place in the catalogue of a document that ships; None for others."""
        row = self._one("SELECT place FROM document WHERE symbol = ?", symbol)
        return row["place"] if row else None

    def editions(self, symbol: Symbol) -> list[Edition]:
        """The editions of the document under `symbol`; none where it is not held."""
        rows = self._database.execute(
            "SELECT edition.* FROM edition JOIN document ON document.id = edition.document "
            "WHERE symbol = ? ORDER BY rank, language",
            (symbol,),
        ).fetchall()
        return [self._edition(symbol, row) for row in rows]

    def symbols(self) -> list[Symbol]:
        """The symbols of all documents, those that ship first."""
        rows = self._database.execute(
            "SELECT symbol FROM document ORDER BY place IS NULL, place, id"
        )
        return [Symbol(row["symbol"]) for row in rows]

    def put(
        self,
        document: Document,
        editions: Sequence[Edition],
        words: Iterable[str],
        place: int | None,
    ) -> list[StoredVersion]:
        """Store `document`, made of `editions`, of which no document of the symbol is held."""
        number = self._insert_document(document, place)
        for edition in editions:
            self._database.execute(
                "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?)",
                (
                    number, edition.read.language, edition.read.source, int(edition.rank),
                    stated(edition.read), _json(list(edition.read.paragraphs)),
                ),
            )  # fmt: skip
        self._words.update(words)
        found: list[StoredVersion] = []
        for paragraph in document.paragraphs:
            owner = self._insert(
                "INSERT INTO paragraph VALUES (NULL, ?, ?)", number, paragraph.locator
            )
            for language, version in paragraph.versions.items():
                stored = self._insert_version(owner, version)
                found.append(StoredVersion(stored, owner, number, paragraph.locator, language))
        return found

    def remove(self, symbol: str, words: Iterable[str]) -> int:
        """Remove the document under `symbol`, which is held; `words` are those of its versions."""
        number = self.held(symbol)
        assert number is not None, "asked of a document that is held"
        self._words.subtract(words)
        inside = "SELECT id FROM paragraph WHERE document = ?"
        versions = f"SELECT id FROM version WHERE paragraph IN ({inside})"
        for statement in (
            f"DELETE FROM repair WHERE version IN ({versions})",
            f"DELETE FROM version WHERE paragraph IN ({inside})",
            "DELETE FROM paragraph WHERE document = ?",
            "DELETE FROM edition WHERE document = ?",
            "DELETE FROM document WHERE id = ?",
        ):
            self._database.execute(statement, (number,))
        return number

    def record(self, source: SourceRecord) -> None:
        """Remember what was made of a file."""
        self._database.execute(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)",
            (source.key, source.digest, source.shown, _json(source.documents), source.refusal),
        )

    def is_named_alike(self, source: SourceRecord) -> bool:
        """Whether another file that was shown by the same name gave any of the documents of `source`."""
        rows = self._database.execute(
            "SELECT documents FROM source WHERE shown = ? AND key <> ?", (source.shown, source.key)
        )
        return any(not set(source.documents).isdisjoint(json.loads(r["documents"])) for r in rows)

    def forget(self, symbols: Iterable[str]) -> None:
        """Forget the files that gave any of `symbols`, so that they are read when they are added again.

        A file that holds others is forgotten too; what in it is unchanged costs a hash.
        """
        gone = frozenset(map(str, symbols))
        for row in self._database.execute("SELECT key, documents FROM source").fetchall():
            if not gone.isdisjoint(json.loads(row["documents"])):
                self._database.execute("DELETE FROM source WHERE key = ?", (row["key"],))
                for at in (i for i, sign in enumerate(row["key"]) if sign == "!"):
                    self._database.execute("DELETE FROM source WHERE key = ?", (row["key"][:at],))

    def content(self) -> str:
        """A hash of all documents that are held, whatever order they were put in."""
        digest = hashlib.sha256()
        for row in self._database.execute("SELECT digest FROM document ORDER BY symbol"):
            digest.update(row["digest"].encode())
        return digest.hexdigest()

    def finish(self) -> None:
        """Write what was put in and removed."""
        self._database.executemany(
            "INSERT INTO word VALUES (?, ?) ON CONFLICT (word) "
            "DO UPDATE SET documents = documents + excluded.documents",
            sorted((word, count) for word, count in self._words.items() if count),
        )
        self._database.execute("DELETE FROM word WHERE documents <= 0")
        self._database.commit()
        self._database.close()

    def close(self) -> None:
        """Leave without keeping anything that was not finished."""
        self._database.close()

    def _one(self, statement: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._database.execute(statement, values).fetchone()
        return row

    def _insert(self, statement: str, *values: object) -> int:
        inserted = self._database.execute(statement, values).lastrowid
        assert inserted is not None, "a row was inserted"
        return inserted

    def _insert_document(self, document: Document, place: int | None) -> int:
        values = (
            place, document.symbol, document.kind, document.status, document.organ,
            document.date.isoformat(), document.session, document.agenda_item,
            _json(dict(document.titles)), _json(document.sponsors), _json(document.subjects),
            _json(dict(document.facts)), _json([asdict(r) for r in document.relations]),
            _json(document.languages), len(document.paragraphs), _digest(document),
        )  # fmt: skip
        marks = ", ".join("?" * len(values))
        return self._insert(f"INSERT INTO document VALUES (NULL, {marks})", *values)

    def _insert_version(self, paragraph: int, version: Version) -> int:
        start, end = version.force or (None, None)
        inserted = self._insert(
            "INSERT INTO version VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            paragraph, version.language, version.text, version.source, version.start, version.end,
            start, end, _json(version.notes), int(version.exact),
        )  # fmt: skip
        self._database.executemany(
            "INSERT INTO repair VALUES (?, ?, ?, ?, ?, ?)",
            [(inserted, *astuple(repair)) for repair in version.repairs],
        )
        return inserted

    def _edition(self, symbol: Symbol, row: sqlite3.Row) -> Edition:
        versions = dict(self._versions(row["document"], row["language"]))
        paragraphs = {Locator(name): versions[name] for name in json.loads(row["locators"])}
        read = restate(row["stated"], symbol, row["language"], paragraphs)
        return Edition(symbol, Rank(row["rank"]), read)

    def _versions(self, document: int, language: Language) -> Iterator[tuple[str, Version]]:
        for row in self._database.execute(
            "SELECT version.*, locator FROM version JOIN paragraph ON paragraph.id = paragraph "
            "WHERE document = ? AND language = ?",
            (document, language),
        ).fetchall():
            repairs = self._database.execute(
                "SELECT kind, source_start, source_end, replacement, removed FROM repair "
                "WHERE version = ? ORDER BY rowid",
                (row["id"],),
            )
            yield row["locator"], version_of(row, [Repair(*repair) for repair in repairs])


def _digest(document: Document) -> str:
    """A hash of all that is known of a document: its facts and the texts of its versions."""
    values: dict[str, Any] = {
        name: getattr(document, name)
        for name in (
            "symbol",
            "kind",
            "status",
            "organ",
            "session",
            "agenda_item",
            "sponsors",
            "subjects",
        )
    }
    values["date"] = document.date.isoformat()
    values["titles"] = _ordered(document.titles)
    values["facts"] = _ordered(document.facts)
    values["relations"] = [asdict(relation) for relation in document.relations]
    values["paragraphs"] = [
        (p.locator, sorted((code, v.text, v.exact) for code, v in p.versions.items()))
        for p in document.paragraphs
    ]
    return hashlib.sha256(_json(values).encode()).hexdigest()


def _ordered(values: Mapping[Any, str]) -> list[tuple[str, str]]:
    return sorted(values.items())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
