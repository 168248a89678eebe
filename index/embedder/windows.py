"""Windows: a long paragraph is embedded in overlapping parts, counted in the embedder's tokens.

Paragraphs of annexes and reports may be longer than a model reads, and one vector of many sentences is
near to none of them. Each window is a span of the text; what is cited is the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, runtime_checkable

Span = tuple[int, int]
"""Start and end in code points of a text."""

_OVERLAP: Final = 4
"""Each window repeats this part (a fourth) of the one before, so that no sentence is cut in both."""


@runtime_checkable
class CountsTokens(Protocol):
    """An embedder that tells where its tokens stand."""

    @property
    def window(self) -> int:
        """How many tokens of a text it reads well at once."""

    def token_spans(self, texts: list[str]) -> list[list[Span]]:
        """Where the tokens of each text stand, in order."""


def windows_of(embedder: object, texts: Sequence[str]) -> list[tuple[Span, ...]]:
    """The windows of each text: one of the whole where it is short enough, else overlapping ones.

    An embedder that does not count tokens is given each text whole.
    """
    found: list[tuple[Span, ...]] = [((0, len(text)),) for text in texts]
    if not isinstance(embedder, CountsTokens):
        return found
    # A token has at least one byte.
    long = [i for i, text in enumerate(texts) if len(text.encode()) > embedder.window]
    spans = embedder.token_spans([texts[i] for i in long]) if long else []
    for i, tokens in zip(long, spans, strict=True):
        if len(tokens) > embedder.window:
            found[i] = tuple(_cut(tokens, embedder.window, len(texts[i])))
    return found


def _cut(tokens: Sequence[Span], size: int, length: int) -> list[Span]:
    step = max(1, size - size // _OVERLAP)
    starts = range(0, max(1, len(tokens) - size + step), step)
    parts = [tokens[start : start + size] for start in starts]
    windows = [(part[0][0], part[-1][1]) for part in parts]
    # What no token covers at either end belongs to the first and last window.
    windows[0] = (0, windows[0][1])
    windows[-1] = (windows[-1][0], length)
    return windows
