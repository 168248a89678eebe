"""Editions: language versions make one document, whatever order they come in; the surest one stands."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import DocumentKind, Relation, Status, Version
from index.editions import Edition, Rank, assemble, editions_of, merge, restate, stated
from index.locator import Locator
from index.readers.model import ReadVersion
from index.relations.stated import relations_of
from index.symbol import Symbol
from index.words import LANGUAGES

SYMBOL = Symbol("A/RES/72/7")
DATE = dt.date(2017, 11, 17)
PLACES = ["title", "pp1", "pp2", "op1", "op1.a", "op1.b", "op2", "annex1.n1", "fn1"]

texts = st.text(max_size=8)


@st.composite
def reads(draw: st.DrawFn) -> ReadVersion:
    """Any version, whatever it states."""
    language = draw(st.sampled_from(LANGUAGES))
    places = draw(st.lists(st.sampled_from(PLACES), unique=True, min_size=1))
    return ReadVersion(
        draw(texts),
        language,
        {Locator(p): Version(language, draw(texts), "f", 0, 1) for p in sorted(places)},
        symbol=SYMBOL,
        number=draw(st.none() | texts),
        kind=draw(st.none() | st.sampled_from(DocumentKind)),
        organ=draw(st.none() | texts),
        date=draw(st.none() | st.dates()),
        title=draw(st.none() | texts),
        session=draw(st.none() | texts),
        agenda_item=draw(st.none() | texts),
        sponsors=tuple(draw(st.lists(texts, max_size=2))),
        subjects=tuple(draw(st.lists(texts, max_size=2))),
        facts=draw(st.dictionaries(texts, texts, max_size=2)),
        relations=tuple(draw(st.lists(st.builds(Relation, texts, texts, texts), max_size=2))),
        is_resolution=draw(st.booleans()),
        is_draft=draw(st.booleans()),
        warnings=tuple(draw(st.lists(texts, max_size=2))),
    )


def read(language: str, *places: str, **facts: object) -> ReadVersion:
    """A version with a text at each of `places`."""
    given = {"symbol": SYMBOL, "date": DATE, **facts}
    paragraphs = {
        Locator(place): Version(language, f"{place} in {language}", "f", 0, 9) for place in places
    }
    return ReadVersion(f"{language}.txt", language, paragraphs, **given)


def edition(language: str, *places: str, rank: Rank = Rank.TEXT, **facts: object) -> Edition:
    return Edition(SYMBOL, rank, read(language, *places, **facts))


def test_the_shipped_documents_are_what_their_editions_make(documents):
    assert len(documents) == 3
    for document in documents:
        assert assemble(document.symbol, editions_of(document), relations_of) == document


def test_an_edition_for_each_language(documents):
    for document in documents:
        assert [e.read.language for e in editions_of(document)] == list(document.languages)
        assert {e.rank for e in editions_of(document)} == {Rank.SHIPPED}


@given(reads())
def test_what_is_stated_comes_back(version):
    again = restate(stated(version), SYMBOL, version.language, version.paragraphs)
    assert again == version


@given(st.lists(reads(), min_size=1, max_size=6, unique_by=lambda r: r.language), st.randoms())
def test_the_order_in_which_editions_come_does_not_matter(versions, chance: random.Random):
    ranks = [chance.choice(list(Rank)) for _ in versions]
    editions = [Edition(SYMBOL, rank, r) for rank, r in zip(ranks, versions, strict=True)]
    shuffled = editions[:]
    chance.shuffle(shuffled)
    if all(r.date is None for r in versions):
        with pytest.raises(ValueError, match="no edition of A/RES/72/7 states a date"):
            assemble(SYMBOL, editions)
        return
    made = assemble(SYMBOL, editions)
    assert made == assemble(SYMBOL, shuffled)
    # Nothing is lost: every text of every version stands at its place.
    for r in versions:
        for place, version in r.paragraphs.items():
            assert made.paragraph(place).versions[r.language] == version
    assert sum(len(p.versions) for p in made.paragraphs) == sum(len(r.paragraphs) for r in versions)


@given(st.lists(reads(), min_size=1, max_size=4, unique_by=lambda r: r.language))
def test_each_version_keeps_its_reading_order_where_places_are_shared(versions):
    merged = [p.locator for p in merge(SYMBOL, versions)]
    assert len(set(merged)) == len(merged)
    # The first version is read as it stands.
    first = list(versions[0].paragraphs)
    assert [place for place in merged if place in first] == first


def test_a_paragraph_that_one_version_alone_has_stands_behind_the_one_it_follows_there():
    merged = merge(
        SYMBOL, [read("en", "op1", "op2"), read("fr", "pp1", "op1", "op1.a", "op2", "fn1")]
    )
    assert [p.locator for p in merged] == ["pp1", "op1", "op1.a", "op2", "fn1"]
    assert [list(p.versions) for p in merged] == [
        ["fr"],
        ["en", "fr"],
        ["fr"],
        ["en", "fr"],
        ["fr"],
    ]


def test_what_an_edition_does_not_state_is_taken_from_the_next_surest():
    made = assemble(
        SYMBOL,
        [
            edition("en", "op1", rank=Rank.PDF, kind=DocumentKind.REPORT, session="72", date=None),
            edition("zh", "op1", rank=Rank.MARKUP, kind=DocumentKind.RESOLUTION, session=None),
            edition("fr", "op1", rank=Rank.MARKUP, session="71", sponsors=("Tadjikistan",)),
        ],
    )
    assert (made.kind, made.status) == (DocumentKind.RESOLUTION, Status.ADOPTED)
    assert (made.session, made.date, made.sponsors) == ("71", DATE, ("Tadjikistan",))
    assert made.languages == ("fr", "zh", "en")


def test_a_title_in_each_language_from_its_text_or_from_what_is_stated():
    made = assemble(
        SYMBOL, [edition("en", "title", "op1", title="other"), edition("fr", "op1", title="Titre")]
    )
    assert dict(made.titles) == {"en": "title in en", "fr": "Titre"}


def test_relations_are_those_stated_and_those_that_the_text_mentions_once_each():
    told = Relation("recalls", "A/RES/60/1", "catalogue")
    also = Relation("mentions", "A/RES/60/2", "text")
    made = assemble(
        SYMBOL,
        [edition("en", "op1", relations=(told,)), edition("fr", "op1", relations=(told,))],
        lambda document: [also, Relation("recalls", "A/RES/60/1", "text")],
    )
    assert made.relations == (told, also)


def test_without_a_kind_and_an_organ_it_is_a_document_of_the_organ_of_its_symbol():
    made = assemble(SYMBOL, [edition("en", "op1")])
    assert (made.kind, made.status, made.organ) == (
        DocumentKind.OTHER, Status.ISSUED, "General Assembly",
    )  # fmt: skip
