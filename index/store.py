"""The truth: documents, paragraphs, versions, repairs, and where each came from, in one SQLite file.

Chroma and tantivy are made from it and from the vectors beside it, and can be made again. A file is
written by one process, in a folder of its own, and then only read; it is opened read-only, so that it
works on a medium that cannot be written. Documents are read when they are looked at.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import RLock

from index.document import (
    Document,
    DocumentKind,
    Paragraph,
    PlacedParagraphs,
    Relation,
    Repair,
    Status,
    StoredParagraphs,
    Version,
)
from index.errors import DamagedIndex
from index.locator import Locator
from index.symbol import Symbol
from index.words import Language

SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER, symbol TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL, status TEXT NOT NULL, organ TEXT NOT NULL, date TEXT NOT NULL,
    session TEXT, agenda_item TEXT, titles TEXT NOT NULL, sponsors TEXT NOT NULL,
    subjects TEXT NOT NULL, facts TEXT NOT NULL, relations TEXT NOT NULL,
    languages TEXT NOT NULL, paragraphs INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE paragraph (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document,
    locator TEXT NOT NULL, UNIQUE (document, locator));
CREATE INDEX paragraph_locator ON paragraph (locator)
    WHERE locator IN ('signature', 'title', 'meeting');
CREATE TABLE version (
    id INTEGER PRIMARY KEY AUTOINCREMENT, paragraph INTEGER NOT NULL REFERENCES paragraph,
    language TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL,
    source_start INTEGER NOT NULL, source_end INTEGER NOT NULL,
    force_start INTEGER, force_end INTEGER, notes TEXT NOT NULL, exact INTEGER NOT NULL,
    UNIQUE (paragraph, language));
CREATE TABLE repair (
    version INTEGER NOT NULL REFERENCES version, kind TEXT NOT NULL, source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL, replacement TEXT NOT NULL, removed TEXT NOT NULL);
CREATE INDEX repair_version ON repair (version);
CREATE TABLE edition (
    document INTEGER NOT NULL REFERENCES document, language TEXT NOT NULL, source TEXT NOT NULL,
    rank INTEGER NOT NULL, stated TEXT NOT NULL, locators TEXT NOT NULL,
    PRIMARY KEY (document, language)) WITHOUT ROWID;
CREATE TABLE source (
    key TEXT PRIMARY KEY, digest TEXT NOT NULL, shown TEXT NOT NULL, documents TEXT NOT NULL,
    refusal TEXT) WITHOUT ROWID;
CREATE INDEX source_shown ON source (shown);
CREATE TABLE word (word TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
"""

# A resolution has some fifty paragraphs: enough for the documents that one question looks into.
_DOCUMENTS_KEPT = 256
_PARAGRAPHS_KEPT = 20_000
_PLACES_KEPT = 4_096
# SQLite takes so many values in one statement whatever it was built with.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What was made of a file, or of a member of one: its hash, and the symbols it gave, or why none.

    `key` is its full path, with the member's name behind; `shown` is how it was named to the user.
    """

    key: str
    digest: str
    shown: str
    documents: tuple[str, ...] = ()
    refusal: str | None = None


class Store:
    """A written store, opened for reading by any number of threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises `DamagedIndex` where it is missing or is not what was written."""
        self._path = path
        self._lock = RLock()
        self._loaded: OrderedDict[int, tuple[Paragraph, ...]] = OrderedDict()
        self._single: OrderedDict[int, Paragraph] = OrderedDict()
        self._placed: OrderedDict[tuple[int, Language], PlacedParagraphs] = OrderedDict()
        try:
            self._database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise DamagedIndex(f"{path} cannot be read as an index: {error}") from error
        self._database.row_factory = sqlite3.Row
        # Documents that are held on to are read after the index was closed.
        self._closing = weakref.finalize(self, self._database.close)
        # At the end of a program another thread may still be reading, which closing would crash.
        self._closing.atexit = False
        try:
            self._symbols: dict[int, Symbol] = {}
            self._shipped: set[str] = set()
            self.documents = tuple(self._read_documents())
        except DamagedIndex:
            self.close()
            raise

    def close(self) -> None:
        """Give the file back, which else is given back with the last document of it."""
        with self._lock:
            self._closing()

    @property
    def shipped(self) -> frozenset[str]:
        """The symbols of the documents that ship with the index."""
        return frozenset(self._shipped)

    def documents_by_id(self) -> dict[int, Document]:
        """Each document by its number in this store."""
        return dict(zip(self._symbols, self.documents, strict=True))

    def locators(self, paragraphs: Sequence[int]) -> dict[int, Locator]:
        """The locators of the paragraphs with these numbers; those that are gone are left out."""
        found: dict[int, Locator] = {}
        wanted = list(dict.fromkeys(paragraphs))
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self._rows(f"SELECT id, locator FROM paragraph WHERE id IN ({marks})", part)
            with self._damage():
                found |= {row["id"]: Locator(row["locator"]) for row in rows}
        return found

    def identities(self) -> dict[str, int]:
        """The number of each document in this store, by symbol."""
        return {str(symbol): number for number, symbol in self._symbols.items()}

    def paragraphs_by_id(self, numbers: Sequence[int]) -> list[Paragraph]:
        """The paragraphs with these numbers of the store, each with all its versions."""
        with self._lock:
            missing = [number for number in numbers if number not in self._single]
            for at in range(0, len(missing), _AT_ONCE):
                for number, paragraph in self._read_paragraphs(
                    "paragraph.id", missing[at : at + _AT_ONCE]
                ):
                    self._single[number] = paragraph
            try:
                found = [self._single[number] for number in numbers]
            except KeyError as error:
                raise DamagedIndex(f"{self._path} has no paragraph number {error}") from error
            while len(self._single) > _PARAGRAPHS_KEPT:
                self._single.popitem(last=False)
            return found

    def paragraph_at(self, document: int, locator: str) -> Paragraph | None:
        """The paragraph at `locator` of the document with that number, or None."""
        rows = self._rows(
            "SELECT id FROM paragraph WHERE document = ? AND locator = ?", (document, locator)
        )
        return self.paragraphs_by_id([rows[0]["id"]])[0] if rows else None

    def has_items(self, document: int, locator: str) -> bool:
        """Whether the paragraph at `locator` of the document with that number has sub-paragraphs."""
        # "." is followed by "/" in the order of characters.
        return bool(
            self._rows(
                "SELECT 1 FROM paragraph WHERE document = ? AND locator > ? AND locator < ? LIMIT 1",
                (document, f"{locator}.", f"{locator}/"),
            )
        )

    def paragraphs_at(self, locator: str) -> list[Paragraph]:
        """The paragraph at `locator` of every document that has one."""
        rows = self._rows("SELECT id FROM paragraph WHERE locator = ? ORDER BY id", (locator,))
        return self.paragraphs_by_id([row["id"] for row in rows])

    def having(
        self, text: str, limit: int | None = None, *, documents: Sequence[int] | None = None
    ) -> Iterator[Paragraph]:
        """The first `limit` paragraphs of which any version has `text` in it, letter for letter.

        `documents`, where given, are the numbers of the only ones whose texts are looked into.
        """
        only = ""
        if documents is not None:
            numbers = ", ".join(map(str, documents))
            only = f"AND paragraph IN (SELECT id FROM paragraph WHERE document IN ({numbers}))"
        rows = self._rows(
            f"SELECT DISTINCT paragraph FROM version WHERE instr(text, ?) {only} "
            "ORDER BY paragraph LIMIT ?",
            (text, -1 if limit is None else limit),
        )
        for row in rows:
            yield from self.paragraphs_by_id([row["paragraph"]])

    def words(self) -> frozenset[str]:
        """The folded words of all versions."""
        return frozenset(row["word"] for row in self._rows("SELECT word FROM word"))

    def sources(self) -> dict[str, SourceRecord]:
        """What was made of each file that was added, by key."""
        with self._damage():
            return {
                row["key"]: SourceRecord(
                    row["key"], row["digest"], row["shown"], tuple(json.loads(row["documents"])),
                    row["refusal"],
                )
                for row in self._rows("SELECT * FROM source ORDER BY key")
            }  # fmt: skip

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """What is not of the form that was written, as a `DamagedIndex`."""
        try:
            yield
        except (ValueError, TypeError, LookupError) as error:
            raise DamagedIndex(f"{self._path} cannot be read as an index: {error}") from error

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        try:
            with self._lock:
                return self._database.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise DamagedIndex(f"{self._path} cannot be read as an index: {error}") from error

    def _read_documents(self) -> Iterator[Document]:
        # Those that ship come first, in the order of their catalogue.
        rows = self._rows("SELECT * FROM document ORDER BY place IS NULL, place, date, symbol")
        with self._damage():
            for row in rows:
                document = _document(row, self._paragraphs_of(row))
                self._symbols[row["id"]] = document.symbol
                if row["place"] is not None:
                    self._shipped.add(str(document.symbol))
                yield document

    def _paragraphs_of(self, row: sqlite3.Row) -> StoredParagraphs:
        number: int = row["id"]
        languages = tuple(json.loads(row["languages"]))
        return StoredParagraphs(
            row["paragraphs"],
            languages,
            lambda: self._load(number),
            lambda language: self._quotable(number, language),
        )

    def _quotable(self, document: int, language: Language) -> PlacedParagraphs:
        """The paragraphs of the document that may be quoted in `language`, none of which is read."""
        with self._lock:
            found = self._placed.get((document, language))
            if found is None:
                found = self._placed[document, language] = self._place(document, language)
                if len(self._placed) > _PLACES_KEPT:
                    self._placed.popitem(last=False)
            else:
                self._placed.move_to_end((document, language))
            return found

    def _place(self, document: int, language: Language) -> PlacedParagraphs:
        rows = self._rows(
            "SELECT paragraph.id, locator FROM paragraph JOIN version "
            "ON version.paragraph = paragraph.id "
            "WHERE document = ? AND language = ? AND exact ORDER BY paragraph.id",
            (document, language),
        )
        numbers = [row["id"] for row in rows]
        with self._damage():
            locators = [Locator(row["locator"]) for row in rows]

        def read(at: int) -> Paragraph:
            # Who looks at a paragraph looks at its neighbours too: one statement reads them.
            before = max(at - 1, 0)
            return self.paragraphs_by_id(numbers[before : at + 2])[at - before]

        return PlacedParagraphs(locators, read)

    def _load(self, document: int) -> tuple[Paragraph, ...]:
        with self._lock:
            found = self._loaded.get(document)
            if found is None:
                found = tuple(p for _, p in self._read_paragraphs("paragraph.document", [document]))
                self._loaded[document] = found
                if len(self._loaded) > _DOCUMENTS_KEPT:
                    self._loaded.popitem(last=False)
            else:
                self._loaded.move_to_end(document)
            return found

    def _read_paragraphs(
        self, column: str, numbers: Sequence[int]
    ) -> Iterator[tuple[int, Paragraph]]:
        """The paragraphs of which `column` is one of `numbers`, in reading order."""
        marks = ", ".join("?" * len(numbers))
        rows = self._rows(
            f"SELECT version.*, document, locator FROM version JOIN paragraph "
            f"ON paragraph.id = version.paragraph WHERE {column} IN ({marks}) "
            "ORDER BY paragraph.id, version.id",
            numbers,
        )
        with self._damage():
            repairs = self._read_repairs(column, marks, numbers)
            for number, versions in groupby(rows, key=lambda row: int(row["paragraph"])):
                held = list(versions)
                texts = {
                    row["language"]: version_of(row, repairs.get(row["id"], ())) for row in held
                }
                symbol = self._symbols[held[0]["document"]]
                yield number, Paragraph(symbol, Locator(held[0]["locator"]), texts)

    def _read_repairs(
        self, column: str, marks: str, numbers: Sequence[int]
    ) -> dict[int, list[Repair]]:
        found: dict[int, list[Repair]] = {}
        for row in self._rows(
            "SELECT repair.* FROM repair JOIN version ON version.id = repair.version JOIN paragraph "
            f"ON paragraph.id = version.paragraph WHERE {column} IN ({marks}) ORDER BY repair.rowid",
            numbers,
        ):
            repair = Repair(
                row["kind"], row["source_start"], row["source_end"],
                row["replacement"], row["removed"],
            )  # fmt: skip
            found.setdefault(row["version"], []).append(repair)
        return found


def version_of(row: sqlite3.Row, repairs: Sequence[Repair]) -> Version:
    """The version in a row of the table `version`, which was mended by `repairs`."""
    force = None if row["force_start"] is None else (row["force_start"], row["force_end"])
    # Nearly all have none, which need not be parsed.
    stated = () if row["notes"] == "[]" else json.loads(row["notes"])
    notes = tuple((Locator(locator), offset) for locator, offset in stated)
    return Version(
        row["language"], row["text"], row["source"], row["source_start"], row["source_end"],
        tuple(repairs), force, notes, bool(row["exact"]),
    )  # fmt: skip


def _document(row: sqlite3.Row, paragraphs: StoredParagraphs) -> Document:
    return Document(
        symbol=Symbol(row["symbol"]),
        kind=DocumentKind(row["kind"]),
        status=Status(row["status"]),
        organ=row["organ"],
        date=dt.date.fromisoformat(row["date"]),
        titles=json.loads(row["titles"]),
        paragraphs=paragraphs,
        session=row["session"],
        agenda_item=row["agenda_item"],
        sponsors=tuple(json.loads(row["sponsors"])),
        facts=json.loads(row["facts"]),
        relations=tuple(Relation(**r) for r in json.loads(row["relations"])),
        subjects=tuple(json.loads(row["subjects"])),
    )
