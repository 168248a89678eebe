"""Dates as the United Nations writes them in each language."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.web.pages.dates import write_date
from index.words import LANGUAGES


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "17 November 2017"),
        ("fr", "17 novembre 2017"),
        ("ru", "17 ноября 2017 года"),
        ("es", "17 de noviembre de 2017"),
        ("ar", "17 تشرين الثاني/نوفمبر 2017"),
        ("zh", "2017年11月17日"),
    ],
)
def test_a_date(language, text):
    assert write_date(dt.date(2017, 11, 17), language) == text


def test_the_first_of_a_month_in_french():
    assert write_date(dt.date(2026, 8, 1), "fr") == "1er août 2026"
    assert write_date(dt.date(2026, 8, 11), "fr") == "11 août 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_a_name_of_its_own(language):
    dates = {write_date(dt.date(2024, month, 3), language) for month in range(1, 13)}
    assert len(dates) == 12
