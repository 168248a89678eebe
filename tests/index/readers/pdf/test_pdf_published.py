"""Published reports, letters, notes and a draft, where a folder of them is named.

`MANDATE_DOCUMENT_DATA` names a folder with `pdf/`, whose files are named after the symbols that their
mastheads have.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from index.readers.pdf import read_pdf

DATA = os.environ.get("MANDATE_DOCUMENT_DATA")
FILES = sorted((Path(DATA) / "pdf").glob("*.pdf")) if DATA else []
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FILES, reason="MANDATE_DOCUMENT_DATA names no folder with pdf/"),
]
PAGE_NUMBER = re.compile(r"\s\d{1,2}/\d{1,2}\s+\d{2}-\d{5}|\d{2}-\d{5}\s+\d{1,2}/\d{1,2}")


def read(path):
    (version,) = read_pdf(path.read_bytes(), path.name)
    return version


@pytest.fixture(scope="module")
def versions():
    found = {path: read(path) for path in FILES}
    assert found
    return found


def test_symbols_and_dates_are_found(versions):
    for path, version in versions.items():
        name = path.name.split(".en.")[0]
        assert version.symbol is not None, name
        assert re.sub(r"[\W_]", "", name) in re.sub(r"\W", "", version.symbol), name
        assert version.date is not None, name


def test_numbers_run_on_without_gaps(versions):
    """Paragraphs count 1, 2, 3 … in all, and begin anew at 1 alone."""
    gaps = counted = 0
    for version in versions.values():
        numbers = [
            key.number or 0
            for key in version.paragraphs
            if key.head in ("n", "op") and not key.items
        ]
        counted += len(numbers)
        gaps += sum(after not in (before + 1, 1) for before, after in pairwise([0, *numbers]))
    assert counted > 500
    assert gaps <= 0.01 * counted


def test_no_page_number_or_running_head_stands_in_a_paragraph(versions):
    for path, version in versions.items():
        for key, paragraph in version.paragraphs.items():
            assert not PAGE_NUMBER.search(paragraph.text), (path.name, key)
            assert not paragraph.text.endswith(f" {version.symbol}"), (path.name, key)


def test_sentences_are_not_cut_at_lines_or_pages(versions):
    cut = counted = 0
    for version in versions.values():
        for key, paragraph in version.paragraphs.items():
            if key.head in ("n", "op") and not key.items:
                counted += 1
                cut += not re.search(r"[.;:,!?”’)\]]$|\b(?:and|or)$", paragraph.text)
    assert counted
    assert cut <= 0.01 * counted
