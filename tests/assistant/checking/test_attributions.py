"""Where a text says that a quotation is from, in the ways that speeches, notes and papers have."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.checking.signs import same_but_for_signs

CASES = tomllib.loads(Path(__file__).with_name("attributions.toml").read_text(encoding="utf-8"))[
    "case"
]
WORDS = {
    "two": "Welcomes the assistance of the Regional Centre",
    "three": "Encourages the Regional Centre to continue close cooperation",
    "draft": "the coronavirus disease (COVID-19) pandemic",
    "letter": "To liaise with the Governments of the region",
}


def address(place):
    return place.symbol if place.locator is None else f"{place.symbol}#{place.locator}"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_place_that_is_meant(check, case):
    text = case["text"]
    for name, words in WORDS.items():
        text = text.replace("{" + name + "}", words)
    found = [[q.verdict, " ".join(map(address, q.attributed_to))] for q in check(text).quotes]
    assert found == case["quotes"]


@pytest.mark.parametrize(
    ("given", "stored", "is_one"),
    [
        ("توجه الدعوة", "توجَّه الدعوة", True),
        ("توجَّه الدعوة", "توجه الدعوة", True),
        ("توجِّه الدعوة", "توجَّه الدعوة", False),
        ("قبل ٢٩ نيسان ٢٠٢٢", "قبل 29 نيسان 2022", True),
        ("قبل ٢٨ نيسان ٢٠٢٢", "قبل 29 نيسان 2022", False),
        ("قبل ٢٩ نيسان", "قبل 29 نيسان 2022", False),
        ("توجه الدعوة،", "توجه الدعوة", False),
        ("الدعوه", "الدعوة", False),
    ],
)
def test_signs_that_one_side_lacks_change_no_word(given, stored, is_one):
    assert same_but_for_signs(given, stored) is is_one


def test_a_number_cut_in_two_stays_altered(check):
    (found,) = check("It is “7 of 17 November 2017” (A/75/L.72).").quotes
    assert found.verdict == "altered"


def test_digits_of_another_script_are_no_change(check):
    (found,) = check("“Recalling its resolution 72/7 of ١٧ November 2017” (A/75/L.72).").quotes
    assert found.verdict == "exact"
    (found,) = check("“Recalling its resolution 72/7 of ١٨ November 2017” (A/75/L.72).").quotes
    assert found.verdict == "altered"
