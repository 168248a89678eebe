"""Ordinal numbers: written and read back in six languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ordinals import WORDS, ordinal, parse_ordinal
from index.words import LANGUAGES


@given(st.integers(1, 10**6), st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_back(number, language):
    assert parse_ordinal(ordinal(number, language), language) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_are_written_alike(language):
    written = [ordinal(number, language) for number in range(1, 300)]
    assert len(set(written)) == len(written)
    assert len(WORDS[language]) == 20


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (1, "en", "first"),
        (12, "en", "twelfth"),
        (20, "en", "twentieth"),
        (21, "en", "21st"),
        (22, "en", "22nd"),
        (23, "en", "23rd"),
        (24, "en", "24th"),
        (111, "en", "111th"),
        (112, "en", "112th"),
        (113, "en", "113th"),
        (121, "en", "121st"),
        (1, "fr", "premier"),
        (17, "fr", "dix-septième"),
        (21, "fr", "21e"),
        (3, "ru", "третий"),
        (21, "ru", "21-й"),
        (3, "es", "tercer"),
        (21, "es", "21.º"),
        (3, "ar", "الثالثة"),
        (11, "ar", "الحادية عشرة"),
        (21, "ar", "21"),
        (3, "zh", "第三"),
        (12, "zh", "第十二"),
        (21, "zh", "第21"),
    ],
)
def test_written_as_readers_write_them(number, language, text):
    assert ordinal(number, language) == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", " ", "zeroth", "21rd", "²", "0", "-1", "x1", "٣"])
def test_other_text_is_no_ordinal(text, language):
    assert parse_ordinal(text, language) is None


@pytest.mark.parametrize("number", [0, -1])
def test_counting_begins_at_one(number):
    with pytest.raises(ValueError, match="counts from 1"):
        ordinal(number, "en")
