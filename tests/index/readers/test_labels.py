"""Labels as they are typed and as they are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.labels import Rank, parse_label, split_heading, split_label


@pytest.mark.parametrize(
    ("text", "rank", "numbers", "letter", "roman", "rest"),
    [
        ("1. Words", Rank.NUMBER, (1,), None, None, "Words"),
        ("12.\tWords", Rank.NUMBER, (12,), None, None, "Words"),
        ("1 - كلمات", Rank.NUMBER, (1,), None, None, "كلمات"),
        ("\u200f19 -\u200f\tكلمات", Rank.NUMBER, (19,), None, None, "كلمات"),
        ("٣ - كلمات", Rank.NUMBER, (3,), None, None, "كلمات"),
        ("3.回顾", Rank.NUMBER, (3,), None, None, "回顾"),
        ("3、回顾", Rank.NUMBER, (3,), None, None, "回顾"),
        ("2.1\tWords", Rank.DECIMAL, (2, 1), None, None, "Words"),
        ("2.1.3. Words", Rank.DECIMAL, (2, 1, 3), None, None, "Words"),
        ("(a) Words", Rank.ITEM, (), 1, None, "Words"),
        ("b) Mots", Rank.ITEM, (), 2, None, "Mots"),
        ("(bb) Words", Rank.ITEM, (), 28, None, "Words"),
        ("(iv) Words", Rank.ITEM, (), None, 4, "Words"),
        ("ii) Mots", Rank.ITEM, (), 9 + 26, 2, "Mots"),
        ("(i) Words", Rank.ITEM, (), 9, 1, "Words"),
        ("(в) слова", Rank.ITEM, (), 3, None, "слова"),
        ("(ب) كلمات", Rank.ITEM, (), 2, None, "كلمات"),
        ("(أ) كلمات", Rank.ITEM, (), 1, None, "كلمات"),
        ("（二）文字", Rank.ITEM, (2,), None, None, "文字"),
        ("㈢文字", Rank.ITEM, (3,), None, None, "文字"),
        ("(2) Words", Rank.ITEM, (2,), None, None, "Words"),
        ("‘2’ كلمات", Rank.ITEM, (2,), None, 2, "كلمات"),
        ("• Words", Rank.BULLET, (), None, None, "Words"),
        ("– Words", Rank.BULLET, (), None, None, "Words"),
    ],
)
def test_what_a_paragraph_begins_with(text, rank, numbers, letter, roman, rest):
    label, left = split_label(text)
    assert label is not None
    assert (label.rank, label.numbers, label.letter, label.roman) == (rank, numbers, letter, roman)
    assert left == rest


@pytest.mark.parametrize(
    "text",
    [
        "Words", "2024 was a year", "1.5 million people", "(see below) words", "-5 degrees",
        "3 - 4 items", "12.", "(a)", "A/RES/72/7", "10,000 people", "0. Nothing", "x.y", "", "1234. Words",
    ],
)  # fmt: skip
def test_what_is_no_label(text):
    assert split_label(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "rank", "letter", "roman", "rest"),
    [
        ("II. Means", Rank.ROMAN, None, 2, "Means"),
        ("II\nMeans", Rank.ROMAN, None, 2, "Means"),
        ("I.\tIntroduction", Rank.ROMAN, 9, 1, "Introduction"),
        ("B. Means", Rank.CAPITAL, 2, None, "Means"),
        ("B", Rank.CAPITAL, 2, None, ""),
        ("二、方法", Rank.ROMAN, None, 2, "方法"),
        ("ثانيا - الوسائل", Rank.ROMAN, None, 2, "الوسائل"),
        ("باء - الوسائل", Rank.CAPITAL, 2, None, "الوسائل"),
        ("3. Means", Rank.NUMBER, None, None, "Means"),
    ],
)
def test_what_a_heading_begins_with(text, rank, letter, roman, rest):
    label, left = split_heading(text)
    assert label is not None
    assert (label.rank, label.letter, label.roman, left) == (rank, letter, roman, rest)


@pytest.mark.parametrize("text", ["Introduction", "Children and war", "A plan", "Iceland", "大会"])
def test_a_heading_without_a_label(text):
    assert split_heading(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("1.", Rank.NUMBER), ("1", Rank.NUMBER), ("1 -", Rank.NUMBER), ("2.1", Rank.DECIMAL),
        ("(a)", Rank.ITEM), ("a.", Rank.ITEM), ("iv.", Rank.ITEM), ("IV.", Rank.ROMAN),
        ("B.", Rank.CAPITAL), ("•", Rank.BULLET), ("一、", Rank.ROMAN),
    ],
)  # fmt: skip
def test_what_automatic_numbering_shows(text, rank):
    label = parse_label(text)
    assert label is not None
    assert label.rank is rank


@pytest.mark.parametrize("text", ["Article 1", "", "Figure 2:", "§"])
def test_what_no_place_can_be_made_of(text):
    assert parse_label(text) is None


@given(st.text(max_size=40))
def test_no_word_is_lost_or_made(text):
    label, rest = split_label(text)
    assert rest in text
    if label is None:
        assert rest == text
    else:
        assert rest
        assert all(number > 0 for number in label.numbers)


@given(st.text(alphabet="IVXLCAB.1 \t\nабأ一二、-", max_size=20))
def test_no_word_of_a_heading_is_lost_or_made(text):
    label, rest = split_heading(text)
    assert rest.strip() in text
    assert label is None or label.text.strip()
