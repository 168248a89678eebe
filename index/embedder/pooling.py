"""How the rows of a text's pieces become its vector.

    sum over the different pieces of count ** saturation · row, scaled to length one

A word said five times says little more than once (the saturation of term frequency in BM25:
Robertson and Zaragoza 2009), and without it function words would drown the others in a long text.

A paragraph's vector also carries how much the paragraph says, as a coordinate that no question has:
a question's cosine with it is that of their sums times (length of the paragraph's sum / pivot) **
slope, between floor and 1. Plain cosines prefer short texts (Singhal et al. 1996, Pivoted document
length normalization). Below the floor all lengths are one: single sentences are told apart by their
words alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

FILE: Final = "pooling.json"


@dataclass(frozen=True, slots=True)
class Pooling:
    """The numbers of the rule. By default the plain mean that sentence-transformers takes."""

    saturation: float = 1.0
    pivot: float = 1.0
    slope: float = 0.0
    floor: float = 0.0

    def weights(self, pieces: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The different ones of `pieces`, and how much each counts."""
        different, counts = np.unique(pieces, return_counts=True)
        return different, (counts**self.saturation).astype(np.float32)

    def lengthened(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """`sums` (texts, dimension) of paragraphs, the last coordinate telling how much they say.

        The last coordinate of `sums` must be zero. A row of zeros stays.
        """
        if not self.slope:
            return sums
        lengths = np.linalg.norm(sums, axis=1)
        shares = np.clip((lengths / self.pivot) ** self.slope, self.floor, 1.0)
        rows = sums * (shares / np.maximum(lengths, 1e-12))[:, None]
        rows[:, -1] = np.where(lengths > 0, np.sqrt(1.0 - shares**2), 0.0)
        longer: NDArray[np.float32] = rows.astype(np.float32)
        return longer


def read_pooling(folder: Path) -> Pooling:
    """The pooling of the model in `folder`; the plain mean where the model says nothing of it.

    Raises `ValueError` for a file that is not as `write_pooling` writes it, `OSError` for one that
    cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return Pooling()
    values = json.loads(path.read_text(encoding="utf-8"))
    names = set(asdict(Pooling()))
    if not isinstance(values, dict) or set(values) != names:
        raise ValueError(f"{path} does not hold just {', '.join(sorted(names))}")
    if not all(isinstance(value, (int, float)) and value >= 0 for value in values.values()):
        raise ValueError(f"{path} holds a value that is no positive number")
    return Pooling(**{name: float(value) for name, value in values.items()})


def write_pooling(folder: Path, pooling: Pooling) -> None:
    """Write `pooling` for the model in `folder`. Raises `OSError`."""
    (folder / FILE).write_text(json.dumps(asdict(pooling), indent=2) + "\n", encoding="utf-8")
