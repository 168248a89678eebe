"""What a follow-up on lineage refers to: the second, all, or the one of the paragraphs that were shown.

"The second" and "they" are of the list that was shown last, in the order in which it was shown; "it" is the
paragraph of the last answer. Where that showed several on different matters, each of them is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.documents import Mention
from assistant.question.lineage import COMPARED, AskedLineage
from assistant.question.model import Intent, Question, Turn
from assistant.question.places import LAST, Place
from assistant.question.reader import Reader
from assistant.question.several import (
    Several,
    Spans,
    asked_lineage,
    find_mentions,
    find_numbers,
    find_spans,
    is_whether,
    says_no_more,
)
from assistant.question.shown import Shown
from index.document import Paragraph


def refer(reader: Reader, question: Question, history: Sequence[Turn]) -> Question | None:
    """`question` of the paragraphs that it refers to; None where it asks no lineage of what was shown."""
    heads = {place.head for place in reader.places if place.head}
    if reader.named.unheld or heads - {"item"} or (heads and reader.named.mentions):
        return None
    if set(reader.classes) - {"item"} and not reader.pack.follow["that"].search(reader.folded):
        # "Which paragraphs were dropped?" asks of those of documents.
        return None
    shown = Shown(history, reader.vocabulary.documents)
    spans = find_spans(reader)
    numbers = find_numbers(reader, spans, follows=True)
    if not says_no_more(reader, _with_pointers(reader, spans)):
        return None
    asked = _asked(reader, spans, numbers, history)
    if asked is None:
        return None
    if heads and not (shown.all and shown.all[0].locator.items):
        # "Is the second function still there?" counts in no paragraphs of another kind.
        return None
    if numbers:
        return _numbered(reader, question, asked, numbers, shown)
    every, before = spans["them"] or reader.classes, history[-1].question
    if not every and before.listed == "text" and before.lineage is None:
        # "What does resolution 72/7 say?" is of the document, and so is "Is it still in force?"
        return None
    meant = shown.all if every and len(shown.last) == 1 else shown.last
    return _of(question, asked, meant, whether=is_whether(reader, spans)) if meant else None


def _with_pointers(reader: Reader, spans: Spans) -> Spans:
    """`spans` with the words that point at the turns before."""
    names = ("that", "it", "they", "same", "among")
    pointers = [
        m.span() for name in names for m in reader.pack.follow[name].finditer(reader.folded)
    ]
    return {**spans, "them": [*spans["them"], *pointers]}


def _asked(
    reader: Reader, spans: Spans, numbers: Sequence[int], history: Sequence[Turn]
) -> AskedLineage | None:
    """What is asked of them; "And the fourth?", "And in 2017?" ask what the turn before asked."""
    asked = asked_lineage(reader, spans, anchored=True)
    pointing = bool(numbers or spans["them"] or _points_at_one(reader))
    of_documents = [name for name in COMPARED if spans[name]]
    before = history[-1].question.lineage
    if not of_documents:
        if numbers and spans["which"] and spans["says"] and not spans["not"]:
            return AskedLineage("carriers", find_mentions(reader))
        return asked or _stood(reader, spans, pointing) or _as_before(reader, before, numbers)
    if asked is not None and asked.gone:
        # "What was dropped?" is asked of documents, "Was it dropped?" of a paragraph.
        return asked if pointing and of_documents == ["gone"] else None
    if of_documents == ["new"] and pointing and not spans["open"]:
        last_compared = before is not None and before.kind in COMPARED and not numbers
        return None if last_compared else AskedLineage("origin")
    return None


def _stood(reader: Reader, spans: Spans, pointing: bool) -> AskedLineage | None:
    """ "Was it in the resolution of 2017?" asks a document that is named."""
    mentions = find_mentions(reader)
    if not (mentions and pointing and spans["stood"]) or spans["open"]:
        return None
    return AskedLineage("still", mentions)


def _points_at_one(reader: Reader) -> bool:
    return bool(reader.pack.follow["it"].search(reader.folded))


def _as_before(
    reader: Reader, before: AskedLineage | None, numbers: Sequence[int]
) -> AskedLineage | None:
    """What was asked `before`, of another paragraph or of other documents."""
    if before is None or before.kind in COMPARED or before.phrase or reader.asks:
        return None
    mentions = find_mentions(reader)
    if not numbers and not mentions:
        return None
    kept = replace(before, about=None, place=None, terms=(), at=-1, dated=False)
    return replace(kept, mentions=mentions) if mentions else kept


def _numbered(
    reader: Reader,
    question: Question,
    asked: AskedLineage,
    numbers: Sequence[int],
    shown: Shown,
) -> Question | None:
    """`question` of those shown at `numbers`; where one is missing, of a place that there is not."""
    if not shown.all:
        return None
    count = len(shown.all)
    places = [count if number == LAST else number for number in numbers]
    missing = next((place for place in places if not 0 < place <= count), None)
    if missing is not None:
        return _nowhere(reader, question, missing)
    meant = [shown.all[place - 1] for place in dict.fromkeys(places)]
    return _of(question, asked, meant, whether=is_whether(reader, find_spans(reader)))


def _nowhere(reader: Reader, question: Question, number: int) -> Question:
    """`question` of a place that nothing shown has: which paragraph is meant cannot be told."""
    spans = [(place.start, place.end) for place in reader.places if place.number == number]
    spans += [match.span() for match in re.finditer(rf"(?<!\d){number}(?!\d)", reader.text)]
    start, end = spans[0] if spans else (0, len(reader.text))
    return replace(
        question,
        intent=Intent.LOOKUP,
        places=(Place("", number, start, end),),
        documents=(),
        lineage=None,
        relation=None,
        several=None,
        notes=("there are not so many paragraphs in what was shown",),
    )


def _of(
    question: Question, asked: AskedLineage, meant: Sequence[Paragraph], *, whether: bool
) -> Question:
    """`question` of the paragraphs `meant`."""
    own = {str(paragraph.symbol) for paragraph in meant}
    elsewhere = tuple(m for m in asked.mentions if not own.issuperset(m.symbols))
    asked = replace(asked, mentions=_without(elsewhere, own))
    one = len(meant) == 1
    return replace(
        question,
        intent=Intent.TOPIC,
        terms=(),
        places=(),
        listed=None,
        relation=None,
        like=None,
        lineage=replace(asked, about=meant[0]) if one else asked,
        several=None if one else Several(tuple(meant), whether=whether),
        notes=(f"asks of {', '.join(p.address for p in meant)}",),
    )


def _without(mentions: Sequence[Mention], own: set[str]) -> tuple[Mention, ...]:
    """`mentions` of other documents than those `own` to the paragraphs meant."""
    left = (replace(m, symbols=tuple(s for s in m.symbols if s not in own)) for m in mentions)
    return tuple(mention for mention in left if mention.symbols)
