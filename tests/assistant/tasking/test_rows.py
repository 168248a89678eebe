"""The rows of a paragraph: invented sentences in six languages, lists, and that every cell is a quote."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.tasking.model import CELLS
from assistant.tasking.rows import rows_of
from index.document import Paragraph, Version
from index.locator import Locator
from index.symbol import Symbol
from index.words import LANGUAGES

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))["sentence"]


def made(locator, language="en", text="", **version):
    held = Version(language, text, "invented", 0, len(text), **version)
    return Paragraph(Symbol("A/RES/99/1"), Locator(locator), {language: held})


def cells(row):
    return {name: quote.text for name, quote in row.cells.items()}


def rows(*paragraphs, language="en", preamble=False):
    return list(rows_of(paragraphs, (language,), preamble=preamble))


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: f"{s['language']}: {s['text'][:40]}")
def test_a_sentence_has_the_rows_that_a_reader_finds(sentence):
    found = rows(made("op1", sentence["language"], sentence["text"]), language=sentence["language"])
    assert [cells(row) for row in found] == sentence["row"]


def test_every_language_has_sentences():
    assert {sentence["language"] for sentence in SENTENCES} == set(LANGUAGES)


def test_items_have_verb_and_addressee_from_the_paragraph_that_lists_them():
    head = made("op3", text="Requests the Secretary-General:")
    found = rows(
        head,
        made("op3.a", text="To report to the Economic and Social Council by 2031;"),
        made("op3.b", text="To plant trees."),
    )
    assert [row.paragraph.locator for row in found] == ["op3.a", "op3.b"]
    for row in found:
        assert row.cells["verb"].paragraph is head
        assert row.cells["addressee"].paragraph is head
        assert row.cells["addressee"].text == "the Secretary-General"
    assert found[0].cells["action"].text == "To report to the Economic and Social Council by 2031"
    assert found[0].cells["deadline"].text == "by 2031"
    assert found[0].cells["reporting_to"].text == "the Economic and Social Council"


def test_a_paragraph_with_an_action_beside_its_list_has_a_row_of_its_own():
    found = rows(
        made("op1", text="Requests the Committee to hold a session on ferries, with a focus on:"),
        made("op1.a", text="Safety;"),
        made("op1.b", text="Fares."),
    )
    assert [row.paragraph.locator for row in found] == ["op1", "op1.a", "op1.b"]
    assert found[0].cells["action"].text.startswith("to hold a session on ferries")


def test_an_item_with_a_verb_of_its_own_keeps_it():
    found = rows(
        made("op2", text="Recalls its decision on ferries, and in that regard:"),
        made("op2.a", text="Invites Member States to build bridges;"),
        made("op2.b", text="Decides to close the pier."),
    )
    assert [row.cells["verb"].text for row in found if row.paragraph.locator.items] == [
        "Invites",
        "Decides",
    ]
    assert found[-2].cells["addressee"].text == "Member States"


def test_a_participle_begins_no_row_of_its_own_in_a_list():
    found = rows(
        made("op2", text="Encourages Member States to protect springs, including by:"),
        made("op2.a", text="Adopting laws against pollution;"),
    )
    assert found[-1].paragraph.locator == "op2.a"
    assert found[-1].cells["verb"].text == "Encourages"
    assert found[-1].cells["action"].text == "Adopting laws against pollution"


def test_an_item_may_name_who_is_asked():
    found = rows(
        made("op1", text="Urges:"),
        made("op1.a", text="Member States to build bridges;"),
        made("op1.b", text="The Secretariat to draw a map."),
    )
    assert [cells(row)["addressee"] for row in found] == ["Member States", "The Secretariat"]
    assert [cells(row)["action"] for row in found] == ["to build bridges", "to draw a map"]


def test_items_of_items_have_what_stands_above():
    found = rows(
        made("op1", text="Requests the Committee:"),
        made("op1.a", text="To review:"),
        made("op1.a.i", text="The rules of navigation;"),
        made("op1.b", text="To report."),
    )
    assert [row.paragraph.locator for row in found] == ["op1.a", "op1.a.i", "op1.b"]
    assert {row.cells["addressee"].text for row in found} == {"the Committee"}


def test_preambular_paragraphs_are_read_where_they_are_wanted():
    paragraph = made("pp1", text="Welcoming the efforts of the Secretary-General to plant trees,")
    assert rows(paragraph) == []
    (row,) = rows(paragraph, preamble=True)
    assert cells(row)["verb"] == "Welcoming"


def test_a_text_that_was_not_read_surely_has_no_row():
    text = "Requests the Secretary-General to report;"
    assert rows(made("op1", text=text))
    assert rows(made("op1", text=text, exact=False)) == []


def test_a_letter_that_asks_has_a_row():
    (row,) = rows(
        made("p4", text="I should be grateful if you would circulate the present letter.")
    )
    assert cells(row) == {
        "asked_by": "I",
        "verb": "should be grateful if",
        "addressee": "you",
        "action": "would circulate the present letter",
    }


def test_sentences_of_a_report_that_say_who_shall_act_have_rows():
    found = rows(
        made(
            "p12",
            text="States should, in accordance with the Charter, report to the Board by 2030. The "
            "Council is invited to take note of the report. The report should be read. It is clear "
            "that States must act. The Board shall be elected by the Council.",
        )
    )
    assert [cells(row) for row in found] == [
        {
            "verb": "should",
            "addressee": "States",
            "action": "in accordance with the Charter, report to the Board by 2030",
            "condition": "in accordance with the Charter",
            "deadline": "by 2030",
            "reporting_to": "the Board",
        },
        {
            "verb": "is invited",
            "addressee": "The Council",
            "action": "to take note of the report",
        },
    ]
    assert [row.verb.name if row.verb else None for row in found] == [None, "invites"]


def test_an_item_that_is_a_sentence_says_itself_who_shall_act():
    found = rows(
        made("op1", text="Decides that the judges shall be elected by the Assembly as follows:"),
        made("op1.a", text="In its voting, the Secretariat shall count the votes;"),
        made("op1.b", text="Two from islands."),
    )
    own, inherited = found[-2:]
    assert (cells(own)["addressee"], cells(own)["action"]) == (
        "the Secretariat",
        "shall count the votes",
    )
    assert cells(inherited)["addressee"] == "the Assembly"


def test_items_have_what_their_chapeau_says_of_all_of_them():
    found = rows(
        made("op1", text="Requests the Office, in consultation with States, by 2030, to ensure:"),
        made("op1.a", text="That ferries run;"),
        made("op1.b", text="That bridges stand, in consultation with the Lake Board."),
    )
    assert [cells(row)["counterpart"] for row in found[-2:]] == ["States", "the Lake Board"]
    assert [cells(row)["deadline"] for row in found[-2:]] == ["by 2030", "by 2030"]


def test_what_asks_nothing_has_no_deadline_and_helps_nobody():
    (row,) = rows(made("op1", text="Welcomes the support of the Fund to assist States by 2030;"))
    assert not {"deadline", "counterpart", "reporting_to"} & set(row.cells)


def test_a_list_of_what_is_no_action_is_no_task():
    found = rows(
        made("p1", text="The Committee has the following members:", force=(14, 39)),
        made("p1.b1", text="Ruritania;"),
        made("p1.b2", text="Graustark."),
    )
    assert found == []


def test_what_stands_in_quotation_marks_is_no_part_of_the_sentence():
    text = "Requests the Committee on “States to act, within existing resources, to pay” to report;"
    (row,) = rows(made("op1", text=text))
    assert row.cells["action"].text == "to report"
    assert "condition" not in row.cells


PIECES = (
    "Requests Urges the Secretary-General Member States , ; to submit report and in order that "
    "shall within existing resources ( ) “ ” Welcomes efforts of by 2030 notes : - 1,000 "
    "请秘书长 просит Генерального секретаря Prie à de l’État Solicita que تطلب إلى أن"
)


@pytest.mark.parametrize(
    "piece", [", , ", ", in cooperation with States and", "the States of ", "(“"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_paragraph_is_read_in_time(piece, language):
    opening = next(s["text"][:24] for s in SENTENCES if s["language"] == language)
    begun = time.monotonic()
    rows(made("op1", language, opening + piece * 1500), language=language)
    assert time.monotonic() - begun < 10


WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(WORDS, st.text(max_size=80)), language=st.sampled_from(LANGUAGES))
def test_every_cell_is_a_span_of_the_stored_text(text, language):
    if not text:
        return
    paragraph = made("op1", language, text)
    for row in rows(paragraph, language=language):
        for name, quote in row.cells.items():
            assert name in CELLS
            assert quote.text == text[quote.start : quote.end] != ""
            assert quote.text == quote.text.strip()
