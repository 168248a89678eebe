"""Windows: a long paragraph is embedded in overlapping parts, counted in the embedder's tokens.

Paragraphs of annexes and reports may be longer than a model reads, and one vector of many sentences is
near to none of them. Each window is a span of the text; what is cited is the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, runtime_checkable

from index.embedder.protocol import Embedder, Vectors

Span = tuple[int, int]
"""Start and end in code points of a text."""

_OVERLAP: Final = 4
"""Each window repeats this part (a fourth) of the one before, so that no sentence is cut in both."""


@runtime_checkable
class CountsTokens(Protocol):
    """An embedder that tells how many tokens a text has, and where they stand."""

    @property
    def window(self) -> int:
        """How many tokens of a text it reads well at once."""

    def encode_counted(self, texts: list[str]) -> tuple[Vectors, list[int]]:
        """The vectors of whole texts, as `encode_document` gives them, and how many tokens each has."""

    def token_spans(self, texts: list[str]) -> list[list[Span]]:
        """Where the tokens of each text stand, in order."""


def encode_windows(embedder: Embedder, texts: Sequence[str]) -> list[Vectors]:
    """For each text the vectors of its windows, shape (windows, dimension).

    A text that is short enough has one, of the whole; one by an embedder that does not count tokens too.
    """
    if not isinstance(embedder, CountsTokens):
        return [row[None] for row in embedder.encode_document(list(texts))]
    rows, counts = embedder.encode_counted(list(texts))
    found = [row[None] for row in rows]
    long = [i for i, count in enumerate(counts) if count > embedder.window]
    spans = embedder.token_spans([texts[i] for i in long]) if long else []
    for i, tokens in zip(long, spans, strict=True):
        windows = cut(tokens, embedder.window, len(texts[i]))
        found[i] = embedder.encode_document([texts[i][start:end] for start, end in windows])
    return found


def cut(tokens: Sequence[Span], size: int, length: int) -> list[Span]:
    """Windows of `size` tokens over a text of `length` code points, each overlapping the one before."""
    step = max(1, size - size // _OVERLAP)
    starts = range(0, max(1, len(tokens) - size + step), step)
    parts = [tokens[start : start + size] for start in starts]
    windows = [(part[0][0], part[-1][1]) for part in parts]
    # What no token covers at either end belongs to the first and last window.
    windows[0] = (0, windows[0][1])
    windows[-1] = (windows[-1][0], length)
    return windows
