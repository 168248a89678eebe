"""The question that everybody asks first, in six languages."""

from __future__ import annotations

import pytest

from assistant.phrases import load_phrases

FUNCTIONS = [f"S/2007/279#p3.b{number}" for number in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What are the functions of the Centre?", "en"),
        ("List the functions of the Centre.", "en"),
        ("Quelles sont les fonctions du Centre ?", "fr"),
        ("Каковы функции Центра?", "ru"),
        ("¿Cuáles son las funciones del Centro?", "es"),
        ("ما هي وظائف المركز؟", "ar"),
        ("中心有哪些职能？", "zh"),
    ],
)
def test_the_five_functions_are_given_in_order(assistant, cited, question, language):
    answer = assistant.ask(question)
    assert answer.language == language
    assert answer.status == "answered"
    assert cited(answer) == FUNCTIONS


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        (
            "What are the functions of the Centre?",
            "en",
            "To liaise with the Governments",
            "To maintain close contact with the United Nations Assistance Mission in Afghanistan",
        ),
        (
            "Quelles sont les fonctions du Centre ?",
            "fr",
            "Faire la liaison",
            "Entretenir des rapports étroits avec la Mission d’assistance",
        ),
        (
            "Каковы функции Центра?",
            "ru",
            "поддерживать связь с правительствами",
            "поддерживать тесные контакты с Миссией",
        ),
    ],
)
def test_they_are_quoted_in_the_reader_s_language(assistant, question, language, first, last):
    citations = assistant.ask(question).citations
    assert {c.language for c in citations} == {language}
    assert citations[0].quote.startswith(first)
    assert citations[-1].quote.startswith(last)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿Cuáles son las funciones del Centro?", "es"),
        ("ما هي وظائف المركز؟", "ar"),
        ("中心有哪些职能？", "zh"),
    ],
)
def test_where_no_version_is_held_the_answer_says_so(assistant, question, language):
    answer = assistant.ask(question)
    assert {c.language for c in answer.citations} == {"en"}
    said = load_phrases(language)["other_language"].format(keys="[1], [2], [3], [4], [5]")
    assert said in answer.text.split("\n")


def test_where_the_version_is_held_nothing_is_said_of_languages(assistant):
    text = assistant.ask("Quelles sont les fonctions du Centre ?").text
    assert load_phrases("fr")["other_language"].split("{")[0] not in text


def test_the_lead_names_the_document_and_counts(assistant):
    lead = assistant.ask("What are the functions of the Centre?").text.split("\n")[0]
    assert "S/2007/279" in lead
    assert "5" in lead
