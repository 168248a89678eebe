"""Paragraphs that say the same in two documents, as resolutions repeat their predecessors."""

from __future__ import annotations

from functools import lru_cache

from index.document import Paragraph
from index.words import stems


def are_twins(a: Paragraph, b: Paragraph, least: float) -> bool:
    """Whether the shorter of two paragraphs stands for the most part in the longer one.

    The measure is the Jaccard coefficient of their stems, at least `least`.
    """
    if a.symbol == b.symbol:
        return False
    first, second = _stems(a), _stems(b)
    return len(first & second) >= least * len(first | second)


@lru_cache(maxsize=100_000)
def _of(text: str) -> frozenset[str]:
    return frozenset(stems(text, "en"))


def _stems(paragraph: Paragraph) -> frozenset[str]:
    version = paragraph.version("en")
    return _of(version.text)
