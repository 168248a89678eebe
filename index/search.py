"""Search: lexical and dense, per language, fused per paragraph.

A paragraph is found through any of its language versions. Dense scores are exact where the rows that
may be found are few, and Chroma's where they are many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.document import Document, Paragraph
from index.embedder import Embedder
from index.errors import UnknownDocument
from index.lexical import LexicalIndex
from index.symbol import Symbol
from index.vectors import VectorStore, rows_of
from index.words import LANGUAGES, Language

# Scoring this many rows of 256 numbers one by one takes 5 ms and cannot miss any.
_EXACT_ROWS = 20_000
# Reciprocal rank fusion, Cormack, Clarke and Büttcher (2009); k as they propose.
_RRF_K = 60


@dataclass(slots=True)
class Hit:
    """A paragraph that a search found, with the scores that brought it.

    `dense` is the best cosine among its versions, `lexical` the best BM25 score; `fused` is the sum
    of reciprocal ranks in both lists.
    """

    paragraph: Paragraph
    dense: float = 0.0
    lexical: float = 0.0
    fused: float = 0.0


@dataclass(slots=True)
class TermsIn:
    """A question's weighted stems in one language, as they are looked for in that language."""

    language: Language
    terms: list[tuple[str, float]] = field(default_factory=list)


class Index:
    """A built index, opened for questions. Close it, or use it as a context manager."""

    def __init__(
        self,
        documents: Sequence[Document],
        vectors: NDArray[np.float32],
        build: Path,
        embedder: Embedder,
        checksum: str,
    ) -> None:
        """`vectors` has shape (versions, dimension), in reading order; `build` is its folder."""
        self.documents = tuple(documents)
        self.embedder = embedder
        self.checksum = checksum
        self.rows = rows_of(documents)
        self._vectors = vectors
        self._build = build
        self._by_symbol = {document.symbol: document for document in documents}
        self._row_of = {row.key: number for number, row in enumerate(self.rows)}
        self._lexical = LexicalIndex(build / "lexical")
        self._store: VectorStore | None = None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs, in reading order."""
        return tuple(p for document in self.documents for p in document.paragraphs)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages that any paragraph has a version in."""
        held = {row.version.language for row in self.rows}
        return tuple(language for language in LANGUAGES if language in held)

    def document(self, symbol: str) -> Document:
        """The document under `symbol`; raises `UnknownDocument`."""
        try:
            return self._by_symbol[Symbol(symbol)]
        except KeyError:
            held = ", ".join(self._by_symbol)
            raise UnknownDocument(f"{symbol} is not in the index, which holds {held}") from None

    def search(
        self,
        vector: NDArray[np.float32] | None,
        terms: Sequence[TermsIn],
        *,
        symbols: Collection[str] | None = None,
        limit: int = 50,
    ) -> list[Hit]:
        """The paragraphs nearest to a question, best first.

        `vector` is the question's, of length one; `terms` are its weighted stems, once for each
        language that they were put in. Without a vector words alone decide, without terms the
        vector alone. `symbols`, where given, are the only documents searched.
        """
        hits: dict[str, Hit] = {}
        near = [] if vector is None else self._dense(vector, symbols, limit)
        for paragraph, rank, score in self._best(near):
            hit = hits.setdefault(paragraph.address, Hit(paragraph))
            hit.dense = score
            hit.fused += 1.0 / (_RRF_K + rank + 1)
        for paragraph, rank, score in self._best(self._words(terms, symbols, limit)):
            hit = hits.setdefault(paragraph.address, Hit(paragraph))
            hit.lexical = score
            hit.fused += 1.0 / (_RRF_K + rank + 1)
        return sorted(hits.values(), key=lambda hit: -hit.fused)[:limit]

    def _best(self, found: Sequence[tuple[int, float]]) -> Iterator[tuple[Paragraph, int, float]]:
        """Each paragraph once, with the rank and score of the best of its rows, best first."""
        seen: set[str] = set()
        for rank, (number, score) in enumerate(found):
            paragraph = self.rows[number].paragraph
            if paragraph.address not in seen:
                seen.add(paragraph.address)
                yield paragraph, rank, score

    def _words(
        self, terms: Sequence[TermsIn], symbols: Collection[str] | None, limit: int
    ) -> list[tuple[int, float]]:
        only = None if symbols is None else sorted(symbols)
        found = [
            hit
            for group in terms
            for hit in self._lexical.query(group.terms, group.language, limit, only)
        ]
        return sorted(found, key=lambda hit: -hit[1])

    def _dense(
        self, vector: NDArray[np.float32], symbols: Collection[str] | None, limit: int
    ) -> list[tuple[int, float]]:
        wanted = self._rows_in(symbols)
        if len(wanted) <= _EXACT_ROWS:
            scores = self._vectors[wanted] @ vector
            best = np.argsort(-scores, kind="stable")[:limit]
            return [(int(wanted[i]), float(scores[i])) for i in best]
        where = None if symbols is None else {"symbol": {"$in": sorted(symbols)}}
        found = self._vector_store().query(vector, limit, where)
        # Chroma gives rows with the same vector in any order.
        return sorted(
            ((self._row_of[key], score) for key, score in found), key=lambda hit: (-hit[1], hit[0])
        )

    def _rows_in(self, symbols: Collection[str] | None) -> NDArray[np.intp]:
        if symbols is None:
            return np.arange(len(self.rows))
        return np.array(
            [i for i, row in enumerate(self.rows) if row.document.symbol in symbols], dtype=np.intp
        )

    def _vector_store(self) -> VectorStore:
        if self._store is None:
            self._store = VectorStore(self._build / "vectors")
        return self._store

    def close(self) -> None:
        """Give the files back."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
