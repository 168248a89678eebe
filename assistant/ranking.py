"""Ranks paragraphs: how well each of them fits a question about a topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.asked import asked_score, lacks_asked
from assistant.calibration import Calibration
from assistant.decision import Signs, signs
from assistant.question.model import Question
from assistant.question.terms import Term
from assistant.stages import Stage
from assistant.support import LINES, Support, supported_by_line
from index.document import Paragraph
from index.lexicon import load_lexicon
from index.search import Hit, Index, TermsIn
from index.words import Language, stems

# To read and weigh a paragraph takes half a millisecond: of very many fewer are looked into, and their
# first ones are the likelier.
_CANDIDATES, _OF_MANY, _MANY = 80, 50, 10_000
_LITERAL = 30
_TRANSLATIONS = 4
# Fewer words than this are a topic, and stand together by chance.
_ENOUGH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """A paragraph with the scores that speak for it; `terms` has the support of each term."""

    paragraph: Paragraph
    score: float
    support: float
    nearness: float
    lexical: float
    terms: tuple[float, ...] = ()


class Ranker:
    """Scores the paragraphs of an index for questions."""

    def __init__(self, index: Index, calibration: Calibration) -> None:
        self._index = index
        self._calibration = calibration
        self._support = Support(index, calibration)

    def rank(self, question: Question, scope: Sequence[str]) -> list[Scored]:
        """The candidates for `question` in the documents of `scope`, best first."""
        without = self._calibration.without
        symbols = None if question.documents is None and question.within is None else scope
        hits = self._index.search(
            None if Stage.DENSE in without else self._vector(question),
            () if Stage.LEXICAL in without else self._terms_in(question),
            symbols=symbols,
            limit=_CANDIDATES if self._index.paragraph_count < _MANY else _OF_MANY,
        )
        literal = {} if Stage.LEXICAL in without else self._literal(question, symbols)
        found = {hit.paragraph.address for hit in hits}
        hits += [Hit(p) for address, (p, _) in literal.items() if address not in found]
        hits = [h for h in hits if not question.among or h.paragraph.address in question.among]
        if not hits:
            return []
        support = self._support.of(question.terms, question.language, [h.paragraph for h in hits])
        if Stage.SUPPORT in without:
            support = np.zeros_like(support)
        weights = self._weights(question.terms, support)
        shares = (weights @ support) / max(float(weights.sum()), 1e-6)
        scored = [
            self._scored(question, hit, float(shares[column]), support[:, column])
            for column, hit in enumerate(hits)
        ]
        scored = [
            replace(s, score=s.score + literal[s.paragraph.address][1])
            if s.paragraph.address in literal
            else s
            for s in scored
        ]
        return sorted(scored, key=lambda s: (-s.score, -s.support))

    def _literal(
        self, question: Question, symbols: Collection[str] | None
    ) -> dict[str, tuple[Paragraph, float]]:
        """The paragraphs that have every word of the question, function words too, and what that adds.

        Who asks so gives words of the paragraph that is meant. Of several the shorter is the likelier,
        as the same words are a greater part of it (the likelihood of a query: Ponte and Croft 1998).
        """
        language = question.language
        asked = list(dict.fromkeys(stems(question.read, language)))
        if len(asked) < _ENOUGH_WORDS or language not in self._index.languages:
            return {}
        held = self._index.with_every_word(asked, language, symbols=symbols, limit=_LITERAL)
        lengths = {p.address: len(stems(p.versions[language].text, language)) for p in held}
        c = self._calibration
        return {p.address: (p, c.literal * (1 + len(asked) / lengths[p.address])) for p in held}

    def signs(self, question: Question, ranked: Sequence[Scored]) -> Signs:
        """What speaks for and against answering `question` from the best of `ranked`."""
        best = ranked[0]
        anywhere = np.max([s.terms for s in ranked], axis=0).tolist()
        return signs(
            question,
            best.support,
            best.nearness,
            best.terms,
            anywhere,
            Stage.ASKED not in self._calibration.without and lacks_asked(question, best.paragraph),
            self._calibration,
        )

    def _weights(self, terms: Sequence[Term], support: NDArray[np.float32]) -> NDArray[np.float32]:
        """The terms' weights among these candidates: what stands in most of them tells little."""
        size = support.shape[1]
        standing = (support >= self._calibration.supported).sum(axis=1)
        idf = np.log((size + 1) / np.maximum(standing, 1)) / np.log(size + 1)
        share = self._calibration.common_share
        own = np.array([t.weight for t in terms], dtype=np.float32)
        return np.asarray(own * (share + (1 - share) * idf), dtype=np.float32)

    def _vector(self, question: Question) -> NDArray[np.float32]:
        """The question's vector: its terms' vectors by their weights, or the whole of it."""
        encode = self._index.embedder.encode_query
        if not question.terms:
            return np.asarray(encode([question.read])[0])
        rows = encode([t.corrected or t.surface for t in question.terms])
        mean = np.array([t.weight for t in question.terms], dtype=np.float32) @ rows
        length = float(np.linalg.norm(mean))
        return np.asarray(mean / length if length else rows[0], dtype=np.float32)

    def _scored(
        self, question: Question, hit: Hit, support: float, terms: NDArray[np.float32]
    ) -> Scored:
        c = self._calibration
        paragraph, nearness = hit.paragraph, hit.dense
        score = support + c.dense_weight * max(0.0, hit.dense)
        if Stage.ASKED not in c.without:
            score += asked_score(question, paragraph, self._support, c)
        if paragraph.kind in LINES:
            if not supported_by_line(question.terms, question.language, paragraph):
                # A line of names is near to anything that names one of them.
                score -= c.line_bonus
                nearness = 0.0
            elif question.documents:
                # "When was resolution 72/7 adopted?" asks about the document, not its subject.
                score += c.line_bonus
        if self._index.has_items(paragraph):
            score -= c.list_head_penalty
        values = tuple(float(t) for t in terms)
        return Scored(paragraph, score, support, nearness, hit.lexical, values)

    def _terms_in(self, question: Question) -> list[TermsIn]:
        """The question's terms in each language of the index, for the lexical search."""
        translated = Stage.LEXICON not in self._calibration.without
        return [
            TermsIn(
                held,
                [
                    (stem, term.weight * likelihood)
                    for term in question.terms
                    for stem, likelihood in _translations(term, question.language, held)
                ],
            )
            for held in self._index.languages
            if translated or held == question.language
        ]


def _translations(term: Term, language: Language, held: Language) -> list[tuple[str, float]]:
    """The stems that `term` is looked for as in the language `held`, with their likelihood."""
    if held == language or term.stem.isdigit():
        return [(term.stem, 1.0)]
    lexicon = load_lexicon()
    english = lexicon.to_english(term.stem, language)[:_TRANSLATIONS]
    if held == "en":
        return english
    return [
        (stem, p * q)
        for pivot, p in english
        for stem, q in lexicon.from_english(pivot, held)[:_TRANSLATIONS]
    ]
