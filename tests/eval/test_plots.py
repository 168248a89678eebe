"""The plots of the report: what they show of a run, however many systems and questions it has."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from eval.measures.registry import risk_coverage, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.report.plots import plots
from eval.results import Results, SystemResults, figures, measure_data
from eval.systems.registry import GROUPS

TITLES = [
    "citation F1 by language",
    "accuracy by language",
    "citation F1 by kind",
    "accuracy by kind",
    "risk–coverage",
    "latency",
]


def make_outcome(language, kind, state="answered", seconds=0.2):
    answered = kind != "unanswerable"
    record = Record(
        id=f"{language} {kind}",
        language=language,
        question="What?",
        kind=kind,
        status="answered" if answered else "not_found",
        gold=[["A/RES/72/7#op1"]] if answered else (),
    )
    return Outcome(record=record, state=state, seconds=seconds, confidence=0.5)


ALL = [make_outcome("en", "fact"), make_outcome("zh", "keyword"), make_outcome("fr", "fact")]
NONE = make_outcome("ru", "unanswerable", "not_found", 0.1)


def drawn(names, outcomes):
    """The texts in each plot, by its title."""
    found = scored(outcomes)
    systems = [
        SystemResults(
            name=name,
            description="",
            chat_model=None,
            seconds=1.0,
            figures=figures(found),
            risk_coverage=risk_coverage(found),
            unfinished=[],
            outcomes=found,
        )
        for name in names
    ]
    told = ("version", "source", "started", "machine", "questions", "questions_hash", "index")
    results = Results(
        **dict.fromkeys((*told, "embedder"), "x"),
        seconds=1.0,
        count=len(found),
        documents=[],
        problems=[],
        measures=measure_data(),
        systems=systems,
    )
    made = plots(results)
    assert all(re.match(f'<svg role="img" aria-label="{title}" ', svg) for title, svg in made)
    return {title: [*ElementTree.fromstring(svg).itertext()] for title, svg in made}


def test_there_is_a_plot_by_language_and_by_kind_and_of_risk_and_latency():
    assert list(drawn(["mandate"], ALL)) == TITLES


def test_slices_are_named_and_those_without_a_value_are_left_out():
    made = drawn(["mandate"], [*ALL, NONE])
    by_f1, by_accuracy = made["citation F1 by language"], made["accuracy by language"]
    assert {"English", "Chinese", "French"} <= {*by_f1} & {*by_accuracy}
    # Nothing can be cited for a question without an answer.
    assert "Russian" in by_accuracy
    assert "Russian" not in by_f1
    assert "unanswerable" in made["accuracy by kind"]


def test_systems_are_named_where_there_are_several():
    for texts in drawn(["mandate", "plain", "lexical", "dense"], [*ALL, NONE]).values():
        assert {"mandate", "plain", "lexical", "dense"} <= {*texts}
    assert "mandate" not in drawn(["mandate"], ALL)["latency"]


@pytest.mark.parametrize("outcomes", [[NONE], ALL[:1]], ids=["unanswerable", "one"])
def test_little_can_be_drawn_too(outcomes):
    assert list(drawn(["mandate", "plain"], outcomes)) == TITLES
    assert list(drawn(["mandate"], [])) == TITLES


@pytest.mark.parametrize(
    "group",
    [
        "default",
        "peers",
        "ablation",
        "all",
    ],
)
def test_the_names_of_the_systems_leave_room_for_what_is_drawn(group):
    assert list(drawn(GROUPS[group], [*ALL, NONE])) == TITLES
