"""Paragraphs asked for by their place, and places and documents that there are not."""

from __future__ import annotations

import pytest

PLACES = {
    "What does OP2 of A/RES/72/7 say?": "A/RES/72/7#op2",
    "A/75/L.72 para. 4": "A/75/L.72#op4",
    "What does paragraph 3 of resolution 72/7 say?": "A/RES/72/7#op3",
    "Quote the third preambular paragraph of resolution 72/7": "A/RES/72/7#pp3",
    "What does the fourteenth preambular paragraph of the draft say?": "A/75/L.72#pp14",
    "What is in footnote 3 of the draft resolution?": "A/75/L.72#fn3",
    "What is the third function of the Centre?": "S/2007/279#p3.b3",
    "What is the last function of the Centre?": "S/2007/279#p3.b5",
    "What is the last operative paragraph of resolution 72/7?": "A/RES/72/7#op3",
    "What does the second paragraph of the letter of 2007 say?": "S/2007/279#p2",
    "Que dit le paragraphe 1 du dispositif de la résolution 72/7 ?": "A/RES/72/7#op1",
    "A/75/L.72, dixième alinéa du préambule": "A/75/L.72#pp10",
    "Citez le deuxième paragraphe de la lettre S/2007/279": "S/2007/279#p2",
    "Que dit la note 2 de la résolution 72/7 ?": "A/RES/72/7#fn2",
    "Quelle est la troisième fonction du Centre ?": "S/2007/279#p3.b3",
    "Quelle est la dernière fonction du Centre ?": "S/2007/279#p3.b5",
    "Процитируй пункт 3 постановляющей части A/75/L.72": "A/75/L.72#op3",
    "третий абзац преамбулы резолюции 72/7": "A/RES/72/7#pp3",
    "Что в сноске 1 резолюции 72/7?": "A/RES/72/7#fn1",
    "Какова третья функция Центра?": "S/2007/279#p3.b3",
    "Какова последняя функция Центра?": "S/2007/279#p3.b5",
    "párrafo 3 de la resolución 72/7": "A/RES/72/7#op3",
    "Cita el quinto párrafo del preámbulo de A/RES/72/7": "A/RES/72/7#pp5",
    "¿Qué dice la nota 1 del proyecto A/75/L.72?": "A/75/L.72#fn1",
    "la tercera función de la carta": "S/2007/279#p3.b3",
    "¿Cuál es la última función del Centro?": "S/2007/279#p3.b5",
    "الفقرة 2 من القرار 72/7": "A/RES/72/7#op2",
    "ما نص الفقرة السادسة من ديباجة القرار A/RES/72/7؟": "A/RES/72/7#pp6",
    "الحاشية 1 من القرار 72/7": "A/RES/72/7#fn1",
    "ما الوظيفة الأخيرة للمركز؟": "S/2007/279#p3.b5",
    "72/7号决议第3段": "A/RES/72/7#op3",
    "A/75/L.72序言部分第十四段说什么？": "A/75/L.72#pp14",
    "草案的脚注2是什么？": "A/75/L.72#fn2",
    "中心的第三项职能是什么？": "S/2007/279#p3.b3",
    "中心的最后一项职能是什么？": "S/2007/279#p3.b5",
}


@pytest.mark.parametrize(("question", "address"), PLACES.items())
def test_the_paragraph_at_the_place_is_given(assistant, cited, question, address):
    answer = assistant.ask(question)
    assert cited(answer) == [address]


def test_several_places_are_given_in_the_order_asked(assistant, cited):
    answer = assistant.ask("What do OP1 and OP3 of resolution 72/7 say?")
    assert cited(answer) == ["A/RES/72/7#op1", "A/RES/72/7#op3"]


def test_a_paragraph_with_a_list_comes_with_its_items(assistant, cited):
    answer = assistant.ask("What does the third paragraph of the letter S/2007/279 say?")
    assert cited(answer) == ["S/2007/279#p3", *(f"S/2007/279#p3.b{n}" for n in range(1, 6))]


def test_a_class_of_paragraphs_is_given_as_a_whole(assistant, cited):
    answer = assistant.ask("List the footnotes of A/RES/72/7")
    assert cited(answer) == [f"A/RES/72/7#fn{n}" for n in (1, 2, 3)]
    answer = assistant.ask("List the preambular paragraphs of A/75/L.72")
    assert cited(answer) == [f"A/75/L.72#pp{n}" for n in range(1, 17)]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does OP7 of resolution 72/7 provide?", "OP7"),
        ("Quote the fifteenth preambular paragraph of resolution 72/7", "fifteenth"),
        ("footnote 9 of A/RES/72/7", "footnote 9"),
        ("What is the eighth function of the Centre?", "eighth function"),
        ("Que dit le paragraphe 9 du dispositif de la résolution 72/7 ?", "paragraphe 9"),
        ("Какова седьмая функция Центра?", "седьмая функция"),
        ("¿Qué dice el párrafo 8 de la parte dispositiva del proyecto A/75/L.72?", "párrafo 8"),
        ("الفقرة 9 من القرار 72/7", "الفقرة 9"),
        ("72/7号决议第6段说什么？", "6段"),
    ],
)
def test_a_place_that_there_is_not_is_named(assistant, question, named):
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert any(named in place for place in answer.unsupported)
    assert named in answer.text
    assert answer.closest


def test_what_stands_before_the_question_does_not_shift_the_name_of_the_place(assistant):
    answer = assistant.ask("  Good morning,\tdear colleagues.   What does OP7 of 72/7 provide?")
    assert answer.unsupported == ("OP7",)


def test_the_closest_to_a_missing_place_are_its_like(assistant):
    answer = assistant.ask("What does OP7 of resolution 72/7 provide?")
    assert [f"{c.symbol}#{c.locator}" for c in answer.closest] == [
        f"A/RES/72/7#op{n}" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did the President of the Security Council write in S/2007/280?", "S/2007/280"),
        ("Summarize A/RES/75/272", "A/RES/75/272"),
        ("What does resolution 75/272 say?", "A/RES/75/272"),
        ("Que dit A/RES/75/272 ?", "A/RES/75/272"),
        ("Что написано в документе S/2007/280?", "S/2007/280"),
        ("¿Qué dice A/RES/75/272?", "A/RES/75/272"),
        ("ما مضمون الوثيقة S/2007/280؟", "S/2007/280"),
        ("S/2007/280说了什么？", "S/2007/280"),
    ],
)
def test_a_document_that_is_not_held_is_named(assistant, question, named):
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert answer.unsupported == (named,)
    assert named in answer.text


def test_what_mentions_a_document_that_is_not_held_is_closest(assistant):
    closest = assistant.ask("What is in S/2007/280?").closest
    assert [f"{c.symbol}#{c.locator}" for c in closest] == ["A/RES/72/7#fn1", "A/75/L.72#fn1"]
    assert all("S/2007/280" in c.quote for c in closest)


def test_a_place_of_a_document_that_is_not_held_is_not_given_from_another(assistant):
    for question in ("OP2 of A/RES/75/272", "What does paragraph 1 of S/2007/280 say?"):
        answer = assistant.ask(question)
        assert answer.status == "not_found"
        assert not answer.citations
