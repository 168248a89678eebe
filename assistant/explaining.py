"""How an answer came about: for `--explain`, and for evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Explanation, Score
from assistant.evidence import Evidence
from assistant.question import Question

if TYPE_CHECKING:
    from assistant.generator import Written


def explain(
    read: Question, evidence: Evidence, asked: str | None, written: Written | None
) -> Explanation:
    """How `read` was understood, how paragraphs scored, and what became of a model's reply.

    `asked` is the question that was looked for, where a model rewrote or translated it.
    """
    chosen = {p.address for p in evidence.chosen}
    shown = written.passages if written else ()
    writing = written.writing if written else None
    return Explanation(
        intent=read.intent,
        documents=read.documents,
        terms={term.stem: round(term.weight, 3) for term in read.terms},
        corrected={term.surface: term.corrected for term in read.terms if term.corrected},
        asks=tuple(sorted(read.asks)),
        notes=read.notes,
        reason=evidence.reason,
        confidence=round(evidence.confidence, 6),
        scores=tuple(
            Score(
                symbol=str(s.paragraph.symbol),
                locator=str(s.paragraph.locator),
                score=round(s.score, 3),
                support=round(s.support, 3),
                nearness=round(s.nearness, 3),
                lexical=round(s.lexical, 3),
                chosen=s.paragraph.address in chosen,
            )
            for s in evidence.candidates
        ),
        asked=asked,
        shown=tuple(p.paragraph.address for p in shown),
        shortened=tuple(p.paragraph.address for p in shown if p.was_cut),
        dropped=tuple(writing.dropped) if writing else (),
    )
