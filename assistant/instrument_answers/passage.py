"""Which paragraph a question of lineage means, and in which documents it asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.lookup import find_places
from assistant.question.documents import Mention
from assistant.question.lineage import AskedLineage
from assistant.question.model import Intent, Question
from assistant.question.terms import SUBJECT_WEIGHT
from index.document import Document, Paragraph, first_list
from index.relations.graph import Relations
from index.search import Index
from index.words import Language, stems

Choose = Callable[[Question], Sequence[Paragraph]]
"""The paragraphs that answer a question about a topic, the best first; none where nothing does."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an instrument answers from: `within` are the only documents that may be asked (None: all)."""

    index: Index
    graph: Relations
    choose: Choose
    within: frozenset[str] | None = None

    def allows(self, symbol: str) -> bool:
        """Whether the document may be asked."""
        return self.within is None or symbol in self.within


_OTHERS = 2
# No more documents than these are read for a place.
_FEW = 20


@dataclass(frozen=True, slots=True)
class Asking:
    """The paragraph meant, and the symbols of the documents in which it is asked for (None: in later ones).

    `others` are those that may be meant as well, the likeliest first.
    """

    paragraph: Paragraph
    targets: tuple[str, ...] | None = None
    others: tuple[Paragraph, ...] = ()


def find_asking(
    question: Question, asked: AskedLineage, index: Index, choose: Choose
) -> Asking | None:
    """The paragraph that a question means; None where nothing held can be meant."""
    if asked.about is not None:
        return Asking(asked.about, _without(asked.mentions, None))
    if asked.place is not None:
        return _by_place(question, asked, index)
    if asked.item and (function := _of_functions(question, asked, index, choose)):
        return function
    return _by_words(question, asked, choose)


def _of_functions(
    question: Question, asked: AskedLineage, index: Index, choose: Choose
) -> Asking | None:
    """The function that is on what is named: "the function on Afghanistan" is no other paragraph."""
    items = first_list(about_body(question, index))
    topic = as_topic(question, asked, asked.only)
    found = choose(replace(topic, among=tuple(p.address for p in items))) if items else []
    return Asking(found[0], _without(asked.mentions, _source(asked))) if found else None


def _by_place(question: Question, asked: AskedLineage, index: Index) -> Asking | None:
    """The paragraph at the place named, in the document that is named nearest to it and has it."""
    assert asked.place is not None
    span = asked.place.start, asked.place.end
    named = () if asked.dated else asked.mentions
    near = sorted(named, key=lambda mention: mention.distance(*span))
    among: list[tuple[Mention | None, list[Document]]] = [
        (mention, [index.document(symbol) for symbol in mention.symbols]) for mention in near
    ]
    if asked.place.head == "item":
        # "The second function" stands in a list that need not be named.
        among.append((None, about_body(question, index)))
    for mention, documents in among:
        # "The resolution" among very many is none that could be told.
        few = documents if len(documents) <= _FEW else []
        found = find_places(replace(question, places=(asked.place,)), few).paragraphs
        exact = [paragraph for paragraph in found if paragraph.exact]
        if exact:
            own = (str(exact[0].symbol),) if mention and _asks_of_itself(asked, mention) else None
            return Asking(exact[0], own or _without(asked.mentions, mention))
    return None


def _asks_of_itself(asked: AskedLineage, mention: Mention) -> bool:
    """Whether a document that has the place is asked whether it has it.

    "Does the letter still mention the second function?" asks that; "Is the second function of the letter
    still mentioned?" asks of others.
    """
    assert asked.place is not None
    before = mention.end <= asked.place.start and 0 <= asked.at < asked.place.start
    return asked.kind == "still" and before and not (asked.later or asked.force)


def about_body(question: Question, index: Index) -> list[Document]:
    """The documents of which the functions may be meant: those asked, else all; of many, those that ship."""
    held = list(index.documents)
    symbols = question.within or (index.shipped if len(held) > _FEW else None)
    return held if symbols is None else [d for d in held if str(d.symbol) in symbols]


def _by_words(question: Question, asked: AskedLineage, choose: Choose) -> Asking | None:
    """The best paragraph for the words; of two documents named, in the one named as having it."""
    source = _source(asked)
    topic = as_topic(question, asked, (source.symbols if source else None) or asked.only)
    found = choose(topic)
    if not found and source is not None:
        found = choose(replace(topic, documents=asked.only))
    targets = _without(asked.mentions, source)
    if targets and not any(str(p.symbol) in targets for p in found):
        # "Does the draft still have a paragraph on …": what is on it there is meant, if anything is.
        found = [*choose(replace(topic, documents=targets)), *found]
    if not found:
        return None
    if asked.dated:
        # A year is no document: what is meant must have a word of what is asked for.
        found = [p for p in found if _has_a_term(p, asked, question.language)]
        if not found:
            return None
    first, *others = sorted(found, key=lambda p: str(p.symbol) not in (targets or ()))
    return Asking(first, targets, tuple(others[:_OTHERS]))


def as_topic(
    question: Question, asked: AskedLineage, documents: tuple[str, ...] | None
) -> Question:
    """The question what `documents` (None: all held) say on what `asked` names by its terms."""
    return replace(
        question,
        intent=Intent.TOPIC,
        terms=asked.terms,
        asks=frozenset(),
        places=(),
        listed=None,
        lineage=None,
        documents=documents,
    )


def _has_a_term(paragraph: Paragraph, asked: AskedLineage, language: Language) -> bool:
    """Whether `paragraph` has one of the words asked for; what is in another language may have."""
    version = paragraph.versions.get(language)
    if version is None:
        return True
    own = frozenset(stems(version.text, language))
    return any(t.stem in own for t in asked.terms if t.weight > SUBJECT_WEIGHT)


def _source(asked: AskedLineage) -> Mention | None:
    """The document whose paragraph is meant: not the one in which it is asked whether it is there."""
    if len(asked.mentions) == 1 and (asked.kind != "still" or asked.later):
        return asked.mentions[0]
    return None


def _without(mentions: Sequence[Mention], source: Mention | None) -> tuple[str, ...] | None:
    """The symbols of the documents named, but for the `source`; None where there are no others."""
    own = source.symbols if source else ()
    found = dict.fromkeys(s for m in mentions for s in m.symbols if s not in own)
    return tuple(found) or None
