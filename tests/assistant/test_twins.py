"""Paragraphs that say the same in two documents."""

from __future__ import annotations

import pytest

from assistant.calibration import CALIBRATION
from assistant.twins import are_twins


@pytest.fixture(scope="module")
def twins(assistant):
    def compare(first, second):
        a, b = (
            assistant.document(symbol).paragraph(locator)
            for symbol, locator in (first.split("#"), second.split("#"))
        )
        found = are_twins(a, b, CALIBRATION.twin_similarity)
        assert are_twins(b, a, CALIBRATION.twin_similarity) is found
        return found

    return compare


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A/RES/72/7#op1", "A/75/L.72#op1"),
        ("A/RES/72/7#op3", "A/75/L.72#op4"),
        ("A/RES/72/7#pp9", "A/75/L.72#pp14"),
        ("A/RES/72/7#pp11", "A/75/L.72#pp11"),
    ],
)
def test_what_a_draft_repeats_is_a_twin(twins, first, second):
    assert twins(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A/RES/72/7#op1", "A/75/L.72#op3"),
        ("A/RES/72/7#pp3", "A/75/L.72#pp15"),
        ("S/2007/279#p1", "A/RES/72/7#pp9"),
        ("A/RES/72/7#op1", "A/RES/72/7#op1"),
        ("S/2007/279#p3.b1", "S/2007/279#p3.b2"),
    ],
)
def test_other_paragraphs_and_those_of_one_document_are_none(twins, first, second):
    assert not twins(first, second)
