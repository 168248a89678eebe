"""Words of a text: where they stand and what stem they share.

One definition of "word" serves the lexical index, the lexicon, and the reading of questions,
so that a term of a question and a term of a paragraph can be compared at all.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

import Stemmer

Language = Literal["en", "fr", "ru", "es", "ar", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The six official languages of the United Nations, by their ISO 639-1 codes."""

_STEMMERS = {
    "en": "english",
    "fr": "french",
    "ru": "russian",
    "es": "spanish",
}
# light10, the light stemmer for retrieval of Larkey, Ballesteros and Connell (2007), "Light
# Stemming for Arabic Information Retrieval": Snowball's cuts one noun's forms to several stems.
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# A word is a run of letters, marks and digits; an inner hyphen joins (COVID-19), an apostrophe
# does not (l'Asie is two words), and a run of Han characters is cut into words by a segmenter.
_WORD = re.compile(
    rf"[{_HAN}]+|[^\W_{_HAN}](?:[^\W_{_HAN}]|[\u0300-\u036f\u064b-\u065f]|[-\u2010\u2011](?=[0-9]))*"
)
_ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"})


class Word(NamedTuple):
    """A word of a text.

    `start` and `end` count Unicode code points of the text; `stem` is what inflected forms share.
    """

    surface: str
    stem: str
    start: int
    end: int


def words(text: str, language: Language) -> list[Word]:
    """The words of `text` in reading order, each with its stem in `language`."""
    return list(_words(text, language))


@lru_cache(maxsize=4096)
def _words(text: str, language: Language) -> tuple[Word, ...]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        run = match.group()
        if _is_han(run[0]):
            found.extend(_segment(run, match.start()))
        else:
            found.append(Word(run, stem(run, language), match.start(), match.end()))
    return tuple(found)


def stems(text: str, language: Language) -> list[str]:
    """The stems of the words of `text`, in reading order."""
    return [word.stem for word in words(text, language)]


@lru_cache(maxsize=65536)
def stem(word: str, language: Language) -> str:
    """The stem of one word: Snowball's for its script, after folding case and accents.

    A word in Latin letters inside a Russian, Arabic or Chinese text is stemmed as English, since
    such words are names and acronyms there.
    """
    folded = fold(word)
    if not folded or not any(map(str.isalpha, folded)):
        return folded
    if folded.isascii():
        language = language if language in ("fr", "es") else "en"
    elif language == "zh":
        return folded
    if language == "ar":
        return _arabic_stem(folded)
    stemmed: str = _stemmer(language).stemWord(unicodedata.normalize("NFC", word.casefold()))
    return fold(stemmed) or folded


def fold(text: str) -> str:
    """`text` without case, accents and Arabic vowel signs, for comparison only (never shown)."""
    if text.isascii():
        return text.lower()
    text = _ARABIC_MARKS.sub("", text.casefold()).translate(_ARABIC_LETTERS)
    decomposed = unicodedata.normalize("NFD", text)
    # й and ё are letters of their own in Russian, but ё is written е more often than not.
    kept = "".join(
        c
        for i, c in enumerate(decomposed)
        if not (unicodedata.combining(c) and not (c == "\u0306" and decomposed[i - 1] == "и"))
    )
    return unicodedata.normalize("NFC", kept)


def _arabic_stem(word: str) -> str:
    # light10 cuts every initial "and"; here only where the next letters show that it is one, since
    # the nouns of a mandate begin with that letter too (ولاية, وظائف, وقائية).
    if word.startswith(("وو", "ولل")) and len(word) > 4:
        word = word[1:]
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 3:
            word = word[: -len(suffix)]
    return word


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _segment(run: str, offset: int) -> list[Word]:
    # Heavy and needed for Chinese alone.
    import rjieba

    found: list[Word] = []
    for piece in rjieba.cut(run):
        found.append(Word(piece, piece, offset, offset + len(piece)))
        offset += len(piece)
    return found


@lru_cache(maxsize=len(_STEMMERS))
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS.get(language, "english"))
