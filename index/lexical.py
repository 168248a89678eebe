"""The lexical index: tantivy over the stems of each version, BM25 scores.

Stems are made by `index.words`, so that the words of a question and those of a paragraph are cut and
stemmed alike; tantivy is given them ready, parted by spaces. Its files do not change once they are
written, so that a new build links those of the one before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy

from index.errors import DamagedIndex
from index.home import private_copy
from index.words import Language

_WRITER_BYTES = 50_000_000
SAME = 1e-5
"""More than what BM25 scores of the same words differ by, with the order in which they are summed."""
# Sentences that every resolution has: so many of the same score are looked at, by steps.
_MOST_ASKED, _MORE = 2_000, 4
_NUMBERS = ("version", "paragraph", "document")


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as the lexical index knows it: its numbers in the store, and its stems."""

    version: int
    paragraph: int
    document: int
    symbol: str
    language: Language
    stems: str


class LexicalWriter:
    """Adds versions to the index in a folder, a new one where there is none; one writer at a time."""

    def __init__(self, folder: Path) -> None:
        """Raises `OSError` where the disk is full, as all that is done with it may."""
        folder.mkdir(parents=True, exist_ok=True)
        with _disk_errors():
            index = tantivy.Index(_schema(), path=str(folder))
            # One thread: the same versions give the same segments, and there is one writer anyway.
            self._writer = index.writer(_WRITER_BYTES, 1)

    def add(self, entry: Entry) -> None:
        """Add one version."""
        values = asdict(entry)
        with _disk_errors():
            self._writer.add_document(tantivy.Document(**values))

    def remove(self, symbol: str) -> None:
        """Remove all versions of a document that were added before this."""
        with _disk_errors():
            self._writer.delete_documents_by_term("symbol", symbol)

    def finish(self) -> None:
        """Write what was added."""
        with _disk_errors():
            self._writer.commit()
            self._writer.wait_merging_threads()

    def discard(self) -> None:
        """Stop writing: nothing is written into the folder afterwards."""
        with suppress(ValueError, RuntimeError):
            # Raised where it has been finished.
            self._writer.wait_merging_threads()


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A version that was found, by its numbers in the store, with its BM25 score."""

    version: int
    paragraph: int
    document: int
    score: float


class LexicalIndex:
    """A written index, opened for queries."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`; raises `DamagedIndex` where it cannot be read."""
        try:
            self._schema = _schema()
            readable = folder if _can_lock(folder) else private_copy(folder, self)
            # Not Index(schema, path), which makes an empty index where there is none.
            self._searcher = tantivy.Index.open(str(readable)).searcher()
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"{folder} cannot be read as a lexical index: {error}") from error

    def query(
        self,
        terms: Sequence[tuple[str, float]],
        language: Language,
        limit: int,
        symbols: Sequence[str] | None = None,
        *,
        every: bool = False,
    ) -> list[LexicalHit]:
        """The versions in `language` that hold any of the weighted `terms`, or `every` one, by BM25.

        There are `limit`, and those with the score of the last: which of these is found first is chance.
        `symbols`, where given, are the only documents searched. Raises `DamagedIndex` where a file
        is found damaged only now.
        """
        if not terms or not limit:
            return []
        occur = tantivy.Occur
        found_by = tantivy.Query.boolean_query(
            [
                (occur.Must if every else occur.Should, self._term("stems", stem, weight))
                for stem, weight in terms
            ]
        )
        clauses = [(occur.Must, found_by), (occur.Must, self._filter("language", [language]))]
        if symbols is not None:
            clauses.append((occur.Must, self._filter("symbol", symbols)))
        try:
            found = self._best(tantivy.Query.boolean_query(clauses), limit)
            places = [address for _, address in found]
            numbers = [self._searcher.fast_field_values(name, places) for name in _NUMBERS]
            return [
                LexicalHit(int(version), int(paragraph), int(document), float(score))
                for (score, _), version, paragraph, document in zip(found, *numbers, strict=True)
            ]
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"the lexical index cannot be read: {error}") from error

    def _best(self, query: tantivy.Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        asked = limit
        while True:
            found = self._searcher.search(query, asked, count=False).hits
            scores = [float(score) for score, _ in found]
            if len(found) < asked or scores[-1] < scores[limit - 1] - SAME or asked >= _MOST_ASKED:
                same = scores[min(limit, len(found)) - 1] - SAME if found else 0.0
                return [hit for hit, score in zip(found, scores, strict=True) if score >= same]
            asked *= _MORE

    def _term(self, field: str, value: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, value)
        return tantivy.Query.boost_query(query, weight)

    def _filter(self, field: str, values: Sequence[str]) -> tantivy.Query:
        # A filter chooses rows and must not change their scores.
        terms = tantivy.Query.term_set_query(self._schema, field, list(values))
        return tantivy.Query.const_score_query(terms, 0.0)


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Where the disk is full tantivy raises an error of its own: here the usual one."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error


def _can_lock(folder: Path) -> bool:
    """Whether tantivy can lock the index, which it does for a moment even to read it."""
    lock = folder / ".tantivy-meta.lock"
    return os.access(lock if lock.exists() else folder, os.W_OK) or not folder.exists()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in _NUMBERS:
        builder.add_integer_field(field, fast=True)
    builder.add_text_field("language", tokenizer_name="raw")
    builder.add_text_field("symbol", tokenizer_name="raw")
    builder.add_text_field("stems", tokenizer_name="whitespace")
    return builder.build()
