"""Questions of words in quotation marks, of one paragraph, and of what is on a theme; six languages."""

from __future__ import annotations

import pytest

from assistant.phrases import load_phrases
from assistant.quotation.fold import tokens

WORDS, PART = "where the words stand", "the comparison of the paragraph"
CONSENT = ["S/2007/279#p3.b1", "A/RES/72/7#op1", "A/75/L.72#op1"]
ASSISTANCE = ["A/75/L.72#op2", "A/RES/72/7#op2"]
DRUGS = ["A/75/L.72#pp14", "A/RES/72/7#pp9"]
COVID = ["A/75/L.72#pp16", "A/75/L.72#op3"]
ASHGABAT = ["A/75/L.72#pp9", "A/RES/72/7#pp8"]


def start(language, name):
    """The words of a sentence before its first blank."""
    return load_phrases(language)[f"lineage.{name}"].split("{")[0]


def lead(answer):
    return answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("language", "question", "name", "quotes"),
    [
        ("en", "Where did the phrase “with their concurrence” first appear?", "words_first", CONSENT),
        ("es", "¿Dónde apareció por primera vez «with their concurrence»?", "words_first", CONSENT),
        ("en", "Which documents repeat \"with their concurrence\"?", "words_in", CONSENT),
        ("fr", "Quels documents contiennent « with their concurrence » ?", "words_in", CONSENT),
        ("ru", "Где стоят слова «с их согласия»?", "alone", CONSENT[:1]),
        ("zh", "哪些文件提到“with their concurrence”？", "words_in", CONSENT),
        ("ar", "أين ترد عبارة «with their concurrence»؟", "words_in", CONSENT),
        ("en", "Which documents mention COVID-19?", "alone", COVID),
        ("fr", "Quels documents mentionnent encore la COVID‑19 ?", "alone", COVID),
    ],
)  # fmt: skip
def test_every_paragraph_with_the_very_words_is_quoted(
    assistant, cited, language, question, name, quotes
):
    answer = assistant.ask(question, explain=True)
    assert answer.explanation.reason == WORDS
    assert lead(answer).startswith(start(language, name))
    assert cited(answer) == quotes
    assert load_phrases(language)["lineage.words_sought"] in answer.text.split("\n")
    for citation in answer.citations:
        # What is marked are the words that were asked for.
        for first, last in citation.marks:
            marked = citation.quote[first - citation.start : last - citation.start]
            assert tokens(marked)[0].key in ("with", "с", "COVID")


@pytest.mark.parametrize(
    ("question", "answer_starts", "named"),
    [
        ("Is “up-to-date information” still used?", "No.", ["A/RES/72/7", "A/75/L.72"]),
        ("Is “with their concurrence” still used?", "Yes.", ["S/2007/279", "A/75/L.72"]),
        ("Is “in accordance with its mandate” still used in the draft?", "Yes.", ["A/75/L.72"]),
        ("Does resolution 72/7 say “encourages the Centre to own helicopters”?", "No.", ["A/RES/72/7"]),
        ("Does the letter say “with their concurrence”?", "Yes.", ["S/2007/279"]),
    ],
)  # fmt: skip
def test_whether_words_stand_there_is_answered_yes_or_no(assistant, question, answer_starts, named):
    answer = assistant.ask(question)
    assert lead(answer).startswith(answer_starts)
    assert all(symbol in lead(answer) for symbol in named)


def test_of_texts_in_other_languages_no_no_is_said(assistant):
    answer = assistant.ask("La résolution 72/7 dit-elle « avec leur accord » ?")
    assert not lead(answer).startswith(load_phrases("fr")["lineage.answer_no"])
    assert lead(answer).startswith(start("fr", "not_compared"))


def test_a_paragraph_that_is_named_is_quoted_whether_it_has_the_words_or_not(assistant, cited):
    question = "Does paragraph 3 of 72/7 say “The Centre shall be closed”?"
    answer = assistant.ask(question)
    assert lead(answer).startswith("No.")
    assert cited(answer) == ["A/RES/72/7#op3"]
    answer = assistant.ask("Does paragraph 3 of 72/7 say “with their concurrence”?")
    assert cited(answer) == ["A/RES/72/7#op3"]
    assert not lead(answer).startswith("Yes.")
    answer = assistant.ask("Does paragraph 1 of 72/7 say “with their concurrence”?")
    assert lead(answer).startswith("Yes.")
    assert cited(answer) == ["A/RES/72/7#op1"]


def test_where_the_words_stand_nowhere_this_comes_before_what_is_like_them(assistant):
    answer = assistant.ask("Which documents repeat “liaising with all Governments”?")
    assert lead(answer) == load_phrases("en")["lineage.words_nowhere"]
    assert answer.citations


@pytest.mark.parametrize(
    ("language", "question", "name", "quotes"),
    [
        ("en", "Did operative paragraph 2 change?", "unchanged", ASSISTANCE),
        ("en", "What differs between para. 2 of 72/7 and para. 2 of L.72?", "unchanged", ASSISTANCE),
        ("en", "Is paragraph 2 of 72/7 unchanged in the draft?", "unchanged", ASSISTANCE),
        ("en", "Did the wording on drug trafficking change from 72/7 to L.72?", "moved", DRUGS),
        ("en", "How does the draft differ from the resolution on drugs?", "moved", DRUGS),
        ("fr", "Le paragraphe 2 du dispositif a-t-il changé entre 72/7 et L.72 ?", "unchanged", ASSISTANCE),
        ("fr", "La formulation sur les drogues a-t-elle changé entre 72/7 et L.72 ?", "moved", DRUGS),
        ("ru", "Изменился ли пункт 2 постановляющей части?", "unchanged", ASSISTANCE),
        ("ru", "Изменилась ли формулировка о наркотиках между 72/7 и A/75/L.72?", "moved", DRUGS),
        ("es", "¿Cambió el párrafo 2 de la parte dispositiva?", "unchanged", ASSISTANCE),
        ("ar", "هل تغيرت الفقرة 2 من المنطوق بين القرار 72/7 و A/75/L.72؟", "unchanged", ASSISTANCE),
        ("zh", "72/7号决议执行部分第2段有变化吗？", "unchanged", ASSISTANCE),
        ("zh", "关于毒品贩运的措辞从72/7到A/75/L.72有变化吗？", "moved", DRUGS),
    ],
)  # fmt: skip
def test_what_did_not_change_is_called_unchanged(
    assistant, cited, language, question, name, quotes
):
    answer = assistant.ask(question, explain=True)
    assert answer.explanation.reason == PART
    assert lead(answer).startswith(start(language, f"part_{name}"))
    assert cited(answer) == quotes


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Did the eighth preambular paragraph of 72/7 change in the draft?", ASHGABAT),
        ("¿Cambió la redacción sobre la Declaración de Asjabad de la 72/7 a A/75/L.72?", ASHGABAT),
        ("Did the paragraph on the Ashgabat Declaration change between 72/7 and L.72?", ASHGABAT),
    ],
)
def test_what_changed_is_quoted_from_both_with_its_new_words_by_themselves(
    assistant, cited, question, quotes
):
    answer = assistant.ask(question, explain=True)
    assert answer.explanation.reason == PART
    assert list(dict.fromkeys(cited(answer))) == quotes
    later, earlier, added = answer.citations
    assert "Joint Plan of Action" in added.quote
    assert added.quote in later.quote
    assert added.quote not in earlier.quote
    assert later.marks == ((added.start, added.end),)


def test_the_words_that_a_function_lost_and_got_are_quoted(assistant, cited):
    answer = assistant.ask("Which words of the first function were dropped later?")
    assert set(cited(answer)) == set(CONSENT)
    quotes = [citation.quote for citation in answer.citations]
    assert "To" in quotes
    assert any(quote.endswith("to continue to") for quote in quotes)


def test_paragraphs_of_one_number_that_are_not_the_same_are_each_told(assistant, cited):
    answer = assistant.ask("What is the difference between para. 3 of 72/7 and para. 3 of L.72?")
    assert cited(answer) == ["A/75/L.72#op4", "A/RES/72/7#op3", "A/75/L.72#op3"]
    first, second = answer.text.split("\n")[:2]
    assert first.startswith(start("en", "part_moved"))
    assert second.startswith(start("en", "part_new"))


def test_what_was_left_out_is_told(assistant, cited):
    answer = assistant.ask("How did the wording on the tenth anniversary change from 72/7 to L.72?")
    assert lead(answer).startswith(start("en", "part_gone"))
    assert cited(answer) == ["A/RES/72/7#pp4"]


def test_a_letter_that_a_resolution_repeats_is_told_paragraph_by_paragraph(assistant, cited):
    answer = assistant.ask("Does the 2017 resolution repeat the letter?")
    taken, left = answer.text.split("\n")[:2]
    assert taken.startswith(start("en", "taken_up"))
    assert cited(answer)[:2] == CONSENT[:2]
    assert left.startswith(start("en", "not_taken_up").split("{")[0])
    assert "S/2007/279#p3.b2" in cited(answer)[2:]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Which paragraphs of 72/7 are unchanged in L.72?"),
        ("fr", "Quels paragraphes sont identiques dans 72/7 et A/75/L.72 ?"),
        ("ru", "Какие пункты остались без изменений в проекте?"),
    ],
)
def test_the_paragraphs_that_did_not_change_are_listed(assistant, cited, language, question):
    answer = assistant.ask(question)
    assert answer.text.split("\n")[1].startswith(start(language, "same"))
    assert len(answer.citations) == 7
    assert "A/75/L.72#op2" in cited(answer)


def test_what_is_asked_of_the_only_document_on_the_matter_says_so(assistant):
    answer = assistant.ask("Does the draft still contain the paragraph on drug trafficking?")
    lines = answer.text.split("\n")
    assert any(line.startswith(start("en", "last")) for line in lines)
    assert any("A/RES/72/7" in line for line in lines if line.startswith(start("en", "elsewhere")))


@pytest.mark.parametrize(
    "question",
    [
        "What changes does climate change bring?",
        "How does preventive diplomacy differ from peacekeeping?",
        "What is the difference between the Centre and UNAMA?",
        "Does paragraph 2 of 72/7 differ from paragraph 3 of 72/7?",
        "Which new threats does paragraph 3 of 72/7 name?",
        "Does the Centre use the same offices as UNODC?",
        "What does 72/7 say about “preventive diplomacy”?",
        "Have the concerns about drugs changed?",
        "Что говорит пункт 2 об изменении климата?",
        "Quel changement l'article 2 apporte-t-il ?",
        "中心的职能与联阿援助团有什么不同？",
        "ما الفرق بين المركز والبعثة؟",
    ],
)
def test_what_only_looks_alike_is_asked_of_the_documents(assistant, question):
    assert assistant.ask(question, explain=True).explanation.reason not in (WORDS, PART)
