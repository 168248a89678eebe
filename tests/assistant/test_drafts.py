"""A draft is never presented as a resolution, nor the one asked instead of the other."""

from __future__ import annotations

import pytest

from assistant.phrases import load_phrases


@pytest.mark.parametrize(
    ("question", "symbol"),
    [
        ("What does resolution 72/7 say about drug trafficking?", "A/RES/72/7"),
        ("What does the draft of 2021 say about drug trafficking?", "A/75/L.72"),
        ("What does A/75/L.72 say about drug trafficking?", "A/75/L.72"),
        ("Que dit la résolution 72/7 sur le terrorisme ?", "A/RES/72/7"),
        ("Que dit le projet de 2021 sur le terrorisme ?", "A/75/L.72"),
        ("Что говорит резолюция 72/7 о терроризме?", "A/RES/72/7"),
        ("Что говорит проект 2021 года о терроризме?", "A/75/L.72"),
        ("¿Qué dice la resolución 72/7 sobre el terrorismo?", "A/RES/72/7"),
        ("¿Qué dice el proyecto de 2021 sobre el terrorismo?", "A/75/L.72"),
        ("ماذا يقول القرار 72/7 عن الإرهاب؟", "A/RES/72/7"),
        ("ماذا يقول مشروع القرار عن الإرهاب؟", "A/75/L.72"),
        ("72/7号决议对恐怖主义怎么说？", "A/RES/72/7"),
        ("2021年的草案对恐怖主义怎么说？", "A/75/L.72"),
    ],
)
def test_the_document_named_is_the_one_asked(assistant, question, symbol):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert {c.symbol for c in answer.citations} == {symbol}
    assert answer.searched.documents == 1


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does the draft of 2021 say about drug trafficking?", "en"),
        ("Que dit le projet de 2021 sur la pandémie ?", "fr"),
        ("Что говорит проект 2021 года о пандемии?", "ru"),
        ("¿Qué dice el proyecto de 2021 sobre la pandemia?", "es"),
        ("ماذا يقول مشروع القرار عن جائحة كورونا؟", "ar"),
        ("2021年的草案对恐怖主义怎么说？", "zh"),
    ],
)
def test_an_answer_from_a_draft_says_that_it_is_one(assistant, question, language):
    answer = assistant.ask(question)
    assert {c.status for c in answer.citations} == {"draft"}
    assert load_phrases(language)["draft"].format(symbol="A/75/L.72") in answer.text.split("\n")


def test_an_answer_from_a_resolution_does_not(assistant):
    answer = assistant.ask("What does resolution 72/7 say about drug trafficking?")
    assert {c.status for c in answer.citations} == {"adopted"}
    assert "draft" not in answer.text


def test_where_both_say_so_each_keeps_its_status(assistant, cited):
    answer = assistant.ask("What do the documents say about sharing water and energy?")
    status = dict(zip(cited(answer), [c.status for c in answer.citations], strict=True))
    assert status["A/RES/72/7#pp11"] == "adopted"
    assert status["A/75/L.72#pp11"] == "draft"
    assert load_phrases("en")["draft"].format(symbol="A/75/L.72") in answer.text


def test_what_only_the_draft_says_is_not_found_in_the_resolution(assistant):
    answer = assistant.ask("What does resolution 72/7 say about COVID-19?")
    assert answer.status == "not_found"
    assert answer.unsupported == ("COVID-19",)


ADDED = "Which operative paragraphs does the draft A/75/L.72 add to resolution 72/7?"


def test_what_a_draft_adds_to_a_resolution(assistant):
    # Operative paragraph 3, on the pandemic, is the one that the resolution has no like of.
    answer = assistant.ask(ADDED)
    assert [(c.symbol, c.locator) for c in answer.citations] == [("A/75/L.72", "op3")]


@pytest.mark.parametrize("only", ["A/75/L.72", "A/RES/72/7"])
def test_two_documents_cannot_be_compared_where_one_may_be_asked(assistant, only):
    answer = assistant.ask(ADDED, documents=[only])
    assert {c.symbol for c in (*answer.citations, *answer.closest)} <= {only}
