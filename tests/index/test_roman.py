"""Roman numerals are written as one reads them, and only in their one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.roman import from_roman, to_roman


@given(st.integers(1, 3999))
def test_a_numeral_is_read_back(number):
    assert from_roman(to_roman(number)) == number


@pytest.mark.parametrize(("number", "text"), [(4, "iv"), (49, "xlix"), (1994, "mcmxciv")])
def test_the_usual_spelling(number, text):
    assert to_roman(number) == text


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "IV", "a", "iv "])
def test_no_other_spelling_is_a_numeral(text):
    assert from_roman(text) is None
