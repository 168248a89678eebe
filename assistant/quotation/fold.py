"""Cuts a text into tokens that are compared up to typography, each with its place in the text.

What is typography and not wording: which quotation marks, apostrophes, dashes and spaces are used, how
many spaces, where lines break, and characters that only steer the setting (soft hyphens, tatweel,
bidirectional controls). Letters that differ in their encoding alone are one letter (NFKC). Case,
accents, vowel signs, digits and every other mark of punctuation are wording.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from index.words import fold


class TokenKind(StrEnum):
    """What a token is: a word, a Chinese character, which counts as one, or what stands between."""

    WORD = "word"
    HAN = "han"
    RAISED = "raised"
    ELLIPSIS = "ellipsis"
    MARK = "mark"


_KINDS = {kind.value: kind for kind in TokenKind}


class Token(NamedTuple):
    """A token of a text; equal `key`s are the same up to typography.

    `start` and `end` count Unicode code points of the text.
    """

    key: str
    start: int
    end: int
    kind: TokenKind

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a Chinese character, not a mark."""
        return self.kind in (TokenKind.WORD, TokenKind.HAN)


QUOTATION_MARKS = "\"'`´«»‘’‚‛“”„‟‹›′″ʹʺʻʼʽ〝〞〟「」『』﹁﹂﹃﹄＂＇｢｣"
"""All that stands for a quotation mark or an apostrophe."""

_QUOTES = frozenset(QUOTATION_MARKS)

_DASHES = r"\-\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Raised and lowered digits mark footnotes and powers: no part of the word before them.
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089"
# Letters by their category, but typed for an apostrophe: ʹ ʺ ʻ ʼ ʽ.
_APOSTROPHES = r"\u02b9-\u02bd"
_ELLIPSIS = r"(?:[\u2026\u22ef]+|\.{3,}|\.(?:\s\.){2,}|。{3,})"
# Two typed for one: ''so'', ,,so``, <<so>>.
_DOUBLED = r"['’‘`´]{2}|,,|<<|>>"
_QUOTE, _DASH = '"', "-"


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, which is in NFC, in reading order."""
    return _tokens(text)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Token]:
    for match in _pattern().finditer(text):
        if match.lastgroup is None:
            continue
        kind = _KINDS[match.lastgroup]
        if key := _key(match.group(), kind):
            yield Token(key, match.start(), match.end(), kind)


@lru_cache(maxsize=65536)
def loose(key: str) -> str:
    """The key of a token without case, accents and vowel signs: the same word, written otherwise."""
    return fold(key) or key


@lru_cache(maxsize=65536)
def _key(found: str, kind: TokenKind) -> str:
    if kind is TokenKind.ELLIPSIS:
        return "…"
    if kind is TokenKind.RAISED:
        return found
    bare = "".join(c for c in found if not _steers(c) and not c.isspace())
    key = unicodedata.normalize("NFKC", bare)
    if kind is TokenKind.MARK:
        if re.fullmatch(_DOUBLED, bare) or bare in _QUOTES or key in _QUOTES:
            return _QUOTE
        if re.fullmatch(f"[{_DASHES}]+", key):
            return _DASH
    return key


def _steers(character: str) -> bool:
    """Whether `character` shows nothing of its own: a control, tatweel, a choice of glyph."""
    return (
        character == "\u0640"
        or "\ufe00" <= character <= "\ufe0f"
        or unicodedata.category(character) in ("Cf", "Cc")
    )


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    mark, control = _class_of("M"), _class_of("Cf") + "\U000e0001-\U000e007f"
    letter = rf"[^\W_{_HAN}{_RAISED}{_APOSTROPHES}]"
    in_word = rf"(?:{letter}|[{mark}])"
    return re.compile(
        rf"(?P<ellipsis>[\[(（【]\s*{_ELLIPSIS}\s*[\])）】]|{_ELLIPSIS})"
        rf"|(?P<han>[{_HAN}][{mark}]*)"
        rf"|(?P<raised>[{_RAISED}]+)"
        # A soft hyphen may stand at the end of a line, inside a word.
        rf"|(?P<word>{in_word}(?:{letter}+|[{mark}]+|[{control}]+(?={in_word})|\u00ad\s+(?={letter}))*)"
        rf"|[\s\x00-\x1f\x7f-\x9f{control}]+"
        rf"|(?P<mark>{_DOUBLED}|[{_DASHES}]+|\S[{mark}]*)"
    )


def _class_of(category: str) -> str:
    """The characters of a category of Unicode's basic plane, as the inside of a character class."""
    inside = [unicodedata.category(chr(code)).startswith(category) for code in range(0x10000)]
    runs = groupby(range(0x10000), key=inside.__getitem__)
    ends = [(run[0], run[-1]) for is_in, codes in runs if is_in for run in [list(codes)]]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ends)
