"""Whether two titles are of one series: the same item, taken up again.

An organ adopts a resolution on an item session after session, under one title; what changes is the
year ("Programme budget for 2021"), the session ("fifty-fourth"), a mark, or at times the wording.
Measured on the 1,731 resolutions of the seventy-fourth to seventy-eighth sessions: of 1,010 pairs that
these rules find, 999 have the same title, and 9 of the 11 others are the same item.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from index.lexicon import load_lexicon
from index.ordinals import WORDS
from index.words import Language, fold, stems

Titles = Mapping[Language, str]

_SAME, _ALIKE, _KIN = 1.0, 0.8, 0.5
# Of words in two languages fewer are found to be the same: on those resolutions nine in ten titles of a
# series reach it, and one in twenty-five of other resolutions that are recalled.
_ALIKE_ACROSS = 0.6
_SAME_MEANING = 0.4

_NUMBERED = re.compile(r"^\s*(?:[A-Z]/RES/)?\d{1,4}/\d{1,4}\s*\.\s*|^[\s\-–—]+")
_TENS = "twent|thirt|fort|fift|sixt|sevent|eight|ninet"
_ORDINALS: dict[Language, str] = {
    "en": rf"(?:(?:{_TENS})y\W)?(?:{'|'.join(WORDS['en'])})|(?:{_TENS})ieth",
    "fr": r"(?:[\w-]+i[eè]me|premi[eè]re?|seconde?)",
}
_FIGURES = r"\d+(?:er?|º|ª|th|st|nd|rd|-[а-я]{1,3})?"


def are_same(one: Titles, other: Titles) -> bool:
    """Whether the titles are the same but for case, marks, figures and ordinals."""
    return likeness(one, other) == _SAME


def are_alike(one: Titles, other: Titles) -> bool:
    """Whether they are one title, reworded: enough where one document recalls the other."""
    alike = likeness(one, other)
    return alike >= (_ALIKE if _shared(one, other) else _ALIKE_ACROSS)


def are_kin(one: Titles, other: Titles) -> bool:
    """Whether the titles are near enough for the first and the last of a long series."""
    return likeness(one, other) >= _KIN


def likeness(one: Titles, other: Titles) -> float:
    """How alike two titles are, from 0 to 1: in English, else in a language that both have.

    1 is the same title but for case, marks and numbers; below it, the share of words in common. With no
    language in common, the share of words that mean the same, which is below 1.
    """
    shared = _shared(one, other)
    if shared:
        return max(_likeness(one[code], other[code], code) for code in shared)
    return max((_across(a, x, b, y) for x, a in one.items() for y, b in other.items()), default=0.0)


def _shared(one: Titles, other: Titles) -> list[Language]:
    shared = [code for code in one if code in other]
    return ["en"] if "en" in shared else shared


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str, language: Language) -> float:
    if key(one, language) == key(other, language):
        return _SAME
    first, second = _content(one, language), _content(other, language)
    # Never quite the same.
    return min(0.99, len(first & second) / max(1, len(first | second)))


@lru_cache(maxsize=65536)
def _across(one: str, language: Language, other: str, held: Language) -> float:
    """The share of words of either title that have one of the same meaning in the other: the lesser."""
    first, second = sorted(_content(one, language)), sorted(_content(other, held))
    if not first or not second:
        return 0.0
    rows = [load_lexicon().similarities(stem, language, second, held) for stem in first]
    found = [float(row.max()) >= _SAME_MEANING for row in rows]
    met = [max(float(row[n]) for row in rows) >= _SAME_MEANING for n in range(len(second))]
    return min(0.99, sum(found) / len(first), sum(met) / len(second))


@lru_cache(maxsize=65536)
def key(title: str, language: Language) -> str:
    """`title` as it is compared: folded, its number, marks, figures and ordinals left out."""
    title = _NUMBERED.sub("", unicodedata.normalize("NFKC", title))
    words = re.findall(r"\w+", fold(_changing(language).sub(" ", title)))
    return "".join(words) if language == "zh" else " ".join(words)


@lru_cache(maxsize=65536)
def _content(title: str, language: Language) -> frozenset[str]:
    title = _changing(language).sub(" ", _NUMBERED.sub("", title))
    return frozenset(stem for stem in stems(title, language) if len(stem) > 2 or language == "zh")


@lru_cache(maxsize=6)
def _changing(language: Language) -> re.Pattern[str]:
    """What changes from one session to the next: years, and "fifty-fourth"."""
    named = _ORDINALS.get(language)
    return re.compile(rf"{_FIGURES}|\b(?:{named})\b" if named else _FIGURES, re.IGNORECASE)
