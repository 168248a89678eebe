"""What nobody means to ask: refused in one line, or answered, and never a crash."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import (
    Answer,
    Assistant,
    EmptyQuestion,
    QuestionTooLong,
    UnknownDocument,
    UnknownLanguage,
    UserError,
)
from assistant.render import RENDERERS

FUNCTIONS = [f"S/2007/279#p3.b{number}" for number in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize(
    "question",
    ["", " ", "\n\t\r", "?", "...", "¿?", "\u200b\u200f", "\x00\x01", "\ud800", "😀", "(" * 9999],
)
def test_nothing_asked_is_said_in_one_line(assistant, question):
    with pytest.raises(EmptyQuestion, match=r"\Athe question is empty; .+\Z"):
        assistant.ask(question)


@pytest.mark.parametrize(
    ("question", "length"),
    [
        ("x" * 100_000, "100,000"),
        ("中" * 100_000, "100,000"),
        ("What are the functions of the Centre? " * 2000, "75,999"),
        ("a" * 2001, "2,001"),
    ],
)
def test_more_than_a_question_is_refused(assistant, question, length):
    with pytest.raises(QuestionTooLong) as caught:
        assistant.ask(question)
    assert str(caught.value) == f"the question has {length} characters; ask in at most 2,000"
    assert isinstance(caught.value, UserError)


def test_what_cleaning_takes_away_does_not_count(assistant, cited):
    question = " " * 50_000 + "What are the functions\u200b" + "\u200b" * 50_000 + " of the Centre?"
    assert cited(assistant.ask(question)) == FUNCTIONS


def test_a_question_of_full_length_is_answered(assistant):
    question = ("Please. " * 400)[: 2000 - len("What does OP2 of 72/7 say?")]
    answer = assistant.ask(question + "What does OP2 of 72/7 say?")
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "What are the\x00 functions\x07 of the Centre?",
        "What \u202eare\u202c the functions\u200f of the Centre?",
        "What are the func\u200dtions of the Centre?",
        "What are \ud800 the functions of the Centre?",
        "\udcff\udcfeWhat are the functions of the Centre?",
        "What are\nthe functions\r\n\tof the Centre?",
        "\ufeffWhat are the functions of the Centre?",
        "What are\u2028the functions\u00a0of the Centre?",
    ],
)
def test_characters_that_nobody_sees_change_nothing(assistant, cited, question):
    answer = assistant.ask(question)
    assert answer.language == "en"
    assert cited(answer) == FUNCTIONS


def test_accents_may_be_written_apart(assistant, cited):
    composed = assistant.ask("Que dit la résolution 72/7 sur le terrorisme ?")
    apart = assistant.ask("Que dit la re\u0301solution 72/7 sur le terrorisme ?")
    assert cited(apart) == cited(composed) != []


def test_an_answer_to_half_a_character_can_be_sent(assistant):
    answer = assistant.ask("What are \ud800 the functions of the Centre?")
    assert "\ud800" not in answer.question
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    for render in RENDERERS.values():
        render(answer).encode()


ODD = [
    "1",
    "٣",
    "①",
    "Ⅷ",
    "OP²",
    "ＯＰ２ ｏｆ Ａ／ＲＥＳ／７２／７",
    "para. 99999999999999999999 of 72/7",
    "OP0 of 72/7",
    "A/RES/72/7/8/9/10",
    "A/" * 900,
    "7/" * 900,
    "the letter of 9999",
    "{0} {names} %s %(x)s {",
    "<script>alert(1)</script>",
    "'; DROP TABLE paragraphs; --",
    'symbol:* AND (text:"a" OR',
    "a\\b \\",
    "ßßß İ ŉ ﬁ ΐ",
    "𝐖𝐡𝐚𝐭 𝐚𝐫𝐞",
    "Ποιες είναι οι λειτουργίες;",
    "\u0301" * 200 + "a",
    "؟ما",
    "x" * 2000,
    "a b " * 500,
    "S/2007/279 " * 180,
    "footnote " * 200,
    "1 2 3 4 5 6 7 8 9 " * 100,
]


@pytest.mark.parametrize("question", ODD)
def test_odd_questions_have_an_answer_in_every_format(assistant, question):
    answer = assistant.ask(question, explain=True)
    assert answer.status in ("answered", "not_found")
    for render in RENDERERS.values():
        render(answer).encode()
    again = assistant.ask("And the next one?", history=[answer])
    assert again.status in ("answered", "not_found")


@settings(deadline=None, database=None, max_examples=60)
@given(st.text(max_size=120))
def test_any_text_is_answered_or_refused(assistant, question):
    try:
        answer = assistant.ask(question)
    except EmptyQuestion:
        return
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


@settings(deadline=None, database=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "what",
                "which",
                "OP2",
                "para.",
                "3",
                "third",
                "last",
                "next",
                "A/RES/72/7",
                "S/2007/280",
                "72/7",
                "draft",
                "letter",
                "of",
                "the",
                "function",
                "footnote",
                "and",
                "it",
                "them",
                "drugs",
                "Афганистан",
                "fonction",
                "职能",
                "المركز",
                "2017",
                "?",
                ",",
                "(",
                "“",
                "\n",
            ]
        ),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
)
def test_any_words_are_answered_or_refused(assistant, words, follows):
    history = [assistant.ask("What is the third function of the Centre?")] if follows else []
    try:
        answer = assistant.ask(" ".join(words), history=history)
    except EmptyQuestion:
        return
    assert answer.text


def test_the_bytes_of_a_file_are_answered_or_refused(assistant):
    source = random.Random(7)
    for _ in range(20):
        content = source.randbytes(1500).decode("utf-8", "replace")
        answer = assistant.ask(f"a{content}")
        assert answer.status in ("answered", "not_found")


@pytest.mark.parametrize("language", ["de", "EN", "english", "en-GB", "\ud800", "e" * 1000])
def test_an_unknown_language_is_named(assistant, language):
    with pytest.raises(UnknownLanguage, match="en, fr, ru, es, ar, zh"):
        assistant.ask("What are the functions of the Centre?", language=language)


def test_the_interface_s_language_is_checked_before_anything_is_opened(tmp_path):
    with pytest.raises(UnknownLanguage):
        Assistant(tmp_path / "index", language="de")
    assert not (tmp_path / "index").exists()


def test_a_document_that_is_not_held_cannot_be_chosen(assistant):
    with pytest.raises(UnknownDocument, match="A/RES/75/272"):
        assistant.ask("What does it say?", documents=["A/RES/75/272"])


@pytest.mark.parametrize(
    "symbol", ["", "nonsense", "72/8", "A/RES", "\ud800", "A/" * 5000, "../../x"]
)
def test_what_is_no_symbol_is_a_user_s_error_of_one_line(assistant, symbol):
    for ask in (
        lambda: assistant.document(symbol),
        lambda: assistant.ask("What does it say?", documents=[symbol]),
    ):
        with pytest.raises(UserError) as caught:
            ask()
        assert re.fullmatch(r".{10,200}", str(caught.value))


def test_a_history_of_what_nobody_asked_does_no_harm(assistant, make_answer, make_citation, cited):
    odd = [
        make_answer(question=""),
        make_answer(question="x" * 100_000),
        make_answer(make_citation(symbol="nonsense", locator="op1"), question="?"),
        make_answer(make_citation(symbol="A/RES/72/7", locator="op99")),
    ]
    answer = assistant.ask("What are the functions of the Centre?", history=odd)
    assert cited(answer) == FUNCTIONS
