"""The checks of what a statement does to the sense of its passages: force, denial, actors, order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.claims.claim import Claim
from assistant.claims.denial import (
    CLAUSE,
    denied,
    negations,
    not_denied,
    only_denied,
    only_opposed,
    opposed,
)
from assistant.claims.ground import ORGANIZATION, Ground, Objection
from assistant.claims.meaning import supported, vocabulary_of
from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import folded
from index.locator import Kind
from index.words import Language, Word, fold, words

_FEWEST = 3
_ORDERED = 0.66


def check_force(claim: Claim) -> Iterator[Objection]:
    """A duty, and what shuts others out, only where a passage has words for it too."""
    plain = folded(claim.rest)
    for kind, own, theirs in (
        ("obligation", "obligation", "obliges"),
        ("exclusive", "exclusive", "exclusive"),
        ("universal", "universal", "universal"),
    ):
        match = getattr(claim.vocabulary, own).search(plain)
        if match is None:
            continue
        held = any(
            getattr(load_vocabulary(code), theirs).search(folded(text))
            for text, code in claim.texts
        )
        if not held:
            yield Objection(kind, match.group())
        else:
            spans = [m.span() for m in getattr(claim.vocabulary, own).finditer(plain)]
            claim.take(spans)


def check_negations(claim: Claim) -> Iterator[Objection]:
    """What is denied must be denied in a passage, and what a passage denies must be denied."""
    places = negations(claim.rest, claim.language)
    for (_, end), (start, _) in pairwise(places):
        if not claim.rest[end:start].strip():
            yield Objection("negation", claim.rest[end - 8 : start + 8].strip())
    ours = denied(claim.rest, claim.language)
    theirs = [(scope, held) for text, held in claim.texts for scope in denied(text, held)]
    for scope in ours:
        content = claim.content_of(scope)
        if not any(_match(claim, content, s, held) for s, held in theirs):
            yield Objection("negation", " ".join(w.surface for w in scope))
    own = {word.stem for scope in ours for word in scope}
    affirmed = [w for w in claim.content_of(words(claim.rest, claim.language)) if w.stem not in own]
    for ground in claim.grounds:
        for text, held in ground.texts:
            contrary = only_denied(text, held)
            for word in affirmed if contrary else ():
                if supported(word, claim.language, contrary, held) and not supported(
                    word, claim.language, not_denied(text, held), held
                ):
                    yield Objection("negation", word.surface)
    claim.take(negations(claim.rest, claim.language))


def check_opposition(claim: Claim) -> Iterator[Objection]:
    """What a passage does away with, a statement may tell only as that, and nothing else so.

    "Countering drug trafficking" makes no "responsible for drug trafficking", and the closure of an
    office none of the Centre. A sentence that leads to a quote names its subject, and wants nothing.
    """
    if claim.leads:
        return
    ours = opposed(claim.rest, claim.language)
    theirs = [(scope, held) for text, held in claim.texts for scope in opposed(text, held)]
    for scope in ours:
        content = claim.content_of(scope)
        if content and not any(_match(claim, content, s, held) for s, held in theirs):
            yield Objection("opposition", " ".join(word.surface for word in scope))
    for text, held in claim.texts:
        contrary = only_opposed(text, held)
        for clause in CLAUSE.split(claim.rest) if contrary else ():
            if claim.vocabulary.adverse.search(folded(clause)):
                continue
            for word in claim.content_of(words(clause, claim.language)):
                if supported(word, claim.language, contrary, held):
                    yield Objection("opposition", word.surface)


def check_role(claim: Claim) -> Iterator[Objection]:
    """That something is given to somebody to do stands only where a passage gives it."""
    ours = [
        w for w in words(claim.rest, claim.language) if fold(w.surface) in claim.vocabulary.role
    ]
    if ours and not any(_gives_a_role(text, held) for text, held in claim.texts):
        yield Objection("role", ours[0].surface)
    claim.take([(word.start, word.end) for word in ours])


@lru_cache(maxsize=4096)
def _gives_a_role(text: str, language: Language) -> bool:
    role = load_vocabulary(language).role
    return any(fold(word.surface) in role for word in words(text, language))


def _match(claim: Claim, content: Sequence[Word], scope: Sequence[Word], held: Language) -> bool:
    """Whether at least half of what is denied is denied there too."""
    vocabulary = tuple({word.stem for word in scope})
    if not vocabulary or not content:
        return False
    found = [supported(word, claim.language, vocabulary, held) for word in content]
    return 2 * sum(found) >= len(found)


def check_actor(claim: Claim) -> Iterator[Objection]:
    """Who does what a paragraph begins with.

    Paragraphs of resolutions, and items of lists, begin with their verb: what it is said of stands
    above them. A statement that puts words of the paragraph itself before that verb, within a
    clause, makes an actor of what is acted upon.
    """
    for ground in claim.grounds:
        verb = leading_verb(ground, claim.language)
        if verb is None:
            continue
        for clause in CLAUSE.split(claim.whole):
            before: list[Word] = []
            for word in words(clause, claim.language):
                if word.stem == verb.stem and is_finite(word, verb, claim.language):
                    wrong = [w for w in before if not _may_act(claim, w, ground)]
                    if wrong:
                        yield Objection("actor", " ".join(w.surface for w in wrong))
                    break
                before += claim.content_of([word])


def check_order(claim: Claim) -> Iterator[Objection]:
    """Words of a clause in another order than their passage has them tell another thing.

    "The Office reports to the Centre" has the words of "the Centre reports to the Office". Where a
    passage is in the statement's language, two words of three must stand in its order.
    """
    for ground in claim.grounds:
        places = places_of(ground.own_text(claim.language), claim.language)
        for clause in CLAUSE.split(claim.whole):
            content = claim.content_of(words(clause, claim.language))
            found = [places[word.stem] for word in content if word.stem in places]
            if len(found) >= _FEWEST and in_order(found) < _ORDERED * len(found):
                yield Objection("order", clause.strip())


def _may_act(claim: Claim, word: Word, ground: Ground) -> bool:
    """Whether `word` is of who acts: the organ, or for an item what stands above it."""
    above = [(v.text, v.language) for p in ground.above for v in p.versions.values()]
    acting = above or [*ground.organs, *ORGANIZATION]
    return any(
        supported(word, claim.language, vocabulary_of(text, held), held) for text, held in acting
    )


@lru_cache(maxsize=4096)
def places_of(text: str, language: Language) -> dict[str, int]:
    """Where each stem stands that `text` has once."""
    stems = [word.stem for word in words(text, language)]
    once = {stemmed for stemmed, count in Counter(stems).items() if count == 1}
    return {stemmed: place for place, stemmed in enumerate(stems) if stemmed in once}


def in_order(places: Sequence[int]) -> int:
    """The length of the longest increasing subsequence of `places` (Fredman 1975, by patience)."""
    piles: list[int] = []
    for place in places:
        at = bisect_left(piles, place)
        piles[at : at + 1] = [place]
    return len(piles)


def leading_verb(ground: Ground, language: Language) -> Word | None:
    """The verb that a paragraph of a resolution, or an item of a list, begins with; or None."""
    if ground.paragraph.kind not in (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.ITEM):
        return None
    plain = load_vocabulary(language).plain
    found = words(ground.own_text(language)[:200], language)
    return next((word for word in found if fold(word.surface) not in plain), None)


def is_finite(word: Word, verb: Word, language: Language) -> bool:
    """Whether `word` is a form of `verb` that has an actor before it: as it stands there, or in -s.

    Other forms may be nouns, or passive.
    """
    surface = fold(word.surface)
    return surface == fold(verb.surface) or (language == "en" and surface.endswith("s"))
