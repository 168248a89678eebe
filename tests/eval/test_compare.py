"""Comparisons: which questions two runs share, what changed on them, and how surely."""

from __future__ import annotations

import pytest

from eval.compare import compare, compare_runs, compare_systems
from eval.intervals import difference, holm
from eval.measures.registry import BY_NAME, MEASURES, risk_coverage, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.results import Results, SystemResults, figures

NAMES = ("old", "new")


def outcome(name, right=True, *, seconds=1.0, **changes):
    """An outcome of the question `name`, right or wrong."""
    given_ = {"id": name, "language": "en", "question": "What?", "kind": "fact"}
    record = Record.model_validate(given_ | {"status": "answered", "gold": [["a"]]} | changes)
    address = "a" if right else "x"
    quotes = [{"address": address, "language": "en", "quote": "the Centre"}]
    return Outcome.model_validate(
        {"record": record, "state": "answered", "seconds": seconds, "cited": quotes}
    )


def run(*outcomes):
    return scored(outcomes)


def of(comparison, measure):
    (found,) = [d for d in comparison.differences if d.measure == measure]
    return found


def test_what_became_right_and_wrong_is_named():
    old = run(outcome("1"), outcome("2"), outcome("3", False), outcome("4", False))
    new = run(outcome("1"), outcome("2", False), outcome("3"), outcome("4", False))
    found = compare(old, new, names=NAMES)
    assert (found.old, found.new, found.count) == ("old", "new", 4)
    assert (found.gained, found.lost, found.left_out) == (("3",), ("2",), ())
    assert of(found, "accuracy").difference == 0.0


def test_differences_are_from_the_old_to_the_new():
    old = run(*(outcome(str(n), n < 2, seconds=0.2) for n in range(8)))
    new = run(*(outcome(str(n), n < 5, seconds=0.1) for n in range(8)))
    accuracy = of(compare(old, new, names=NAMES), "accuracy")
    # 2 of 8, 5 of 8.
    assert (accuracy.old, accuracy.new, accuracy.difference) == (0.25, 0.625, 0.375)
    assert accuracy.count == 8
    assert of(compare(old, new, names=NAMES), "latency median").difference == pytest.approx(-100)


def test_questions_are_matched_by_their_ids_and_not_by_their_places():
    old = run(*(outcome(str(n), n % 2 == 0) for n in range(6)))
    found = compare(old, old[::-1], names=NAMES)
    assert (found.count, found.gained, found.lost) == (6, (), ())
    assert {d.difference for d in found.differences} == {0.0}
    assert {d.p for d in found.differences} == {1.0}


def test_questions_of_one_run_alone_are_left_out_and_named():
    old = run(outcome("b"), outcome("both"), outcome("z", False))
    new = run(outcome("new", False), outcome("both"), outcome("a"))
    found = compare(old, new, names=NAMES)
    assert found.count == 1
    assert found.left_out == ("a", "b", "new", "z")
    assert of(found, "accuracy").old == of(found, "accuracy").new == 1.0
    assert (found.gained, found.lost) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        {"question": "Who?"},
        {"gold": [["a", "b"]]},
        {"acceptable": ["x"]},
        {"required": [["Centre"]]},
        {"language": "fr"},
        {"kind": "lookup"},
        {"dialogue": "d", "turn": 1},
    ],
    ids=str,
)
def test_a_question_that_is_worded_or_judged_otherwise_now_is_left_out(change):
    old = run(outcome("1", False), outcome("2"))
    new = run(outcome("1", **change), outcome("2"))
    found = compare(old, new, names=NAMES)
    assert (found.count, found.left_out, found.gained) == (1, ("1",), ())


def test_a_note_that_changed_leaves_a_question_the_same():
    found = compare(run(outcome("1", note="x")), run(outcome("1", note="y")), names=NAMES)
    assert (found.count, found.left_out) == (1, ())


def test_runs_that_share_nothing_have_no_differences():
    for old, new in (([], []), (run(outcome("1")), run(outcome("2")))):
        found = compare(old, new, names=NAMES)
        assert (found.count, found.differences, found.gained) == (0, (), ())


def test_significance_is_adjusted_for_all_measures_looked_at():
    old = run(*(outcome(str(n), n < 2, seconds=0.2) for n in range(9)))
    new = run(*(outcome(str(n), n < 8, seconds=0.1) for n in range(9)))
    found = compare(old, new, names=NAMES)
    names = [m.name for m in MEASURES if difference(m, old, new) is not None]
    assert [d.measure for d in found.differences] == names
    assert "list order" not in names  # no question is a list
    alone = [difference(BY_NAME[name], old, new) for name in names]
    assert [d.p for d in found.differences] == [d.p for d in alone]
    assert [d.adjusted for d in found.differences] == holm([d.p for d in alone])
    # Six changed, all one way: p = 2 / 2⁶, and more once it is one of many.
    assert of(found, "accuracy").p == pytest.approx(2 / 2**6, abs=0.01)
    assert of(found, "accuracy").adjusted > 5 * of(found, "accuracy").p


def system(name, *outcomes):
    measured = scored(outcomes)
    return SystemResults(
        name=name,
        description="",
        chat_model=None,
        seconds=1.0,
        figures=figures(measured),
        risk_coverage=risk_coverage(measured),
        unfinished=[],
        outcomes=measured,
    )


def results(started, *systems):
    return Results(
        version="0",
        source="",
        started=started,
        seconds=1.0,
        machine="",
        questions="test",
        questions_hash="",
        count=1,
        index="",
        embedder="",
        documents=[],
        problems=[],
        systems=systems,
        left_out=[],
    )


def test_each_system_that_both_runs_have_is_compared_from_the_old_run_to_the_new():
    old = results("2026-01-01", system("ours", outcome("1", False)), system("gone", outcome("1")))
    new = results("2026-02-01", system("added", outcome("1")), system("ours", outcome("1")))
    (found,) = compare_runs(old, new)
    assert (found.old, found.new) == ("ours of 2026-01-01", "ours now")
    assert found.gained == ("1",)


def test_every_other_system_of_a_run_is_compared_with_ours():
    ours = system("ours", outcome("1"), outcome("2", False))
    plain = system("plain", outcome("1", False), outcome("2", False))
    dense = system("dense", outcome("1"), outcome("2"))
    found = compare_systems(results("2026-01-01", plain, ours, dense), ours)
    assert [(c.old, c.new) for c in found] == [("plain", "ours"), ("dense", "ours")]
    assert [(c.gained, c.lost) for c in found] == [(("1",), ()), ((), ("2",))]
    assert compare_systems(results("2026-01-01", ours), ours) == []
