"""Which parts of a text a line above them says something about."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking.lists import find_listed


def listed(text):
    return [
        (text[i.head_start : i.head_end].strip(), text[i.start : i.end].strip(), i.is_item)
        for i in find_listed(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It says:\n- one\n- two\n\nEnd.", [("It says:", "- one", True), ("It says:", "- two", True)]),
        ("So:\n\n1. one\n   more\n\n2. two", [("So:", "1. one\n   more", True), ("So:", "2. two", True)]),
        ("So:\n\n“one” (para. 1)\n\n“Two,” said the speaker that day.", [("So:", "“one” (para. 1)", True)]),
        ("# Head\n\nprose.\n\n- one", [("# Head", "prose.", False), ("# Head", "- one", True)]),
        ("# Head\n\nIt says:\n- one", [("# Head", "It says:", False), ("It says:", "- one", True)]),
        ("Prose.\n\nMore prose.", []),
        ("- one\n- two", []),
    ],
)  # fmt: skip
def test_items_and_the_line_that_they_are_under(text, found):
    assert listed(text) == found


@settings(deadline=None, database=None, max_examples=200)
@given(st.text(alphabet="ab #-1.:“”\n>（一）|*", max_size=80))
def test_parts_are_in_order_and_below_their_heads(text):
    last = 0
    for item in find_listed(text):
        assert last <= item.start < item.end <= len(text)
        assert 0 <= item.head_start < item.head_end <= item.start
        last = item.end


@pytest.mark.parametrize(
    "text", ["a:\n- b\n" * 20_000, "x\n\n" * 40_000, "(" * 100_000, "a " * 60_000]
)
def test_nothing_but_lists_takes_no_long_time(text):
    start = time.perf_counter()
    list(find_listed(text))
    assert time.perf_counter() - start < 10
