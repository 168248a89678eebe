"""The lexicon's file format: one compressed NumPy archive a language, no pickled objects.

`en.npz` holds the English stems and their paraphrases; each other language's file holds its
stems and their links to English ones. A link carries both conditional probabilities, so one
table answers both directions.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.errors import MandateIndexError

FORMAT = 1
_SEPARATOR = "\n"


class DamagedLexicon(MandateIndexError):
    """A file of the lexicon is missing, is cut short, or was not trained with the others."""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Weighted links from the stems of one vocabulary to those of another, by source stem.

    Stem k is linked to the stems `target[start[k]:start[k + 1]]`; `forward` is the probability
    of the target given the source and `backward` the reverse, both as `quantised` bytes.
    """

    start: NDArray[np.uint32]
    target: NDArray[np.uint16]
    forward: NDArray[np.uint8]
    backward: NDArray[np.uint8]

    @classmethod
    def of(
        cls,
        size: int,
        source: NDArray[np.int32],
        target: NDArray[np.int32],
        forward: NDArray[np.float64],
        backward: NDArray[np.float64],
    ) -> LinkTable:
        """The given links, best first within each of the `size` source stems."""
        order = np.lexsort((-forward, source))
        start = np.zeros(size + 1, dtype=np.uint32)
        np.cumsum(np.bincount(source, minlength=size), out=start[1:])
        return cls(
            start,
            target[order].astype(np.uint16),
            quantised(forward[order]),
            quantised(backward[order]),
        )

    def transposed(self, size: int) -> LinkTable:
        """The same links read from the target's side; `size` is the target vocabulary's."""
        counts = self.start[1:].astype(np.int64) - self.start[:-1]
        source = np.repeat(np.arange(len(counts), dtype=np.uint16), counts)
        order = np.lexsort((-self.backward.astype(np.int16), self.target))
        start = np.zeros(size + 1, dtype=np.uint32)
        np.cumsum(np.bincount(self.target, minlength=size), out=start[1:])
        return LinkTable(start, source[order], self.backward[order], self.forward[order])

    def links(self, number: int) -> tuple[list[int], list[float], list[float]]:
        """The targets of one source stem with their forward and backward probabilities."""
        span = slice(int(self.start[number]), int(self.start[number + 1]))
        return (
            self.target[span].tolist(),
            probability(self.forward[span]).tolist(),
            probability(self.backward[span]).tolist(),
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the lexicon knows of one language.

    `stems` are in code point order; `frequency[k]` is the number of the `documents` paragraphs
    that hold stem k; `links` go to English stems. `english` is the checksum of the English
    vocabulary that the links number.
    """

    stems: Sequence[str]
    frequency: NDArray[np.uint32]
    documents: int
    links: LinkTable
    english: int


def quantised(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Probabilities as bytes, on a square-root scale that keeps small ones apart."""
    scaled: NDArray[np.uint8] = np.rint(255 * np.sqrt(np.clip(values, 0, 1))).astype(np.uint8)
    return scaled


def probability(values: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The probabilities behind `quantised` bytes."""
    share: NDArray[np.float32] = values.astype(np.float32) / np.float32(255)
    return share * share


def checksum(stems: Sequence[str]) -> int:
    """A number that tells one vocabulary from another."""
    return zlib.crc32(_SEPARATOR.join(stems).encode())


def write_tables(path: Path, tables: Tables) -> None:
    """Write one language's file."""
    blob = np.frombuffer(_SEPARATOR.join(tables.stems).encode(), dtype=np.uint8)
    header = (FORMAT, len(tables.stems), tables.documents, tables.english)
    np.savez_compressed(
        path,
        header=np.array(header, dtype=np.int64),
        stems=blob,
        frequency=tables.frequency,
        start=tables.links.start,
        target=tables.links.target,
        forward=tables.links.forward,
        backward=tables.links.backward,
    )


def read_tables(path: Path) -> Tables:
    """Read one language's file. Raises DamagedLexicon where it is not what was written."""
    try:
        # Opened here, since NumPy leaves a file open that turns out to be no archive.
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            form, size, documents, english = file["header"].tolist()
            if form != FORMAT:
                raise DamagedLexicon(f"{path.name}: format {form} instead of {FORMAT}")
            stems = tuple(file["stems"].tobytes().decode().split(_SEPARATOR))
            links = LinkTable(file["start"], file["target"], file["forward"], file["backward"])
            tables = Tables(stems, file["frequency"], documents, links, english)
    # A damaged archive raises whatever its damaged byte leads to.
    except (OSError, KeyError, ValueError, EOFError, zlib.error, BadZipFile) as error:
        raise DamagedLexicon(f"{path.name}: {error}") from error
    if not len(stems) == size == len(tables.frequency) == len(links.start) - 1:
        raise DamagedLexicon(f"{path.name}: its tables differ in size")
    return tables
