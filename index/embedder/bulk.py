"""Encodes many texts, saying how far it is: a large model takes hours for a large collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

from index.embedder.protocol import Embedder, Vectors
from index.embedder.windows import encode_windows

# A multiple of the batches that sentence-transformers makes, and well under a minute for any model.
_CHUNK: Final = 256
_SECONDS: Final = 2.0


def encode_documents(
    embedder: Embedder, texts: Sequence[str], progress: Callable[[str], None]
) -> list[Vectors]:
    """For each of `texts` the vectors of its windows; a line of progress every two seconds."""
    vectors: list[Vectors] = []
    started = told = monotonic()
    for start in range(0, len(texts), _CHUNK):
        chunk = list(texts[start : start + _CHUNK])
        vectors += encode_windows(embedder, chunk)
        now = monotonic()
        if now - told >= _SECONDS:
            told = now
            progress(_line(start + len(chunk), len(texts), now - started))
    return vectors


def _line(done: int, total: int, seconds: float) -> str:
    rate = done / seconds
    return (
        f"embedded {done:,} of {total:,} paragraphs, {rate:,.0f} a second, "
        f"{_duration((total - done) / rate)} left"
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
