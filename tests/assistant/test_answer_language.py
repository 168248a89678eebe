"""The language that an answer is asked for in, whatever language the question is in."""

from __future__ import annotations

import pytest

from index.words import LANGUAGES

FUNCTIONS = {
    "en": "What are the functions of the Centre?",
    "fr": "Quelles sont les fonctions du Centre ?",
    "ru": "Каковы функции Центра?",
    "es": "¿Cuáles son las funciones del Centro?",
    "ar": "ما هي وظائف المركز؟",
    "zh": "该中心的职能是什么？",
}
# The letter is held in these three.
HELD = {"en", "fr", "ru"}


def places(answer):
    return [f"{c.symbol}#{c.locator}" for c in answer.citations]


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("asked_in", LANGUAGES)
def test_a_question_in_any_language_is_answered_in_the_readers(assistant, asked_in, reader):
    answer = assistant.ask(FUNCTIONS[asked_in], language=reader)
    assert answer.language == reader
    assert places(answer) == [f"S/2007/279#p3.b{n}" for n in range(1, 6)]
    assert {c.language for c in answer.citations} == {reader if reader in HELD else "en"}
    lead = answer.text.splitlines()[0]
    assert lead == assistant.ask(FUNCTIONS[reader]).text.splitlines()[0]


def test_places_are_written_in_the_readers_language(assistant):
    answer = assistant.ask("What does paragraph 1 of resolution 72/7 say?", language="fr")
    assert places(answer) == ["A/RES/72/7#op1"]
    assert answer.citations[0].pinpoint == "A/RES/72/7, par. 1"
    assert "Encourages the United Nations Regional Centre" in answer.text


def test_what_is_not_found_is_said_in_the_readers_language(assistant):
    asked = "How many helicopters does the Centre own?"
    answer = assistant.ask(asked, language="ru")
    assert (answer.status, answer.language) == ("not_found", "ru")
    assert "Документы" in answer.text or "документ" in answer.text


@pytest.mark.parametrize("follow_up", ["And the second one?", "Et la deuxième ?"])
def test_a_follow_up_may_be_in_another_language_again(assistant, follow_up):
    first = assistant.ask(FUNCTIONS["en"], language="fr")
    answer = assistant.ask(follow_up, history=[first], language="fr")
    assert places(answer) == ["S/2007/279#p3.b2"]
    assert answer.citations[0].language == answer.language == "fr"


def test_a_symbol_alone_is_read_in_the_language_asked_for(assistant):
    answer = assistant.ask("A/RES/72/7", language="fr")
    assert answer.language == "fr"
    assert answer.status == "answered"
