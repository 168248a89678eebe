"""Teaches what acronyms stand for: resolutions write names out, and readers do not."""

from __future__ import annotations

import re
from typing import Final

from index.acronyms import known_names
from index.embedder.training.aligned import Aligned
from index.words import LANGUAGES, Language

# Russian names stand in any case; the endings of their words vary.
_ENDING: Final = 2
_SHORTEST_INFLECTED: Final = 5


def short_forms() -> list[str]:
    """All short forms, in all languages."""
    return [
        short
        for name in known_names()
        for language in LANGUAGES
        for short in name.short_forms[language]
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
    for name in known_names():
        for number in range(max(1, *map(len, name.short_forms.values()))):
            for language, forms in name.short_forms.items():
                written = name.names.get(language, "")
                texts[language].append(written)
                asked[language].append(forms[number % len(forms)] if forms else written)
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
        name.names[language]: name.short_forms[language][0]
        for name in known_names()
        if language in name.names and name.short_forms[language]
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
