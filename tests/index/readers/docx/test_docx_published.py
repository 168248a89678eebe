"""Published DOCX files, where the environment names a folder with them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.locator import Kind
from index.readers.docx import read_docx
from index.readers.docx.package import Package, W
from index.readers.docx.properties import stated_symbol
from index.readers.model import ReadVersion

FOLDER = os.environ.get("MANDATE_DOCUMENT_DATA", "")
FILES = sorted(Path(FOLDER, "docx").glob("*.docx")) if FOLDER else []

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FOLDER, reason="MANDATE_DOCUMENT_DATA names no folder of documents"),
]


def letters(text: str) -> str:
    """The letters of a text alone: labels and marks of footnotes are told by their digits."""
    return re.sub(r"[\W\d_]", "", unicodedata.normalize("NFC", text))


@pytest.fixture(scope="module", params=FILES, ids=[file.stem for file in FILES])
def document(request: pytest.FixtureRequest) -> tuple[Path, ReadVersion]:
    file: Path = request.param
    [version] = read_docx(file.read_bytes(), file.name)
    return file, version


def test_the_masthead(document: tuple[Path, ReadVersion]) -> None:
    file, version = document
    assert version.symbol == stated_symbol(Package(file.read_bytes(), file.name))
    assert version.is_resolution
    assert version.title
    assert version.session
    assert version.agenda_item
    assert version.date is not None
    assert f"{version.date.day} {version.date:%B %Y}" in version.facts["form"]
    assert version.warnings == ()


def test_no_letter_of_the_text_is_lost(document: tuple[Path, ReadVersion]) -> None:
    from lxml import etree

    file, version = document
    kept = "|".join(letters(v.text) for v in version.paragraphs.values())
    kept += "|".join(map(letters, version.facts.values()))
    lost = []
    with ZipFile(file) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            for paragraph in etree.fromstring(archive.read(part)).iter(W + "p"):
                text = "".join(t.text or "" for t in paragraph.iter(W + "t"))
                # A label's letter, or that of a division.
                text = re.sub(r"^\s*(?:\([a-z]{1,4}\)|[IVX]+(?=[A-Z][a-z])|[A-D]\.)", "", text)
                if letters(text) not in kept:
                    lost.append(text)
    expected = {"The General Assembly", "The General Assembly,", "Annex", "Annex I", "Annex II"}
    assert {text.strip() for text in lost} <= expected


def test_operative_paragraphs_are_numbered_through(document: tuple[Path, ReadVersion]) -> None:
    _, version = document
    counts: dict[tuple[str, ...], list[int | None]] = {}
    for locator in version.paragraphs:
        if locator.kind is Kind.OPERATIVE:
            counts.setdefault(locator.divisions, []).append(locator.number)
    assert counts
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in counts.values())


def test_every_footnote_has_a_mark(document: tuple[Path, ReadVersion]) -> None:
    _, version = document
    marks = {locator for v in version.paragraphs.values() for locator, _ in v.notes}
    assert marks == {locator for locator in version.paragraphs if locator.head == "fn"}
