"""Whole classes of paragraphs: all of them, in order, and nothing else."""

from __future__ import annotations

import pytest

DRAFT = [f"A/75/L.72#op{n}" for n in range(1, 5)]
RESOLUTION = [f"A/RES/72/7#op{n}" for n in range(1, 4)]
FUNCTIONS = [f"S/2007/279#p3.b{n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("All OPs of A/75/L.72, please", DRAFT),
        ("Each numbered paragraph of resolution 72/7, in turn", RESOLUTION),
        ("The preamble of A/RES/72/7", [f"A/RES/72/7#pp{n}" for n in range(1, 12)]),
        ("Every footnote of the draft of 2021", [f"A/75/L.72#fn{n}" for n in range(1, 4)]),
        ("Donnez-moi le dispositif de la résolution 72/7 en entier", RESOLUTION),
        ("Выпишите целиком постановляющую часть A/75/L.72", DRAFT),
        ("Quiero ver todos los párrafos dispositivos del proyecto de 2021", DRAFT),
        ("اسرد منطوق القرار 72/7 كاملاً", RESOLUTION),
        ("列出A/75/L.72执行部分的所有段落", DRAFT),
        ("Name one by one the tasks that Ban Ki-moon entrusted to the Centre", FUNCTIONS),
        ("Énumérez les tâches que le Secrétaire général confie au Centre", FUNCTIONS),
    ],
)
def test_a_class_is_listed_whole_and_in_order(assistant, cited, question, expected):
    assert cited(assistant.ask(question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs of the resolution speak of drugs?",
        "What does the preamble of resolution 72/7 say about water and energy?",
        "All paragraphs of the draft about COVID-19",
        "Which of the Centre's tasks concerns Afghanistan?",
    ],
)
def test_a_topic_within_a_class_is_looked_for(assistant, cited, question):
    assert 1 <= len(cited(assistant.ask(question))) <= 4


def test_a_symbol_that_touches_chinese_is_read(assistant):
    refused = assistant.ask("请调出A/RES/77/273第4段")
    assert refused.status == "not_found"
    assert "A/RES/77/273" in refused.unsupported
    (paragraph,) = assistant.ask("请看A/RES/72/7第2段").citations
    assert (paragraph.symbol, paragraph.locator) == ("A/RES/72/7", "op2")


def test_what_introduces_a_question_is_looked_at_where_the_question_alone_says_too_little(
    assistant,
):
    answer = assistant.ask(
        "The paper that I am to write is about drug trafficking in the region. "
        "What is it that the documents have to say on that?"
    )
    assert "A/RES/72/7#pp9" in [f"{c.symbol}#{c.locator}" for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("Что сказано об УНП ООН?", "A/RES/72/7#pp9"),
        ("联阿援助团", "S/2007/279#p3.b5"),
        ("¿Y la ONUDD?", "A/RES/72/7#pp9"),
    ],
)
def test_short_forms_find_names_that_the_text_writes_out_in_another_language(
    assistant, cited, question, address
):
    assert address in cited(assistant.ask(question))


def test_a_date_that_is_asked_for_and_not_there_speaks_against_an_answer(assistant):
    def confidence(question):
        return assistant.ask(question, explain=True).explanation.confidence

    office = "the United Nations Office of Peacebuilding in Tajikistan closed"
    assert confidence(f"On what date was {office}?") < confidence(f"Was {office}?") - 0.2
