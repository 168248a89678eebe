"""Figures: shares, ratios and their intervals."""

from __future__ import annotations

import pytest

from eval.instruments.figures import F1, PRECISION, RECALL, SHARE, share


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        # Wilson's interval; the middle two are in Newcombe (1998), table I, method 3.
        (0, 500, 0.0, 0.0076),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_a_share_has_the_interval_of_wilson(right, count, low, high):
    found = share("so", right, count)
    assert found.value == right / count
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_share_of_nothing_has_no_value():
    assert share("so", 0, 0).value is None


def test_a_ratio_is_that_of_the_sums_and_not_a_mean_of_ratios():
    found = SHARE.figure("so", [(1, 1), (0, 9)], 10)
    assert found.value == pytest.approx(0.1)
    assert (found.low, found.high) == (0.0, 1.0)
    assert found.count == 10


def test_groups_that_are_alike_leave_no_doubt():
    found = SHARE.figure("so", [(3, 4)] * 5, 20)
    assert (found.low, found.value, found.high) == (0.75, 0.75, 0.75)


def test_one_group_has_no_interval_and_none_no_value():
    assert SHARE.figure("so", [(3, 4)], 4).low is None
    assert SHARE.figure("so", [], 0).value is None
    assert SHARE.figure("so", [(0, 0)], 0).value is None


def test_precision_recall_and_their_mean():
    groups = [(2, 3, 4), (1, 1, 1)]
    found = [statistic.figure("so", groups, 5).value for statistic in (PRECISION, RECALL, F1)]
    assert found == pytest.approx([3 / 4, 3 / 5, 2 / 3])
