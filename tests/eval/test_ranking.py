"""nDCG@10, RR and R@k of what was retrieved, from their formulas.

DCG = Σ gain / log₂(rank + 1), a gold group having the gain 1; nDCG is its share of the best possible.
RR is 1 / rank of the first gold group; R@k the share of the gold groups among the first k.
"""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.ranking import NAMES, condensed, score_rankings
from eval.record import Record


def record(*gold, acceptable=()):
    """A question whose groups of gold are written as words: `record("a b", "c")`."""
    return Record(
        id="q",
        language="en",
        question="What?",
        kind="fact",
        status="answered",
        gold=tuple(tuple(group.split()) for group in gold),
        acceptable=tuple(acceptable),
    )


# Two groups of gold, {a, b} and {c}; d is acceptable; all others are beside the point.
TWO = record("a b", "c", acceptable=["d"])
BEST = 1 + 1 / log2(3)  # both groups at ranks 1 and 2: 1.63093


@pytest.mark.parametrize(
    ("retrieved", "ranked"),
    [
        ("a c", "a c"),
        ("b c", "a c"),  # a twin stands for its group
        ("b x a c", "a x c"),  # the group where its first member is
        ("d a d c", "a c"),  # acceptable ones are passed over
        ("x d y", "x y"),
        ("x x c", "x c"),
        ("d", ""),
        ("", ""),
    ],
)
def test_a_ranking_has_each_group_once_and_nothing_acceptable(retrieved, ranked):
    assert condensed(TWO, retrieved.split()) == ranked.split()


def test_a_gold_paragraph_that_is_also_acceptable_is_gold():
    assert condensed(record("a", acceptable=["a"]), ["x", "a"]) == ["x", "a"]


@pytest.mark.parametrize(
    ("retrieved", "ndcg", "rr", "at_5", "at_10"),
    [
        ("a c", 1, 1, 1, 1),
        ("c a", 1, 1, 1, 1),
        ("b a c", 1, 1, 1, 1),  # b and a are one
        ("d a c", 1, 1, 1, 1),  # d is passed over
        ("a x c", (1 + 1 / log2(4)) / BEST, 1, 1, 1),  # ranks 1 and 3: 1.5 / 1.63093
        ("x a y c", (1 / log2(3) + 1 / log2(5)) / BEST, 1 / 2, 1, 1),  # ranks 2 and 4
        ("a", 1 / BEST, 1, 1 / 2, 1 / 2),
        ("x y a", 1 / log2(4) / BEST, 1 / 3, 1 / 2, 1 / 2),  # rank 3
        ("1 2 3 4 c", 1 / log2(6) / BEST, 1 / 5, 1 / 2, 1 / 2),  # rank 5
        ("1 2 3 4 5 c", 1 / log2(7) / BEST, 1 / 6, 0, 1 / 2),  # rank 6
        ("1 2 3 d 4 c", 1 / log2(6) / BEST, 1 / 5, 1 / 2, 1 / 2),  # rank 5 without d
        ("1 2 3 4 5 6 7 8 9 a", 1 / log2(11) / BEST, 1 / 10, 0, 1 / 2),  # rank 10
        ("1 2 3 4 5 6 7 8 9 10 a", 0, 1 / 11, 0, 0),  # rank 11: RR looks all the way down
        ("x y z", 0, 0, 0, 0),
        ("d", 0, 0, 0, 0),
        ("", 0, 0, 0, 0),
    ],
)
def test_each_ranking_scores_as_worked_by_hand(retrieved, ndcg, rr, at_5, at_10):
    (scores,) = score_rankings([(TWO, retrieved.split())])
    expected = {"nDCG@10": ndcg, "RR": rr, "R@5": at_5, "R@10": at_10}
    assert scores == pytest.approx(expected)


def test_a_value_of_ndcg_in_figures():
    # 1 / log₂ 3 = 0.630930; over 1.630930.
    (scores,) = score_rankings([(TWO, ["x", "a"])])
    assert scores["nDCG@10"] == pytest.approx(0.386853, abs=1e-6)


def test_more_gold_than_the_cut_off_cannot_all_be_found():
    eleven = [f"g{number}" for number in range(11)]
    (scores,) = score_rankings([(record(*eleven), eleven)])
    # The best ten ranks are all gold; 5 and 10 of 11 are found.
    assert scores == pytest.approx({"nDCG@10": 1, "RR": 1, "R@5": 5 / 11, "R@10": 10 / 11})


def test_the_order_given_counts_and_not_the_names():
    names = ["z", "y", "x", "a"]
    (scores,) = score_rankings([(record("a"), names)])
    assert scores["RR"] == pytest.approx(1 / 4)
    (scores,) = score_rankings([(record("z"), names)])
    assert scores["RR"] == pytest.approx(1)


def test_many_questions_each_keep_their_own_scores():
    # The gold of question n is at rank n + 1; among them the numbers 10 and 2, unlike in text order.
    cases = [(record("a"), [*(f"x{i}" for i in range(number)), "a"]) for number in range(12)]
    found = [scores["RR"] for scores in score_rankings(cases)]
    assert found == pytest.approx([1 / (number + 1) for number in range(12)])


def test_a_question_for_which_nothing_was_retrieved_leaves_the_others_as_they_are():
    scores = score_rankings([(TWO, []), (TWO, ["a", "c"]), (TWO, [])])
    assert [s["nDCG@10"] for s in scores] == pytest.approx([0, 1, 0])
    assert all(set(s) == set(NAMES) for s in scores)


def test_no_questions_have_no_scores():
    assert score_rankings([]) == []


def slow(groups, acceptable, retrieved):
    """The measures told in another way: gains by rank, groups crossed off as they are found."""
    gains, left = [], [set(group) for group in groups]
    for address in dict.fromkeys(retrieved):
        of = [group for group in groups if address in group]
        if of and set(of[0]) in left:
            left.remove(set(of[0]))
            gains.append(1)
        elif not of and address not in acceptable:
            gains.append(0)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(10, len(groups)) + 1))
    dcg = sum(gain / log2(rank + 1) for rank, gain in enumerate(gains[:10], start=1))
    return {
        "nDCG@10": dcg / best,
        "RR": 1 / (gains.index(1) + 1) if 1 in gains else 0,
        "R@5": sum(gains[:5]) / len(groups),
        "R@10": sum(gains[:10]) / len(groups),
    }


@settings(deadline=None, database=None, max_examples=100)
@given(
    sizes=st.lists(st.integers(1, 3), min_size=1, max_size=12),
    allowed=st.integers(0, 3),
    data=st.data(),
)
def test_any_ranking_scores_as_a_slow_reading_of_the_formulas(sizes, allowed, data):
    groups = [[f"g{n}.{i}" for i in range(size)] for n, size in enumerate(sizes)]
    acceptable = [f"ok{i}" for i in range(allowed)]
    beside = [f"x{i}" for i in range(8)]
    pool = [address for group in groups for address in group] + acceptable + beside
    retrieved = data.draw(st.lists(st.sampled_from(pool), unique=True, max_size=20))
    asked = record(*map(" ".join, groups), acceptable=acceptable)
    (scores,) = score_rankings([(asked, retrieved)])
    assert scores == pytest.approx(slow(groups, acceptable, retrieved))
