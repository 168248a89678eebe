"""Whether what a statement says stands in its passages: what does not is objected to.

A statement is a model's own sentence. It may assert nothing that its passages do not: every number,
date, document symbol and place, every negation, every word that makes a duty of a thing or shuts
others out, and every word of substance must stand there, as itself, in another form, in translation
or (by the lexicon) as a paraphrase; and who does what must be told as it is told there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.claims.claim import Claim
from assistant.claims.denial import CLAUSE
from assistant.claims.facts import check_numbers, check_places, check_status, check_symbols
from assistant.claims.ground import Ground, Objection
from assistant.claims.meaning import content_of, stands_in, supported, vocabulary_of
from assistant.claims.numbers import find_numbers
from assistant.claims.sense import (
    check_actor,
    check_force,
    check_negations,
    check_opposition,
    check_order,
    check_role,
)
from assistant.question.pack import folded, load_pack
from assistant.question.reading import clean
from assistant.support import LINES
from index.words import Language, Word, fold, words


def find_objections(
    text: str, language: Language, grounds: Sequence[Ground]
) -> tuple[Objection, ...]:
    """What in the statement `text` does not stand in `grounds`; nothing where all of it does.

    `language` is the statement's. Without any ground everything is objected to.
    """
    if not grounds:
        return (Objection("passage", text),)
    claim = Claim(clean(text), language, tuple(grounds))
    return tuple(objection for check in _CHECKS for objection in check(claim))


def asserts_something(text: str, language: Language) -> bool:
    """Whether `text` has any word of substance; a lead to a quote has none."""
    return bool(content_of(words(clean(text), language), language))


def adds_nothing(text: str, language: Language, said: Sequence[tuple[str, Language]]) -> bool:
    """Whether every word of substance and every number of `text` stands in the texts that were `said`."""
    text = clean(text)
    vocabularies = [(vocabulary_of(each, held), held) for each, held in said]
    pack = load_pack(language)
    for word in words(text, language):
        surface = fold(word.surface)
        asks = surface in pack.frame or surface in pack.stop or surface in pack.body
        if asks or not content_of([word], language):
            continue
        if not any(supported(word, language, *vocabulary) for vocabulary in vocabularies):
            return False
    known = {n for each, held in said for n, _, _ in find_numbers(each, held).numbers}
    return all(n in known for n, _, _ in find_numbers(text, language).numbers)


def check_content(claim: Claim) -> Iterator[Objection]:
    """Every word of substance must stand somewhere, and those of one clause in one passage."""
    objected = False
    content = claim.content_of(words(claim.rest, claim.language))
    for word in content:
        if not any(stands_in(word, claim.language, ground) for ground in claim.grounds):
            objected = True
            yield Objection("word", word.surface)
    if objected or len(claim.grounds) == 1:
        return
    # A line around the text, such as a signature, tells of all of it.
    lines = [ground for ground in claim.grounds if ground.paragraph.kind in LINES]
    for clause in _clauses(claim, content):
        if not any(
            all(
                any(stands_in(word, claim.language, g) for g in (ground, *lines)) for word in clause
            )
            for ground in claim.grounds
        ):
            yield Objection("stitched", " ".join(word.surface for word in clause))


def _clauses(claim: Claim, content: Sequence[Word]) -> list[list[Word]]:
    """`content` by clauses: what two passages say cannot be told as what one of them does."""
    plain = folded(claim.rest)
    parts = [m.start() for m in CLAUSE.finditer(plain)]
    parts += [m.start() for m in claim.vocabulary.joins.finditer(plain)]
    clauses: dict[int, list[Word]] = {}
    for word in content:
        clauses.setdefault(sum(part <= word.start for part in parts), []).append(word)
    return list(clauses.values())


# Each takes out of the text what it has dealt with: their order matters.
_CHECKS: tuple[Callable[[Claim], Iterator[Objection]], ...] = (
    check_symbols,
    check_status,
    check_places,
    check_numbers,
    check_force,
    check_role,
    check_negations,
    check_opposition,
    check_actor,
    check_order,
    check_content,
)
