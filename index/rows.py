"""Rows: the vectors of all windows, in the order in which they were added, and what each is of.

    rows.npy                what each row is of: version, paragraph, document, language
    embeddings/<first>.npy  the vectors of the rows from that number on, shape (rows, dimension)

Vectors that are there once do not change: a new build links the files of the one before. A row whose
document was removed or replaced stays, with document 0, until the index is built anew. Scores are exact
here; Chroma's are approximate.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndex
from index.words import LANGUAGES, Language

TABLE, FOLDER = "rows.npy", "embeddings"
ROW = np.dtype([("version", "<i4"), ("paragraph", "<i4"), ("document", "<i4"), ("language", "u1")])

Vectors = NDArray[np.float32]
# Where this part of the rows is wanted, scoring all of them is faster than gathering the wanted ones.
_MOST_OF_THEM = 8
_COPIED = 4096
# More than what sums of products of unit vectors differ by, with the order in which they are summed.
_ROUNDED = 1e-5


class Rows:
    """The rows of a build, opened for reading; nothing of the vectors is read before it is needed."""

    def __init__(self, build: Path, dimension: int) -> None:
        """Raises `DamagedIndex` where the files are not what was written."""
        try:
            self.table = np.load(build / TABLE)
            self._chunks = [
                (int(path.stem), np.load(path, mmap_mode="r"))
                for path in sorted((build / FOLDER).iterdir())
            ]
        except (OSError, ValueError, EOFError) as error:
            raise DamagedIndex(f"the vectors of {build} cannot be read: {error}") from error
        place = 0
        for first, chunk in self._chunks:
            if first != place or chunk.ndim != 2 or chunk.shape[1] != dimension:
                raise DamagedIndex(f"the vectors of {build} are not those of its rows")
            place += len(chunk)
        if self.table.dtype != ROW or len(self.table) != place:
            raise DamagedIndex(f"the vectors of {build} are not those of its rows")
        self._alive: NDArray[np.bool_] = self.table["document"] > 0

    def __len__(self) -> int:
        return len(self.table)

    @property
    def living(self) -> int:
        """How many rows are of documents that are held."""
        return int(self._alive.sum())

    def wanted(self, documents: Collection[int] | None) -> NDArray[np.bool_]:
        """Which rows are of any of `documents` (None: of any that is held)."""
        if documents is None:
            return self._alive
        asked = np.zeros(int(self.table["document"].max(initial=0)) + 1, dtype=np.bool_)
        asked[[number for number in documents if 0 < number < len(asked)]] = True
        found: NDArray[np.bool_] = asked[self.table["document"]]
        return found

    def nearest(
        self,
        vector: Vectors,
        wanted: NDArray[np.bool_],
        limit: int,
        places: NDArray[np.intp] | None = None,
    ) -> list[tuple[int, float]]:
        """The `wanted` rows with the greatest cosine with `vector`, best first; none is missed.

        Of rows with the same score the one is first whose document has the lower of `places`, which
        are by number of document, then the lower row.
        """
        numbers = np.flatnonzero(wanted)
        if len(numbers) > limit:
            scores = self._scores(vector, numbers)
            # Rows with the same score as the last one stay, for their order to decide.
            least = np.partition(scores, -limit)[-limit] if limit else np.inf
            numbers = numbers[scores >= least - _ROUNDED]
        exact = self._exact_scores(vector, numbers)
        documents = self.table["document"][numbers]
        order = np.lexsort((numbers, documents if places is None else places[documents], -exact))
        return [(int(numbers[i]), float(exact[i])) for i in order[:limit]]

    def _exact_scores(self, vector: Vectors, numbers: NDArray[np.intp]) -> NDArray[np.float64]:
        """Scores that do not hang on which file a row is in: equal vectors have the same."""
        scores = np.empty(len(numbers), dtype=np.float64)
        for first, chunk in self._chunks:
            a, b = np.searchsorted(numbers, [first, first + len(chunk)])
            scores[a:b] = (chunk[numbers[a:b] - first].astype(np.float64) * vector).sum(axis=1)
        return scores

    def _scores(self, vector: Vectors, numbers: NDArray[np.intp]) -> Vectors:
        scores = np.empty(len(numbers), dtype=np.float32)
        for first, chunk in self._chunks:
            a, b = np.searchsorted(numbers, [first, first + len(chunk)])
            inside = numbers[a:b] - first
            if len(inside) * _MOST_OF_THEM >= len(chunk):
                scores[a:b] = (chunk @ vector)[inside]
            else:
                scores[a:b] = chunk[inside] @ vector
        return scores

    def vectors(self, first: int, last: int) -> Vectors:
        """The vectors of the rows `[first, last)`, shape (rows, dimension)."""
        parts = [
            chunk[max(0, first - start) : max(0, last - start)] for start, chunk in self._chunks
        ]
        joined: Vectors = np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)
        return joined


class RowWriter:
    """Adds rows to those that stand in a build that is being made."""

    def __init__(self, build: Path) -> None:
        self._build = build
        path = build / TABLE
        self._table = np.load(path) if path.exists() else np.zeros(0, dtype=ROW)
        self._added: list[tuple[int, int, int, int]] = []
        self._vectors: list[Vectors] = []

    def add(
        self, version: int, paragraph: int, document: int, language: Language, vectors: Vectors
    ) -> None:
        """Add a row for each of `vectors`, shape (windows, dimension), the windows of one version."""
        row = (version, paragraph, document, LANGUAGES.index(language))
        self._added += [row] * len(vectors)
        self._vectors.append(vectors)

    def remove(self, documents: Sequence[int]) -> None:
        """The rows of `documents` are not searched any more."""
        self._table["document"][np.isin(self._table["document"], documents)] = 0

    def finish(self) -> int:
        """Write what was added; returns how many rows there are."""
        folder = self._build / FOLDER
        folder.mkdir(exist_ok=True)
        if self._vectors:
            np.save(folder / f"{len(self._table):010}.npy", np.concatenate(self._vectors))
        table = np.concatenate([self._table, np.array(self._added, dtype=ROW)])
        # Not over the file of the build before, which may be the same one.
        (self._build / TABLE).unlink(missing_ok=True)
        np.save(self._build / TABLE, table)
        return len(table)


def join_chunks(build: Path) -> None:
    """Join files of vectors, so that the number of files grows with the logarithm of that of rows.

    The last two are joined while the last is at least half as long as the one before.
    """
    while True:
        *_, before, last = [None, None, *sorted((build / FOLDER).iterdir())]
        if before is None or last is None:
            return
        one, two = np.load(before, mmap_mode="r"), np.load(last, mmap_mode="r")
        if 2 * len(two) < len(one):
            return
        joined = before.with_suffix(".joined")
        whole = np.lib.format.open_memmap(
            joined, mode="w+", dtype=one.dtype, shape=(len(one) + len(two), one.shape[1])
        )
        for part, start in ((one, 0), (two, len(one))):
            for at in range(0, len(part), _COPIED):
                whole[start + at : start + at + len(part[at : at + _COPIED])] = part[
                    at : at + _COPIED
                ]
        whole.flush()
        del one, two, whole
        last.unlink()
        # Not into the file of the build before, which may be the same one.
        joined.replace(before)
