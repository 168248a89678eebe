"""Search engines made to answer: the best few passages, or none where the best one scores too low.

How many, and from which score on, is chosen on the development questions, so that each of them is
compared at its best and not at a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
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
    scores = [found[0].score if found else 0.0 for _, found in cases]
    steps = np.unique(np.quantile(scores, np.linspace(0.0, 1.0, _STEPS)))
    tunings = [Tuning(count, float(step)) for count in counts for step in steps]
    return max(tunings, key=lambda tuning: _worth(cases, tuning))


def _worth(cases: Sequence[tuple[Record, Sequence[Passage]]], tuning: Tuning) -> float:
    refused = right = wanted = 0
    f1: list[float] = []
    for record, found in cases:
        response = respond(found, tuning)
        answers = response.status == "answered"
        refused += not answers
        if record.status == "not_found":
            wanted += 1
            right += not answers
        else:
            f1.append(citation_f1(record, [c.address for c in response.cited]))
    return (fmean(f1) if f1 else 0.0) + 2 * right / max(refused + wanted, 1)
