"""What an AKN4UN file states of its document."""

from __future__ import annotations

import datetime as dt

import pytest

from index.document import DocumentKind, Relation

from .akn_markup import COVER, akn, numbered, read, recital, text

BODY = numbered("1.", "Notes the tides.")


def counts(yes: str, no: str, neither: str) -> str:
    """A recorded vote as published resolutions mark it up."""
    return f"""<voting outcome="adoptedRecordedVote">
      <count value="{yes}" refersTo="inFavour"><voters><organization>FIJI</organization></voters></count>
      <count value="{no}" refersTo="against"/><count value="{neither}" refersTo="abstaining"/>
    </voting>"""


def test_everything_that_a_resolution_states() -> None:
    version = read(akn(BODY))
    assert version.source == "a.xml"
    assert version.language == "en"
    assert version.symbol == "A/RES/86/15"
    assert version.number == "86/15"
    assert version.kind is DocumentKind.RESOLUTION
    assert version.is_resolution
    assert not version.is_draft
    assert version.organ == "General Assembly"
    assert version.date == dt.date(2031, 12, 4)
    assert version.title == "Tides of the high seas"
    assert version.session == "Eighty-sixth session"
    assert version.agenda_item == "19 (b)"
    assert version.sponsors == ("Chad", "Fiji", "Peru", "Trinidad and Tobago", "Malta")
    assert version.relations == (
        Relation("adopted from", "A/C.2/86/L.7", "workflow in the markup"),
    )
    assert version.facts["vote"] == "adopted without a vote"
    assert version.facts["report"] == "A/86/431, para. 12"
    assert version.facts["meeting"] == "41st plenary meeting"
    assert version.facts["meeting_record"] == "A/86/PV.41"
    assert version.facts["issued"] == "2031-12-20"
    assert version.warnings == ()


def test_the_masthead_and_the_closing_line_are_named_places() -> None:
    version = read(akn(BODY))
    assert text(version, "title") == "Tides of the high seas"
    assert text(version, "agenda") == "Agenda item 19 (b) Sustainable tides"
    assert text(version, "meeting") == "41st plenary meeting 4 December 2031"


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        (counts("120", "3", "10"), "adopted by a recorded vote of 120 to 3, with 10 abstentions"),
        (counts("150", "0", "1"), "adopted by a recorded vote of 150 to none, with 1 abstention"),
        (counts("90", "2", "0"), "adopted by a recorded vote of 90 to 2, with no abstentions"),
        (counts("90", "", "0"), "adopted by a recorded vote"),
        ('<voting outcome="adoptedByConsensus"/>', "adopted by consensus"),
        ("", None),
    ],
)
def test_the_vote_in_words(vote: str, expected: str | None) -> None:
    assert read(akn(BODY, vote=vote)).facts.get("vote") == expected


@pytest.mark.parametrize(
    ("shown", "symbol", "organ"),
    [
        ("A/RES/86/250 A–B", "A/RES/86/250A-B", "General Assembly"),
        ("E/RES/2031/3", "E/RES/2031/3", "Economic and Social Council"),
        ("S/RES/3350 (2031)", "S/RES/3350 (2031)", "Security Council"),
        ("A/HRC/RES/88/1", "A/HRC/RES/88/1", "Human Rights Council"),
    ],
)
def test_symbols_of_other_organs(shown: str, symbol: str, organ: str) -> None:
    cover = COVER.replace("A/RES/86/15", shown).replace(">General Assembly<", f">{organ}<")
    content = akn(BODY, cover=cover).replace(b"The General Assembly", f"The {organ}".encode())
    version = read(content)
    assert (version.symbol, version.organ) == (symbol, organ)
    assert version.is_resolution


def test_a_draft_is_no_resolution() -> None:
    cover = COVER.replace("A/RES/86/15", "A/86/L.15")
    version = read(akn(BODY, cover=cover, name="draftResolution"))
    assert version.kind is DocumentKind.DRAFT_RESOLUTION
    assert version.is_draft
    assert text(version, "op1") == "Notes the tides."


def test_a_decision_numbers_its_paragraphs_without_operative_ones() -> None:
    cover = COVER.replace("A/RES/86/15", "A/DEC/86/503")
    version = read(akn(BODY, cover=cover, name="decision"))
    assert version.symbol == "A/DEC/86/503"
    assert not version.is_resolution
    assert text(version, "n1") == "Notes the tides."


def test_without_a_cover_the_address_of_the_work_tells_the_symbol() -> None:
    uri = '<FRBRWork><FRBRuri value="/akn/un/statement/deliberation/unga/2031-12-04/86-15/"/></FRBRWork>'
    version = read(akn(BODY, cover="", meta=uri))
    assert version.symbol == "A/RES/86/15"
    assert version.session is None
    assert version.agenda_item is None


def test_what_is_not_stated_is_none() -> None:
    content = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="paper">'
        b"<mainBody><p>The sea is calm and the ships are safe.</p></mainBody></doc></akomaNtoso>"
    )
    version = read(content)
    assert version.language == "en"
    assert text(version, "p1") == "The sea is calm and the ships are safe."
    stated = (version.symbol, version.date, version.title, version.organ, version.kind)
    assert stated == (None,) * 5
    assert (dict(version.facts), version.relations, version.sponsors) == ({}, (), ())


def test_who_submitted_a_draft_in_words_is_no_sponsor() -> None:
    workflow = """<workflow><step date="2031-10-30" outcome="draftResolution" as="A/C.5/86/L.2,
       as orally revised" by="submitted by the Chair of the Committee"/></workflow>"""
    version = read(akn(BODY, workflow=workflow))
    assert version.sponsors == ()
    assert version.facts["submitted"] == "submitted by the Chair of the Committee"
    assert version.facts["draft"] == "A/C.5/86/L.2, as orally revised"
    assert [relation.target for relation in version.relations] == ["A/C.5/86/L.2"]


def test_subjects_are_the_thesaurus_terms_as_shown_each_once() -> None:
    meta = """<classification source="sdg">
      <keyword value="14" showAs="sdg_14" dictionary="SDGO"/>
      <keyword value="ocean" showAs="ocean_water" dictionary="UNBIS"/></classification>
      <classification source="DHLAUTH">
      <keyword value="x" showAs="TIDES" dictionary="UNBIS Thesaurus"/>
      <keyword value="x" showAs="World Tide Day (1 Apr.)" dictionary="DHLAUTH"/>
      <keyword value="x" showAs="TIDES" dictionary="UNBIS Thesaurus"/>
      <keyword refersTo="agenda" value="19" showAs="SEAS" dictionary="A/86/251"/></classification>"""
    assert read(akn(BODY, meta=meta)).subjects == ("TIDES", "World Tide Day (1 Apr.)")


def test_several_dates_of_adoption_are_told_and_the_closing_line_counts() -> None:
    workflow = '<workflow><step date="2031-12-05" outcome="adopted" as="A/86/PV.41"/></workflow>'
    version = read(akn(BODY, workflow=workflow))
    assert version.date == dt.date(2031, 12, 4)
    assert version.warnings == ("several dates of adoption are stated: 2031-12-04, 2031-12-05",)


@pytest.mark.parametrize(
    ("agenda", "item"),
    [
        ("البند 19 (ب) من جدول الأعمال", "19 (b)"),
        ("Пункт 19 b) повестки дня", "19 (b)"),
        ("议程项目19(b)", "19 (b)"),
        ("Point 7 de l’ordre du jour", "7"),
    ],
)
def test_the_agenda_item_is_the_same_in_all_languages(agenda: str, item: str) -> None:
    cover = COVER.replace("Agenda item 19 (b)", agenda)
    assert read(akn(BODY, cover=cover)).agenda_item == item


def test_the_emphasised_beginning_gives_a_paragraph_its_force() -> None:
    version = read(
        akn(
            numbered("1.", '<span class="italic">Takes note with interest</span> of the tides;')
            + numbered("2.", "Decides to sail."),
            preamble=recital('<span class="bold italic">Deeply concerned</span> at the tides,'),
        )
    )
    forces = {
        str(locator): found.text[slice(*found.force)]
        for locator, found in version.paragraphs.items()
        if found.force
    }
    assert forces == {
        "pp1": "Deeply concerned",
        "op1": "Takes note with interest",
        "op2": "Decides",
    }


def test_force_in_a_text_that_begins_with_its_number() -> None:
    markup = '1 -\t<span class="bold italic">تحيط علما</span> بالمد؛'
    body = f'<paragraph><content><p xml:space="preserve">{markup}</p></content></paragraph>'
    version = read(akn(body, language="ara"))
    found = version.paragraphs[next(p for p in version.paragraphs if p.head == "op")]
    assert found.text == "تحيط علما بالمد؛"
    assert found.force == (0, len("تحيط علما"))


def test_a_title_is_one_line_whatever_its_markup() -> None:
    title = """<span class="bold">\tArticle 73 </span>
       <span class="bold italic">e</span>
       <span class="bold">, and the sea</span>"""
    assert read(akn(BODY, title=title)).title == "Article 73 e, and the sea"
    assert read(akn(BODY, title="- المد", language="ara")).title == "المد"
