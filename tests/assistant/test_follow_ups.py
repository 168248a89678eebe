"""Questions that go on from the ones before."""

from __future__ import annotations

import pytest

from assistant import Answer

DIALOGUES = {
    "next and previous": [
        ("What is the first function of the Centre?", ["S/2007/279#p3.b1"]),
        ("And the one after that?", ["S/2007/279#p3.b2"]),
        ("And the next one?", ["S/2007/279#p3.b3"]),
        ("And the previous one?", ["S/2007/279#p3.b2"]),
    ],
    "next in French": [
        ("Quelle est la première fonction du Centre ?", ["S/2007/279#p3.b1"]),
        ("Et la suivante ?", ["S/2007/279#p3.b2"]),
        ("Et la précédente ?", ["S/2007/279#p3.b1"]),
    ],
    "next in Russian": [
        ("Какова первая функция Центра?", ["S/2007/279#p3.b1"]),
        ("А следующая?", ["S/2007/279#p3.b2"]),
        ("А предыдущая?", ["S/2007/279#p3.b1"]),
    ],
    "next in Spanish": [
        ("¿Cuál es la primera función del Centro?", ["S/2007/279#p3.b1"]),
        ("¿Y la siguiente?", ["S/2007/279#p3.b2"]),
    ],
    "next in Arabic": [
        ("ما الوظيفة الأولى للمركز؟", ["S/2007/279#p3.b1"]),
        ("وما التالية؟", ["S/2007/279#p3.b2"]),
    ],
    "next in Chinese": [
        ("中心的第一项职能是什么？", ["S/2007/279#p3.b1"]),
        ("下一项呢？", ["S/2007/279#p3.b2"]),
        ("上一项呢？", ["S/2007/279#p3.b1"]),
    ],
    "a bare ordinal": [
        ("What does OP2 of resolution 72/7 say?", ["A/RES/72/7#op2"]),
        ("and the third?", ["A/RES/72/7#op3"]),
    ],
    "a bare ordinal in French": [
        ("Quelle est la première fonction du Centre ?", ["S/2007/279#p3.b1"]),
        ("Et la troisième ?", ["S/2007/279#p3.b3"]),
    ],
    "a bare ordinal in Russian": [
        ("Какова первая функция Центра?", ["S/2007/279#p3.b1"]),
        ("А третья?", ["S/2007/279#p3.b3"]),
    ],
    "a bare ordinal in Chinese": [
        ("中心的第一项职能是什么？", ["S/2007/279#p3.b1"]),
        ("第三项呢？", ["S/2007/279#p3.b3"]),
    ],
    "the same place of another document": [
        ("third preambular paragraph of A/75/L.72", ["A/75/L.72#pp3"]),
        ("the next one", ["A/75/L.72#pp4"]),
        ("and the fourth one of resolution 72/7?", ["A/RES/72/7#pp4"]),
    ],
    "another place of the same document": [
        ("What does OP2 of resolution 72/7 say?", ["A/RES/72/7#op2"]),
        ("And what does footnote 1 say?", ["A/RES/72/7#fn1"]),
    ],
    "among": [
        (
            "What are the functions of the Centre?",
            [f"S/2007/279#p3.b{number}" for number in (1, 2, 3, 4, 5)],
        ),
        ("Which of them names Afghanistan?", ["S/2007/279#p3.b5"]),
    ],
    "among in French": [
        (
            "Quelles sont les fonctions du Centre ?",
            [f"S/2007/279#p3.b{number}" for number in (1, 2, 3, 4, 5)],
        ),
        ("Laquelle d'entre elles concerne l'Afghanistan ?", ["S/2007/279#p3.b5"]),
    ],
    "among in Russian": [
        (
            "Каковы функции Центра?",
            [f"S/2007/279#p3.b{number}" for number in (1, 2, 3, 4, 5)],
        ),
        ("В какой из них говорится об Афганистане?", ["S/2007/279#p3.b5"]),
    ],
    "another document": [
        ("What does the draft of 2021 say about drug trafficking?", ["A/75/L.72#pp14"]),
        ("And resolution 72/7?", ["A/RES/72/7#pp9"]),
    ],
    "another document, which has nothing of it": [
        ("What does A/75/L.72 say about the Women Leaders' Caucus?", ["A/75/L.72#pp15"]),
        ("And resolution 72/7?", []),
    ],
    "a year": [
        ("What does resolution 72/7 say about drug trafficking?", ["A/RES/72/7#pp9"]),
        ("And in 2021?", ["A/75/L.72#pp14"]),
    ],
    "another topic in the same document": [
        ("What does the draft of 2021 say about women?", ["A/75/L.72#pp15"]),
        ("And about drugs?", ["A/75/L.72#pp14"]),
    ],
    "the same content elsewhere": [
        ("Quote the fourth function in full", ["S/2007/279#p3.b4"]),
        ("Does the draft repeat it?", ["A/75/L.72#pp13"]),
    ],
    "past the end": [
        ("What is the fifth function of the Centre?", ["S/2007/279#p3.b5"]),
        ("And the next one?", []),
    ],
}
DIALOGUES_BY_NAME = [pytest.param(turns, id=name) for name, turns in DIALOGUES.items()]


@pytest.mark.parametrize("turns", DIALOGUES_BY_NAME)
def test_what_a_follow_up_leaves_out_is_taken_from_before(assistant, cited, turns):
    history = []
    for question, addresses in turns:
        answer = assistant.ask(question, history=history)
        history.append(answer)
        assert cited(answer) == addresses, question
        assert answer.status == ("answered" if addresses else "not_found")


@pytest.mark.parametrize("turns", DIALOGUES_BY_NAME)
def test_a_history_that_went_through_json_is_as_good(assistant, cited, turns):
    sent = []
    for question, addresses in turns:
        history = [Answer.model_validate_json(text) for text in sent]
        answer = assistant.ask(question, history=history)
        sent.append(answer.model_dump_json())
        assert cited(answer) == addresses, question


def test_the_topic_changes_and_comes_back(assistant, cited):
    history = []
    for question, one in [
        ("What do the documents say about drug trafficking?", "A/RES/72/7#pp9"),
        ("What about water and energy?", "A/RES/72/7#pp11"),
        ("Back to drug trafficking: what does resolution 72/7 say?", "A/RES/72/7#pp9"),
    ]:
        answer = assistant.ask(question, history=history)
        history.append(answer)
        assert one in cited(answer), question
    assert "A/RES/72/7#pp11" not in cited(history[-1])


def test_a_question_that_stands_by_itself_is_not_changed_by_what_was_before(assistant, cited):
    before = [assistant.ask("What does the draft of 2021 say about women?")]
    for question in (
        "What are the functions of the Centre?",
        "What does OP2 of A/RES/72/7 say?",
        "Quelles sont les fonctions du Centre ?",
    ):
        assert cited(assistant.ask(question, history=before)) == cited(assistant.ask(question))


def test_without_a_history_there_is_nothing_to_go_on_from(assistant):
    assert assistant.ask("And the one after that?").status == "not_found"


def test_the_language_may_change_between_turns(assistant, cited):
    first = assistant.ask("What is the first function of the Centre?")
    second = assistant.ask("А следующая?", history=[first])
    assert cited(second) == ["S/2007/279#p3.b2"]
    assert second.language == "ru"
    assert second.citations[0].language == "ru"


def test_a_citation_that_is_no_longer_held_is_left_out(assistant, cited):
    first = assistant.ask("What is the first function of the Centre?")
    gone = first.citations[0].model_copy(update={"symbol": "S/1999/1", "locator": "op9"})
    older = first.model_copy(update={"citations": (gone,)})
    assert assistant.ask("And the one after that?", history=[older]).status == "not_found"
    again = assistant.ask("And the one after that?", history=[older, first])
    assert cited(again) == ["S/2007/279#p3.b2"]


def test_a_follow_up_to_a_refusal_is_not_answered_from_nothing(assistant):
    refused = assistant.ask("Who won the 2018 World Cup?")
    answer = assistant.ask("And the next one?", history=[refused])
    assert answer.status == "not_found"
