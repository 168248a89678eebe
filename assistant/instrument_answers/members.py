"""Which paragraphs of a document another took up again, and which not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation, Searched
from assistant.cited import CitedDocument
from assistant.errors import NothingToTrace
from assistant.instrument_answers.comparison import tell_comparison
from assistant.instrument_answers.pair import find_pair
from assistant.instrument_answers.passage import Held
from assistant.instrument_answers.told import Told, names, paragraphs_of
from assistant.lineage.passage import COMPARED
from assistant.lineage.trace import trace
from assistant.phrases import load_phrases
from assistant.question.lineage import AskedLineage
from assistant.question.model import Question
from index.document import Document, Paragraph
from index.words import Language

# Of a longer document the comparison tells.
_MOST_MEMBERS = 20
# Functions are all quoted; of a whole text, so many paragraphs that were not taken up.
_MOST_WITHOUT = 8


@dataclass
class _Sorted:
    """The members that were taken up again, each with where, and those that were not."""

    taken: list[tuple[Citation, list[Citation]]] = field(default_factory=list)
    left: list[Citation] = field(default_factory=list)
    without: dict[str, CitedDocument] = field(default_factory=dict)


def tell_members(question: Question, asked: AskedLineage, held: Held) -> Told | None:
    """Which paragraphs of the earlier document of two the later one took up; None where two are not named."""
    later, members = _members(asked, held)
    if later is None or not members:
        return None
    if len(members) > _MOST_MEMBERS:
        pair = find_pair(asked, held.graph)
        return tell_comparison("compared", pair, (), held.index, question.reader) if pair else None
    found = _Sorted()
    for member in members:
        _sort(member, str(later.symbol), held, question.reader, found)
    if not (found.taken or found.left):
        return None
    before, citations = _written(found, question.reader)
    force = (load_phrases(question.reader)["lineage.force"],) if asked.force else ()
    return Told(
        "the paragraphs that were taken up again",
        before,
        citations,
        paragraphs_of(citations, held.index),
        Searched(documents=len(held.index.documents), paragraphs=held.index.paragraph_count),
        force,
    )


def _members(asked: AskedLineage, held: Held) -> tuple[Document | None, Sequence[Paragraph]]:
    """The later of the two documents named, and the paragraphs of the earlier one."""
    named = {s: held.index.document(s) for m in asked.mentions for s in m.symbols}
    by_date = sorted(named.values(), key=lambda d: d.date)
    if len(by_date) != 2 or not all(held.allows(symbol) for symbol in named):
        return None, ()
    paragraphs = by_date[0].paragraphs
    return by_date[1], [p for p in paragraphs if p.kind in COMPARED and p.exact]


def _sort(member: Paragraph, later: str, held: Held, reader: Language, found: _Sorted) -> None:
    """Put `member` with those that the document `later` took up, or with those that it did not."""
    try:
        lineage = trace(member.address, held.index, reader=reader)
    except NothingToTrace:
        return
    there = [step.citation for step in lineage.steps if step.document.symbol == later]
    if there:
        found.taken.append((lineage.origin, there))
        return
    found.left.append(lineage.origin)
    found.without |= {d.symbol: d for d in lineage.not_repeated if d.symbol == later}


def _written(found: _Sorted, reader: Language) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """The sentences, and the quotes in their order."""
    phrases = load_phrases(reader)
    more = phrases["lineage.more"]
    citations: list[Citation] = []

    def key(citation: Citation) -> str:
        citations.append(citation.model_copy(update={"key": len(citations) + 1}))
        return f"[{len(citations)}]"

    lines = []
    if found.taken:
        told = [
            f"{key(member)} ({', '.join(f'{c.pinpoint} {key(c)}' for c in there)})"
            for member, there in found.taken
        ]
        lines.append(phrases["lineage.taken_up"].format(keys="; ".join(told)))
    if found.left:
        keys = ", ".join(key(member) for member in found.left[:_MOST_WITHOUT])
        if len(found.left) > _MOST_WITHOUT:
            keys += " " + more.format(count=len(found.left) - _MOST_WITHOUT)
        where = names(found.without.values(), more)
        name = "not_taken_up" if where else "none_to_take_up"
        lines.append(phrases[f"lineage.{name}"].format(names=where, keys=keys))
    return tuple(lines), tuple(citations)
