"""What a text denies: where its negations stand, and the words that they reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import folded
from index.document import Quote
from index.words import Language, Word, fold, words

CLAUSE = re.compile(r"[.,;:!?،؛؟。，；：！？()\n]")
"""What ends a clause."""

_REACH = 6


def misleads(quote: Quote) -> bool:
    """Whether `quote` begins right behind a negation, or behind what does away with it.

    It would say the contrary of its clause.
    """
    text = quote.paragraph.versions[quote.language].text
    behind = (text, quote.start, quote.language)
    return is_behind_negation(*behind) or is_behind_opposition(*behind)


def is_behind_negation(text: str, start: int, language: Language) -> bool:
    """Whether the last word of substance before `start`, in the same clause, is denied or denies."""
    return _ends_with(text[:start], negations(text[:start], language), language)


def is_behind_opposition(text: str, start: int, language: Language) -> bool:
    """Whether what begins at `start` is what the word before it does away with."""
    found = load_vocabulary(language).adverse.finditer(folded(text[:start]))
    return _ends_with(text[:start], [match.span() for match in found], language)


def _ends_with(text: str, spans: Sequence[tuple[int, int]], language: Language) -> bool:
    """Whether the last word of `text` is the last of `spans`, with no end of a clause behind it."""
    before = words(text, language)
    telling = _telling(before, language)
    if not telling or not spans or CLAUSE.search(text[telling[-1].end :]):
        return False
    return spans[-1][1] >= telling[-1].end


@lru_cache(maxsize=4096)
def denied(text: str, language: Language) -> tuple[tuple[Word, ...], ...]:
    """The words that each negation of `text` reaches: the next few of its clause."""
    return tuple(_scope(text, after, language) for _, after in negations(text, language))


def _scope(text: str, after: int, language: Language) -> tuple[Word, ...]:
    """The next few words of substance of the clause that goes on at `after`."""
    clause = CLAUSE.search(text, after)
    end = clause.start() if clause else len(text)
    scope = [word for word in words(text, language) if after <= word.start < end]
    return tuple(_telling(scope, language)[:_REACH])


_NEAREST = 2


@lru_cache(maxsize=4096)
def only_denied(text: str, language: Language) -> tuple[str, ...]:
    """The stems next to a negation of `text`: affirmed, they would say the contrary."""
    return tuple({w.stem for scope in denied(text, language) for w in scope[:_NEAREST]})


@lru_cache(maxsize=4096)
def not_denied(text: str, language: Language) -> tuple[str, ...]:
    """The stems that stand in `text` out of reach of any negation."""
    return _out_of_reach(denied(text, language), text, language)


@lru_cache(maxsize=4096)
def only_opposed(text: str, language: Language) -> tuple[str, ...]:
    """The stems that `text` has only as what is done away with: "countering illicit production"."""
    scopes = [scope[:_NEAREST] for scope in opposed(text, language)]
    elsewhere = _out_of_reach(scopes, text, language)
    return tuple({w.stem for scope in scopes for w in scope} - set(elsewhere))


@lru_cache(maxsize=4096)
def opposed(text: str, language: Language) -> tuple[tuple[Word, ...], ...]:
    """The words that each word of doing away with something reaches in `text`."""
    found = load_vocabulary(language).adverse.finditer(folded(text))
    return tuple(_scope(text, match.end(), language) for match in found)


def _out_of_reach(
    scopes: Iterable[Sequence[Word]], text: str, language: Language
) -> tuple[str, ...]:
    reached = {word.start for scope in scopes for word in scope}
    return tuple({w.stem for w in words(text, language) if w.start not in reached})


def negations(text: str, language: Language) -> list[tuple[int, int]]:
    """Where the negations of `text` stand. In Chinese they are words: "不断" denies nothing."""
    pattern = load_vocabulary(language).negation
    if language == "zh":
        # "最不发达国家" are the least developed countries.
        return [
            (word.start, word.end)
            for word in words(text, "zh")
            if pattern.fullmatch(word.surface) and text[word.start - 1 : word.start] != "最"
        ]
    return [match.span() for match in pattern.finditer(folded(text))]


def _telling(found: Sequence[Word], language: Language) -> list[Word]:
    plain = load_vocabulary(language).plain
    return [word for word in found if fold(word.surface) not in plain]
