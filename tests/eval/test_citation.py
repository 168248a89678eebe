"""Citation precision, recall and F1, lists, required words, and what serves: worked by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.citation import (
    citation_f1,
    citation_precision,
    citation_recall,
    list_order,
    required_words,
    serves,
)
from eval.record import Record

often = settings(deadline=None, database=None, max_examples=150)


def record(*gold, **fields):
    """A question whose groups of gold are written as words: `record("a b", "c")`."""
    given_ = {"id": "q", "language": "en", "question": "What?", "kind": "fact"}
    groups = [group.split() for group in gold]
    status = {"status": "answered" if gold else "not_found", "gold": groups}
    return Record.model_validate(given_ | status | fields)


# Two groups of gold, {a, b} and {c}; d is acceptable; w, x, y, z are beside the point.
TWO = record("a b", "c", acceptable=["d"])


@pytest.mark.parametrize(
    ("cited", "precision", "recall", "f1"),
    [
        ("a c", 1, 1, 1),
        ("b c", 1, 1, 1),  # either of two twins is as good
        ("c a", 1, 1, 1),  # in any order
        ("a b c", 1, 1, 1),  # 3 of 3; both groups hit
        ("a c d", 1, 1, 1),  # what is acceptable takes nothing away
        ("a", 1, 1 / 2, 2 / 3),  # 2 · 1 · ½ / (1 + ½)
        ("a b", 1, 1 / 2, 2 / 3),  # twins are of one group
        ("a x", 1 / 2, 1 / 2, 1 / 2),
        ("a c x y", 1 / 2, 1, 2 / 3),  # 2 of 4
        ("a d x", 2 / 3, 1 / 2, 4 / 7),  # 2 · ⅔ · ½ / (⅔ + ½) = ⅔ / (7/6)
        ("d", 1, 0, 0),  # acceptable alone answers nothing
        ("x", 0, 0, 0),
        ("", 0, 0, 0),
        ("a a a x", 1 / 2, 1 / 2, 1 / 2),  # a paragraph cited thrice counts once
        ("a x x x", 1 / 2, 1 / 2, 1 / 2),
    ],
)
def test_citation_precision_recall_and_f1_are_as_worked_by_hand(cited, precision, recall, f1):
    assert citation_precision(TWO, cited.split()) == pytest.approx(precision)
    assert citation_recall(TWO, cited.split()) == pytest.approx(recall)
    assert citation_f1(TWO, cited.split()) == pytest.approx(f1)


def test_where_nothing_is_gold_every_citation_is_wrong():
    nothing = record()
    assert citation_precision(nothing, ["a"]) == 0.0
    assert citation_recall(nothing, ["a"]) == 0.0
    assert citation_f1(nothing, ["a"]) == 0.0
    assert not serves(nothing, [])


@pytest.mark.parametrize(
    ("cited", "served"),
    [
        ("a c", True),
        ("a c x", True),  # 2 of 3 to the point
        ("a c x y", True),  # 2 of 4: half is enough
        ("a c x y z", False),  # 2 of 5
        ("a c d x y z", True),  # 3 of 6, with the acceptable one
        ("a c d w x y z", False),  # 3 of 7
        ("a b x", False),  # c is missed
        ("d", False),
        ("", False),
    ],
)
def test_an_answer_serves_with_every_group_cited_and_half_of_it_to_the_point(cited, served):
    assert serves(TWO, cited.split()) is served


# Three items, the second in two documents; h introduces the list.
LIST = record("a", "b B", "c", kind="list", acceptable=["h"])


@pytest.mark.parametrize(
    ("cited", "order"),
    [
        ("a b c", 1),
        ("a B c", 1),  # the same item from the other document
        ("h a b c", 1),  # the introduction may be cited, anywhere
        ("a b c h", 1),
        ("a a b c", 1),  # twice the same is once
        ("b a c", 0),
        ("c b a", 0),
        ("a b", 0),  # one is missing
        ("a b c x", 0),  # one too many
        ("a b B c", 0),  # one item shown twice
        ("a x c", 0),
        ("h", 0),
        ("", 0),
    ],
)
def test_a_list_is_right_with_each_item_once_in_order_and_nothing_else(cited, order):
    assert list_order(LIST, cited.split()) == order
    assert serves(LIST, cited.split()) is bool(order)


def test_only_three_items_or_more_make_a_list():
    assert serves(record("a", "b", kind="list"), ["b", "a"])
    assert not serves(record("a", "b", "c", kind="list"), ["b", "a", "c"])
    assert serves(record("a", "b", "c", kind="fact"), ["b", "a", "c"])


@pytest.mark.parametrize(
    ("required", "quotes", "share"),
    [
        ([["Ashgabat"]], ["based in Ashgabat"], 1),
        ([["Ashgabat"]], ["based in ASHGABAT"], 1),
        ([["Ashgabat"]], ["based in Almaty"], 0),
        ([["Ashgabat"]], [], 0),
        ([["Ashgabat", "Achgabat"]], ["établi à Achgabat"], 1),  # one of a group is enough
        ([["peace"], ["security"]], ["peace"], 1 / 2),
        ([["peace"], ["security"]], ["security", "of peace"], 1),  # in different quotes
        ([["peace"], ["security"], ["trade"]], ["peace, Peace, PEACE"], 1 / 3),
        ([["in the region"]], ["in the", "region"], 0),  # words that are wanted together
        ([["МИРА"]], ["поддержание мира"], 1),
        ([["établi"]], ["Il est e\u0301tabli"], 1),  # however the accent is written
        ([["中心"]], ["该中心设在阿什哈巴德"], 1),
        ([], ["anything"], 0),
    ],
)
def test_required_words_are_the_share_of_groups_that_stand_in_the_quotes(required, quotes, share):
    assert required_words(record("a", required=required), quotes) == pytest.approx(share)


addresses = st.sampled_from("abcdexyz")
rankings = st.lists(addresses, max_size=8)
# A paragraph stands once among gold and acceptable: a few of them, cut into groups.
records = st.builds(
    lambda order, cuts, kept: record(
        *(" ".join(order[a:b]) for a, b in pairwise(sorted({0, *cuts, kept})) if a < b),
        acceptable=order[kept:],
    ),
    st.permutations("abcdexy"),
    st.sets(st.integers(1, 3), max_size=3),
    st.integers(4, 7),
)


@often
@given(asked=records, cited=rankings)
def test_f1_lies_between_precision_and_recall_and_all_are_shares(asked, cited):
    precision, recall = citation_precision(asked, cited), citation_recall(asked, cited)
    f1 = citation_f1(asked, cited)
    assert 0.0 <= min(precision, recall) <= f1 + 1e-12
    assert f1 - 1e-12 <= max(precision, recall) <= 1.0


@often
@given(asked=records, cited=rankings, data=st.data())
def test_neither_order_nor_repetition_changes_precision_and_recall(asked, cited, data):
    shuffled = data.draw(st.permutations(cited + cited[:2]))
    assert citation_precision(asked, shuffled) == citation_precision(asked, cited)
    assert citation_recall(asked, shuffled) == citation_recall(asked, cited)


@often
@given(asked=records, cited=rankings)
def test_citing_one_more_that_is_beside_the_point_never_helps(asked, cited):
    more = [*cited, "beside"]
    assert citation_precision(asked, more) <= citation_precision(asked, cited)
    assert citation_recall(asked, more) == citation_recall(asked, cited)
    assert serves(asked, cited) or not serves(asked, more)
