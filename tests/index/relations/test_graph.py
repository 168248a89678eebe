"""Relations from both sides, and which of a series is the newest."""

from __future__ import annotations

import pytest

from index.document import DocumentKind, Relation
from index.relations.graph import Relations, newest
from index.relations.kinds import canonical, inverse

from .make import make_document

FIRST = make_document("A/RES/70/10", "2015-12-01")
SECOND = make_document("A/RES/72/9", "2017-12-05", "Recalling its resolution 70/10,")
THIRD = make_document("A/RES/74/8", "2019-12-04", "Recalling its resolution 72/9,")
DRAFT = make_document(
    "A/76/L.3",
    "2021-11-01",
    "Recalling its resolution 74/8,",
    kind=DocumentKind.DRAFT_RESOLUTION,
    relations=[Relation("adopted as", "A/RES/76/5", "catalogue")],
)
OTHER = make_document("A/RES/77/1", "2022-10-01", title="Observatory of the snow leopard")
COLLECTION = [THIRD, OTHER, DRAFT, FIRST, SECOND]


def symbols(documents):
    return [str(d.symbol) for d in documents]


def kinds(relations):
    return [(r.kind, r.target) for r in relations]


def test_a_relation_is_found_from_both_sides():
    graph = Relations(COLLECTION)
    assert kinds(graph.of("A/RES/72/9")) == [
        ("recalls", "A/RES/70/10"),
        ("recalled by", "A/RES/74/8"),
    ]
    assert kinds(graph.of("A/RES/72/9", "recalls")) == [("recalls", "A/RES/70/10")]
    assert graph.of("A/RES/72/9", "recalled by")[0].source == (
        "A/RES/74/8, first preambular paragraph"
    )


def test_what_is_not_held_has_its_relations_too():
    graph = Relations(COLLECTION)
    assert graph.held("A/RES/76/5") is None
    assert kinds(graph.of("A/RES/76/5")) == [("adopted from", "A/76/L.3")]
    assert graph.of("A/RES/1/1") == ()


def test_a_relation_that_both_sides_state_stands_once():
    became = make_document(
        "A/RES/76/5", "2021-12-02", relations=[Relation("adopted from", "A/76/L.3", "masthead")]
    )
    graph = Relations([DRAFT, became])
    assert kinds(graph.of("A/76/L.3", "adopted as")) == [("adopted as", "A/RES/76/5")]


def test_later_resolutions_of_the_series_oldest_first():
    graph = Relations(COLLECTION)
    assert symbols(graph.newer(FIRST)) == ["A/RES/72/9", "A/RES/74/8"]
    assert symbols(graph.newer(THIRD)) == []
    assert symbols(graph.earlier(THIRD)) == ["A/RES/70/10", "A/RES/72/9"]
    assert symbols(graph.series(OTHER)) == ["A/RES/77/1"]


def test_a_draft_is_in_no_series_but_has_one():
    graph = Relations(COLLECTION)
    assert symbols(graph.series(DRAFT)) == ["A/RES/70/10", "A/RES/72/9", "A/RES/74/8"]
    assert DRAFT not in graph.newer(FIRST)


def test_the_drafts_of_a_series_are_known_from_any_of_its_resolutions():
    later = make_document(
        "A/78/L.9", "2023-11-01", kind=DocumentKind.DRAFT_RESOLUTION, title="Other"
    )
    graph = Relations([*COLLECTION, later])
    assert symbols(graph.drafts(FIRST)) == ["A/76/L.3"]
    assert symbols(graph.drafts(OTHER)) == []


def test_what_a_draft_became_is_not_newer_than_it():
    became = make_document("A/RES/76/5", "2021-12-02")
    assert symbols(Relations([*COLLECTION, became]).newer(DRAFT)) == []
    assert symbols(Relations([*COLLECTION, became]).newer(THIRD)) == ["A/RES/76/5"]


def test_the_same_title_of_another_organ_is_another_series():
    council = make_document("E/RES/2020/4", "2020-07-01", organ="Economic and Social Council")
    assert symbols(Relations([*COLLECTION, council]).newer(THIRD)) == []


REWORDED = "Role of the lighthouse of the northern coast in protecting ships"
LONGER = "Role of the lighthouse of the northern coast in protecting small ships"


def test_a_reworded_title_goes_on_where_the_text_recalls_the_earlier_one():
    one = make_document("A/RES/70/1", "2015-12-01", title=REWORDED)
    recalling = make_document(
        "A/RES/71/1", "2016-12-01", "Recalling its resolution 70/1,", title=LONGER
    )
    silent = make_document("A/RES/71/2", "2016-12-01", title=LONGER)
    assert symbols(Relations([one, recalling]).newer(one)) == ["A/RES/71/1"]
    assert symbols(Relations([one, silent]).newer(one)) == []


def test_two_items_of_one_day_are_not_one_series():
    one = make_document("A/RES/70/1", "2015-12-01", title=REWORDED)
    other = make_document(
        "A/RES/70/2", "2015-12-01", "Recalling its resolution 70/1,", title=LONGER
    )
    assert symbols(Relations([one, other]).newer(one)) == []


def test_a_series_goes_on_in_another_language_where_the_text_recalls_it():
    title = "Role of the Regional Centre for Preventive Diplomacy for Central Asia"
    nazvanie = "Роль Регионального центра по превентивной дипломатии для Центральной Азии"
    one = make_document("A/RES/70/1", "2015-12-01", title=title)
    later = make_document(
        "A/RES/72/1",
        "2017-12-01",
        "ссылаясь на свою резолюцию 70/1 от 1 декабря 2015 года,",
        title=nazvanie,
        language="ru",
    )
    assert symbols(Relations([one, later]).newer(one)) == ["A/RES/72/1"]


def test_a_part_of_a_resolution_is_found_however_its_letter_is_written():
    part = make_document("A/RES/54/237C", "1999-12-23")
    later = make_document("A/RES/55/5", "2000-12-23", "Reaffirming its resolution 54/237 C,")
    graph = Relations([part, later])
    assert kinds(graph.of("A/RES/54/237C")) == [("reaffirmed by", "A/RES/55/5")]
    assert graph.held("A/RES/54/237 C") is part


def make_letter(symbol, date, text):
    return make_document(
        symbol, date, text, kind=DocumentKind.LETTER, organ="Security Council", title="Letter"
    )


LETTER = make_letter("S/2041/150", "2041-03-11", "I intend to appoint a keeper.")
REPLY = make_letter("S/2041/151", "2041-03-25", "Your letter dated 11 March 2041 was read.")


def test_a_letter_is_answered_by_the_one_that_names_its_date():
    assert symbols(Relations([REPLY, LETTER]).replies(LETTER)) == ["S/2041/151"]
    assert Relations([REPLY, LETTER]).replies(REPLY) == []


def test_a_date_that_two_letters_have_tells_neither():
    twin = make_letter("S/2041/149", "2041-03-11", "I intend to retire.")
    assert Relations([LETTER, twin, REPLY]).replies(LETTER) == []


def test_the_newest_is_decided_by_date_among_what_is_adopted():
    assert newest(COLLECTION) is OTHER
    assert newest([FIRST, DRAFT]) is FIRST
    assert newest([DRAFT]) is None
    # Of one day the one with the higher number.
    same_day = make_document("A/RES/74/100", "2019-12-04")
    assert newest([same_day, THIRD]) is same_day


@pytest.mark.parametrize(
    ("kind", "other"),
    [("recalls", "recalled by"), ("adopted as", "adopted from"), ("replies to", "replied to by")],
)
def test_each_kind_has_its_inverse(kind, other):
    assert inverse(kind) == other
    assert inverse(other) == kind


def test_other_names_of_a_kind_are_known():
    assert canonical("Draft of") == "adopted as"
    assert inverse("draft of") == "adopted from"
    assert inverse("is cousin of") is None
    draft = make_document(
        "A/76/L.4",
        "2021-11-01",
        kind=DocumentKind.DRAFT_RESOLUTION,
        relations=[Relation("draft of", "A/RES/76/6", "catalogue")],
    )
    assert kinds(Relations([draft]).of("A/RES/76/6")) == [("adopted from", "A/76/L.4")]
