"""Which two documents are compared: as they are named, or one and its neighbour."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.instrument_answers.pair import find_pair
from assistant.question.documents import Mention
from assistant.question.lineage import AskedLineage
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.locator import Locator
from index.relations.graph import Relations
from index.symbol import Symbol

TITLE = "Observatory of the snow leopard"


def document(symbol, year, kind=DocumentKind.RESOLUTION, title=TITLE):
    status = {DocumentKind.RESOLUTION: Status.ADOPTED, DocumentKind.LETTER: Status.LETTER}
    paragraph = Paragraph(
        Symbol(symbol), Locator("title"), {"en": Version("en", title, "file.txt", 0, len(title))}
    )
    return Document(
        symbol=Symbol(symbol),
        kind=kind,
        organ="General Assembly",
        date=dt.date(year, 3, 1),
        status=status.get(kind, Status.DRAFT),
        titles={"en": title},
        paragraphs=(paragraph,),
        relations=(),
    )


GRAPH = Relations(
    [
        document("A/RES/90/1", 2035),
        document("A/RES/92/1", 2037),
        document("A/RES/94/1", 2039),
        document("A/95/L.1", 2040, DocumentKind.DRAFT_RESOLUTION),
        document("A/RES/91/7", 2036, title="A second item"),
    ]
)


def pair(kind, *mentions, **fields):
    named = tuple(Mention(tuple(symbols), 0, 0) for symbols in mentions)
    return find_pair(AskedLineage(kind, named, **fields), GRAPH)


def test_two_that_are_named():
    assert pair("compared", ["A/RES/92/1"], ["A/RES/91/7"]) == ("A/RES/92/1", "A/RES/91/7")


@pytest.mark.parametrize("kind", ["compared", "new", "gone", "changed", "moved"])
def test_one_is_compared_with_the_one_before_it(kind):
    assert pair(kind, ["A/RES/92/1"]) == ("A/RES/90/1", "A/RES/92/1")
    assert pair(kind, ["A/95/L.1"]) == ("A/RES/94/1", "A/95/L.1")


def test_what_changed_since_is_asked_of_the_newest():
    assert pair("compared", ["A/RES/90/1"], since=True) == ("A/RES/94/1", "A/RES/90/1")
    assert pair("gone", ["A/RES/94/1"], since=True) == ("A/95/L.1", "A/RES/94/1")


def test_the_first_of_a_series_has_changed_nothing_that_is_held():
    assert pair("compared", ["A/RES/90/1"]) is None
    assert pair("new", ["A/RES/90/1"]) is None


def test_the_draft_and_the_resolution_are_those_of_one_series():
    resolutions = ["A/RES/90/1", "A/RES/91/7", "A/RES/92/1", "A/RES/94/1"]
    assert pair("compared", ["A/95/L.1"], resolutions) == ("A/RES/94/1", "A/95/L.1")


def test_where_it_cannot_be_told_which_are_meant_there_is_none():
    assert pair("compared", ["A/RES/91/7"]) is None
    assert pair("compared", ["A/RES/90/1", "A/RES/92/1"]) is None
    assert pair("compared", ["A/RES/90/1"], ["A/RES/92/1"], ["A/RES/94/1"]) is None
    assert pair("compared", ["A/RES/90/1", "A/RES/92/1"], ["A/RES/94/1", "A/95/L.1"]) is None
    assert pair("compared", ["A/RES/91/7"], ["A/RES/92/1", "A/RES/94/1"]) is None
