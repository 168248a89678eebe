"""Published resolutions: what they recall, and which of them follow each other."""

from __future__ import annotations

import datetime as dt
import json
import lzma
import os
import re
from pathlib import Path

import pytest

from index.document import Document, DocumentKind, Status
from index.readers.dates import find_date
from index.relations.graph import Relations
from index.relations.references import find_references
from index.relations.stated import relations_of
from index.relations.titles import are_same
from index.symbol import Symbol

from .make import make_paragraph

FOLDER = os.environ.get("MANDATE_DOCUMENT_DATA", "")
FILE = Path(FOLDER) / "un_resolutions_74_78.jsonl.xz"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FOLDER, reason="MANDATE_DOCUMENT_DATA names no folder of documents"),
]
ORGANS = {"A": "General Assembly", "E": "Economic and Social Council"}


@pytest.fixture(scope="module")
def rows():
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make(row):
    symbol = Symbol(row["symbol"])
    organ = ORGANS[symbol[0]]
    heads = {"preambular": "pp", "operative": "op"}
    paragraphs = [
        make_paragraph(symbol, f"{heads.get(p['kind'], 'h')}{n}", **p["text"])
        for n, p in enumerate(row["paragraphs"], start=1)
        if p["text"]
    ]
    document = Document(
        symbol,
        DocumentKind.RESOLUTION,
        Status.ADOPTED,
        organ,
        dt.date.fromisoformat(row["date"]),
        row["title"],
        tuple(paragraphs),
    )
    return Document(
        symbol,
        document.kind,
        document.status,
        organ,
        document.date,
        document.titles,
        document.paragraphs,
        relations=relations_of(document),
    )


def test_the_date_behind_a_number_is_that_of_the_resolution_named(rows):
    dates = {row["symbol"]: row["date"] for row in rows}
    right = wrong = 0
    for row in rows:
        for paragraph in row["paragraphs"]:
            text = paragraph["text"].get("en", "")
            for found in find_references(text, "en", ORGANS[row["symbol"][0]]):
                told = re.match(r" of (\d+ \w+ \d{4})", text[found.end :])
                date = find_date(told[1]) if told else None
                if date and str(found.target) in dates:
                    right += date.isoformat() == dates[str(found.target)]
                    wrong += date.isoformat() != dates[str(found.target)]
    assert right > 2000
    # Some of the texts themselves have a wrong date.
    assert wrong <= 0.01 * right


@pytest.mark.parametrize(
    ("language", "least"), [("fr", 0.97), ("ru", 0.97), ("es", 0.98), ("ar", 0.98), ("zh", 0.93)]
)
def test_each_language_names_what_english_does(rows, language, least):
    both = either = 0
    for row in rows[::6]:
        for paragraph in row["paragraphs"]:
            texts, organ = paragraph["text"], ORGANS[row["symbol"][0]]
            if "en" in texts and language in texts:
                one = {r.target for r in find_references(texts["en"], "en", organ)}
                other = {r.target for r in find_references(texts[language], language, organ)}
                both, either = both + len(one & other), either + len(one | other)
    assert either > 1000
    assert both >= least * either


def test_the_next_of_a_series_has_its_title_and_a_later_date(rows):
    documents = [make(row) for row in rows]
    graph = Relations(documents)
    pairs = [(d, later[0]) for d in documents if (later := graph.newer(d))]
    assert len(pairs) > 950
    assert all(a.date <= b.date for a, b in pairs)
    same = sum(are_same(a.titles, b.titles) for a, b in pairs)
    assert same >= 0.98 * len(pairs)
