"""Finds which drafting verb a reader means by a word: "encourages", "to encourage", "encouragement"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.drafting.forms import fold, spellings
from assistant.drafting.matcher import load_matcher
from assistant.drafting.table import load_forms, load_verbs
from index.words import LANGUAGES, Language, stems

_OUTER = re.compile(r"^[\W_]+|[\W_]+$")
_MOST_WORDS = 8


def find_verb(words: str, language: Language) -> str | None:
    """The name of the verb that `words` are a form of, the reader's language first; None of other words."""
    words = " ".join(_OUTER.sub("", words).split())
    if not words or len(words.split()) > _MOST_WORDS:
        return None
    for code in (language, *(code for code in LANGUAGES if code != language)):
        name = _whole(words, code, finite=True)
        # Another language's stems would find its verbs in the reader's nouns.
        if name is None and code in (language, "en"):
            name = _by_stem(words, code)
        name = name or _whole(words, code, finite=False)
        if name:
            return name
    return None


def _whole(words: str, language: Language, *, finite: bool) -> str | None:
    """The verb of which the words are a form and nothing more, adverbs apart.

    Its finite forms and its infinitive, or with `finite` False its participles.
    """
    found = load_matcher(language).match(words, 0)
    if found and found.end == len(words) and found.finite == finite:
        return found.verb.name
    return _spelled(language).get(fold(_infinitive(words, language))) if finite else None


def _infinitive(words: str, language: Language) -> str:
    """The words without the particle of an infinitive ("to encourage")."""
    particle = load_forms(language).particle
    return (
        words[len(particle) :].strip() if particle and fold(words).startswith(particle) else words
    )


def _by_stem(words: str, language: Language) -> str | None:
    """The verb that shares its stems with the words: "encouragement", "encouraged"."""
    return _stemmed(language).get(tuple(stems(_infinitive(words, language), language)))


@lru_cache(maxsize=len(LANGUAGES))
def _spelled(language: Language) -> dict[str, str]:
    """Every finite form and infinitive, and its verb; of a form of two verbs the first counts."""
    table: dict[str, str] = {}
    for name in load_verbs():
        verb = load_forms(language).verbs[name]
        for form in (*verb.plain, *verb.operative):
            for spelling in spellings(form, spaced=language != "zh"):
                table.setdefault(fold(spelling), name)
    return table


@lru_cache(maxsize=len(LANGUAGES))
def _stemmed(language: Language) -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for spelling, name in _spelled(language).items():
        table.setdefault(tuple(stems(spelling, language)), name)
    return table
