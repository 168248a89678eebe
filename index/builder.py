"""A build in the making: from nothing, or from the one before it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index import home
from index.editions import Edition, Rank, assemble
from index.embedder import Embedder
from index.lexical import Entry, LexicalWriter
from index.prepare import PreparedEdition, prepare, words_in
from index.relations.stated import relations_of
from index.rows import Rows, RowWriter
from index.store import Store
from index.store_writer import StoreWriter
from index.symbol import Symbol
from index.vectors import StoredRow
from index.words import LANGUAGES, Language

STORE, LEXICAL, VECTORS = "store.sqlite", "lexical", "vectors"


class NewBuild:
    """A build that is being made in a folder of its own; nothing of it is seen before `finish`.

    Documents are put in edition by edition: the language versions of a symbol make one document, with
    those that were there.
    """

    def __init__(self, folder: Path, embedder: Embedder, base: Path | None = None) -> None:
        """Start in `folder`, with all that `base` holds. Raises `OSError`."""
        self.path = Path(tempfile.mkdtemp(prefix="build-", dir=folder))
        self._embedder = embedder
        try:
            if base is not None:
                home.clone(base, self.path, without=(STORE,))
                shutil.copyfile(base / STORE, self.path / STORE)
            with disk_errors():
                self.store = StoreWriter(self.path / STORE)
            self._lexical = LexicalWriter(self.path / LEXICAL)
            self._rows = RowWriter(self.path)
        except BaseException:
            shutil.rmtree(self.path, ignore_errors=True)
            raise

    def put(
        self,
        symbol: Symbol,
        prepared: Sequence[PreparedEdition],
        place: int | None = None,
        gone: Collection[str] = (),
    ) -> list[tuple[str, str]]:
        """Store editions of the document under `symbol` beside those that are held.

        Where one of the same language is held, the surer of them stands, else the one that was there;
        an edition of the same file replaces the one that this gave before. What the files named in
        `gone` gave before is removed. Returns, for each of `prepared` that was left out, its file and a
        line. `place` is that of a document that ships in its catalogue.
        """
        held = {edition.read.language: edition for edition in self.store.editions(symbol)}
        chosen = {
            code: edition
            for code, edition in held.items()
            if edition.rank is Rank.SHIPPED or edition.read.source not in gone
        }
        made: dict[Language, PreparedEdition] = {}
        left: list[tuple[str, str]] = []
        for new in prepared:
            language, read = new.edition.read.language, new.edition.read
            old = chosen.get(language)
            if old is None or new.edition.rank < old.rank or _same_file(old, new.edition):
                chosen[language], made[language] = new.edition, new
            else:
                told = f"{symbol} in {language!r} is held already, from {old.read.source}"
                left.append((read.source, told))
        if not chosen and held:
            self.remove(symbol)
        elif chosen != held:
            place = place if place is not None else self.store.place(symbol)
            self._replace(symbol, list(chosen.values()), list(made.values()), place)
        return left

    def remove(self, symbol: Symbol) -> None:
        """Remove the document under `symbol`, which is held."""
        words = [word for edition in self.store.editions(symbol) for word in words_in(edition)]
        number = self.store.remove(symbol, words)
        self._rows.remove([number])
        self._lexical.remove(str(symbol))

    def finish(self) -> int:
        """Write all that was put in; returns how many rows there are. The manifest is still missing."""
        with disk_errors():
            self.store.finish()
            self._lexical.finish()
            return self._rows.finish()

    def discard(self) -> None:
        """Leave nothing behind."""
        self.store.close()
        self._lexical.discard()
        shutil.rmtree(self.path, ignore_errors=True)

    def _replace(
        self,
        symbol: Symbol,
        editions: Sequence[Edition],
        made: Sequence[PreparedEdition],
        place: int | None,
    ) -> None:
        """The document is to be made of `editions`, of which `made` are made ready already."""
        if self.store.held(symbol) is not None:
            self.remove(symbol)
        ready = {p.edition.read.language: p for p in made}
        others = [edition for edition in editions if edition.read.language not in ready]
        ready |= {p.edition.read.language: p for p in prepare(others, self._embedder)}
        document = assemble(symbol, editions, relations_of)
        words = [word for prepared in ready.values() for word in prepared.words]
        for stored in self.store.put(document, editions, words, place):
            text = ready[stored.language].texts[stored.locator]
            numbers = stored.version, stored.paragraph, stored.document
            self._lexical.add(Entry(*numbers, str(symbol), stored.language, text.stems))
            self._rows.add(*numbers, stored.language, text.vectors)


def _same_file(old: Edition, new: Edition) -> bool:
    # What ships is not the user's file, whatever its name is.
    return old.rank is not Rank.SHIPPED and old.read.source == new.read.source


def stored_rows(build: Path, dimension: int, first: int) -> Iterator[StoredRow]:
    """The rows of a written build from number `first` on, as the vector store keeps them."""
    rows, store = Rows(build, dimension), Store(build / STORE)
    try:
        documents = store.documents_by_id()
        versions = rows.table["version"]
        step = 1000
        for start in range(first, len(rows), step):
            table = rows.table[start : start + step]
            vectors = rows.vectors(start, start + len(table))
            locators = store.locators([int(number) for number in table["paragraph"]])
            for i, row in enumerate(table):
                document = documents.get(int(row["document"]))
                # One that was removed since is not searched any more.
                if document is None:
                    continue
                number = start + i
                window = 1
                while number >= window and versions[number - window] == row["version"]:
                    window += 1
                language = LANGUAGES[int(row["language"])]
                locator = locators[int(row["paragraph"])]
                yield StoredRow(number, document, locator, language, window, vectors[i])
    finally:
        store.close()


@contextmanager
def disk_errors() -> Iterator[None]:
    """Where the disk is full SQLite raises an error of its own: here the usual one."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
