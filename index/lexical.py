"""The lexical index: tantivy over the stems of each version, BM25 scores.

Stems are made by `index.words`, so that the words of a question and those of a paragraph are cut and
stemmed alike; tantivy is given them ready, parted by spaces.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import tantivy

from index.errors import DamagedIndex
from index.home import private_copy
from index.vectors import Row
from index.words import Language, stems

_WRITER_BYTES = 50_000_000


def write_lexical(folder: Path, rows: Sequence[Row]) -> None:
    """Index the stems of `rows` in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(), path=str(folder))
    # One thread: the same rows give the same segments, and there is one writer anyway.
    writer = index.writer(_WRITER_BYTES, 1)
    for number, row in enumerate(rows):
        writer.add_document(
            tantivy.Document(
                row=number,
                language=row.version.language,
                symbol=str(row.document.symbol),
                stems=" ".join(stems(row.version.text, row.version.language)),
            )
        )
    try:
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:
        # What tantivy makes of a full disk.
        raise OSError(str(error)) from error


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
    ) -> list[tuple[int, float]]:
        """Numbers of the rows in `language` that hold any of the weighted `terms`, by BM25.

        `symbols`, where given, are the only documents searched. Raises `DamagedIndex` where a file
        is found damaged only now.
        """
        if not terms or not limit:
            return []
        occur = tantivy.Occur
        any_term = tantivy.Query.boolean_query(
            [(occur.Should, self._term("stems", stem, weight)) for stem, weight in terms]
        )
        clauses = [(occur.Must, any_term), (occur.Must, self._filter("language", [language]))]
        if symbols is not None:
            clauses.append((occur.Must, self._filter("symbol", symbols)))
        try:
            found = self._searcher.search(tantivy.Query.boolean_query(clauses), limit)
            return [
                (int(self._searcher.doc(address)["row"][0]), score) for score, address in found.hits
            ]
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"the lexical index cannot be read: {error}") from error

    def _term(self, field: str, value: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, value)
        return tantivy.Query.boost_query(query, weight)

    def _filter(self, field: str, values: Sequence[str]) -> tantivy.Query:
        # A filter chooses rows and must not change their scores.
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, value))
            for value in values
        ]
        return tantivy.Query.const_score_query(tantivy.Query.boolean_query(terms), 0.0)


def _can_lock(folder: Path) -> bool:
    """Whether tantivy can lock the index, which it does for a moment even to read it."""
    lock = folder / ".tantivy-meta.lock"
    return os.access(lock if lock.exists() else folder, os.W_OK) or not folder.exists()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", stored=True, indexed=True)
    builder.add_text_field("language", tokenizer_name="raw")
    builder.add_text_field("symbol", tokenizer_name="raw")
    builder.add_text_field("stems", tokenizer_name="whitespace")
    return builder.build()
