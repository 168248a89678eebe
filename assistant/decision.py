"""The decision to answer: how likely it is that the best paragraph answers the question.

A logistic model of seven numbers that can be read: how much of the question the paragraph supports,
how near it is, how many terms it supports, how many of them nothing supports, whether a number is
asked for, whether it says of somebody what is asked, and whether it has a date, place or number where
one is asked for.
`python -m eval.calibrate --fit` fits it to the questions with known answers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from assistant.calibration import Calibration
from assistant.question.model import Question

_MOST_COUNTED = 4.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against an answer.

    `support` and `nearness` are the best paragraph's; `supported` counts the topical terms that it
    supports (up to four), `missing` those that nothing searched supports. `unsaid` is 1 where the
    paragraph does not say what the person asked for does, `unmarked` where a date, place or number is
    asked for and it has none.
    """

    support: float
    nearness: float
    supported: float
    missing: float
    how_many: float
    unsaid: float
    unmarked: float


def signs(
    question: Question,
    support: float,
    nearness: float,
    in_best: Sequence[float],
    anywhere: Sequence[float],
    unmarked: bool,
    c: Calibration,
) -> Signs:
    """The signs for a question; `in_best` and `anywhere` have the support of each of its terms."""
    topical = [i for i, term in enumerate(question.terms) if term in question.topical]
    return Signs(
        support,
        nearness,
        min(_MOST_COUNTED, sum(in_best[i] >= c.supported for i in topical)),
        float(sum(anywhere[i] < c.unsupported for i in topical)),
        float("how_many" in question.asks),
        float(
            any(
                t.predicate and s < c.unsupported
                for t, s in zip(question.terms, in_best, strict=True)
            )
        ),
        float(unmarked),
    )


def probability(found: Signs, c: Calibration) -> float:
    """The probability that the best paragraph answers, from 0 to 1."""
    weighed = zip(c.decision_weights, astuple(found), strict=True)
    return 1.0 / (1.0 + math.exp(-(c.decision_bias + sum(w * value for w, value in weighed))))
