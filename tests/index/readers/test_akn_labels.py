"""What labels say, and where sub-paragraphs stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.locator import Locator, item_label
from index.readers.akn.items import item_places
from index.readers.akn.labels import (
    Reading,
    Sort,
    leading_item,
    leading_number,
    readings,
    roman,
)
from index.roman import to_roman


@pytest.mark.parametrize(
    ("label", "sort", "value"),
    [
        ("12.", Sort.NUMBER, 12),
        ("12 -", Sort.NUMBER, 12),
        ("‏١٢ -‏", Sort.NUMBER, 12),
        ("１２．", Sort.NUMBER, 12),
        ("(c)", Sort.LETTER, 3),
        ("с)", Sort.LETTER, 3),
        ("(cc)", Sort.LETTER, 29),
        ("(ج)", Sort.LETTER, 3),
        ("(هـ)", Sort.LETTER, 5),
        ("(ﻫ)", Sort.LETTER, 5),
        ("(ض)", Sort.LETTER, 26),
        ("(أ أ)", Sort.LETTER, 27),
        ("(بب)", Sort.LETTER, 28),
        ("(iv)", Sort.ROMAN, 4),
        ("(四)", Sort.ROMAN, 4),
        ("(十二)", Sort.ROMAN, 12),
        ("㈢", Sort.ROMAN, 3),
        ("’2‘", Sort.ROMAN, 2),
        ("IV", Sort.SECTION, 4),
        ("ثالثا -", Sort.SECTION, 3),
        ("الثالث عشر", Sort.SECTION, 13),
        ("二十一、", Sort.SECTION, 21),
        ("B.", Sort.PART, 2),
        ("В.", Sort.PART, 2),
        ("باء -", Sort.PART, 2),
        ("乙", Sort.PART, 2),
        ("–", Sort.BULLET, 0),
    ],
)
def test_a_label_is_read(label: str, sort: Sort, value: int) -> None:
    assert Reading(sort, value) in readings(label)


@pytest.mark.parametrize("label", ["", "1 bis.", "Article", "(see)", "12345.", "iiii)", "A-B"])
def test_what_is_no_label(label: str) -> None:
    assert readings(label) == ()


def test_a_letter_may_be_a_roman_numeral_or_of_another_script() -> None:
    assert readings("(i)") == (Reading(Sort.LETTER, 9), Reading(Sort.ROMAN, 1))
    assert Reading(Sort.LETTER, 2) in readings("б)")
    assert readings("2.1") == (Reading(Sort.DECIMAL, 2, 1),)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("3 - تقرر", "3 - "),
        ("6.\u200e Reaffirms", "6.\u200e "),
        ("3. Notes", "3. "),
        ("3.5 per cent", ""),
        ("2031 was", ""),
        ("3 ships", ""),
    ],
)
def test_a_number_at_the_beginning_of_a_text(words: str, label: str) -> None:
    assert leading_number(words) == label


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("(a) To sail", "(a)"),
        ("ii) sail", "ii)"),
        ("б) плыть", "б)"),
        ("– to sail", "– "),
        ("㈠ 航行；", "㈠"),
        ("(أ أ) أن تبحر", "(أ أ)"),
        ("(see the sea) now", ""),
        ("a sea", ""),
    ],
)
def test_an_item_at_the_beginning_of_a_text(words: str, label: str) -> None:
    assert leading_item(words) == label


@given(st.integers(1, 89))
def test_roman_numerals_round_trip(number: int) -> None:
    assert roman(to_roman(number)) == number


def paths(labels: list[str]) -> list[str]:
    """The places of labels below a paragraph, in a flat list."""
    places = item_places([readings(label) for label in labels], [0] * len(labels))
    return [".".join(place.path) for place in places]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_regular_lists_are_placed_as_they_are_labelled(inner: list[int]) -> None:
    labels, expected = [], []
    for letter, count in enumerate(inner, 1):
        labels.append(f"({item_label(letter, 0)})")
        expected.append(item_label(letter, 0))
        # A lone (i) is told from a letter by what follows it: there is a second.
        for number in range(1, count + 1 if count > 1 else 1):
            labels.append(f"({to_roman(number)})")
            expected.append(f"{item_label(letter, 0)}.{to_roman(number)}")
    assert paths(labels) == expected


@given(st.lists(st.sampled_from(["a", "b", "i", "ii", "v", "zz", "1", "(1)", "–", "x", "c"])))
def test_any_labels_have_places_of_their_own(labels: list[str]) -> None:
    found = paths([f"({label})" if label.isalnum() else label for label in labels])
    assert len(set(found)) == len(labels)
    for path in found:
        assert Locator(f"op1.{path}").items == tuple(path.split("."))


def test_the_third_and_the_fourth_degree_are_placed_by_order() -> None:
    assert paths(["(a)", "(i)", "a.", "b.", "i.", "ii.", "(ii)", "(b)"]) == [
        "a", "a.i", "a.i.b1", "a.i.b2", "a.i.b2.i", "a.i.b2.ii", "a.ii", "b"
    ]  # fmt: skip
    assert paths(["a.", "b."]) == ["a", "b"]


def test_a_list_may_leave_a_letter_out_or_begin_later() -> None:
    assert paths(["(a)", "(c)", "(d)"]) == ["a", "c", "d"]
    assert paths(["(a)", "–", "–", "(iii)"]) == ["a", "a.b1", "a.b2", "b2"]
    assert paths(["(h)", "(i)", "(j)"]) == ["h", "i", "j"]
    assert paths(["(h)", "(i)", "(ii)", "(i)"]) == ["h", "h.i", "h.ii", "i"]


def test_roman_numerals_at_the_first_depth_are_placed_by_order() -> None:
    assert paths(["(i)", "(ii)", "(iii)", "(iv)"]) == ["b1", "b2", "b3", "b4"]
