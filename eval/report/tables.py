"""Figures as readers see them: how a number is written, and which measures stand in which table."""

from __future__ import annotations

from eval.intervals import Difference, Figure
from eval.record import LANGUAGE_NAMES
from eval.results import Results
from eval.systems.scripted import MODEL

HEADLINE = (
    "accuracy",
    "citation precision",
    "citation recall",
    "citation F1",
    "abstention F1",
    "quote exactness",
    "nDCG@10",
    "latency median",
)
"""The measures that systems are compared by at a glance."""

SLICED = ("accuracy", "citation F1", "abstention recall", "wrongly refused", "nDCG@10")
"""The measures told by language, kind and document."""

NOTHING = "–"
_SCRIPTED = (
    "a scripted stand-in, which quotes the sentences that share most words with the question (how "
    "often it abstains is the script's doing)"
)


def number(value: float | None, unit: str = "") -> str:
    """A share with three decimals, milliseconds with one; a dash where there is no value."""
    if value is None:
        return NOTHING
    return f"{value:.1f} {unit}" if unit else f"{value:.3f}"


def with_interval(figure: Figure, unit: str = "") -> str:
    """`0.812 [0.770, 0.851]`."""
    if figure.value is None or figure.low is None or figure.high is None:
        return NOTHING
    digits = 1 if unit else 3
    ends = f"[{figure.low:.{digits}f}, {figure.high:.{digits}f}]"
    return f"{number(figure.value, unit)} {ends}"


def judgement(results: Results) -> tuple[str, list[str]]:
    """In a line whether all is well, and what is not."""
    wrong = [*results.problems, *results.below]
    if wrong:
        return "Below what is expected", wrong
    reached = "every threshold is reached" if results.thresholds else "no thresholds are set"
    return f"The documents are as expected, and {reached}.", []


def unit_of(results: Results, measure: str) -> str:
    """The unit of a measure, or nothing."""
    return results.measures[measure].unit


def slice_name(grouping: str, name: str) -> str:
    """How a slice is called: languages by their English names."""
    names: dict[str, str] = {str(code): name for code, name in LANGUAGE_NAMES.items()}
    return names.get(name, name) if grouping == "language" else name


def probability(p: float) -> str:
    """`p < .001`, else with three decimals."""
    return "< .001" if p < 0.001 else f"{p:.3f}"


def chat_model(name: str) -> str:
    """How a chat model is told of: the scripted one for what it is."""
    return _SCRIPTED if name == MODEL else name


def change(difference: Difference, unit: str = "") -> str:
    """`+0.031 [+0.010, +0.052]`."""
    digits = 1 if unit else 3
    value, low, high = (
        f"{x:+.{digits}f}" for x in (difference.difference, difference.low, difference.high)
    )
    return f"{value} [{low}, {high}]"
