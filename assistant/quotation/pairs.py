"""Pairs of words that follow each other: whether a paragraph has enough of a quote's to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.quotation.fold import Token, loose, tokens

# A paragraph is looked at that has a quarter of the quote's pairs of words, or a quarter of its own in it.
_SHARED_PAIRS = 0.25

_HAN = "\u3400-\u9fff"
# Letters that are themselves in NFKC, and marks that are no letters in it ("№" is); nothing that joins
# or steers: no accents or vowel signs by themselves, soft hyphens, tatweel, raised digits, or letters
# typed for an apostrophe.
_PLAIN = re.compile(
    r"[\t\n -~\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf-\xff"
    r"\u0100-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0400-\u0481"
    r"\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u0669"
    r"\u2010-\u2027\u2030-\u203a\u20ac"
    rf"\u3000-\u3003\u3008-\u3011\u3014-\u301b{_HAN}\uff01-\uff0f\uff1a-\uff20]*"
)
_PLAIN_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")

Pairs = set[tuple[str, str]]


def loose_words(found: Iterable[Token]) -> list[str]:
    """The words of tokens, without case and accents."""
    return [loose(token.key) for token in found if token.is_word]


def is_plain(text: str) -> bool:
    """Whether the words of `text`, which is in NFC, are its runs of letters and digits as they stand."""
    return _PLAIN.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def words_in(text: str) -> tuple[str, ...]:
    """The words of `text`, which is in NFC, as `loose_words` of its tokens gives them.

    A plain text, as most are, need not be cut into tokens for it, which takes ten times as long.
    """
    if is_plain(text):
        return tuple(map(loose, _PLAIN_WORD.findall(text)))
    return tuple(loose_words(tokens(text)))


def pairs_of(words: Sequence[str]) -> Pairs:
    """The pairs of words that follow each other."""
    return set(pairwise(words))


def shares(own: Pairs, pairs: Pairs) -> bool:
    """Whether enough of a paragraph's `own` pairs are the quote's `pairs`, or of these its own."""
    return len(own & pairs) >= _SHARED_PAIRS * max(min(len(own), len(pairs)), 1)
