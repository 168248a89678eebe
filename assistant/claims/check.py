"""Whether what a statement says stands in its passages: what does not is objected to.

A statement is a model's own sentence. It may assert nothing that its passages do not: every number,
date, document symbol and place, every negation, every word that makes a duty of a thing or shuts
others out, and every word of substance must stand there, as itself, in another form, in translation
or (by the lexicon) as a paraphrase; and who does what must be told as it is told there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.claims.claim import Claim
from assistant.claims.denial import CLAUSE, negations
from assistant.claims.facts import check_numbers, check_places, check_status, check_symbols
from assistant.claims.ground import ORGANIZATION, Ground, Objection
from assistant.claims.meaning import content_of, stands_in
from assistant.claims.numbers import find_numbers
from assistant.claims.sense import (
    check_actor,
    check_force,
    check_negations,
    check_opposition,
    check_order,
    check_role,
)
from assistant.question.pack import blank, folded, load_pack
from assistant.question.places import find_places
from assistant.question.reading import clean
from assistant.support import LINES
from index.languages import detect_language
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


def find_objections_in_any(
    text: str, language: Language, grounds: Sequence[Ground]
) -> tuple[Objection, ...]:
    """The objections to `text`, which should be in `language` and may be in another.

    A model may not keep to the reader's language. What `text` denies, or makes a duty of, is looked for
    in both: in the wrong language a negation is a word like others.
    """
    objections = find_objections(text, language, grounds)
    detected = detect_language(text, language)
    if detected == language:
        return objections
    others = find_objections(text, detected, grounds)
    if not objections:
        return tuple(o for o in others if o.kind in _SENSE)
    return () if not others else objections


_SENSE = frozenset({"negation", "obligation", "exclusive", "universal"})


def asserts_something(text: str, language: Language) -> bool:
    """Whether `text` has any word of substance; a lead to a quote has none."""
    return bool(content_of(words(clean(text), language), language))


def adds_nothing(text: str, language: Language, said: Sequence[tuple[str, Language]]) -> bool:
    """Whether every word of substance, number and negation of `text` stands in what was `said`.

    Words of asking may be added, and the number of a place: "the second function".
    """
    text = clean(text)
    pack = load_pack(language)
    asking = pack.frame | pack.stop | pack.body
    content = content_of(words(text, language), language)
    telling = [word for word in content if fold(word.surface) not in asking]
    if not all(stands_in(word, language, said) for word in telling):
        return False
    if negations(text, language) and not any(negations(each, held) for each, held in said):
        return False
    places = [(place.start, place.end) for place in find_places(folded(text), pack) if place.head]
    known = {n for each, held in said for n, _, _ in find_numbers(each, held).numbers}
    return all(n in known for n, _, _ in find_numbers(blank(text, places), language).numbers)


def check_content(claim: Claim) -> Iterator[Objection]:
    """Every word of substance must stand somewhere, and those of one clause in one passage."""
    content = claim.content_of(words(claim.rest, claim.language))
    missing = [word for word in content if not any(_stands(claim, word, g) for g in claim.grounds)]
    yield from (Objection("word", word.surface) for word in missing)
    if missing:
        return
    yield from _check_subject(claim, content)
    for number, clause in _clauses(claim, content).items() if len(claim.grounds) > 1 else ():
        grounds = claim.grounds
        if claim.verbatim and number in _clause_numbers(claim, *claim.verbatim[:2]):
            # It goes on with the words of one passage.
            grounds = (claim.verbatim.ground,)
        if not any(_all_stand(claim, clause, ground) for ground in grounds):
            yield Objection("stitched", " ".join(word.surface for word in clause))


def _all_stand(claim: Claim, clause: Sequence[Word], ground: Ground) -> bool:
    """Whether a clause stands in `ground`; a line around the text, a signature, tells of all of it."""
    lines = [each for each in claim.grounds if each.paragraph.kind in LINES]
    return all(any(_stands(claim, word, each) for each in (ground, *lines)) for word in clause)


def _stands(claim: Claim, word: Word, ground: Ground) -> bool:
    texts = (*ground.texts, *ground.heads, *ground.places)
    return stands_in(word, claim.language, texts)


def _check_subject(claim: Claim, content: Sequence[Word]) -> Iterator[Objection]:
    """What is told of a document, its title and its organ, says who speaks, and no more.

    Behind a clause's first word of the paragraph itself no word may come from there alone; and
    without any word of the paragraph itself a sentence says nothing of it, beside who speaks.
    """
    own = [pair for ground in claim.grounds for pair in ground.own]
    organs = [pair for ground in claim.grounds for pair in (*ground.organs, *ORGANIZATION)]
    texts = [*claim.texts, *ORGANIZATION]
    speaks = [word for word in content if stands_in(word, claim.language, organs)]
    if not claim.verbatim and not any(stands_in(word, claim.language, own) for word in content):
        others = [word for word in content if word not in speaks]
        if others and not claim.leads:
            yield Objection("subject", " ".join(word.surface for word in others))
        return
    names = _organ_spans(claim)
    # Arabic has the verb before whom it is said of.
    most = 1 if claim.language == "ar" else 0
    for clause in _clauses(claim, content).values():
        begun = 0
        for word in clause:
            if begun <= most and any(start <= word.start < end for start, end in names):
                continue
            begun += stands_in(word, claim.language, own)
            begun += claim.verbatim is not None and word.start >= claim.verbatim.end
            if begun and not stands_in(word, claim.language, texts):
                yield Objection("subject", word.surface)


def _organ_spans(claim: Claim) -> list[tuple[int, int]]:
    """Where the organs whose documents they are stand in the statement, by name."""
    plain = folded(claim.rest)
    names = {folded(name) for ground in claim.grounds for name, _ in ground.organs}
    return [m.span() for name in names for m in re.finditer(re.escape(name), plain)]


def _clauses(claim: Claim, content: Sequence[Word]) -> dict[int, list[Word]]:
    """`content` by the numbers of clauses: what two passages say is not what one of them does."""
    clauses: dict[int, list[Word]] = {}
    for word in content:
        clauses.setdefault(_clause_numbers(claim, word.start)[0], []).append(word)
    return clauses


def _clause_numbers(claim: Claim, *offsets: int) -> list[int]:
    """The number of the clause in which each of `offsets` stands."""
    plain = folded(claim.text)
    parts = [m.start() for m in CLAUSE.finditer(plain)]
    parts += [m.start() for m in claim.vocabulary.joins.finditer(plain)]
    return [sum(part <= offset for part in parts) for offset in offsets]


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
