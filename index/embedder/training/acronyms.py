"""Teaches what acronyms stand for: resolutions write names out, and readers do not.

`acronyms.tsv` lists bodies, treaties and set terms with name and short forms in the six languages.
The names are those that resolutions of the General Assembly print, or else the official names; the
short forms are those in common use. An empty cell: none, or not known surely.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from index.embedder.training.aligned import Aligned
from index.words import LANGUAGES, Language

_BETWEEN: Final = " | "
# Russian names stand in any case; the endings of their words vary.
_ENDING: Final = 2
_SHORTEST_INFLECTED: Final = 5


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, str]]:
    table = files("index.embedder.training").joinpath("acronyms.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def short_forms() -> list[str]:
    """All short forms, in all languages."""
    return [
        short
        for row in _rows()
        for language in LANGUAGES
        for short in row[f"{language}_short"].split(_BETWEEN)
        if short
    ]


def said_by_acronym(paragraphs: Aligned, weight: float) -> list[Aligned]:
    """Two sources, each of `weight`, that ask by short forms.

    One has the names themselves, the other those of `paragraphs` that hold names, asked for in
    their own words but with short forms for names.
    """
    return [_names(weight), _mentions(paragraphs, weight)]


def _names(weight: float) -> Aligned:
    """Every name with each of its short forms; where a language has fewer, the first again."""
    texts: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
    asked: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
    for row in _rows():
        shorts = {code: row[f"{code}_short"].split(_BETWEEN) for code in LANGUAGES}
        for number in range(max(map(len, shorts.values()))):
            for language, forms in shorts.items():
                texts[language].append(row[language])
                asked[language].append(forms[number % len(forms)] or row[language])
    return Aligned("acronyms", weight, texts, cut=0.0, asked=asked)


def _mentions(paragraphs: Aligned, weight: float) -> Aligned:
    shortened = {
        language: _shortened(texts, language) for language, texts in paragraphs.texts.items()
    }
    rows = [
        row
        for row in range(len(paragraphs))
        if any(shortened[code][row] != paragraphs.texts[code][row] for code in shortened)
    ]
    return Aligned(
        "paragraphs with acronyms",
        weight,
        {language: [texts[row] for row in rows] for language, texts in paragraphs.texts.items()},
        asked={language: [texts[row] for row in rows] for language, texts in shortened.items()},
    )


def _shortened(texts: list[str], language: Language) -> list[str]:
    """`texts` with the short form in the place of every name that has one."""
    shorts = {
        row[language]: row[f"{language}_short"].split(_BETWEEN)[0]
        for row in _rows()
        if row[language] and row[f"{language}_short"]
    }
    shortened = list(texts)
    lowered = [text.lower() for text in texts]
    # The longest first: the name of a committee holds that of its organization.
    for name in sorted(shorts, key=len, reverse=True):
        pattern = re.compile(_any_case(name, language), re.IGNORECASE)
        # To look for one word first is a hundred times faster than for the pattern.
        telling = _stem(max(name.lower().split(), key=len), language)
        for row, text in enumerate(lowered):
            if telling in text:
                shortened[row] = pattern.sub(shorts[name], shortened[row])
    return shortened


def _any_case(name: str, language: Language) -> str:
    if language == "zh":
        return re.escape(name)
    words = [
        re.escape(stem) + (r"\w{0,4}" if stem != word else "")
        for word in name.split()
        for stem in [_stem(word, language)]
    ]
    return r"\b" + r"\s+".join(words) + r"\b"


def _stem(word: str, language: Language) -> str:
    inflected = language == "ru" and len(word) >= _SHORTEST_INFLECTED
    return word[:-_ENDING] if inflected else word
