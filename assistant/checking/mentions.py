"""The documents that a stretch of running text names, by symbol or number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.pack import folded, load_pack
from index.languages import detect_language
from index.relations.references import find_references
from index.relations.wording import GENERAL_ASSEMBLY
from index.symbol import Symbol, find_symbols
from index.words import Language

MASK = "\ufffc"
"""Stands for each character of a quotation: what it cites is cited by the document quoted."""

_NUMBERED = re.compile(r"\d\s?/\s?\d|/\S*\d|\d ?\((?:\d{4}|[IVXLC]+)")
_LETTERS, _SYMBOL = re.compile(r"[^\W\d_]"), re.compile(r"[A-Z]{1,6}(?:/[\w.-]+)+")
# "A / RES / 72 / 7": a space on both sides of each slash, as some converters and typists set it.
_SPACED = re.compile(
    r"(?<![\w/])(?:A|S|E|ST|HRC)(?:[ \u00a0]/[ \u00a0](?:RES|E?S-\d+|[A-Z]{1,5}\.\d+|\d+)){2,}(?![\w/])"
)
_SCRIPTS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
)
_LATIN: tuple[Language, ...] = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a text names at `[start, end)`."""

    symbol: Symbol
    start: int
    end: int


def names_documents(text: str) -> bool:
    """Whether `text` may name a document at all; most sentences do not."""
    return bool(_NUMBERED.search(text))


@lru_cache(maxsize=2048)
def language_of(text: str) -> Language:
    """The language of a paragraph, quotations and numbers in it apart.

    Its script tells where no more than one of the six is written in it.
    """
    bare = text.replace(MASK, "")
    letters = _LETTERS.findall(_SYMBOL.sub(" ", bare))
    for language, script in _SCRIPTS:
        if letters and 2 * sum(map(bool, map(script.match, letters))) > len(letters):
            return language
    return detect_language(bare)


def find_named(text: str, language: Language) -> list[Named]:
    """The documents that `text` names by symbol, and the resolutions that it names by number."""
    found = [Named(symbol, start, end) for symbol, start, end in find_symbols(text)]
    for spaced in _SPACED.finditer(text):
        if not any(n.start < spaced.end() and spaced.start() < n.end for n in found):
            found.append(Named(Symbol(spaced.group()), *spaced.span()))
    for code in alike(language):
        for reference in find_references(text, code, GENERAL_ASSEMBLY):
            if not any(n.start < reference.end and reference.start < n.end for n in found):
                found.append(Named(reference.target, reference.start, reference.end))
    return sorted(found, key=lambda named: named.start)


def speaks_of_other(text: str, named: Sequence[Named]) -> bool:
    """Whether `text` speaks of a kind of document that none of `named` is.

    "The letter" is another one than the resolution named before; "the text" is that one.
    """
    own = {kind for each in named for kind in kinds_of(each.symbol)}
    bare = folded(text)
    patterns = load_pack(language_of(text)).document
    return any(pattern.search(bare) for kind, pattern in patterns.items() if kind not in own)


def kinds_of(symbol: Symbol) -> set[str]:
    """By which nouns a document may be called again."""
    if symbol.is_resolution:
        return {"resolution", "other"}
    return {"draft", "resolution", "other"} if symbol.is_draft else {"letter", "other"}


def alike(language: Language) -> tuple[Language, ...]:
    """`language`, and those that a few words of it may be taken for: "See para. 2" is Spanish but for one."""
    others = tuple(code for code in _LATIN if code != language)
    return (language, *others) if language in _LATIN else (language,)
