"""The report as one HTML page that needs nothing else: no server, no network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.compare import Comparison
from eval.outcome import Outcome
from eval.report.plots import MOST_SYSTEMS, plots
from eval.report.tables import (
    HEADLINE,
    SLICED,
    change,
    chat_model,
    judgement,
    number,
    probability,
    slice_name,
    unit_of,
    with_interval,
)
from eval.results import Results
from eval.thresholds import SLICES

_RETRIEVED = 3


def page(results: Results, comparisons: Sequence[Comparison] = ()) -> str:
    """The page; everything that comes from questions, documents and systems is escaped."""
    environment = Environment(
        loader=PackageLoader("eval", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "chat_model": chat_model,
        "interval": with_interval,
        "number": number,
        "change": change,
        "probability": probability,
    }
    template = environment.get_template("report.html.j2")
    return template.render(
        results=results,
        comparisons=comparisons,
        headline=HEADLINE,
        sliced=SLICED,
        groupings=SLICES,
        slice_name=slice_name,
        unit=lambda measure: unit_of(results, measure),
        judgement=judgement(results),
        plots=plots(results),
        most_plotted=MOST_SYSTEMS,
        wrong=[(system, _wrong(results, system.outcomes)) for system in results.systems],
    )


def _wrong(results: Results, outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Every answer that is not right, with its evidence and the gold."""
    return [_shown(results, o) for o in outcomes if not o.is_right]


def _shown(results: Results, outcome: Outcome) -> dict[str, Any]:
    record = outcome.record
    cited = set(outcome.addresses)
    gold = [address for group in record.gold for address in group]
    retrieved = [r.address for r in outcome.retrieved if r.address not in cited][:_RETRIEVED]
    return {
        "outcome": outcome,
        "record": record,
        "reason": _reason(outcome),
        "gold": [(a, _text(results, a, outcome), a in cited) for a in gold],
        "cited": [(c, c.address in record.allowed) for c in outcome.cited],
        "retrieved": [(a, _text(results, a, outcome), a in record.allowed) for a in retrieved],
    }


def _text(results: Results, address: str, outcome: Outcome) -> str:
    versions = results.passages.get(address, {})
    language = outcome.record.language
    return (
        versions.get(language) or versions.get("en") or next(iter(versions.values()), "(not held)")
    )


def _reason(outcome: Outcome) -> str:
    """What is wrong with it, in a few words."""
    record = outcome.record
    if outcome.state in ("failed", "timed out"):
        return f"{outcome.state}: {outcome.error}"
    if record.status == "not_found":
        return "answered, but the documents do not answer it"
    if outcome.state == "not_found":
        return "refused, but the documents answer it"
    if outcome.scores.get("citation recall", 0.0) < 1.0:
        return "gold paragraphs are missing"
    if record.is_list:
        return "the list is not exactly what was asked for"
    return "more than half of what is cited is beside the point"
