"""Published resolutions in markup, where the environment names a folder with them."""

from __future__ import annotations

import json
import lzma
import os
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from index.readers.akn import read_akn
from index.readers.json_lines import read_json_line
from index.readers.model import ReadVersion

FOLDER = os.environ.get("MANDATE_DOCUMENT_DATA", "")
LINES = "un_resolutions_74_78.jsonl.xz"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FOLDER, reason="MANDATE_DOCUMENT_DATA names no folder of documents"),
]


@pytest.fixture(scope="module")
def versions() -> dict[str, list[ReadVersion]]:
    """The language versions by symbol."""
    found: dict[str, list[ReadVersion]] = defaultdict(list)
    for file in sorted(Path(FOLDER, "akn").glob("*.xml")):
        for version in read_akn(file.read_bytes(), file.name):
            found[str(version.symbol)].append(version)
    assert found
    return found


@pytest.fixture(scope="module")
def lines() -> dict[str, bytes]:
    """The lines of JSON by symbol."""
    with lzma.open(Path(FOLDER, LINES)) as file:
        return {json.loads(line)["symbol"]: line for line in file}


def test_language_versions_share_every_place(versions: dict[str, list[ReadVersion]]) -> None:
    differing = {
        (symbol, version.language): set(version.paragraphs) ^ set(of_symbol[0].paragraphs)
        for symbol, of_symbol in versions.items()
        for version in of_symbol
        if set(version.paragraphs) != set(of_symbol[0].paragraphs)
    }
    assert differing == {}


def test_every_footnote_has_its_mark(versions: dict[str, list[ReadVersion]]) -> None:
    for of_symbol in versions.values():
        for version in of_symbol:
            marks = sorted(p for found in version.paragraphs.values() for p, _ in found.notes)
            assert marks == sorted(p for p in version.paragraphs if p.head == "fn")


def squeezed(text: str) -> str:
    """A text without white space and without the empty marks of Arabic."""
    return "".join(unicodedata.normalize("NFC", text).split()).replace("()", "")


def test_markup_and_lines_agree(
    versions: dict[str, list[ReadVersion]], lines: dict[str, bytes]
) -> None:
    compared = 0
    for symbol in versions.keys() & lines.keys():
        given = {v.language: v for v in read_json_line(lines[symbol], LINES)}
        for version in versions[symbol]:
            other = given.get(version.language)
            if other is None:
                continue
            assert (version.date, version.title) == (other.date, other.title)
            for locator, found in other.paragraphs.items():
                assert squeezed(version.paragraphs[locator].text) == squeezed(found.text)
                compared += 1
    assert compared > 1000


def test_each_line_gives_each_text_a_place(lines: dict[str, bytes]) -> None:
    for line in lines.values():
        values = json.loads(line)
        for version in read_json_line(line, LINES):
            texts = [p for p in values["paragraphs"] if p["text"].get(version.language)]
            titled = version.language in values["title"]
            assert len(version.paragraphs) == len(texts) + titled
