"""All measures: what each question adds to a figure, and how the figure is made of it.

Every question that a measure concerns adds two numbers, x and y. A figure is the sum of all x over the
sum of all y, unless its definition says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures import citation, ranking
from eval.outcome import Outcome

Parts = tuple[float, float] | None
Numbers = NDArray[np.float64]


def ratio(x: Numbers, y: Numbers) -> Numbers:
    """Sum of `x` over sum of `y` along the last axis; not a number where `y` sums to 0."""
    below = np.asarray(y.sum(axis=-1))
    total = np.full(below.shape, np.nan)
    np.divide(x.sum(axis=-1), below, out=total, where=below != 0)
    return total


def percentile(share: float) -> Callable[[Numbers, Numbers], Numbers]:
    """The percentile `share` (0 to 100) of `x` along the last axis, between two by linear interpolation."""

    def total(x: Numbers, y: Numbers) -> Numbers:
        return np.asarray(np.percentile(x, share, axis=-1))

    return total


def risk_area(wrong: Numbers, confidence: Numbers) -> Numbers:
    """Area under the risk–coverage curve along the last axis (`risk_coverage`)."""
    # Of those answered equally surely the wrong ones count first: no order of questions is lucky.
    order = np.lexsort((-wrong, -confidence), axis=-1)
    risks = np.cumsum(np.take_along_axis(wrong, order, axis=-1), axis=-1)
    return np.asarray((risks / np.arange(1, wrong.shape[-1] + 1)).mean(axis=-1))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: `parts` gives x and y of a question, or None where it does not concern it."""

    name: str
    definition: str
    parts: Callable[[Outcome], Parts]
    total: Callable[[Numbers, Numbers], Numbers] = ratio
    higher_is_better: bool = True
    unit: str = ""


def is_answerable(outcome: Outcome) -> bool:
    """Whether the documents answer the question."""
    return outcome.record.status == "answered"


def is_right(outcome: Outcome) -> bool:
    """Whether the reader was served: answered with what serves, or refused rightly."""
    if outcome.state == "not_found":
        return not is_answerable(outcome)
    if outcome.state != "answered" or not is_answerable(outcome):
        return False
    return citation.serves(outcome.record, outcome.addresses)


def guess_is_right(outcome: Outcome) -> bool:
    """Whether the answer would have served, had the system been made to give one."""
    return is_answerable(outcome) and citation.serves(outcome.record, outcome.guess)


def _surety(outcome: Outcome) -> float:
    """How sure the system is of its answer; of what failed, less than of anything."""
    return outcome.confidence if outcome.state in ("answered", "not_found") else -math.inf


def _score(name: str) -> Callable[[Outcome], Parts]:
    """A value that the outcome has already."""
    return lambda o: (o.scores[name], 1.0) if name in o.scores else None


def _citation(measure: Callable[..., float]) -> Callable[[Outcome], Parts]:
    return lambda o: (measure(o.record, o.addresses), 1.0) if is_answerable(o) else None


def _required(o: Outcome) -> Parts:
    if not o.record.required:
        return None
    return citation.required_words(o.record, [c.quote for c in o.cited]), 1.0


def _list_order(o: Outcome) -> Parts:
    return (citation.list_order(o.record, o.addresses), 1.0) if o.record.is_list else None


def _exact(o: Outcome) -> Parts:
    quoted = len(o.cited) + o.stray
    return (float(sum(c.fault is None for c in o.cited)), float(quoted)) if quoted else None


def _answer_language(o: Outcome) -> Parts:
    if o.answer_language is None:
        return None
    return float(o.answer_language == o.record.language), 1.0


def _quote_language(o: Outcome) -> Parts:
    told = [c for c in o.cited if c.expected_language is not None]
    right = sum(c.language == c.expected_language for c in told)
    return (float(right), float(len(told))) if told else None


def _refused(o: Outcome) -> bool:
    return o.state == "not_found"


def _abstention_precision(o: Outcome) -> Parts:
    return (float(not is_answerable(o)), 1.0) if _refused(o) else None


def _abstention_recall(o: Outcome) -> Parts:
    return None if is_answerable(o) else (float(_refused(o)), 1.0)


def _abstention_f1(o: Outcome) -> Parts:
    unanswerable = not is_answerable(o)
    return 2.0 * (unanswerable and _refused(o)), float(_refused(o)) + float(unanswerable)


def _wrongly_refused(o: Outcome) -> Parts:
    return (float(_refused(o)), 1.0) if is_answerable(o) else None


_ANSWERABLE = "mean over answerable questions"
_IR = f"by ir_measures, {_ANSWERABLE}; a gold group counts once, acceptable paragraphs are passed over"

MEASURES: tuple[Measure, ...] = (
    Measure(
        "accuracy",
        "share of all questions whose reader was served: every gold group cited and at least half "
        "of what is cited to the point (a list: exactly, in order), or rightly refused",
        lambda o: (float(is_right(o)), 1.0),
    ),
    Measure(
        "citation precision",
        f"share of the cited paragraphs that are gold or acceptable, {_ANSWERABLE}",
        _citation(citation.citation_precision),
    ),
    Measure(
        "citation recall",
        f"share of the gold groups of which a member is cited, {_ANSWERABLE}",
        _citation(citation.citation_recall),
    ),
    Measure(
        "citation F1",
        f"harmonic mean of the two, of each question, {_ANSWERABLE}",
        _citation(citation.citation_f1),
    ),
    Measure(
        "required words",
        "share of the groups of required words of which one stands in the quotes, mean over "
        "questions that have any",
        _required,
    ),
    Measure(
        "list order",
        "share of list questions whose items are all cited, in order, and nothing else",
        _list_order,
    ),
    Measure(
        "quote exactness",
        "share of all quotes that stand letter for letter at their place in the stored paragraph, cut "
        "no word, and stand in the answer; a quotation without a citation is not exact",
        _exact,
    ),
    Measure(
        "abstention precision",
        "share of the refused questions that are unanswerable",
        _abstention_precision,
    ),
    Measure(
        "abstention recall",
        "share of the unanswerable questions that are refused",
        _abstention_recall,
    ),
    Measure(
        "abstention F1",
        "harmonic mean of the two: twice the rightly refused, over the refused and the unanswerable",
        _abstention_f1,
    ),
    Measure(
        "wrongly refused",
        "share of the answerable questions that are refused",
        _wrongly_refused,
        higher_is_better=False,
    ),
    Measure(
        "AURC",
        "area under the risk-coverage curve: questions from the surest on, the share of answers up to "
        "each that do not serve, its mean over all; a refused question with what would have been cited",
        lambda o: (float(not guess_is_right(o)), _surety(o)),
        risk_area,
        higher_is_better=False,
    ),
    *(Measure(name, _IR, _score(name)) for name in ranking.NAMES),
    Measure(
        "answer language",
        "share of the answers whose sentences, quotes aside, are in the language of the question",
        _answer_language,
    ),
    Measure(
        "quote language",
        "share of the quotes in the reader's language where there is such a version, else in English",
        _quote_language,
    ),
    Measure(
        "latency median",
        "median of the time from question to answer",
        lambda o: (o.seconds * 1000, 1.0),
        percentile(50),
        higher_is_better=False,
        unit="ms",
    ),
    Measure(
        "latency p95",
        "95th percentile of the time from question to answer",
        lambda o: (o.seconds * 1000, 1.0),
        percentile(95),
        higher_is_better=False,
        unit="ms",
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
# Their values would say nothing of a single question beyond what the outcome has.
_NO_SCORE = ("AURC", "latency median", "latency p95")


def scored(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, each with the value of every measure that concerns it."""
    answerable = [o for o in outcomes if is_answerable(o)]
    cases = [(o.record, [r.address for r in o.retrieved]) for o in answerable]
    rankings = dict(zip(map(id, answerable), ranking.score_rankings(cases), strict=True))
    found: list[Outcome] = []
    for outcome in outcomes:
        ranked = outcome.model_copy(update={"scores": rankings.get(id(outcome), {})})
        values = {m.name: m.parts(ranked) for m in MEASURES if m.name not in _NO_SCORE}
        scores = {name: parts[0] / parts[1] for name, parts in values.items() if parts and parts[1]}
        found.append(outcome.model_copy(update={"scores": scores}))
    return found


def risk_coverage(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    """The risk–coverage curve (El-Yaniv and Wiener 2010): (coverage, risk), from the surest on."""
    by_confidence = sorted((-_surety(o), guess_is_right(o)) for o in outcomes)
    curve: list[tuple[float, float]] = []
    wrong = 0
    for count, (_, serves) in enumerate(by_confidence, start=1):
        wrong += not serves
        curve.append((count / len(by_confidence), wrong / count))
    return curve
