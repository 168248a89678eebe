"""Search engines made to answer: the best few passages, or none where the best one scores too low.

How many, and from which score on, is chosen on the development questions, so that each of them is
compared at its best and not at a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from eval.measures.citation import citation_f1
from eval.record import Record
from eval.systems.model import Cited, Response, Retrieved

MOST_CITED = 5
_DEPTH = 10
_STEPS = 101


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that an engine found: what it would cite for it, and its score."""

    cited: tuple[Cited, ...]
    score: float


class Engine(Protocol):
    """Finds passages for a question."""

    @property
    def name(self) -> str:
        """What it is called in reports."""

    @property
    def description(self) -> str:
        """What it does, in a line."""

    def search(self, question: str) -> list[Passage]:
        """The passages for `question`, best first."""

    def close(self) -> None:
        """Give files back."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How many passages are cited, and the least score of the best one for any to be."""

    passages: int
    least_score: float


class TunedSystem:
    """An engine with a tuning: a system that answers, or does not."""

    chat_model = None
    waits = False

    def __init__(self, engine: Engine, tuning: Tuning) -> None:
        self._engine, self._tuning = engine, tuning
        self.name = engine.name
        self.description = (
            f"{engine.description}; cites {tuning.passages}, "
            f"none where the best scores below {tuning.least_score:.3g} (both chosen on the "
            "development questions)"
        )

    def ask(self, question: str, history: Sequence[Response]) -> Response:
        """The best passages; the turns before are not looked at."""
        return respond(self._engine.search(question), self._tuning)

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()


def respond(found: Sequence[Passage], tuning: Tuning) -> Response:
    """The response that `tuning` makes of the passages `found`."""
    retrieved: dict[str, float] = {}
    for passage in found:
        for one in passage.cited:
            retrieved.setdefault(one.address, passage.score)
    best: dict[str, Cited] = {}
    for passage in found[: tuning.passages]:
        for one in passage.cited:
            best.setdefault(one.address, one)
    cited = tuple(best.values())
    confidence = found[0].score if found else 0.0
    answers = bool(cited) and confidence >= tuning.least_score
    return Response(
        status="answered" if answers else "not_found",
        text="\n".join(c.quote for c in cited) if answers else "",
        retrieved=tuple(Retrieved(address=a, score=s) for a, s in retrieved.items())[:_DEPTH],
        cited=cited if answers else (),
        confidence=confidence,
        guess=tuple(c.address for c in cited),
    )


def tune(
    search: Callable[[str], list[Passage]],
    records: Iterable[Record],
    counts: Sequence[int] = range(1, MOST_CITED + 1),
) -> Tuning:
    """The tuning with the highest sum of citation F1 and abstention F1 over `records`."""
    cases = [(record, search(record.question)) for record in records]
    answerable = np.array([record.status == "answered" for record, _ in cases])
    scores = np.array(
        [found[0].score if found and found[0].cited else -np.inf for _, found in cases]
    )
    told = scores[np.isfinite(scores)]
    steps = np.unique(np.quantile(told, np.linspace(0.0, 1.0, _STEPS))) if len(told) else [0.0]
    best, most = Tuning(counts[0], 0.0), -np.inf
    for count in counts:
        f1 = np.array([_f1(record, found, count) for record, found in cases])
        for step in steps:
            answers = scores >= step
            refused = ~answers
            right = (refused & ~answerable).sum()
            abstention = 2 * right / max(refused.sum() + (~answerable).sum(), 1)
            citation = f1[answerable & answers].sum() / max(answerable.sum(), 1)
            if citation + abstention > most:
                best, most = Tuning(count, float(step)), citation + abstention
    return best


def _f1(record: Record, found: Sequence[Passage], count: int) -> float:
    """The citation F1 of an answer with the best `count` passages."""
    cited = respond(found, Tuning(count, -np.inf)).cited
    return citation_f1(record, [c.address for c in cited])
