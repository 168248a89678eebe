"""Search: lexical and dense, per language, fused per paragraph.

A paragraph is found through any of its language versions. Dense scores are exact where that is fast
enough, and Chroma's where the rows are too many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index import home
from index.builder import LEXICAL, STORE, VECTORS
from index.document import Document, Paragraph
from index.embedder import Embedder
from index.errors import SymbolError, UnknownDocument, UnknownParagraph
from index.lexical import SAME, LexicalHit, LexicalIndex
from index.rows import Rows
from index.store import SourceRecord, Store
from index.symbol import Symbol
from index.vector_server import ServerStore
from index.vectors import Row, VectorStore, open_store, rows_of
from index.words import LANGUAGES, Language

# Scoring this many rows of 1,024 numbers one by one takes 10 ms on two cores and misses none; rows
# that are chosen by a filter are gathered first, which takes five times as long.
_EXACT_ROWS = 100_000
_EXACT_CHOSEN = 20_000
# The first questions of a process are scored one by one up to so many rows (4 GB of vectors).
_BEFORE_OPENING = 3
_EXACT_AT_ALL = 1_000_000
# Chroma filters slowly: rows that are not wanted are left out of what it finds. It is asked for so
# many times what is wanted, and for no more than this.
_SPARE = 1.2
_MOST_ASKED = 4_000
# Reciprocal rank fusion, Cormack, Clarke and Büttcher (2009); k as they propose.
_RRF_K = 60
_NAMED = 5
# A session or a year, and a number in it.
_SHORT = re.compile(r"\d+/(?:L\.)?\d+\S*", re.IGNORECASE)


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


@dataclass(slots=True)
class _Scores:
    """What a paragraph, by its number, was found with."""

    dense: float = 0.0
    lexical: float = 0.0
    fused: float = 0.0


class Index:
    """A build, opened for questions. Close it, or use it as a context manager.

    It is one state of the index: what is added meanwhile is seen by opening again.
    """

    def __init__(self, build: Path, embedder: Embedder) -> None:
        """Open the build in the folder `build`; raises `DamagedIndex`."""
        self._build = build
        self.embedder = embedder
        self._vectors: VectorStore | ServerStore | None = None
        self._asked = 0
        self._opening = Lock()
        self._lease = home.Lease(build)
        try:
            self._manifest = home.read_manifest(build)
            self._store = Store(build / STORE)
            self._rows = Rows(build, self._manifest.dimension)
            self._lexical = LexicalIndex(build / LEXICAL)
        except BaseException:
            self._lease.close()
            raise
        self.documents = self._store.documents
        self._by_symbol = {str(document.symbol): document for document in self.documents}
        self._numbers = self._store.identities()
        # The order of documents does not hang on that in which they were added: the same documents
        # give the same answers.
        self._places = np.zeros(max(self._numbers.values(), default=0) + 1, dtype=np.intp)
        self._places[list(self._numbers.values())] = range(len(self._numbers))

    @cached_property
    def shipped(self) -> frozenset[str]:
        """The symbols of the documents that ship with the index."""
        return self._store.shipped

    @property
    def build(self) -> Path:
        """The folder of the build that is answered from."""
        return self._build

    @property
    def server(self) -> str:
        """The address of the Chroma server that has the vectors; empty where this build has them."""
        return self._manifest.server

    @property
    def checksum(self) -> str:
        """`sha256:…` of the texts answered from."""
        return self._manifest.checksum

    @cached_property
    def paragraph_count(self) -> int:
        """How many paragraphs are held."""
        return sum(len(document.paragraphs) for document in self.documents)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages that any paragraph has a version in."""
        held = {language for document in self.documents for language in document.languages}
        return tuple(language for language in LANGUAGES if language in held)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of all versions."""
        return self._store.words()

    @property
    def row_count(self) -> int:
        """How many rows the vectors have, those of removed documents too."""
        return len(self._rows)

    @property
    def rows(self) -> list[Row]:
        """Every version of every paragraph, in reading order; all of them are read."""
        return rows_of(self.documents)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, in reading order; all of them are read."""
        return (p for document in self.documents for p in document.paragraphs)

    def sources(self) -> dict[str, SourceRecord]:
        """What was made of each file that was added, by key."""
        return self._store.sources()

    def document(self, symbol: str) -> Document:
        """The document under `symbol`; raises `UnknownDocument`, and `SymbolError` where it is none.

        What is written for short ("72/7", "75/L.72") is the only document held whose symbol ends so.
        """
        found = self._by_symbol.get(symbol)
        if found is None:
            try:
                whole = str(Symbol(symbol))
            except SymbolError:
                whole = self._in_full(symbol)
            found = self._by_symbol.get(whole)
        if found is None:
            raise UnknownDocument(f"{symbol} is not in the index, which holds {self._named()}")
        return found

    def _in_full(self, short: str) -> str:
        """The symbol held that ends with the parts of `short`; raises `SymbolError`."""
        given = short.strip()
        end = f"/{given.casefold()}"
        held = self._by_symbol if _SHORT.fullmatch(given) else ()
        ends = [symbol for symbol in held if symbol.casefold().endswith(end)]
        if len(ends) > 1:
            named = " or ".join(ends[:_NAMED])
            raise SymbolError(f"{short} is short for {named}: give the whole symbol")
        return ends[0] if ends else str(Symbol(short))

    def paragraph(self, symbol: str, locator: str) -> Paragraph:
        """The paragraph at `locator`; raises `UnknownDocument` and `UnknownParagraph`."""
        document = self.document(symbol)
        found = self._store.paragraph_at(self._numbers[str(document.symbol)], locator)
        if found is None:
            raise UnknownParagraph(f"{document.symbol} has no paragraph {locator!r}")
        return found

    def find(self, symbol: str, locator: str) -> Paragraph | None:
        """The paragraph at `locator` of the document under `symbol`, or None where it is not held."""
        number = self._numbers.get(symbol)
        return None if number is None else self._store.paragraph_at(number, locator)

    def lines(self, locator: str) -> list[Paragraph]:
        """The paragraph at `locator` of every document that has one."""
        return self._store.paragraphs_at(locator)

    def has_items(self, paragraph: Paragraph) -> bool:
        """Whether `paragraph` has sub-paragraphs."""
        return self._store.has_items(self._numbers[str(paragraph.symbol)], paragraph.locator)

    def having(
        self, text: str, limit: int | None = None, *, symbols: Collection[str] | None = None
    ) -> Iterator[Paragraph]:
        """The first paragraphs with `text` in any version, letter for letter; all texts are looked into.

        `symbols`, where given, are the only documents.
        """
        documents = None if symbols is None else sorted(self._numbers[symbol] for symbol in symbols)
        return self._store.having(text, limit, documents=documents)

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
        if not limit:
            return []
        found: dict[int, _Scores] = {}
        near = [] if vector is None else self._dense(vector, symbols, limit)
        for number, rank, score in _best(near):
            scores = found.setdefault(number, _Scores())
            scores.dense = score
            scores.fused += 1.0 / (_RRF_K + rank + 1)
        for number, rank, score in _best(self._words(terms, symbols, limit)):
            scores = found.setdefault(number, _Scores())
            scores.lexical = score
            scores.fused += 1.0 / (_RRF_K + rank + 1)
        best = sorted(found.items(), key=lambda item: -item[1].fused)[:limit]
        paragraphs = self._store.paragraphs_by_id([number for number, _ in best])
        return [
            Hit(paragraph, scores.dense, scores.lexical, scores.fused)
            for paragraph, (_, scores) in zip(paragraphs, best, strict=True)
        ]

    def with_every_word(
        self,
        stems: Sequence[str],
        language: Language,
        *,
        symbols: Collection[str] | None = None,
        limit: int = 50,
    ) -> list[Paragraph]:
        """The paragraphs of which the version in `language` has every one of `stems`, best by BM25 first."""
        terms = [(stem, 1.0) for stem in stems]
        only = None if symbols is None else sorted(symbols)
        found = self._lexical.query(terms, language, limit, only, every=True)
        found = self._in_order(found)[:limit]
        return self._store.paragraphs_by_id([hit.paragraph for hit in found])

    def _words(
        self, terms: Sequence[TermsIn], symbols: Collection[str] | None, limit: int
    ) -> list[tuple[int, float]]:
        only = None if symbols is None else sorted(symbols)
        found = [
            hit
            for group in terms
            for hit in self._in_order(
                self._lexical.query(group.terms, group.language, limit, only)
            )[:limit]
        ]
        return [(hit.paragraph, hit.score) for hit in self._in_order(found)]

    def _in_order(self, hits: Iterable[LexicalHit]) -> list[LexicalHit]:
        """Best first, and those with the same score in the order of the documents."""
        found = sorted(hits, key=lambda hit: -hit.score)
        firsts = (i for i, hit in enumerate(found) if i and found[i - 1].score - hit.score > SAME)
        return [
            hit
            for a, b in pairwise([0, *firsts, len(found)])
            for hit in sorted(found[a:b], key=lambda h: (self._places[h.document], h.version))
        ]

    def _dense(
        self, vector: NDArray[np.float32], symbols: Collection[str] | None, limit: int
    ) -> list[tuple[int, float]]:
        numbers = (
            None if symbols is None else [self._numbers[s] for s in symbols if s in self._numbers]
        )
        wanted = self._rows.wanted(numbers)
        found = (
            self._rows.nearest(vector, wanted, limit, self._places)
            if self._is_exact(int(wanted.sum()), chosen=symbols is not None)
            else self._approximate(vector, wanted, limit)
        )
        paragraphs = self._rows.table["paragraph"]
        return [(int(paragraphs[row]), score) for row, score in found]

    def _is_exact(self, wanted: int, *, chosen: bool) -> bool:
        if self._manifest.server:
            return chosen and wanted <= _EXACT_CHOSEN
        if len(self._rows) <= _EXACT_ROWS or (chosen and wanted <= _EXACT_CHOSEN):
            return True
        # Opening Chroma's graph takes longer than a few questions without it.
        self._asked += 1
        return self._asked <= _BEFORE_OPENING and len(self._rows) <= _EXACT_AT_ALL

    def _approximate(
        self, vector: NDArray[np.float32], wanted: NDArray[np.bool_], limit: int
    ) -> list[tuple[int, float]]:
        """The nearest of the rows that Chroma finds and of those that it does not have yet.

        A server is always asked. Chroma's graph may miss rows, even the nearest one: where all rows can
        be scored in time none is left out.
        """
        indexed = self._manifest.indexed
        candidates = wanted.copy()
        candidates[:indexed] &= len(self._rows) <= _EXACT_ROWS
        if wanted[:indexed].any():
            share = float(wanted.mean())
            spare = int(limit * (_SPARE / share if share < 1 else 1))
            asked = min(_MOST_ASKED, len(self._rows), spare)
            for row, _ in self._vector_store().query(vector, asked):
                # Those of another process's later build are none of this state's.
                if row < indexed:
                    candidates[row] = wanted[row]
        return self._rows.nearest(vector, candidates, limit, self._places)

    def _vector_store(self) -> VectorStore | ServerStore:
        with self._opening:
            if self._vectors is None:
                if self._manifest.server:
                    rows = int(self._rows.wanted(None)[: self._manifest.indexed].sum())
                    self._vectors = ServerStore(self._manifest.server, self._manifest.lineage, rows)
                else:
                    self._vectors = open_store(self._build / VECTORS)
            return self._vectors

    def _named(self) -> str:
        some = list(self._by_symbol)[:_NAMED]
        more = len(self._by_symbol) - len(some)
        return ", ".join(some) + (f" and {more:,} more" if more else "") if some else "none"

    def close(self) -> None:
        """Give the files back; documents that are held on to can still be read."""
        with self._opening:
            # A store that another state of the index uses is not closed with this one.
            self._vectors = None
        self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _best(found: Sequence[tuple[int, float]]) -> Iterator[tuple[int, int, float]]:
    """Each paragraph once, with the rank and score of the best of its rows, best first."""
    seen: set[int] = set()
    for rank, (number, score) in enumerate(found):
        if number not in seen:
            seen.add(number)
            yield number, rank, score
