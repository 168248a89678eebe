"""Pages as United Nations documents have them, with invented text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.readers.model import ReadVersion
from index.readers.pdf import read_pdf

from .writer import Sheet, make_pdf

Front = Callable[..., Sheet]
Read = Callable[..., ReadVersion]


@pytest.fixture
def front() -> Front:
    """A first page with its masthead; lines that follow begin below it."""

    def make(symbol: str, organ: str = "General Assembly", *right: str) -> Sheet:
        sheet = Sheet()
        sheet.at(120, 734, "United Nations", 14).at(450, 735, symbol, 12)
        sheet.at(120, 705, organ, 20, bold=True)
        for i, line in enumerate(
            right or ("Distr.: General", "7 February 2025", "Original: English")
        ):
            sheet.at(400, 705 - 12 * i, line)
        sheet.at(65, 44, "25-01234 (E)    070225").at(65, 30, "*2501234*", 12, bold=True)
        sheet.y = 600
        return sheet

    return make


@pytest.fixture
def following() -> Callable[..., Sheet]:
    """A page after the first, with its running head and foot."""

    def make(symbol: str, page: str, title: str = "") -> Sheet:
        sheet = Sheet()
        sheet.at(60, 733, symbol, 8.5, bold=True)
        if title:
            sheet.at(300, 733, title, 8.5)
        sheet.at(60, 37, page, 8.5, bold=True).at(520, 38, "25-01234", 7)
        return sheet

    return make


@pytest.fixture
def read() -> Read:
    """The one language version in a file of these pages."""

    def one(*sheets: Sheet) -> ReadVersion:
        (version,) = read_pdf(make_pdf(list(sheets)), "document.pdf")
        return version

    return one
