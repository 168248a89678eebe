"""Finds the instrument that answers a question, and has it answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.instrument_answers.passage import Choose, Held
from assistant.instrument_answers.told import Told
from assistant.question.documents import Mention
from assistant.question.lineage import COMPARED, AskedLineage
from assistant.question.model import Question
from assistant.question.part import PARTS
from assistant.question.several import Several
from assistant.question.usage import AskedUsage
from assistant.related import Related
from index.document import Paragraph
from index.relations.graph import Relations
from index.search import Index


class InstrumentFinder:
    """Answers questions of lineage and of usage from an index."""

    def __init__(self, index: Index, choose: Choose) -> None:
        """`choose` gives the paragraphs that answer a question about a topic."""
        self._index, self._choose = index, choose

    def find(self, question: Question) -> Told | None:
        """What an instrument answers to `question`; None where none is asked, or nothing sure is found."""
        asked = question.lineage
        if question.usage is not None:
            return self._usage(question, question.usage)
        if asked is None or asked.unheld:
            return None
        if question.several is not None:
            return self._several(question, asked, question.several)
        if asked.kind in PARTS:
            return self._part(question, asked)
        if asked.kind in COMPARED:
            return self._comparison(question, asked)
        if asked.phrase:
            found = self._phrase(question, asked)
            if found is not None or asked.kind == "stands":
                return found
        return self._trace(question, asked)

    def find_unheld(self, question: Question) -> Related | None:
        """What is told of a comparison with documents that are not held; None where none is asked."""
        if question.lineage is None or not question.lineage.unheld:
            return None
        from assistant.instrument_answers.unheld import tell_unheld

        return tell_unheld(question.lineage.unheld, self._relations, self._index)

    def _usage(self, question: Question, asked: AskedUsage) -> Told:
        from assistant.instrument_answers.usage import tell_usage

        within = question.within
        if asked.documents:
            named = frozenset(asked.documents)
            within = named & within if within else named
        return tell_usage(asked, within, self._index, question.reader)

    def find_whether(
        self, paragraph: Paragraph, symbols: Sequence[str], question: Question
    ) -> Told | None:
        """Whether any of the documents `symbols` carries `paragraph`; None where there is none to ask."""
        if not symbols:
            return None
        asked = AskedLineage("still", (Mention(tuple(symbols), 0, 0),), about=paragraph)
        return self._trace(question, asked)

    def _comparison(self, question: Question, asked: AskedLineage) -> Told | None:
        from assistant.instrument_answers.comparison import tell_comparison
        from assistant.instrument_answers.pair import find_pair

        pair = find_pair(asked, self._relations)
        within = _within(question, asked)
        if pair is None or (within is not None and not within.issuperset(pair)):
            return None
        return tell_comparison(asked.kind, pair, asked.parts, self._index, question.reader)

    def _part(self, question: Question, asked: AskedLineage) -> Told | None:
        from assistant.instrument_answers.members import tell_members
        from assistant.instrument_answers.part import tell_part

        held = Held(self._index, self._relations, self._choose, _within(question, asked))
        if asked.kind == "members":
            return tell_members(question, asked, held)
        return tell_part(question, asked, held)

    def _phrase(self, question: Question, asked: AskedLineage) -> Told | None:
        """Where words in quotation marks stand; None where they stand nowhere, and what is like them may."""
        from assistant.instrument_answers.phrase import tell_phrase

        return tell_phrase(
            asked, _within(question, asked), self._index, question.reader, question, self._choose
        )

    def _several(self, question: Question, asked: AskedLineage, several: Several) -> Told | None:
        from assistant.instrument_answers.several import tell_several

        return tell_several(asked, several, question, _within(question, asked), self._index)

    def _trace(self, question: Question, asked: AskedLineage) -> Told | None:
        from assistant.instrument_answers.passage import find_asking
        from assistant.instrument_answers.tracing import tell_trace

        asking = find_asking(question, asked, self._index, self._choose)
        if asking is None:
            return None
        return tell_trace(asked, asking, _within(question, asked), self._index, question.reader)

    @cached_property
    def _relations(self) -> Relations:
        return Relations(self._index.documents)


def _within(question: Question, asked: AskedLineage) -> frozenset[str] | None:
    """The only documents that may be asked, if not all may."""
    chosen = [frozenset(some) for some in (asked.only, question.within) if some is not None]
    return frozenset.intersection(*chosen) if chosen else None
