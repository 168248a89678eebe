"""Intervals and significance, against slow ways of working them out that share no code with them."""

from __future__ import annotations

import statistics
from itertools import product
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.intervals import difference, figure, holm
from eval.measures.registry import BY_NAME, MEASURES, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.results import Bootstrap

some = settings(deadline=None, database=None, max_examples=40)
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)

YES = Record(
    id="yes", language="en", question="?", kind="fact", status="answered", gold=(("a",), ("b",))
)
NO = Record(id="no", language="en", question="?", kind="unanswerable", status="not_found")
FAULT = {"a": None, "b": None, "x": "the quote cuts a word"}


def outcome(record, cited="", **fields):
    """An outcome that retrieved, and would have cited, what it cites; a quote of x is not exact."""
    addresses = tuple(cited.split())
    told = {
        "state": "answered",
        "seconds": 1.0,
        "cited": [
            {"address": a, "language": "en", "quote": a, "fault": FAULT[a]} for a in addresses
        ],
        "retrieved": [{"address": a, "score": 0.0} for a in addresses],
        "guess": addresses,
    }
    return Outcome.model_validate({"record": record} | told | fields)


def right_or_wrong(rights):
    return [outcome(YES, "a b" if right else "x") for right in rights]


def a_run(seed, count=14):
    """Outcomes of all sorts; `seed` tells which."""
    random = np.random.default_rng([seed, count])
    made = []
    for number in range(count):
        refused = random.random() < 0.3
        made.append(
            outcome(
                NO if number % 3 == 0 else YES,
                "" if refused else str(random.choice(["a b", "a", "x", "a b x", "x x x x"])),
                state="not_found" if refused else "answered",
                seconds=float(random.integers(1, 1000)) / 1000,
                stray=0 if refused else int(random.integers(3)),
                confidence=float(random.integers(8)),  # some equally sure
                answer_language=str(random.choice(["en", "fr"])),
            )
        )
    return scored(made)


def slow_exactness(outcomes):
    exact = sum(c.address != "x" for o in outcomes for c in o.cited)
    quoted = sum(len(o.cited) + o.stray for o in outcomes)
    return exact / quoted if quoted else None


def slow_abstention_f1(outcomes):
    refused = sum(o.state == "not_found" for o in outcomes)
    right = sum(o.state == "not_found" and o.record is NO for o in outcomes)
    unanswerable = sum(o.record is NO for o in outcomes)
    return 2 * right / (refused + unanswerable) if refused + unanswerable else None


def slow_area(outcomes):
    # Of those equally sure the wrong ones come first.
    sure = sorted((-o.confidence, o.record is YES and {"a", "b"} <= set(o.guess)) for o in outcomes)
    wrong = [not right for _, right in sure]
    return statistics.fmean(sum(wrong[:n]) / n for n in range(1, len(wrong) + 1))


SLOW = {
    "accuracy": lambda outcomes: statistics.fmean(o.scores["accuracy"] for o in outcomes),
    "quote exactness": slow_exactness,
    "abstention precision": lambda outcomes: statistics.fmean(
        o.record is NO for o in outcomes if o.state == "not_found"
    ),
    "abstention F1": slow_abstention_f1,
    "AURC": slow_area,
    "latency median": lambda outcomes: statistics.median(1000 * o.seconds for o in outcomes),
}


def between(values, q):
    """The percentile `q` of `values`, by linear interpolation between the two around it."""
    values = sorted(values)
    whole, part = divmod(q / 100 * (len(values) - 1), 1)
    low, high = values[int(whole)], values[min(int(whole) + 1, len(values) - 1)]
    return low + part * (high - low)


def slow_interval(count, value):
    """The percentile bootstrap interval of `value`, which is told what numbers are drawn."""
    told = Bootstrap()
    random = np.random.default_rng(told.seed)
    draws = random.integers(0, count, (told.resamples, count)).tolist()
    values = [found for drawn in draws if (found := value(drawn)) is not None]
    edge = 100 * (1 - told.level) / 2
    return between(values, edge), between(values, 100 - edge)


@pytest.mark.parametrize("name", SLOW)
def test_an_interval_is_that_of_a_slow_bootstrap_as_the_results_describe_it(name):
    outcomes = a_run(1)
    concerned = [o for o in outcomes if BY_NAME[name].parts(o) is not None]
    low, high = slow_interval(
        len(concerned), lambda drawn: SLOW[name]([concerned[i] for i in drawn])
    )
    found = figure(BY_NAME[name], outcomes)
    assert found.value == pytest.approx(SLOW[name](outcomes))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.count == len(concerned)


def test_a_familiar_interval_comes_out():
    # 50 of 100 right: 0.5 ± 1.96 · √(0.25 / 100) = 0.402 to 0.598.
    found = figure(BY_NAME["accuracy"], right_or_wrong([True, False] * 50))
    assert found.value == 0.5
    assert (found.low, found.high) == pytest.approx((0.402, 0.598), abs=0.015)


def test_the_same_outcomes_have_the_same_figures_whatever_was_worked_out_between():
    first = [figure(measure, a_run(2)) for measure in MEASURES]
    differences = [difference(measure, a_run(2), a_run(3)) for measure in MEASURES]
    assert [difference(measure, a_run(2), a_run(3)) for measure in MEASURES] == differences
    assert [figure(measure, a_run(2)) for measure in reversed(MEASURES)] == first[::-1]


@every_measure
@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_an_interval_contains_its_value(measure, count):
    for seed in range(5):
        found = figure(measure, a_run(seed, count))
        if found.value is not None:
            assert found.low - 1e-9 <= found.value <= found.high + 1e-9


@every_measure
def test_where_no_question_is_concerned_there_is_no_value(measure):
    found = figure(measure, [])
    assert (found.value, found.low, found.high, found.count) == (None, None, None, 0)
    assert difference(measure, [], []) is None


@pytest.mark.parametrize("name", ["abstention precision", "abstention recall", "abstention F1"])
def test_what_concerns_no_question_of_a_run_has_no_value(name):
    found = figure(BY_NAME[name], right_or_wrong([True, True]))
    assert (found.value, found.low, found.high) == (None, None, None)


@some
@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_the_interval_of_a_share_contains_it_and_ends_where_all_are_alike(rights):
    found = figure(BY_NAME["accuracy"], right_or_wrong(rights))
    assert found.value == pytest.approx(sum(rights) / len(rights))
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0
    if len(set(rights)) == 1:
        assert found.low == found.high


def exact_p(value, old, new):
    """The share of all ways to exchange the outcomes that differ as much as `old` and `new` do."""
    observed = abs(value(new) - value(old))
    extreme = 0
    for swaps in product([False, True], repeat=len(old)):
        one = [n if s else o for s, o, n in zip(swaps, old, new, strict=True)]
        two = [o if s else n for s, o, n in zip(swaps, old, new, strict=True)]
        change = abs(value(two) - value(one))
        extreme += change > observed or isclose(change, observed, abs_tol=1e-9)
    return extreme / 2 ** len(old)


# 10 000 exchanges: the standard error is at most √(¼ / 10 000) = 0.005.
CLOSE = 0.02


@pytest.mark.parametrize("name", ["accuracy", "quote exactness", "AURC", "latency median"])
def test_a_difference_and_its_p_are_those_of_all_exchanges_worked_out(name):
    old, new = a_run(2, 9), a_run(3, 9)
    found = difference(BY_NAME[name], old, new)
    before, after = SLOW[name](old), SLOW[name](new)
    assert (found.measure, found.count) == (name, 9)
    assert (found.old, found.new) == pytest.approx((before, after))
    assert found.difference == pytest.approx(after - before)
    assert found.p == pytest.approx(exact_p(SLOW[name], old, new), abs=CLOSE)
    assert found.adjusted == found.p


@pytest.mark.parametrize(
    ("old", "new", "p"),
    [
        ("00000", "11111", 2 / 32),  # as much in one way up and one down, of 2⁵
        ("000000000", "111110000", 2 / 32),  # what stays alike has no say
        ("0000", "1111", 2 / 16),
        ("0001", "1110", 10 / 16),  # +3 − 1: four alike in 2 ways, three of them in 8
        ("1010", "0101", 1),
        ("0110", "0110", 1),
    ],
)
def test_p_is_as_worked_by_hand(old, new, p):
    runs = [scored(right_or_wrong(c == "1" for c in run)) for run in (old, new)]
    found = difference(BY_NAME["accuracy"], *runs)
    assert found.p == pytest.approx(p, abs=CLOSE)
    assert found.p <= 1.0


def test_the_interval_of_a_difference_draws_the_same_questions_for_both():
    old, new = a_run(6), a_run(7)
    for name in ("accuracy", "AURC", "latency median"):
        value = SLOW[name]
        low, high = slow_interval(
            len(old), lambda drawn, v=value: v([new[i] for i in drawn]) - v([old[i] for i in drawn])
        )
        found = difference(BY_NAME[name], old, new)
        assert (found.low, found.high) == pytest.approx((low, high)), name


@every_measure
def test_a_run_does_not_differ_from_itself(measure):
    found = difference(measure, a_run(8), a_run(8))
    if found is not None:
        assert (found.difference, found.low, found.high, found.p) == (0.0, 0.0, 0.0, 1.0)


@every_measure
def test_the_other_way_round_a_difference_is_as_large(measure):
    there = difference(measure, a_run(9), a_run(10))
    back = difference(measure, a_run(10), a_run(9))
    assert (there is None) == (back is None)
    if there is not None:
        assert back.difference == pytest.approx(-there.difference)
        assert (back.low, back.high) == pytest.approx((-there.high, -there.low))
        assert back.p == there.p


def test_a_question_counts_where_it_concerns_the_measure_in_either_run():
    def run(*states):
        return [outcome(r, state=s) for r, s in zip([NO, YES, YES, YES], states, strict=True)]

    refused, answered = ["not_found"] * 2, ["answered"] * 2
    old, new, never = run(*refused, *answered), run(*answered, *refused), run(*answered, *answered)
    precision = BY_NAME["abstention precision"]
    found = difference(precision, old, new)
    # Refused are the first two, one of them rightly; then the last two, both wrongly.
    assert (found.old, found.new, found.count) == (1 / 2, 0.0, 4)
    assert difference(precision, old, never) is None


@some
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=7))
def test_p_of_any_few_questions_is_that_of_all_exchanges(pairs):
    old, new = (scored(right_or_wrong(rights)) for rights in zip(*pairs, strict=True))
    found = difference(BY_NAME["accuracy"], old, new)
    assert 0.0 < found.p <= 1.0
    assert found.p == pytest.approx(exact_p(SLOW["accuracy"], old, new), abs=CLOSE)
    assert found.low - 1e-9 <= found.difference <= found.high + 1e-9


@pytest.mark.parametrize(
    ("p", "adjusted"),
    [
        # Sorted: 0.005 · 4, 0.01 · 3, 0.03 · 2, 0.04 · 1, which may not be less than the one before.
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.01, 0.02, 0.02], [0.03, 0.04, 0.04]),  # 0.03, 0.04, 0.02
        ([0.03, 0.6, 0.7], [0.09, 1, 1]),
        ([0.2], [0.2]),
        ([], []),
    ],
)
def test_holm_is_as_worked_by_hand(p, adjusted):
    assert holm(p) == pytest.approx(adjusted)


@some
@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12), st.data())
def test_holm_lies_between_p_and_bonferroni_and_keeps_the_order(p, data):
    adjusted = holm(p)
    for one, other in zip(p, adjusted, strict=True):
        assert one <= other <= min(1.0, len(p) * one)
    assert [adjusted[i] for i in np.argsort(p, kind="stable")] == sorted(adjusted)
    order = data.draw(st.permutations(range(len(p))))
    assert holm([p[i] for i in order]) == [adjusted[i] for i in order]
