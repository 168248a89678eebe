"""The terms of a question: the words that say what it is about, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.calibration import CALIBRATION
from assistant.question.collectives import find_members
from assistant.question.names import is_acronym
from assistant.question.pack import Pack, load_pack
from index.lexicon import load_lexicon
from index.lexicon.everyday import everyday_rarity
from index.words import Language, Word, fold, stem, words

# A word of the body's own name or title says little about which paragraph answers.
SUBJECT_WEIGHT = 0.05
_ACRONYM_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question that carries meaning.

    `stem` is what is looked for, after spelling was mended; `weight` is between 0 and 1;
    `collective` are the names under which documents speak of a body together with others.
    """

    surface: str
    stem: str
    weight: float
    acronym: bool = False
    collective: tuple[str, ...] = ()
    corrected: str | None = None


def find_terms(
    text: str, pack: Pack, vocabulary: Collection[str], subject: Collection[str]
) -> list[Term]:
    """The terms of `text`, in order, each stem once.

    `vocabulary` has the folded words of the documents, which misspelt words are compared with;
    `subject` has the stems of the body's own name in the question's language.
    """
    found: dict[str, Term] = {}
    for names, start, end in find_members(text):
        member = text[start:end]
        found[member] = Term(member, member, _ACRONYM_WEIGHT, collective=names)
        text = text[:start] + " " * (end - start) + text[end:]
    for word in words(text, pack.language):
        surface = fold(word.surface)
        if _carries_nothing(surface, pack):
            continue
        if is_acronym(word.surface) and not text.isupper() and surface not in pack.body:
            found.setdefault(word.stem, Term(word.surface, word.stem, _ACRONYM_WEIGHT, acronym=True))
            continue
        mended = correct(surface, word.stem, pack.language, frozenset(vocabulary))
        if mended and _carries_nothing(mended, pack):
            continue
        stemmed = stem(mended, pack.language) if mended else _known_stem(word, pack.language)
        weight = everyday_rarity(stemmed, pack.language) ** CALIBRATION.rarity_power
        if stemmed in subject or (mended or surface) in pack.body:
            weight = SUBJECT_WEIGHT
        found.setdefault(stemmed, Term(word.surface, stemmed, weight, corrected=mended))
    return list(found.values())


def _known_stem(word: Word, language: Language) -> str:
    """The stem of `word`; in Arabic without the conjunction or preposition written with it.

    A first letter is only taken off where what is left is a known word and the whole is not.
    """
    lexicon = load_lexicon()
    if language != "ar" or lexicon.knows(word.stem, language) or len(word.surface) < 5:
        return word.stem
    bare = stem(word.surface[1:], language)
    proclitic = word.surface[0] in "وفبكل" and lexicon.knows(bare, language)
    return bare if proclitic else word.stem


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
    """The word that a misspelt `surface` stands for, or None where it is well spelt or unknown;
    `stemmed` is its stem.

    Words of the documents come first, then those of asking, then the language's at large. One edit
    is forgiven in short words, two in words of seven letters or more (Damerau 1964: four in five
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
        [c for c in candidates if abs(len(c) - len(surface)) <= edits and len(c) >= 3],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=edits,
    )
    return found[0] if found else None
