"""What a document states of other documents, and where."""

from __future__ import annotations

import pytest

from index.catalogue import read_documents
from index.document import DocumentKind, Relation
from index.relations.stated import answering, named_in, relations_in, relations_of
from index.symbol import Symbol

from .make import make_document, make_paragraph


def stated(document):
    return [(r.kind, r.target) for r in relations_of(document)]


def test_the_shipped_draft_recalls_the_resolution_and_mentions_the_letters():
    draft = next(d for d in read_documents() if d.symbol == "A/75/L.72")
    assert relations_of(draft) == (
        Relation("recalls", "A/RES/72/7", "A/75/L.72, second preambular paragraph"),
        Relation("mentions", "S/2007/279", "A/75/L.72, footnote 1"),
        Relation("mentions", "S/2007/280", "A/75/L.72, footnote 1"),
        Relation("mentions", "A/RES/60/288", "A/75/L.72, footnote 2"),
        Relation("mentions", "A/71/982-S/2017/600", "A/75/L.72, footnote 3"),
    )


def test_what_is_recalled_is_not_mentioned_too_and_each_is_said_once():
    document = make_document(
        "A/RES/90/1",
        "2035-12-01",
        "Taking note of the report on resolution 72/7,",
        "Recalling its resolution 72/7,",
        "Recalling also its resolution 72/7,",
    )
    assert relations_of(document) == (
        Relation("recalls", "A/RES/72/7", "A/RES/90/1, second preambular paragraph"),
    )


def test_a_document_does_not_relate_to_itself():
    document = make_document("A/RES/90/1", "2035-12-01", "Recalling its resolutions 90/1 and 72/7,")
    assert stated(document) == [("recalls", "A/RES/72/7")]


def test_the_english_version_is_read_first_and_any_other_where_there_is_none():
    both = make_paragraph(
        "A/RES/90/1",
        "pp1",
        ru="ссылаясь на свою резолюцию 72/8,",
        en="Recalling its resolution 72/7,",
    )
    alone = make_paragraph("A/RES/90/1", "pp2", ru="ссылаясь на свою резолюцию 71/1,")
    found = relations_in(
        Symbol("A/RES/90/1"), DocumentKind.RESOLUTION, "General Assembly", [both, alone]
    )
    assert [r.target for r in found] == ["A/RES/72/7", "A/RES/71/1"]


def test_the_masthead_of_a_resolution_names_the_draft_that_it_was_adopted_from():
    line = make_paragraph(
        "A/RES/90/1",
        "distribution",
        en="[without reference to a Main Committee (A/90/L.5 and A/90/L.5/Add.1)]",
    )
    body = make_paragraph("A/RES/90/1", "op1", en="Welcomes the amendment in A/90/L.7;")
    found = relations_in(
        Symbol("A/RES/90/1"), DocumentKind.RESOLUTION, "General Assembly", [line, body]
    )
    assert [(r.kind, r.target) for r in found] == [
        ("adopted from", "A/90/L.5"),
        ("adopted from", "A/90/L.5/Add.1"),
        ("mentions", "A/90/L.7"),
    ]


@pytest.mark.parametrize(
    ("symbol", "relation"),
    [
        ("A/90/L.5/Rev.1", ("revises", "A/90/L.5")),
        ("A/90/100/Corr.1", ("corrects", "A/90/100")),
        ("A/90/100/Add.2", ("adds to", "A/90/100")),
    ],
)
def test_a_symbol_tells_what_it_revises_corrects_or_adds_to(symbol, relation):
    document = make_document(symbol, "2035-12-01", kind=DocumentKind.OTHER)
    assert stated(document) == [relation]


LETTER = make_document(
    "S/2041/150",
    "2041-03-11",
    "I intend to appoint a keeper.",
    kind=DocumentKind.LETTER,
    organ="Security Council",
)
ANSWERS = {
    "en": "I have the honour to inform you that your letter dated 11 March 2041 was read.",
    "fr": "J’ai l’honneur de vous informer que votre lettre datée du 11 mars 2041 a été lue.",
    "ru": "Имею честь сообщить, что Ваше письмо от 11 марта 2041 года было прочитано.",
    "es": "Tengo el honor de informarle de que su carta de fecha 11 de marzo de 2041 se leyó.",
    "ar": "أتشرف بإبلاغكم أن رسالتكم المؤرخة 11 آذار/مارس 2041 قد قرئت.",
    "zh": "谨通知你，你2041年3月11日的来信已经宣读。",
}


def answer(text, language="en", kind=DocumentKind.LETTER):
    return make_document(
        "S/2041/151", "2041-03-25", text, language=language, kind=kind, organ="Security Council"
    )


@pytest.mark.parametrize(("language", "text"), ANSWERS.items())
def test_a_letter_answers_the_one_whose_date_it_names(language, text):
    document = answer(text, language)
    assert [p.locator for p in answering(document, LETTER)] == ["p1"]


def test_a_letter_answers_the_one_whose_symbol_it_names():
    document = answer("I have taken note of your letter dated 11 March 2041 (S/2041/150).")
    assert stated(document) == [("replies to", "S/2041/150")]
    assert answering(document, LETTER)


@pytest.mark.parametrize(
    "document",
    [
        answer("I refer to a meeting of 11 March 2041 (S/2041/150)."),
        answer("Your letter dated 12 March 2041 was read."),
        answer(ANSWERS["en"], kind=DocumentKind.REPORT),
        LETTER,
    ],
    ids=["no letter", "another date", "a report", "itself"],
)
def test_nothing_else_answers_a_letter(document):
    assert answering(document, LETTER) == ()
    assert "replies to" not in [kind for kind, _ in stated(document)]


def test_every_document_that_a_text_names_is_found_in_order():
    text = "See S/2007/279, resolution 60/288 and A/71/982-S/2017/600, annex."
    assert named_in(text, "en", "General Assembly") == (
        "S/2007/279",
        "A/RES/60/288",
        "A/71/982-S/2017/600",
    )
