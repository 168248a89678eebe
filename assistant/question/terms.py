"""The terms of a question: the words that say what it is about, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.calibration import CALIBRATION
from assistant.question.collectives import find_members
from assistant.question.names import is_acronym
from assistant.question.pack import Pack, blank, load_pack
from index.lexicon import load_lexicon
from index.lexicon.everyday import everyday_rarity
from index.words import Language, Word, fold, stem, words

# A word of the body's own name or title says little about which paragraph answers.
SUBJECT_WEIGHT = 0.05
_SHORT = 3
_SHOUTED = 25
_LONGEST_ACRONYM = 7
_ACRONYM_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question that carries meaning.

    `stem` is what is looked for, after spelling was mended; `weight` is between 0 and 1;
    `predicate` marks what the person asked for is said to do. `collective` are the names
    under which documents speak of a body together with others.
    """

    surface: str
    stem: str
    weight: float
    acronym: bool = False
    collective: tuple[str, ...] = ()
    corrected: str | None = None
    predicate: bool = False


def find_terms(
    text: str,
    pack: Pack,
    vocabulary: frozenset[str] | None,
    is_subject: Callable[[str, Language], bool],
) -> list[Term]:
    """The terms of `text`, in order, each stem once.

    `vocabulary` has the folded words of the documents, which misspelt words are compared with (None:
    every word stands as it is spelt);
    `is_subject` tells whether a stem is of the body's own name.
    """
    known = load_lexicon().knows
    found: dict[str, Term] = {}
    for names, start, end in find_members(text):
        member = text[start:end]
        if fold(member) in pack.body:
            continue
        found[member] = Term(
            member, member, _ACRONYM_WEIGHT, acronym=is_acronym(member), collective=names
        )
        text = blank(text, [(start, end)])
    first = len(text) - len(text.lstrip(" ¿¡«“\"'"))
    for word in words(text, pack.language):
        surface = fold(word.surface)
        if _carries_nothing(surface, pack):
            continue
        if _is_acronym(word, text, pack):
            found.setdefault(
                word.stem, Term(word.surface, word.stem, _ACRONYM_WEIGHT, acronym=True)
            )
            continue
        mended = (
            None if vocabulary is None else correct(surface, word.stem, pack.language, vocabulary)
        )
        if mended and _carries_nothing(mended, pack):
            continue
        stemmed = stem(mended, pack.language) if mended else _known_stem(word, pack.language)
        weight = everyday_rarity(stemmed, pack.language) ** CALIBRATION.rarity_power
        # A name is rarer than any word, and says less of what is asked about it.
        is_name = word.start > first and word.surface[0].isupper() and not text.isupper()
        weight = min(weight, CALIBRATION.name_weight if is_name else CALIBRATION.most_weight)
        if is_subject(stemmed, pack.language) or (mended or surface) in pack.body:
            weight = SUBJECT_WEIGHT
        if len(surface) <= _SHORT and pack.language != "zh" and not known(stemmed, pack.language):
            # A short word that nobody knows is a slip or an affix.
            weight = SUBJECT_WEIGHT
        found.setdefault(stemmed, Term(word.surface, stemmed, weight, corrected=mended))
    return list(found.values())


def _is_acronym(word: Word, text: str, pack: Pack) -> bool:
    """Whether `word` is an acronym; in a text all in capitals, a word that the language has not."""
    if not is_acronym(word.surface) or fold(word.surface) in pack.body:
        return False
    shouted = text.isupper() and len(text) > _SHOUTED
    return not shouted or (
        len(word.surface) <= _LONGEST_ACRONYM
        and not load_lexicon().knows(stem(word.surface.lower(), pack.language), pack.language)
    )


def _known_stem(word: Word, language: Language) -> str:
    """The stem of `word`; in Arabic without the conjunction or preposition written with it.

    A first letter is only taken off where what is left has a surer translation than the whole.
    """
    if language != "ar" or len(word.surface) < 5 or word.surface[0] not in "وفبكل":
        return word.stem
    bare = stem(word.surface[1:], language)
    surer = _translated(bare, language) > _translated(word.stem, language) + _SURER
    return bare if surer else word.stem


# How much surer a translation must be without the letter than with it.
_SURER = 0.2


def _translated(stemmed: str, language: Language) -> float:
    found = load_lexicon().to_english(stemmed, language)
    return found[0][1] if found else 0.0


def _carries_nothing(surface: str, pack: Pack) -> bool:
    if surface in pack.stop or surface in pack.frame:
        return True
    if surface.isdigit():
        return len(surface) < 3
    if pack.language == "zh":
        return not any(c.isalnum() for c in surface)
    return len(surface) < 2


@lru_cache(maxsize=4096)
def correct(
    surface: str, stemmed: str, language: Language, vocabulary: frozenset[str]
) -> str | None:
    """The word that a misspelt `surface` stands for, or None where it is well spelt or unknown.

    `stemmed` is its stem. Words of the documents come first, then those of asking. One edit is
    forgiven in short words, two in words of seven letters or more (Damerau 1964: four in five
    misspellings are one edit away).
    """
    pack = load_pack(language)
    if pack.language == "zh" or not re.fullmatch(r"[^\W\d_]{3,}", surface):
        return None
    lexicon = load_lexicon()
    if surface in vocabulary or lexicon.knows(stemmed, language):
        return None
    edits = 2 if len(surface) >= 7 else 1
    if len(surface) >= 4 and (near := _near(surface, vocabulary, edits)):
        return near
    return _near(surface, pack.frame | pack.stop, edits if len(surface) >= 4 else 1)


def _near(surface: str, candidates: Collection[str], edits: int) -> str | None:
    found = process.extractOne(
        surface,
        # Of words equally near the first is taken: in order, so that it is the same in every process.
        sorted(c for c in candidates if abs(len(c) - len(surface)) <= edits and len(c) >= 3),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=edits,
    )
    return found[0] if found else None
