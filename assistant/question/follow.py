"""Completes a follow-up from the turns before it: what it leaves out is taken from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.completing import complete as complete_lineage
from assistant.question.documents import by_year
from assistant.question.lineage import COMPARED, AskedLineage
from assistant.question.model import Intent, Question, Turn
from assistant.question.pack import blank, folded
from assistant.question.places import Place
from assistant.question.reader import Reader
from assistant.question.referring import refer
from assistant.question.relations import complete
from assistant.question.terms import Term
from assistant.question.usage import AskedUsage
from assistant.question.usage_follow import follow_usage
from index.document import Paragraph

_FRAGMENT_WORDS = 4


class Follower:
    """Completes a question from the turns before it."""

    def __init__(self, reader: Reader, question: Question, history: Sequence[Turn]) -> None:
        self.reader, self.question, self.history = reader, question, history
        self.last = history[-1]
        self.follow_ups = reader.pack.follow
        # Pronouns and markers of the question, without what was read already.
        self.rest = blank(reader.unnamed, [(p.start, p.end) for p in reader.places if p.head])

    def follow(self) -> Question:
        """The question completed by the first reading that fits; as it was where none does."""
        if self.question.relation is not None:
            held = self.reader.vocabulary.documents
            asked = complete(self.question.relation, self._cited(), held)
            self.question = replace(self.question, relation=asked)
        referred = refer(self.reader, self.question, self.history)
        completed = self._completed()
        ordinal = any(not place.head for place in self.reader.places)
        yet = self.reader.pack.lineage["yet"].search(self.reader.folded)
        # "Is the first taken up in the draft?" is answered with what the draft says of it, if anything.
        if referred is not None and ((ordinal and yet) or not _is_of_same(completed, referred)):
            return referred
        if self.question.several is not None:
            return self.question
        return replace(completed, lineage=self._lineage(completed), usage=self._usage())

    def _usage(self) -> AskedUsage | None:
        """The drafting verbs asked for: those named, else those that were spoken of."""
        question = self.question
        if question.lineage or question.relation:
            return question.usage
        return follow_usage(self.reader, self.last.question.usage) or question.usage

    def _completed(self) -> Question:
        for completed in (
            self._related(),
            self._relative(),
            self._bare_ordinal(),
            self._place_without_document(),
            self._among(),
            self._same_content(),
            self._other_document(),
            self._other_topic(),
        ):
            if completed is not None:
                return completed
        return self.question

    def _lineage(self, completed: Question) -> AskedLineage | None:
        """ "Is it still there?", "What changed since?": how what was spoken of went on."""
        asked = self.question.lineage
        if asked is None or completed.like is not None:
            # "Does the draft repeat it?" looks for its content there first.
            return asked
        before = self.last.question.lineage
        compares = before is not None and before.kind in COMPARED and asked.kind in COMPARED
        if before is not None and compares and not asked.mentions:
            # "And which are new?": of the two that were compared, whichever were quoted.
            return replace(asked, mentions=before.mentions, since=before.since, later=before.later)
        return complete_lineage(asked, self._numbered() or self._cited())

    def _related(self) -> Question | None:
        """ "Has it been adopted?": a relation, of what was spoken of."""
        return self.question if self.question.relation is not None else None

    def _relative(self) -> Question | None:
        """ "And the one after that?": the neighbour of what was cited last."""
        step = 0
        if self.reader.pack.place["next"].search(self.reader.folded):
            step = 1
        elif self.reader.pack.place["previous"].search(self.reader.folded):
            step = -1
        cited = self._numbered()
        if not step or not cited or len(self.question.topical) > 1:
            return None
        anchor = cited[-1] if step > 0 else cited[0]
        return self._lookup(anchor, _number(anchor) + step)

    def _bare_ordinal(self) -> Question | None:
        """ "And the third?": of the class that was cited last."""
        bare = [place for place in self.reader.places if not place.head]
        cited = self._numbered()
        if not bare or not cited or self.question.topical or self.question.places:
            return None
        elsewhere = self.question.documents
        if elsewhere and cited[-1].locator.items and cited[-1].symbol not in elsewhere:
            # "Is the first one in the resolution?": it has no such list, but may have its words.
            siblings = self.reader.vocabulary.siblings(cited[-1])
            if 0 < bare[0].number <= len(siblings):
                return self._content_of(siblings[bare[0].number - 1], elsewhere)
        return self._lookup(cited[-1], bare[0].number)

    def _lookup(self, anchor: Paragraph, number: int) -> Question:
        head = "item" if anchor.locator.items else anchor.locator.head
        documents = self.question.documents or (str(anchor.symbol),)
        return replace(
            self.question,
            intent=Intent.LOOKUP,
            places=(Place(head, number, 0, 0),),
            documents=documents,
            notes=(f"continues after {anchor.address}",),
        )

    def _place_without_document(self) -> Question | None:
        """ "What does its second operative paragraph say?": of the document that was cited."""
        if not self.question.places or self.question.documents or self.question.unheld:
            return None
        documents = self.last.question.documents or self._cited_documents()[:1]
        if not documents or all(place.head == "item" for place in self.question.places):
            return None
        return replace(self.question, documents=tuple(documents))

    def _among(self) -> Question | None:
        """ "Which of them names Afghanistan?": one of the paragraphs that were cited."""
        if not self.follow_ups["among"].search(self.reader.folded) or not self.last.cited:
            return None
        cited = self.last.cited
        if len(cited) == 1 and cited[0].locator.parent:
            siblings = self.reader.vocabulary.siblings(cited[0])
            cited = tuple(siblings)
        if len(cited) < 2 or not self.question.topical:
            return None
        return replace(
            self.question,
            intent=Intent.TOPIC,
            among=tuple(p.address for p in cited),
            notes=("asks among the paragraphs cited before",),
        )

    def _same_content(self) -> Question | None:
        """ "Does the draft repeat it?": the content of the paragraph that was looked up."""
        elsewhere = self.question.documents or ()
        looked_up = self.last.question.intent is Intent.LOOKUP or self.question.places
        if not elsewhere or not looked_up or not self.last.cited or self._own_terms():
            return None
        if self.question.places and not self.follow_ups["same"].search(self.rest):
            return None
        shown = self._looked_up_here() or self.last.cited[0]
        if str(shown.symbol) in elsewhere and len(elsewhere) == 1:
            return None
        return self._content_of(shown, elsewhere)

    def _content_of(self, shown: Paragraph, elsewhere: Sequence[str]) -> Question:
        return replace(
            self.question,
            intent=Intent.TOPIC,
            places=(),
            like=shown,
            terms=(),
            documents=tuple(symbol for symbol in elsewhere if symbol != shown.symbol),
            notes=(f"looks for the content of {shown.address}",),
        )

    def _looked_up_here(self) -> Paragraph | None:
        for place in self.question.places:
            for paragraph in reversed([p for turn in self.history for p in turn.cited]):
                number = paragraph.locator.number
                if number == place.number and paragraph.locator.head in (place.head, "op", "p"):
                    return paragraph
        return None

    def _other_document(self) -> Question | None:
        """ "Does the letter say so too?", "Et en 2017 ?": the last topic, in another document."""
        if self._own_terms() or self.question.places or self.question.intent is Intent.LIST:
            return None
        documents = self.question.documents or self._documents_of_the_year()
        topic = self._last_topic()
        if topic is None or not (documents or self._depends()):
            return None
        return replace(
            topic,
            text=self.question.text,
            language=self.question.language,
            asks=topic.asks | self.question.asks,
            documents=documents or topic.documents,
            among=(),
            like=None,
            unheld=self.question.unheld,
            intent=Intent.UNHELD if self.question.unheld and not documents else topic.intent,
            relation=None,
            notes=(f"keeps the topic of {topic.text!r}",),
        )

    def _other_topic(self) -> Question | None:
        """ "What about Afghanistan?": another topic, in the documents that were asked about."""
        before = self.last.question
        if self.question.documents or self.question.unheld or not self._depends():
            return None
        if (
            not before.documents
            or self.reader.named.all_of_them
            or self.question.intent is Intent.LIST
        ):
            return None
        if len(before.documents) == 1 and self.follow_ups["they"].search(self.rest):
            return None
        return replace(
            self.question, documents=before.documents, notes=("keeps the documents asked about",)
        )

    def _last_topic(self) -> Question | None:
        topics = (turn.question for turn in reversed(self.history))
        return next((q for q in topics if q.topical or q.intent is Intent.LIST), None)

    def _documents_of_the_year(self) -> tuple[str, ...] | None:
        symbols = by_year(self.reader.unnamed, self.reader.vocabulary.documents)
        return tuple(symbols) or None

    def _own_terms(self) -> list[Term]:
        same = self.follow_ups["same"]
        return [
            term
            for term in self.question.topical
            if not same.search(folded(term.surface)) and not re.fullmatch(r"\d{4}", term.surface)
        ]

    def _depends(self) -> bool:
        """Whether the question shows that it goes on from the last one."""
        text = self.rest.strip(" ¿¡-–—«\"'")
        starts = self.follow_ups["start"].match(text) or self.follow_ups["topic"].match(text)
        if self.follow_ups["back"].search(text):
            return False
        if starts or self.follow_ups["it"].search(text) or not self._own_terms():
            return True
        # A fragment without a verb goes on from the sentence before it.
        return len(text.split()) <= _FRAGMENT_WORDS and self.reader.pack.language != "zh"

    def _numbered(self) -> list[Paragraph]:
        """The numbered paragraphs that were cited last, also where an answer since cited none."""
        cited = self._cited()
        # What only introduces another paragraph that was cited is not what was answered with.
        heads = {(p.symbol, p.locator.parent) for p in cited}
        return [
            p for p in cited if p.locator.number is not None and (p.symbol, p.locator) not in heads
        ]

    def _cited(self) -> tuple[Paragraph, ...]:
        """What was cited last, also where an answer since cited nothing."""
        return next((turn.cited for turn in reversed(self.history) if turn.cited), ())

    def _cited_documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(p.symbol) for p in self.last.cited))


def _is_of_same(completed: Question, referred: Question) -> bool:
    """Whether `completed` looks elsewhere for the content of the very paragraph that `referred` asks of."""
    asked = referred.lineage
    return asked is not None and asked.about is not None and completed.like == asked.about


def _number(paragraph: Paragraph) -> int:
    return paragraph.locator.item_number or paragraph.locator.number or 0
