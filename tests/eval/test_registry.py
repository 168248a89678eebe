"""Every measure over a small run worked by hand, and how what goes wrong is counted."""

from __future__ import annotations

from itertools import permutations
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.intervals import value_of
from eval.measures.registry import BY_NAME, MEASURES, risk_coverage, scored
from eval.outcome import CheckedQuote, Outcome
from eval.record import Record
from eval.systems.model import Retrieved

RETRIEVAL = ("nDCG@10", "RR", "R@5", "R@10")
CITATION = ("citation precision", "citation recall", "citation F1")


def asked(*gold, **fields):
    """A question whose groups of gold are written as words; without any it is unanswerable."""
    given_ = {"id": "q", "language": "en", "question": "What?", "kind": "fact"}
    status = "answered" if gold else "not_found"
    groups = [group.split() for group in gold]
    return Record.model_validate(given_ | {"status": status, "gold": groups} | fields)


def quote(address, words="", language="en", expected=None, fault=None):
    return CheckedQuote(
        address=address, language=language, quote=words, fault=fault, expected_language=expected
    )


def outcome(record, cited="", *, retrieved="", guess="", state="answered", seconds=1.0, **fields):
    """An outcome; addresses are written as words, `cited` may be quotes."""
    quotes = tuple(map(quote, cited.split())) if isinstance(cited, str) else tuple(cited)
    return Outcome(
        record=record,
        state=state,
        seconds=seconds,
        cited=quotes,
        retrieved=tuple(Retrieved(address=a, score=0.0) for a in retrieved.split()),
        guess=tuple(guess.split()),
        **fields,
    )


THREE = asked("a", "b", "c", kind="list", acceptable=["d"])
RUN = scored(
    [
        outcome(  # 1: answered by a twin; one of two groups of words; one quote in French
            asked("a b", "c", required=[["peace", "paix"], ["war"]]),
            [quote("b", "la Paix", "fr", "en"), quote("c", "of peace", "en", "en")],
            retrieved="b a c",
            guess="b c",
            confidence=0.9,
            seconds=0.1,
            answer_language="en",
        ),
        outcome(  # 2: one group of two, with two beside the point, and one quotation uncited
            asked("a", "c"),
            [quote("a", expected="en"), quote("x", fault="cut"), quote("y", fault="cut")],
            stray=1,
            retrieved="x a",
            guess="a x y",
            confidence=0.8,
            seconds=0.2,
            answer_language="fr",
        ),
        outcome(  # 3: a list in the wrong order; what would be cited is right
            THREE, "c b a", retrieved="c b a", guess="a b c", confidence=0.7, seconds=0.3
        ),
        outcome(  # 4: a list in order, after its introduction; retrieved at rank 6
            THREE,
            "d a b c",
            retrieved="1 2 3 4 5 a",
            guess="d a b c",
            confidence=0.6,
            seconds=0.4,
            answer_language="en",
        ),
        outcome(  # 5: rightly refused, in English
            asked(),
            state="not_found",
            guess="x",
            confidence=0.5,
            seconds=0.5,
            answer_language="en",
        ),
        # 6: answered what has no answer
        outcome(asked(), "x", retrieved="x", guess="x", confidence=0.4, seconds=0.6),
        # 7: wrongly refused
        outcome(
            asked("a"), state="not_found", retrieved="a", guess="a", confidence=0.3, seconds=0.7
        ),
        # 8 and 9: failed, and timed out on what has no answer
        outcome(asked("a", required=[["peace"]]), state="failed", seconds=0.8),
        outcome(asked(), state="timed out", seconds=60.0),
    ]
)

# Answerable are 1, 2, 3, 4, 7, 8; unanswerable 5, 6, 9; refused 5, 7.
BEST_OF_TWO, BEST_OF_THREE = 1 + 1 / log2(3), 1 + 1 / log2(3) + 1 / 2
WORKED = {
    "accuracy": 3 / 9,  # 1, 4 and 5
    "citation precision": (1 + 1 / 3 + 1 + 1 + 0 + 0) / 6,
    "citation recall": (1 + 1 / 2 + 1 + 1 + 0 + 0) / 6,
    "citation F1": (1 + 2 / 5 + 1 + 1 + 0 + 0) / 6,  # 2 · ⅓ · ½ / (⅓ + ½) = 2/5
    "required words": (1 / 2 + 0) / 2,  # 1 and 8
    "list order": 1 / 2,  # 3 and 4
    "quote exactness": (2 + 1 + 3 + 4 + 1) / (2 + 4 + 3 + 4 + 1),  # 1, 2 with the stray, 3, 4, 6
    "abstention precision": 1 / 2,  # 5 of 5 and 7
    "abstention recall": 1 / 3,  # 5 of 5, 6 and 9
    "abstention F1": 2 / 5,  # 2 · ½ · ⅓ / (½ + ⅓)
    "wrongly refused": 1 / 6,  # 7
    # Wrong by its guess: 2, 5, 6, 8, 9; from the surest on 0, 1, 1, 1, 2, 3, 3, 4, 5 of so many.
    "AURC": (0 + 1 / 2 + 1 / 3 + 1 / 4 + 2 / 5 + 3 / 6 + 3 / 7 + 4 / 8 + 5 / 9) / 9,
    "nDCG@10": (1 + 1 / log2(3) / BEST_OF_TWO + 1 + 1 / log2(7) / BEST_OF_THREE + 1 + 0) / 6,
    "RR": (1 + 1 / 2 + 1 + 1 / 6 + 1 + 0) / 6,
    "R@5": (1 + 1 / 2 + 1 + 0 + 1 + 0) / 6,
    "R@10": (1 + 1 / 2 + 1 + 1 / 3 + 1 + 0) / 6,
    "answer language": 3 / 4,  # 1, 4, 5 of 1, 2, 4, 5
    "quote language": 2 / 3,  # one of two in 1, one of one in 2; unknown of all others
    "latency median": 500,  # 100, 200, 300, 400, [500], 600, 700, 800, 60000
    "latency p95": 36320,  # at 0.95 · 8 = 7.6 from the first: 800 + 0.6 · 59200
}


def test_every_measure_has_a_case_worked_by_hand():
    assert set(WORKED) == {measure.name for measure in MEASURES}
    assert len(BY_NAME) == len(MEASURES)


@pytest.mark.parametrize("name", WORKED)
def test_the_figure_of_a_small_run_is_as_worked_by_hand(name):
    assert value_of(BY_NAME[name], RUN) == pytest.approx(WORKED[name])


@pytest.mark.parametrize("name", WORKED)
def test_a_figure_is_the_same_worked_out_alone_or_among_many(name):
    measure = BY_NAME[name]
    x, y = np.array([p for o in RUN if (p := measure.parts(o)) is not None]).T
    many = measure.total(np.stack([x, x[::-1]]), np.stack([y, y[::-1]]))
    assert many == pytest.approx([WORKED[name]] * 2)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_says_what_it_is_and_has_no_value_without_questions(measure):
    assert measure.definition
    assert value_of(measure, []) is None
    lower = {"wrongly refused", "AURC", "latency median", "latency p95"}
    assert measure.higher_is_better is (measure.name not in lower)
    assert measure.unit == ("ms" if measure.name.startswith("latency") else "")


def value(name, *outcomes):
    return value_of(BY_NAME[name], scored(outcomes))


@pytest.mark.parametrize("state", ["failed", "timed out"])
@pytest.mark.parametrize(
    "name", ["accuracy", *CITATION, *RETRIEVAL, "list order", "required words"]
)
def test_what_failed_or_timed_out_counts_as_wrong(state, name):
    record = asked("a", "b", "c", kind="list", required=[["peace"]])
    right = outcome(
        record, [quote(a, "peace") for a in "abc"], retrieved="a b c", guess="a b c", confidence=0.9
    )
    assert value(name, right) == 1.0
    assert value(name, outcome(record, state=state)) == 0.0
    assert value(name, right, outcome(record, state=state)) == 0.5


@pytest.mark.parametrize("state", ["failed", "timed out"])
def test_to_fail_is_neither_to_refuse_nor_to_be_right(state):
    broken, unanswerable = outcome(asked("a"), state=state), outcome(asked(), state=state)
    assert value("accuracy", unanswerable) == 0.0
    assert value("abstention recall", unanswerable) == 0.0
    assert value("abstention precision", unanswerable, broken) is None
    assert value("wrongly refused", broken) == 0.0
    assert value("AURC", broken, unanswerable) == 1.0
    assert value("latency median", broken) == 1000.0
    for name in ("quote exactness", "answer language", "quote language"):
        assert value(name, broken) is None


@pytest.mark.parametrize(
    ("record", "cited", "state", "right"),
    [
        (asked("a"), "a", "answered", 1),
        (asked("a"), "x", "answered", 0),
        (asked("a"), "", "answered", 0),
        (asked("a"), "", "not_found", 0),
        (asked("a"), "a", "not_found", 0),  # who refuses has not answered
        (asked(), "", "not_found", 1),
        (asked(), "x", "answered", 0),
        (asked(), "", "answered", 0),
        (asked(kind="unanswerable", acceptable=["d"]), "d", "answered", 0),
    ],
)
def test_a_reader_is_served_by_a_right_answer_or_a_right_refusal(record, cited, state, right):
    (found,) = scored([outcome(record, cited, state=state)])
    assert value("accuracy", found) == right
    assert found.is_right is bool(right)


YES, NO = asked("a"), asked()


@pytest.mark.parametrize(
    ("refused", "answered", "precision", "recall", "f1", "wrongly"),
    [
        ([NO, NO], [YES], 1, 1, 1, 0),
        ([NO], [NO, YES], 1, 1 / 2, 2 / 3, 0),  # 2 · 1 / (1 + 2)
        ([NO, YES, YES], [NO, YES], 1 / 3, 1 / 2, 2 / 5, 2 / 3),  # 2 · 1 / (3 + 2)
        ([YES], [NO, YES, YES, YES], 0, 0, 0, 1 / 4),
        ([], [NO, YES], None, 0, 0, 0),  # who never refuses has no precision
        ([YES], [YES], 0, None, 0, 1 / 2),  # nothing to refuse
        ([], [YES], None, None, None, 0),
        ([NO], [], 1, 1, 1, None),
    ],
)
def test_abstention_is_as_worked_by_hand(refused, answered, precision, recall, f1, wrongly):
    outcomes = [outcome(record, state="not_found") for record in refused]
    outcomes += [outcome(record, "a") for record in answered]
    names = ("abstention precision", "abstention recall", "abstention F1", "wrongly refused")
    expected = (precision, recall, f1, wrongly)
    for name, number in zip(names, expected, strict=True):
        found = value(name, *outcomes)
        assert found is None if number is None else found == pytest.approx(number), name


def guessed(right, confidence):
    """A question of which the guess is right or not."""
    return outcome(YES, guess="a" if right else "x", confidence=confidence)


def test_the_risk_coverage_curve_and_the_area_under_it_are_as_worked_by_hand():
    # From the surest on: right, wrong, right, wrong.
    mixed = [guessed(False, 0.1), guessed(True, 0.4), guessed(True, 0.2), guessed(False, 0.3)]
    expected = [(1 / 4, 0), (2 / 4, 1 / 2), (3 / 4, 1 / 3), (4 / 4, 2 / 4)]
    assert risk_coverage(mixed) == [pytest.approx(point) for point in expected]
    assert value("AURC", *mixed) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert risk_coverage([]) == []


def test_aurc_rewards_who_is_sure_when_right():
    rights = [True, True, False]
    good = [guessed(right, -i) for i, right in enumerate(rights)]
    bad = [guessed(right, i) for i, right in enumerate(rights)]
    assert value("AURC", *good) == pytest.approx((0 + 0 + 1 / 3) / 3)
    assert value("AURC", *bad) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


@pytest.mark.parametrize("rights", sorted(set(permutations([True, True, False, False]))), ids=str)
def test_of_questions_answered_equally_surely_the_wrong_ones_count_first(rights):
    tied = [guessed(right, 0.5) for right in rights]
    assert value("AURC", *tied) == pytest.approx((1 + 1 + 2 / 3 + 2 / 4) / 4)
    assert [risk for _, risk in risk_coverage(tied)] == pytest.approx([1, 1, 2 / 3, 2 / 4])


@settings(deadline=None, database=None, max_examples=100)
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_aurc_is_the_mean_risk_of_the_curve_in_whichever_order_the_questions_stand(rights, random):
    outcomes = [guessed(right, 1 - i / 20) for i, right in enumerate(rights)]
    shuffled = random.sample(outcomes, len(outcomes))
    curve = risk_coverage(outcomes)
    assert curve[-1] == (1.0, pytest.approx(rights.count(False) / len(rights)))
    assert value("AURC", *shuffled) == pytest.approx(sum(risk for _, risk in curve) / len(curve))


@pytest.mark.parametrize(
    ("seconds", "median", "p95"),
    [
        ([0.25], 250, 250),
        ([0.1, 0.3], 200, 290),  # 100 + 0.95 · 200
        ([0.3, 0.1, 0.2], 200, 290),  # at 1.9 of 2: 200 + 0.9 · 100
        ([i / 1000 for i in range(101)], 50, 95),
    ],
)
def test_latency_percentiles_are_as_worked_by_hand(seconds, median, p95):
    outcomes = [outcome(YES, seconds=s) for s in seconds]
    assert value("latency median", *outcomes) == pytest.approx(median)
    assert value("latency p95", *outcomes) == pytest.approx(p95)


def test_an_outcome_keeps_the_value_of_each_measure_that_concerns_it():
    first, refused = RUN[0].scores, RUN[4].scores
    assert first["citation recall"] == 1.0
    assert first["required words"] == first["quote language"] == 0.5
    of_answerable = {*CITATION, *RETRIEVAL, "wrongly refused", "required words", "list order"}
    assert refused.keys().isdisjoint(of_answerable)
    assert refused["accuracy"] == refused["abstention F1"] == 1.0
    assert all("AURC" not in o.scores and "latency p95" not in o.scores for o in RUN)
    assert scored(RUN) == RUN
