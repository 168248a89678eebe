"""Files that cannot be read, and what their errors say."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.readers.pdf import read_pdf

from .writer import Sheet, make_pdf


def test_a_password_is_named():
    sheet = Sheet().lines("Nobody can read this line without the password.")
    with pytest.raises(ReadError, match=r"secret\.pdf.*password"):
        read_pdf(make_pdf([sheet], encrypted=True), "secret.pdf")


def test_pictures_of_pages_are_told_from_an_empty_document():
    with pytest.raises(ReadError, match=r"scan\.pdf.*pictures.*OCR"):
        read_pdf(make_pdf([Sheet(), Sheet()]), "scan.pdf")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"PK\x03\x04 no PDF"])
def test_what_is_no_pdf_is_damaged(content):
    with pytest.raises(ReadError, match=r"broken\.pdf.*damaged"):
        read_pdf(content, "broken.pdf")


def test_nothing_but_a_masthead_is_no_document():
    sheet = Sheet().at(60, 733, "A/79/757", 9).at(400, 705, "Distr.: General")
    sheet.at(400, 693, "7 February 2025").at(60, 44, "25-01234 (E)    070225")
    with pytest.raises(ReadError, match=r"empty\.pdf.*no paragraph"):
        read_pdf(make_pdf([sheet]), "empty.pdf")


WHOLE = make_pdf([Sheet().lines(*["The commission met in the valley and discussed it."] * 5)])


@given(st.integers(0, len(WHOLE)), st.binary(max_size=20))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(place, junk):
    content = WHOLE[:place] + junk + WHOLE[place + len(junk) :]
    with suppress(ReadError):
        versions = read_pdf(content, "damaged.pdf")
        assert all(version.paragraphs for version in versions)
