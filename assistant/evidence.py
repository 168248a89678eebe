"""Evidence: which paragraphs answer a question, in what order, and whether any does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant import lists, lookup
from assistant.asked import asked_score
from assistant.calibration import CALIBRATION, Calibration
from assistant.decision import Signs, probability, signs
from assistant.question.reading import Intent, Question
from assistant.question.terms import Term
from assistant.support import LINES, Support, supported_by_line
from assistant.twins import are_twins
from index.document import Paragraph
from index.lexicon import load_lexicon
from index.search import Hit, Index, TermsIn
from index.words import Language

_CANDIDATES = 80
_CLOSEST = 3
_TRANSLATIONS = 4
_STANDS = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A paragraph with the scores that speak for it; `terms` has the support of each term."""

    paragraph: Paragraph
    score: float
    support: float
    nearness: float
    lexical: float
    terms: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paragraphs chosen to answer, or none; and what to show where none answers.

    `unsupported` are the terms of the question that found no support in what was searched;
    `candidates` are the best scored paragraphs, chosen or not, best first.
    """

    chosen: tuple[Paragraph, ...]
    closest: tuple[Paragraph, ...] = ()
    unsupported: tuple[str, ...] = ()
    candidates: tuple[Scored, ...] = ()
    paragraphs_searched: int = 0
    documents_searched: int = 0
    reason: str = ""
    notes: tuple[str, ...] = field(default=())


class Finder:
    """Finds evidence in an index."""

    def __init__(self, index: Index, calibration: Calibration = CALIBRATION) -> None:
        self.index = index
        self.calibration = calibration
        self.support = Support(index.documents, index.embedder, calibration)

    def find(self, question: Question) -> Evidence:
        """The evidence for `question`."""
        scope = self._scope(question)
        searched = [p for p in self.index.paragraphs if p.symbol in scope]
        counts = {"paragraphs_searched": len(searched), "documents_searched": len(scope)}
        if question.intent is Intent.UNHELD:
            return self._unheld(question, counts)
        if question.intent is Intent.DOCUMENTS:
            titles = [d.paragraphs[0] for d in self.index.documents]
            titles = [self._title(p.symbol) or p for p in titles]
            return Evidence(tuple(titles), reason="the documents held", **counts)
        if question.intent is Intent.LOOKUP:
            return self._lookup(question, scope, counts)
        if question.intent is Intent.LIST:
            chosen = lists.find_list(question, self.index.documents, scope)
            if chosen:
                return Evidence(tuple(chosen), reason="the whole list", **counts)
        return self._topic(question, scope, counts)

    def _scope(self, question: Question) -> list[str]:
        symbols = [str(document.symbol) for document in self.index.documents]
        return [s for s in symbols if question.documents is None or s in question.documents]

    def _title(self, symbol: str) -> Paragraph | None:
        paragraphs = self.index.document(symbol).paragraphs
        return next((p for p in paragraphs if p.locator == "title"), None)

    def _unheld(self, question: Question, counts: dict[str, int]) -> Evidence:
        """A document that is not held: the passages that mention it are the closest."""
        mentioning = [
            p
            for p in self.index.paragraphs
            for name in question.unheld
            if any(_mentions(v.text, name) for v in p.versions.values())
        ]
        return Evidence(
            (),
            tuple(dict.fromkeys(mentioning))[:_CLOSEST],
            question.unheld,
            reason="the document is not held",
            **counts,
        )

    def _lookup(self, question: Question, scope: Sequence[str], counts: dict[str, int]) -> Evidence:
        documents = [self.index.document(symbol) for symbol in scope]
        found = lookup.find_places(question, documents)
        if found.paragraphs:
            return Evidence(tuple(found.paragraphs), reason="the place asked for", **counts)
        return Evidence(
            (),
            tuple(found.nearest[-_CLOSEST:]),
            tuple(found.missing),
            reason="there is no such place",
            **counts,
        )

    def candidates(self, question: Question) -> list[Scored]:
        """The scored candidates of a question about a topic, best first; none of other questions."""
        if question.intent is not Intent.TOPIC or question.like is not None:
            return []
        return self.score(question, self._scope(question))

    def _topic(self, question: Question, scope: Sequence[str], counts: dict[str, int]) -> Evidence:
        if question.like is not None:
            return self._alike(question.like, scope, counts)
        scored = self.score(question, scope)
        chosen = self._choose(question, scored)
        unsupported = self._unsupported(question.terms, scored, bool(chosen))
        paragraphs = [s.paragraph for s in chosen]
        if "which_document" in question.asks:
            paragraphs = self._with_notes(paragraphs)
        return Evidence(
            tuple(paragraphs),
            () if chosen else tuple(s.paragraph for s in scored[:_CLOSEST]),
            unsupported,
            tuple(scored[:10]),
            reason="the best supported paragraphs" if chosen else "too little support",
            **counts,
        )

    def _alike(self, shown: Paragraph, scope: Sequence[str], counts: dict[str, int]) -> Evidence:
        others = [p for p in self.index.paragraphs if p.symbol in scope and p.symbol != shown.symbol]
        alike = [p for p in others if are_twins(shown, p, self.calibration.twin_similarity)]
        return Evidence(
            tuple(alike[:2]),
            () if alike else (shown,),
            () if alike else (shown.address,),
            reason="paragraphs with the same content",
            **counts,
        )

    def score(self, question: Question, scope: Sequence[str]) -> list[Scored]:
        """The candidates for `question` in the documents of `scope`, best first."""
        terms = question.terms
        hits = self.index.search(
            self._vector(question), self._terms_in(question), symbols=scope, limit=_CANDIDATES
        )
        hits = [h for h in hits if not question.among or h.paragraph.address in question.among]
        if not hits:
            return []
        paragraphs = [h.paragraph for h in hits]
        support = self.support.of(terms, question.language, paragraphs)
        weights = self._weights(terms, support)
        shares = (weights @ support) / max(float(weights.sum()), 1e-6)
        scored = [
            self._scored(question, hit, float(shares[column]), support[:, column])
            for column, hit in enumerate(hits)
        ]
        return sorted(scored, key=lambda s: (-s.score, -s.support))

    def _weights(
        self, terms: Sequence[Term], support: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The terms' weights among these candidates: what stands in most of them tells little."""
        size = support.shape[1]
        standing = (support >= _STANDS).sum(axis=1)
        idf = np.log((size + 1) / np.maximum(standing, 1)) / np.log(size + 1)
        share = self.calibration.common_share
        own = np.array([t.weight for t in terms], dtype=np.float32)
        return (own * (share + (1 - share) * idf)).astype(np.float32)

    def _vector(self, question: Question) -> NDArray[np.float32]:
        """The question's vector: its terms' vectors by their weights, or the whole of it."""
        terms = [t for t in question.terms if t.weight > 0]
        if not terms:
            return self.index.embedder.encode_query([question.text])[0]
        rows = self.index.embedder.encode_query([t.corrected or t.surface for t in terms])
        mean = np.array([t.weight for t in terms], dtype=np.float32) @ rows
        length = float(np.linalg.norm(mean))
        return mean / length if length else rows[0]

    def _scored(
        self, question: Question, hit: Hit, support: float, terms: NDArray[np.float32]
    ) -> Scored:
        c = self.calibration
        paragraph = hit.paragraph
        score = support + c.dense_weight * max(0.0, hit.dense)
        score += asked_score(question, paragraph, self.support, c)
        nearness = hit.dense
        if paragraph.kind in LINES:
            if not supported_by_line(question.terms, question.language, paragraph):
                # A line of names is near to anything that names one of them.
                score -= c.line_bonus
                nearness = 0.0
            elif question.documents:
                # "When was resolution 72/7 adopted?" asks about the document, not its subject.
                score += c.line_bonus
        if self.index.document(paragraph.symbol).items(paragraph.locator):
            score -= c.list_head_penalty
        values = tuple(float(t) for t in terms)
        return Scored(paragraph, score, support, nearness, hit.lexical, values)

    def _terms_in(self, question: Question) -> list[TermsIn]:
        """The question's terms in each language of the index, for the lexical search."""
        lexicon = load_lexicon()
        found: list[TermsIn] = []
        for held in self.index.languages:
            group = TermsIn(held)
            for term in question.terms:
                if held == question.language or term.stem.isdigit():
                    group.terms.append((term.stem, term.weight))
                else:
                    group.terms += [
                        (stem, term.weight * likelihood)
                        for stem, likelihood in _translations(lexicon, term, question.language, held)
                    ]
            found.append(group)
        return found

    def _choose(self, question: Question, scored: list[Scored]) -> list[Scored]:
        c = self.calibration
        if not scored:
            return []
        best = scored[0]
        if self.probability(question, scored) < c.answer_probability:
            return []
        near = [
            s
            for s in scored
            if s.score >= c.close * best.score and s.support >= c.close_support * best.support
        ]
        if question.documents and self._by_line(question, best):
            near = [s for s in near if self._by_line(question, s)]
        chosen: list[Scored] = []
        distinct = 0
        for candidate in near:
            is_twin = any(self._twins(x, candidate) for x in chosen)
            if is_twin or distinct < _limit(question):
                chosen.append(candidate)
                distinct += not is_twin
        chosen += self._twins_of(chosen, scored)
        return chosen

    def signs(self, question: Question, scored: Sequence[Scored]) -> Signs:
        """What speaks for and against answering `question` from the best of `scored`."""
        best = scored[0]
        anywhere = np.max([s.terms for s in scored], axis=0).tolist()
        return signs(
            question, best.support, best.nearness, best.terms, anywhere, self.calibration
        )

    def probability(self, question: Question, scored: Sequence[Scored]) -> float:
        """How likely it is that the best of `scored` answers `question`; 0 where there is none."""
        return probability(self.signs(question, scored), self.calibration) if scored else 0.0

    def _by_line(self, question: Question, scored: Scored) -> bool:
        return scored.paragraph.kind in LINES and supported_by_line(
            question.terms, question.language, scored.paragraph
        )

    def _twins(self, a: Scored, b: Scored) -> bool:
        return are_twins(a.paragraph, b.paragraph, self.calibration.twin_similarity)

    def _with_notes(self, chosen: Sequence[Paragraph]) -> list[Paragraph]:
        """Each paragraph with its footnotes behind it: they name the documents that it speaks of."""
        found: list[Paragraph] = []
        for paragraph in chosen:
            notes = [n for v in paragraph.versions.values() for n, _ in v.notes]
            document = self.index.document(paragraph.symbol)
            found += [paragraph, *(document.paragraph(note) for note in notes)]
        return list(dict.fromkeys(found))

    def _twins_of(self, chosen: Sequence[Scored], scored: Sequence[Scored]) -> list[Scored]:
        """Paragraphs of other documents that repeat a chosen one."""
        taken = {s.paragraph.address for s in chosen}
        return [
            s
            for s in scored
            if s.paragraph.address not in taken
            and any(self._twins(x, s) for x in chosen)
        ]

    def _unsupported(
        self, terms: Sequence[Term], scored: Sequence[Scored], answered: bool
    ) -> tuple[str, ...]:
        if answered:
            return ()
        best = np.zeros(len(terms))
        for s in scored[: None if not answered else 5]:
            best = np.maximum(best, np.array(s.terms))
        lacking = [
            t.surface for t, b in zip(terms, best, strict=True) if b < self.calibration.unsupported
        ]
        if lacking or not scored:
            return tuple(lacking) or tuple(t.surface for t in terms)
        # Each term stands somewhere, but nowhere together: name what the best passage lacks.
        return tuple(
            t.surface
            for t, s in zip(terms, scored[0].terms, strict=True)
            if s < self.calibration.unsupported
        )


def _limit(question: Question) -> int:
    """How many different paragraphs may answer: a fact has one or two places."""
    if {"compare", "documents", "list"} & question.asks or not question.asks & _FACT:
        return 4
    return 2


_FACT = frozenset({"who", "when", "where", "how_many", "which_document"})


def _translations(
    lexicon: object, term: Term, language: Language, held: Language
) -> list[tuple[str, float]]:
    from index.lexicon import Lexicon

    assert isinstance(lexicon, Lexicon), "given by load_lexicon"
    english = lexicon.to_english(term.stem, language)[:_TRANSLATIONS]
    if held == "en":
        return english
    return [
        (stem, p * q)
        for pivot, p in english
        for stem, q in lexicon.from_english(pivot, held)[:_TRANSLATIONS]
    ]


def _mentions(text: str, name: str) -> bool:
    return name in text or name.removeprefix("A/RES/") in text

