"""What others build on: the shape of answers and documents, and that each quote is a span."""

from __future__ import annotations

import json
import re

import pytest

import assistant as package
from assistant import Answer, Citation
from assistant.phrases import load_phrases

ANSWER = [
    "question",
    "language",
    "status",
    "mode",
    "text",
    "citations",
    "closest",
    "unsupported",
    "searched",
    "receipt",
    "badge",
]
CITATION = [
    "key",
    "symbol",
    "locator",
    "pinpoint",
    "language",
    "quote",
    "start",
    "end",
    "title",
    "date",
    "status",
    "kind",
    "force",
    "url",
    "marks",
]

QUESTIONS = [
    "What are the functions of the Centre?",
    "Where is the Centre located?",
    "When was resolution 72/7 adopted?",
    "Who signed the letter of 7 May 2007?",
    "What do the documents say about drug trafficking?",
    "What does the draft of 2021 say about COVID-19?",
    "Which documents do you have?",
    "List the preambular paragraphs of A/75/L.72",
    "Who won the 2018 World Cup?",
    "What does OP7 of resolution 72/7 provide?",
    "What is in S/2007/280?",
    "Quelles sont les fonctions du Centre ?",
    "Que disent les documents sur l'Afghanistan ?",
    "Quelle est la capitale de l'Australie ?",
    "Каковы функции Центра?",
    "Что сказано про Афганистан?",
    "Сколько стоит билет на поезд Москва — Казань?",
    "¿Cuáles son las funciones del Centro?",
    "¿Qué dicen los documentos sobre Afganistán?",
    "¿Cuál es la receta de la paella valenciana?",
    "ما هي وظائف المركز؟",
    "الفقرة 2 من القرار 72/7",
    "من فاز بكأس آسيا الأخيرة؟",
    "中心有哪些职能？",
    "72/7号决议第3段",
    "北京今天气温多少度？",
]


@pytest.fixture(scope="module")
def answers(assistant):
    return [assistant.ask(question) for question in QUESTIONS]


def test_an_answer_has_the_keys_of_the_contract_in_order(answers):
    for answer in answers:
        assert list(answer.model_dump(mode="json")) == ANSWER


def test_a_citation_has_the_keys_of_the_contract_in_order(answers):
    shown = [c for a in answers for c in (*a.citations, *a.closest)]
    assert shown
    for citation in shown:
        assert list(citation.model_dump(mode="json")) == CITATION


def test_the_small_parts_of_an_answer_have_their_keys(answers):
    plain = answers[0].model_dump(mode="json")
    assert list(plain["searched"]) == ["documents", "paragraphs"]
    assert list(plain["receipt"]) == ["index", "version", "model"]
    assert plain["receipt"]["model"] is None
    assert plain["mode"] == "extractive"


def test_values_are_plain_json(answers):
    for answer in answers:
        plain = answer.model_dump(mode="json")
        assert json.loads(json.dumps(plain)) == plain
        assert json.loads(answer.model_dump_json()) == plain


def test_an_answer_comes_back_from_json_as_it_was(answers):
    for answer in answers:
        assert Answer.model_validate_json(answer.model_dump_json()) == answer
        assert Answer.model_validate(answer.model_dump(mode="json")) == answer


def test_answers_cannot_be_changed(answers):
    with pytest.raises(ValueError, match="frozen"):
        answers[0].text = "The Centre may do anything."


def test_each_quote_is_a_span_of_the_stored_text(answers, documents):
    versions = {
        (str(d.symbol), str(p.locator)): p.versions for d in documents for p in d.paragraphs
    }
    shown = [c for a in answers for c in (*a.citations, *a.closest)]
    assert len(shown) > 50
    assert {c.language for c in shown} == {"en", "fr", "ru"}
    for c in shown:
        text = versions[c.symbol, c.locator][c.language].text
        assert c.quote == text[c.start : c.end]
        assert c.quote
        for start, end in c.marks:
            assert c.start <= start < end <= c.end
        if c.force:
            assert any(c.force in v[c.language].text for v in versions.values() if c.language in v)


def test_the_text_holds_each_quote_in_quotation_marks_with_its_marker(answers):
    for answer in answers:
        phrases = load_phrases(answer.language)
        for number, c in enumerate(answer.citations, start=1):
            assert c.key == number
            assert f"{phrases['open']}{c.quote}{phrases['close']} [{c.key}]" in answer.text
        assert len(re.findall(r" \[\d+\]$", answer.text, re.MULTILINE)) == len(answer.citations)


def test_an_answer_cites_and_a_refusal_does_not(answers):
    assert {answer.status for answer in answers} == {"answered", "not_found"}
    for answer in answers:
        assert bool(answer.citations) == (answer.status == "answered")
        if answer.status == "answered":
            assert not answer.closest
            assert not answer.unsupported


def test_a_citation_tells_where_to_look_it_up(assistant):
    citation = assistant.ask("What is the first function of the Centre?").citations[0]
    assert citation.symbol == "S/2007/279"
    assert citation.locator == "p3.b1"
    assert citation.pinpoint == "S/2007/279, third paragraph, first bullet"
    assert citation.quote.startswith("To liaise with the Governments of the region")
    assert citation.date == "2007-05-07"
    assert citation.status == "letter"
    assert citation.kind == "item"
    assert citation.force == "would have, inter alia, the following functions"
    assert citation.url == "https://undocs.org/en/S/2007/279"
    assert citation.title.startswith("Letter dated 7 May 2007 from the Secretary-General")


def test_the_link_is_to_the_document_in_the_language_of_the_quote(assistant):
    citation = assistant.ask("Какова первая функция Центра?").citations[0]
    assert citation.language == "ru"
    assert citation.url == "https://undocs.org/ru/S/2007/279"
    assert citation.title.startswith("Письмо Генерального секретаря")


def test_the_receipt_names_the_index_and_the_program(answers):
    receipts = {answer.receipt for answer in answers}
    assert len(receipts) == 1
    receipt = receipts.pop()
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", receipt.index)
    assert receipt.version


def test_the_explanation_is_there_only_when_asked_for(assistant):
    question = "What do the documents say about drug trafficking?"
    assert "explanation" not in assistant.ask(question).model_dump(mode="json")
    explained = assistant.ask(question, explain=True)
    plain = explained.model_dump(mode="json")
    assert list(plain) == [*ANSWER[:-1], "explanation", "badge"]
    chosen = {f"{s.symbol}#{s.locator}" for s in explained.explanation.scores if s.chosen}
    assert chosen <= {f"{c.symbol}#{c.locator}" for c in explained.citations}
    assert explained.explanation.intent == "topic"
    assert explained.explanation.terms


def test_explaining_changes_nothing_else(assistant):
    question = "What does the draft of 2021 say about COVID-19?"
    explained = assistant.ask(question, explain=True)
    assert explained.model_copy(update={"explanation": None}) == assistant.ask(question)


def test_the_question_stands_in_the_answer_as_it_was_asked(assistant):
    question = "  What are\tthe functions\u00a0of the Centre? "
    assert assistant.ask(question).question == question


def test_the_same_question_has_the_same_answer(assistant):
    question = "Que disent les documents sur l'Afghanistan ?"
    assert assistant.ask(question) == assistant.ask(question)


def test_documents_are_given_with_their_paragraphs_and_versions(assistant):
    documents = assistant.documents()
    assert [d.symbol for d in documents] == ["S/2007/279", "A/RES/72/7", "A/75/L.72"]
    for document in documents:
        assert document.paragraphs
        locators = [paragraph.locator for paragraph in document.paragraphs]
        assert len(set(locators)) == len(locators)
        for paragraph in document.paragraphs:
            assert paragraph.versions
            for language, version in paragraph.versions.items():
                assert language in ("en", "fr", "ru")
                assert version.text == version.text.strip()
                assert version.text


def test_a_document_is_given_by_its_symbol_in_any_spelling(assistant):
    document = assistant.document("a/res/72/7")
    assert document.symbol == "A/RES/72/7"
    text = document.paragraph("op2").versions["en"].text
    assert text.startswith("Welcomes the assistance of the Regional Centre")


def test_a_document_that_is_not_held_is_an_error_that_says_what_is(assistant):
    with pytest.raises(package.UnknownDocument, match=r"S/2007/280 .* S/2007/279"):
        assistant.document("S/2007/280")


def test_only_the_chosen_documents_are_asked(assistant, cited):
    answer = assistant.ask(
        "What do the documents say about drug trafficking?", documents=["A/75/L.72"]
    )
    assert answer.citations
    assert {c.symbol for c in answer.citations} == {"A/75/L.72"}
    assert answer.searched.documents == 1


def test_the_language_can_be_chosen(assistant):
    answer = assistant.ask("OP2 A/RES/72/7", language="fr")
    assert answer.language == "fr"
    assert "par. 2" in answer.citations[0].pinpoint
    assert assistant.ask("OP2 A/RES/72/7").language == "en"


def test_what_is_exported_is_there():
    assert sorted(package.__all__) == package.__all__
    for name in package.__all__:
        assert getattr(package, name).__name__ == name
    assert package.Citation is Citation
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = package.nothing_of_the_kind


@pytest.mark.parametrize("name", ["EmptyQuestion", "QuestionTooLong", "UnknownLanguage"])
def test_errors_of_the_caller_s_are_user_errors_and_value_errors(name):
    error = getattr(package, name)
    assert issubclass(error, package.UserError)
    assert issubclass(error, package.AssistantError)
    assert issubclass(error, ValueError)
