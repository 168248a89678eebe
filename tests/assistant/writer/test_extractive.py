"""The writer's own sentences: what it says beside the quotes."""

from __future__ import annotations

import pytest

from assistant.phrases import load_phrases

QUESTIONS = {
    "en": "What does the draft of 2021 say about drug trafficking?",
    "fr": "Que dit le projet de 2021 sur le terrorisme ?",
    "ru": "Что говорит проект 2021 года о терроризме?",
    "es": "¿Qué dice el proyecto de 2021 sobre el terrorismo?",
    "ar": "ماذا يقول مشروع القرار عن الإرهاب؟",
    "zh": "2021年的草案对恐怖主义怎么说？",
}


def own_words(answer):
    """The text of an answer without its quotes."""
    text = answer.text
    phrases = load_phrases(answer.language)
    for citation in answer.citations:
        text = text.replace(f"{phrases['open']}{citation.quote}{phrases['close']}", "")
    return text


@pytest.mark.parametrize(("language", "question"), QUESTIONS.items())
def test_a_sentence_stands_before_the_quotes_and_remarks_after_them(assistant, language, question):
    answer = assistant.ask(question)
    phrases = load_phrases(language)
    lines = answer.text.split("\n")
    assert lines[0] == phrases["found_in"].format(symbol="A/75/L.72")
    for line, citation in zip(lines[1:], answer.citations, strict=False):
        assert line == f"{phrases['open']}{citation.quote}{phrases['close']} [{citation.key}]"
    assert phrases["draft"].format(symbol="A/75/L.72") in lines[1 + len(answer.citations) :]


@pytest.mark.parametrize(("language", "question"), QUESTIONS.items())
def test_beside_the_quotes_it_speaks_the_reader_s_language(assistant, language, question):
    words = own_words(assistant.ask(question))
    other = "fr" if language != "fr" else "en"
    assert load_phrases(other)["found_in"].split("}")[1].strip(" :") not in words


def test_a_looked_up_paragraph_is_introduced_by_its_place(assistant):
    text = assistant.ask("What does OP2 of A/RES/72/7 say?").text
    assert text.startswith("A/RES/72/7, para. 2, reads:\n“Welcomes the assistance")


def test_the_documents_held_are_named_by_their_titles(assistant):
    answer = assistant.ask("Which documents do you have?")
    assert answer.text.startswith("These documents are held:")
    assert [c.symbol for c in answer.citations] == ["S/2007/279", "A/RES/72/7", "A/75/L.72"]
    assert {c.locator for c in answer.citations} == {"title"}


def test_the_writer_says_nothing_that_is_not_a_phrase_a_symbol_or_a_place(assistant):
    words = own_words(assistant.ask("What do the documents say about sharing water and energy?"))
    assert words.split("\n")[0] == "The documents say:"
    rest = [line for line in words.split("\n")[1:] if line.strip(" []0123456789")]
    assert rest == ["A/75/L.72 is a draft, not an adopted resolution."]
