"""Evidence: which paragraphs answer a question, in what order, and whether any does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant import lists, lookup
from assistant.calibration import CALIBRATION, Calibration
from assistant.decision import Signs, probability
from assistant.instrument_answers.finder import InstrumentFinder
from assistant.instrument_answers.told import Told
from assistant.marks import find_marks
from assistant.question.model import Intent, Question
from assistant.ranking import Ranker, Scored
from assistant.related import Said
from assistant.relations import RelationFinder
from assistant.stages import Stage
from assistant.support import LINES, stands_for_line, supported_by_line
from assistant.twins import are_twins
from index.document import Document, Paragraph, Status
from index.search import Index, TermsIn
from index.words import stems

_CLOSEST = 3
_ALIKE = 100
# The resolutions of many years repeat a paragraph: no more are cited than a reader looks at.
_MOST = 8
_FACT = frozenset({"who", "when", "where", "how_many", "which_document"})
_EACH_DOCUMENT = frozenset({"compare", "documents", "new"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paragraphs chosen to answer, or none; and what to show where none answers.

    `unsupported` are the terms of the question that found no support in what was searched, or the
    documents and places that there are none of; `candidates` are the best scored paragraphs, chosen
    or not, best first; `unsure` are paragraphs whose text was not read surely; `reason` says what the
    choice was made by. `confidence` is the probability
    that the best paragraph answers; what is found by its place or as a list is certain. `said` is what the
    assistant says itself of how documents are related; `told` is the answer where an instrument gives it.
    """

    reason: str
    chosen: tuple[Paragraph, ...] = ()
    closest: tuple[Paragraph, ...] = ()
    unsupported: tuple[str, ...] = ()
    candidates: tuple[Scored, ...] = ()
    unsure: tuple[Paragraph, ...] = ()
    paragraphs_searched: int = 0
    documents_searched: int = 0
    probability: float | None = None
    said: tuple[Said, ...] = ()
    told: Told | None = None

    @property
    def is_told(self) -> bool:
        """Whether rules and instruments decided it, and no model is to word it anew."""
        return bool(self.said) or self.told is not None

    @property
    def confidence(self) -> float:
        """The probability that the best paragraph answers, from 0 to 1."""
        return float(bool(self.chosen)) if self.probability is None else self.probability


class Finder:
    """Finds evidence in an index."""

    def __init__(self, index: Index, calibration: Calibration = CALIBRATION) -> None:
        self._index = index
        self._calibration = calibration
        self._ranker = Ranker(index, calibration)
        self._relations = RelationFinder(index)
        self._instruments = InstrumentFinder(index, self._topical)

    def find(self, question: Question) -> Evidence:
        """The evidence for `question`; what may not be quoted is named, and is no evidence."""
        related = self._relations.find(question) or self._instruments.find_unheld(question)
        if related is not None:
            return Evidence(
                related.reason,
                related.chosen,
                related.closest,
                related.unsupported,
                said=related.said,
                documents_searched=related.documents_searched,
                paragraphs_searched=related.paragraphs_searched,
            )
        told = self._instruments.find(question) if question.like is None else None
        if told is not None:
            return _of_instrument(told)
        scope = self._scope(question)
        found = self._found(question, scope)
        if question.like is not None and question.lineage is not None and not found.chosen:
            # "Does the draft repeat it?": that it does not is the answer.
            told = self._instruments.find_whether(question.like, scope, question)
            if told is not None:
                return _of_instrument(told)
        unsure = [p for p in (*found.chosen, *found.closest) if not p.exact]
        return replace(
            found,
            chosen=tuple(p for p in found.chosen if p.exact),
            closest=tuple(p for p in found.closest if p.exact),
            unsure=tuple(unsure),
            documents_searched=len(scope),
            paragraphs_searched=self._index.paragraph_count
            if _is_whole(question)
            else sum(len(self._index.document(s).paragraphs) for s in scope),
        )

    def candidates(self, question: Question) -> list[Scored]:
        """The scored candidates of a question about a topic, best first; none of other questions."""
        if question.intent is not Intent.TOPIC or question.like is not None:
            return []
        return self._ranker.rank(question, self._scope(question))

    def signs(self, question: Question, ranked: Sequence[Scored]) -> Signs:
        """What the decision to answer `question` from the best of `ranked` hangs on."""
        return self._ranker.signs(question, ranked)

    def _found(self, question: Question, scope: Sequence[str]) -> Evidence:
        if question.intent is Intent.UNHELD:
            return self._unheld(question)
        if question.intent is Intent.DOCUMENTS:
            return Evidence("the documents held", self._titles())
        without = self._calibration.without
        if question.intent is Intent.LOOKUP and Stage.PLACES not in without:
            return self._lookup(question, scope)
        if question.intent is Intent.LIST and Stage.LISTS not in without:
            members = lists.find_list(question, self._index.documents, scope)
            if members:
                return Evidence("the whole list", tuple(members))
        if question.like is not None:
            return self._alike(question.like, scope)
        draft = self._draft_asked_about(question)
        if draft is not None:
            return _of_draft(draft, question)
        if not question.terms and question.documents:
            lines = self._lines(question, scope)
            if lines:
                return Evidence("the line that tells it of the document", lines)
        return self._topic(question, scope)

    def _scope(self, question: Question) -> list[str]:
        symbols = [str(document.symbol) for document in self._index.documents]
        for chosen in (question.documents, question.within):
            if chosen is not None:
                asked = frozenset(chosen)
                symbols = [symbol for symbol in symbols if symbol in asked]
        return symbols

    def _titles(self) -> tuple[Paragraph, ...]:
        return tuple(_title(document) for document in self._index.documents)

    def _unheld(self, question: Question) -> Evidence:
        """A document that is not held: the passages that mention it are the closest."""
        mentioning = dict.fromkeys(
            p
            for name in question.unheld
            for p in self._index.having(name.removeprefix("A/RES/"), _CLOSEST)
        )
        if not mentioning:
            # What a held document became, or came from, is told in the catalogue.
            mentioning = dict.fromkeys(
                _title(document)
                for document in self._index.documents
                if any(r.target in question.unheld for r in document.relations)
            )
        return Evidence(
            "the document is not held",
            closest=tuple(mentioning)[:_CLOSEST],
            unsupported=question.unheld,
        )

    def _lookup(self, question: Question, scope: Sequence[str]) -> Evidence:
        documents = [self._index.document(symbol) for symbol in scope]
        found = lookup.find_places(question, documents)
        if found.paragraphs:
            return Evidence("the place asked for", tuple(found.paragraphs))
        return Evidence(
            "there is no such place",
            closest=tuple(found.nearest[-_CLOSEST:]),
            unsupported=tuple(found.missing),
        )

    def _alike(self, shown: Paragraph, scope: Sequence[str]) -> Evidence:
        """Paragraphs of other documents that say what `shown` says."""
        least = self._calibration.twin_similarity
        own = shown.version("en")
        terms = [(stem, 1.0) for stem in dict.fromkeys(stems(own.text, "en"))]
        hits = self._index.search(None, [TermsIn("en", terms)], symbols=scope, limit=_ALIKE)
        places = {symbol: place for place, symbol in enumerate(scope)}
        alike = sorted(
            (hit.paragraph for hit in hits if are_twins(shown, hit.paragraph, least)),
            key=lambda p: places[str(p.symbol)],
        )
        if alike:
            return Evidence("paragraphs with the same content", tuple(alike[:2]))
        return Evidence(
            "no paragraph with the same content", closest=(shown,), unsupported=(shown.address,)
        )

    def _lines(self, question: Question, scope: Sequence[str]) -> tuple[Paragraph, ...]:
        """The first line of each document with what is asked for: its date, who signed it."""
        asked = [kind for kind in ("when", "who") if kind in question.asks]
        found: list[Paragraph] = []
        for symbol in scope if asked else ():
            lines = [p for p in self._index.document(symbol).paragraphs if p.kind in LINES]
            # The title and the closing tell of the text; the masthead, of its distribution.
            lines.sort(key=lambda p: p.locator == "distribution")
            telling = (p for p in lines if _tells(p, asked[0]))
            found += [p for p in [next(telling, None)] if p is not None]
        return tuple(found)

    def _draft_asked_about(self, question: Question) -> Document | None:
        """The draft of which all that is asked is whether, or when, it was adopted; or None."""
        first = self._index.document(question.documents[0]) if question.documents else None
        if first is None or first.status is not Status.DRAFT or not question.topical:
            return None
        closing = (stands_for_line(t, question.language, "meeting") for t in question.topical)
        return first if all(closing) else None

    def _topic(self, question: Question, scope: Sequence[str]) -> Evidence:
        ranked = self._ranker.rank(question, scope)
        c = self._calibration
        sure = probability(self.signs(question, ranked), c) if ranked else 0.0
        answers = bool(ranked) and (sure >= c.answer_probability or Stage.DECISION in c.without)
        if not answers:
            return Evidence(
                "too little support",
                closest=self._closest(ranked),
                unsupported=self._unsupported(question, ranked),
                candidates=tuple(ranked[:10]),
                probability=sure,
            )
        chosen = self._choose(question, ranked)
        paragraphs: Iterable[Paragraph] = (s.paragraph for s in chosen)
        if "which_document" in question.asks:
            paragraphs = self._with_notes(paragraphs)
        return Evidence(
            "the best supported paragraphs",
            tuple(paragraphs),
            candidates=tuple(ranked[:10]),
            probability=sure,
        )

    def _topical(self, question: Question) -> tuple[Paragraph, ...]:
        """The paragraphs that answer a question about a topic; none where none does."""
        found = self._topic(question, self._scope(question)).chosen
        return tuple(paragraph for paragraph in found if paragraph.exact)

    def _choose(self, question: Question, ranked: Sequence[Scored]) -> list[Scored]:
        """The best of `ranked`, and what stands beside it."""
        c = self._calibration
        best = ranked[0]
        near = [
            s
            for s in ranked
            if s.score >= c.close * best.score and s.support >= c.close_support * best.support
        ]
        if question.documents and _by_line(question, best):
            near = [s for s in near if _by_line(question, s)]
        chosen: list[Scored] = []
        distinct = 0
        for candidate in near:
            is_twin = any(self._twins(x, candidate) for x in chosen)
            if is_twin or distinct < _limit(question):
                chosen.append(candidate)
                distinct += not is_twin
        if _EACH_DOCUMENT & question.asks:
            chosen += self._of_each_document(chosen, ranked)
        if Stage.EQUIVALENTS in c.without:
            return chosen
        taken = {s.paragraph.address for s in chosen}
        twins = (s for s in ranked if any(self._twins(x, s) for x in chosen))
        others = (s for s in twins if s.paragraph.address not in taken)
        return [*chosen, *islice(others, max(0, _MOST - len(chosen)))]

    def _of_each_document(self, chosen: Sequence[Scored], ranked: Sequence[Scored]) -> list[Scored]:
        """The best paragraph of each document that has none among the chosen, if it is good too."""
        c = self._calibration
        seen = {s.paragraph.symbol for s in chosen}
        found: list[Scored] = []
        for s in ranked:
            if s.paragraph.symbol not in seen:
                seen.add(s.paragraph.symbol)
                if s.support >= c.each_document * chosen[0].support:
                    found.append(s)
        return found

    def _twins(self, a: Scored, b: Scored) -> bool:
        return are_twins(a.paragraph, b.paragraph, self._calibration.twin_similarity)

    def _with_notes(self, chosen: Iterable[Paragraph]) -> list[Paragraph]:
        """Each paragraph with its footnotes behind it: they name the documents that it speaks of."""
        found: list[Paragraph] = []
        for paragraph in chosen:
            notes = [note for v in paragraph.versions.values() for note, _ in v.notes]
            document = self._index.document(paragraph.symbol)
            found += [paragraph, *(document.paragraph(note) for note in notes)]
        return list(dict.fromkeys(found))

    def _closest(self, ranked: Sequence[Scored]) -> tuple[Paragraph, ...]:
        """The best few that do not answer, of paragraphs that repeat each other only one."""
        found: list[Scored] = []
        for s in ranked:
            if len(found) < _CLOSEST and not any(self._twins(x, s) for x in found):
                found.append(s)
        return tuple(s.paragraph for s in found)

    def _unsupported(self, question: Question, ranked: Sequence[Scored]) -> tuple[str, ...]:
        """The terms that nothing supports, else those that the best paragraph does not."""
        least = self._calibration.unsupported
        terms = question.terms
        nowhere = [t for i, t in enumerate(terms) if all(s.terms[i] < least for s in ranked)]
        if ranked and not nowhere:
            nowhere = [t for i, t in enumerate(terms) if ranked[0].terms[i] < least]
        return tuple(term.surface for term in nowhere)


def _of_instrument(told: Told) -> Evidence:
    return Evidence(
        told.reason,
        told.paragraphs,
        told=told,
        documents_searched=told.searched.documents,
        paragraphs_searched=told.searched.paragraphs,
    )


def _of_draft(draft: Document, question: Question) -> Evidence:
    """A draft does not say what became of it: the line that says what it is is shown."""
    line = tuple(p for p in draft.paragraphs if p.locator == "sponsors")
    if "when" in question.asks:
        return Evidence(
            "a draft does not tell of its adoption",
            closest=line,
            unsupported=tuple(t.surface for t in question.topical),
        )
    return Evidence("the line that tells it is a draft", line)


def _is_whole(question: Question) -> bool:
    """Whether all documents that are held are asked."""
    return question.documents is None and question.within is None


def _title(document: Document) -> Paragraph:
    titles = (p for p in document.paragraphs if p.locator == "title")
    return next(titles, document.paragraphs[0])


def _by_line(question: Question, scored: Scored) -> bool:
    return scored.paragraph.kind in LINES and supported_by_line(
        question.terms, question.language, scored.paragraph
    )


def _tells(line: Paragraph, asked: str) -> bool:
    if asked == "who":
        return line.locator in ("signature", "sponsors")
    version = line.version("en")
    return bool(find_marks(version.text, version.language, (asked,)))


def _limit(question: Question) -> int:
    """How many different paragraphs may answer: a fact has one or two places."""
    several = {"compare", "documents", "list"} & question.asks
    return 4 if several or not question.asks & _FACT else 2
