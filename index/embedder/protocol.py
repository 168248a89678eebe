"""What an embedder is, and what all of them do to texts and rows."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of length one, shape (texts, dimension)."""


class Embedder(Protocol):
    """Turns texts into vectors; texts that say alike, in any language, get vectors alike."""

    @property
    def name(self) -> str:
        """Identifies the weights: vectors of embedders with different names do not compare."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode_query(self, texts: list[str]) -> Vectors:
        """The vectors of questions, shape (len(texts), dimension)."""

    def encode_document(self, texts: list[str]) -> Vectors:
        """The vectors of paragraphs, shape (len(texts), dimension)."""


def clean(text: str) -> str:
    """`text` with lone surrogates, which no tokenizer takes, as U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def unit_rows(rows: Vectors) -> Vectors:
    """`rows` (texts, dimension) scaled to length one.

    A row without a direction (nothing in the text was known) becomes one fixed unit row, so that
    cosines and indexes of vectors stay defined: it is near to nothing in particular.
    """
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    lost = ~np.isfinite(norms[:, 0]) | (norms[:, 0] < 1e-12)
    norms[lost] = 1
    unit: Vectors = (rows / norms).astype(np.float32)
    unit[lost] = rows.shape[1] ** -0.5
    return unit
