"""Acronyms that the documents never spell, worked out from the names that they do spell.

"OSCE" is found in "Organization for Security and Cooperation in Europe", "ОБСЕ" in "Организацией по
безопасности и сотрудничеству в Европе": the initials of a name's words, in order, without its
function words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.question.pack import load_pack
from index.lexicon import load_lexicon
from index.words import Language, Word, fold, words

_LEAST_LETTERS = 2
# The longer an acronym, the surer a match that passes over some words of the name: UNRCCA leaves
# out "for Preventive Diplomacy".
_SKIPS = {6: 2, 7: 2, 8: 2}
_MOST_FUNCTION_WORDS = 3
_LIKELY = 0.5
_LONGEST = 7
# Up to this length initials agree by chance too often.
_SHORT = 3
# Languages that write the words of a body's name small, all but the first.
_ONE_CAPITAL = ("fr", "ru", "es")


def is_acronym(surface: str) -> bool:
    """Whether a word of a question looks like an acronym: two or more capitals, no small letters."""
    letters = [c for c in surface if c.isalpha()]
    return len(letters) >= _LEAST_LETTERS and all(c.isupper() for c in letters)


@lru_cache(maxsize=8192)
def expansion(acronym: str, text: str, language: Language) -> tuple[int, int] | None:
    """Where `text` spells the name that `acronym` stands for: (start, end), or None."""
    initials = fold(acronym)
    tokens = _words_of(text, language)
    for first, token in enumerate(tokens):
        if token.surface[0].isupper() and fold(token.surface)[0] == initials[0]:
            last = _match(initials, tokens, first, _function_words(language))
            if last is not None and _is_name(text, tokens[first : last + 1], initials, language):
                return token.start, tokens[last].end
    return None


def _is_name(text: str, tokens: Sequence[Word], initials: str, language: Language) -> bool:
    """Whether words with the right initials are a name, and not just words that follow each other."""
    short = len(initials) <= _SHORT
    if short and "," in text[tokens[0].start : tokens[-1].end]:
        # Of long names some have commas: "Educational, Scientific and Cultural".
        return False
    if _capitals(tokens) >= 2:
        return True
    # "Шанхайская организация сотрудничества", "Fonds monétaire international"; but any word has a
    # capital where a sentence begins.
    begins = not text[: tokens[0].start].strip() or text[: tokens[0].start].rstrip()[-1] in ".:;!?"
    return language in _ONE_CAPITAL and len(initials) >= _SHORT and not begins


@lru_cache(maxsize=1024)
def spellings(acronym: str, stemmed: str, language: Language) -> tuple[str, ...]:
    """The acronym, and its English form where the lexicon has one: ONUDC is UNODC."""
    if language == "en":
        return (acronym,)
    english = (
        stem.upper()
        for stem, likelihood in load_lexicon().to_english(stemmed, language)[:2]
        if likelihood >= _LIKELY and len(stem) <= _LONGEST
    )
    return (acronym, *english)


def _match(
    initials: str, tokens: Sequence[Word], first: int, function_words: frozenset[str]
) -> int | None:
    """The index of the last word of the name that begins at `first`, or None."""
    last = _in_order(initials, tokens, first, function_words, _SKIPS.get(len(initials), 0))
    if last is not None:
        return last
    # Languages order a name's words differently from its acronym: Organisation de Shanghai pour la
    # coopération is OCS.
    letters, position = "", first
    while position < len(tokens) and len(letters) < len(initials):
        word = fold(tokens[position].surface)
        letters += "" if word in function_words else word[0]
        position += 1
    same = len(initials) >= 3 and letters[:1] == initials[0] and sorted(letters) == sorted(initials)
    named = same and _capitals(tokens[first:position]) >= 2
    return position - 1 if named else None


def _in_order(
    initials: str,
    tokens: Sequence[Word],
    first: int,
    function_words: frozenset[str],
    skips: int,
) -> int | None:
    at, passed = 0, 0
    last = first
    for position in range(first, len(tokens)):
        word = fold(tokens[position].surface)
        if word[0] == initials[at] and word not in function_words:
            at, passed, last = at + 1, 0, position
            if at == len(initials):
                return last
        elif word in function_words:
            passed += 1
            # Two letters are too few to pass over anything: "Encourages the United" is no EU.
            if passed > _MOST_FUNCTION_WORDS or len(initials) < 3:
                return None
        elif skips and at >= 3:
            skips -= 1
        else:
            return None
    return None


def _capitals(tokens: Sequence[Word]) -> int:
    return sum(token.surface[0].isupper() for token in tokens)


def _function_words(language: Language) -> frozenset[str]:
    return load_pack(language).stop


@lru_cache(maxsize=4096)
def _words_of(text: str, language: Language) -> tuple[Word, ...]:
    return tuple(words(text, language))
