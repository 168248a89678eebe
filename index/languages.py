"""Which of the six official languages a text is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from index.lexicon import Lexicon, load_lexicon
from index.words import Language, stem, words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Each with how many Latin letters one of its characters outweighs.
_SCRIPTS: tuple[tuple[re.Pattern[str], Language, float], ...] = (
    (re.compile(r"[\u0400-\u052f]"), "ru", 2.0),
    (re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"), "ar", 2.0),
    (re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), "zh", 6.0),
)
_LATIN_LANGUAGES: tuple[Language, ...] = ("en", "fr", "es")
_FEW_WORDS = 5
_TIE = 0.75
# "seventh preambular para" is English: French and Spanish have but one of its words.
_UNKNOWN = 1.0
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# "para. 4" is a word of two languages.
_TOO_SHORT = 4
# Many first questions at once would each load the model.
_LOADING = Lock()
# From its beginning alone: a long word without a digit would be read anew from each of its letters.
_SYMBOL = re.compile(r"(?<!\S)[^\s\d]*+\d\S*|\b[A-Z]{2,}\b")


def detect_language(text: str, default: Language = "en") -> Language:
    """The language of `text` among the six.

    Three of them have scripts of their own; English, French and Spanish are told apart by py3langid
    on all words but symbols and acronyms, or in a few words by the words themselves.
    A text without any word is in the `default` language.
    """
    letters = len(_LATIN.findall(text))
    for script, language, weight in _SCRIPTS:
        # A name in Latin letters does not make a Chinese question English.
        if len(script.findall(text)) * weight > letters:
            return language
    prose = _SYMBOL.sub(" ", text).strip()
    if len(_LATIN.findall(prose)) <= _TOO_SHORT:
        return default
    found = words(prose, "en")
    if len(found) <= _FEW_WORDS:
        return _by_words([word.surface for word in found], default)
    with _LOADING:
        identifier = _identifier()
    named: Language = identifier.classify(prose.lower()[:20000])[0]
    return named


def is_plainly_in_another(text: str, expected: Language) -> bool:
    """Whether `text` is in another of the six languages than `expected`, beyond a doubt.

    It is where the script is another's; where letters are shared, where the words of another speak for
    it too, and those of the language expected do not come near.
    """
    found = detect_language(text, expected)
    if found == expected:
        return False
    if not {found, expected} <= set(_LATIN_LANGUAGES):
        return True
    surfaces = [word.surface for word in words(_SYMBOL.sub(" ", text), "en")]
    return _by_words(surfaces, expected) == found


def _by_words(surfaces: list[str], default: Language) -> Language:
    """The language that has most of a few words, the frequent ones above all.

    Letter sequences tell little of two words; whether they are words does. A near tie is the default’s.
    """
    lexicon = load_lexicon()
    scores: dict[Language, float] = {
        language: sum(_evidence(lexicon, stem(word, language), language) for word in surfaces)
        for language in _LATIN_LANGUAGES
    }
    if any(not word.isascii() for word in surfaces):
        # English has no accents.
        del scores["en"]
    best = max(scores.values())
    if default in scores and scores[default] >= _TIE * best:
        return default
    return max(scores, key=lambda language: scores[language])


def _evidence(lexicon: Lexicon, stemmed: str, language: Language) -> float:
    """What a word says for its text being in `language`: a word that it has not, against it."""
    if not lexicon.knows(stemmed, language):
        return -_UNKNOWN
    return (1 - lexicon.rarity(stemmed, language)) ** 2


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    # Loading its model takes half a second, and other scripts do without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_LATIN_LANGUAGES))
    return identifier
