"""The part of a statement that stands in a passage word for word, whatever its language."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from assistant.claims.denial import is_behind_negation, is_behind_opposition
from assistant.claims.ground import Ground
from index.words import Language, Word, fold, words

FEWEST_WORDS = 4
"""Fewer of the same words in a row are no part of a passage, but chance."""


class Verbatim(NamedTuple):
    """A span of a statement, and the passage that has its words in a row."""

    start: int
    end: int
    ground: Ground


def find_verbatim(text: str, language: Language, grounds: Sequence[Ground]) -> Verbatim | None:
    """The longest span of `text` that has the words of a passage in a row, or None.

    Punctuation and capitals do not count. What stands right behind a negation, or behind a word of
    doing away with it, is not taken: without that word it says the contrary.
    """
    longest, best = 0, None
    for ground in grounds:
        for passage, held in ground.own:
            size, start, end = _longest(text, language, passage, held)
            if size > longest:
                longest, best = size, Verbatim(start, end, ground)
    return best


@lru_cache(maxsize=4096)
def _longest(text: str, language: Language, passage: str, held: Language) -> tuple[int, int, int]:
    """How many words the longest span has, and where in `text` it stands."""
    ours, theirs = words(text, language), words(passage, held)
    matcher = SequenceMatcher(None, _folded(ours), _folded(theirs), autojunk=False)
    found = matcher.find_longest_match()
    if found.size < FEWEST_WORDS:
        return (0, 0, 0)
    begin = theirs[found.b].start
    if is_behind_negation(passage, begin, held) or is_behind_opposition(passage, begin, held):
        return (0, 0, 0)
    return found.size, ours[found.a].start, ours[found.a + found.size - 1].end


def _folded(found: Sequence[Word]) -> list[str]:
    return [fold(word.surface) for word in found]
