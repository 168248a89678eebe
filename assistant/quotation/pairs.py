"""Pairs of words that follow each other: whether a paragraph has enough of a quote's to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.quotation.fold import Token, loose

# A paragraph is looked at that has a quarter of the quote's pairs of words, or a quarter of its own in it.
_SHARED_PAIRS = 0.25

Pairs = set[tuple[str, str]]


def loose_words(found: Iterable[Token]) -> list[str]:
    """The words of tokens, without case and accents."""
    return [loose(token.key) for token in found if token.is_word]


def pairs_of(words: Sequence[str]) -> Pairs:
    """The pairs of words that follow each other."""
    return set(pairwise(words))


def shares(own: Pairs, pairs: Pairs) -> bool:
    """Whether enough of a paragraph's `own` pairs are the quote's `pairs`, or of these its own."""
    return len(own & pairs) >= _SHARED_PAIRS * max(min(len(own), len(pairs)), 1)
