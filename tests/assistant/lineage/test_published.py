"""Published resolutions: in whatever language two are compared, the same paragraphs are matched."""

from __future__ import annotations

import json
import lzma
import os
from collections import defaultdict
from pathlib import Path

import pytest

from assistant.lineage.compare import compare
from index.adding import add_documents
from index.build import open_index
from index.relations.titles import key

FOLDER = os.environ.get("MANDATE_DOCUMENT_DATA", "")
FILE = Path(FOLDER) / "un_resolutions_74_78.jsonl.xz"
PAIRS = 12

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FOLDER, reason="MANDATE_DOCUMENT_DATA names no folder of documents"),
]


@pytest.fixture(scope="module")
def pairs():
    """The lines of successive resolutions of one title, in all languages, of a length to be read."""
    by_title = defaultdict(list)
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if len(row["title"]) == 6 and 20 <= len(row["paragraphs"]) <= 60:
                by_title[row["symbol"][0], key(row["title"]["en"], "en")].append((row, line))
    found = [rows[:2] for rows in by_title.values() if len(rows) > 1]
    return [tuple(sorted(two, key=lambda row: row[0]["date"])) for two in found[:PAIRS]]


@pytest.fixture(scope="module")
def index(pairs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    file = folder / "lines.jsonl"
    file.write_text("".join(line for two in pairs for _, line in two), encoding="utf-8")
    add_documents([file], folder / "index", documents=None)
    with open_index(folder / "index", documents=None) as opened:
        yield opened


def matched(first, second, index, language):
    pairs = compare(first, second, index, language=language).pairs
    return {(a.locator, b.locator) for p in pairs for a in p.earlier for b in p.later}


@pytest.mark.parametrize("language", ["fr", "ru", "es", "ar", "zh"])
def test_a_comparison_in_another_language_matches_what_the_english_one_does(pairs, index, language):
    same = other = 0
    for (first, _), (second, _) in pairs:
        english = matched(first["symbol"], second["symbol"], index, "en")
        found = matched(first["symbol"], second["symbol"], index, language)
        same += len(english & found)
        other += len(english ^ found)
    assert same > 100
    assert other <= 0.05 * same
