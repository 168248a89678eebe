"""Conversations to take away: whole, in order, and the same each time."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Answer
from assistant.answer import Receipt
from assistant.render import to_markdown
from assistant.render.conversation import CONVERSATIONS, FILE_TYPES

QUESTIONS = [
    "What are the functions of the Centre?",
    "Where is the Centre located?",
    "Does the Centre have a library?",
    "ما هي وظائف المركز؟",
    "Каковы функции Центра?",
]
MADE = dt.datetime(2024, 2, 29, 13, 5, 7, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answers(assistant):
    return [assistant.ask(question) for question in QUESTIONS]


def markdown(answers, made=None):
    return CONVERSATIONS["markdown"](answers, made).decode()


def headings(text):
    return [line for line in text.split("\n") if line.startswith("#")]


# Markdown


def test_each_question_is_a_heading_over_its_answer(answers):
    text = markdown(answers)
    assert headings(text) == [
        "# Questions and answers from United Nations documents",
        "## 1\\. What are the functions of the Centre?",
        "## 2\\. Where is the Centre located?",
        "## 3\\. Does the Centre have a library?",
        "## 4\\. ما هي وظائف المركز؟",
        "## 5\\. Каковы функции Центра?",
    ]
    parts = re.split(r"^##? .*\n\n", text, flags=re.MULTILINE)[2:]
    for part, answer in zip(parts, answers, strict=True):
        assert part.split("\n\n---\n\n")[0].strip() == to_markdown(answer).strip()


def test_it_ends_with_what_it_is_and_what_it_was_made_from(answers):
    receipt = answers[0].receipt
    ending = markdown(answers).split("\n\n---\n\n")[1]
    assert "This is an unofficial copy." in ending
    assert receipt.index in ending
    assert f"version: {receipt.version}; language model: none." in ending


def test_the_frame_is_in_the_language_of_the_first_answer(answers):
    text = markdown(answers[::-1])
    assert text.startswith("# Вопросы и ответы по документам Организации Объединенных Наций\n")
    assert "Неофициальная копия." in text
    assert "языковая модель: нет." in text


def test_answers_of_different_makes_have_their_receipts_apart(make_answer):
    with_model = Receipt(index="sha256:0", version="0", model="openai:gpt")
    answers = [make_answer(), make_answer(receipt=with_model), make_answer()]
    lines = markdown(answers).split("\n")
    assert "\\[1, 3\\] Index: sha256:0; version: 0; language model: none." in lines
    assert "\\[2\\] Index: sha256:0; version: 0; language model: openai:gpt." in lines


@settings(deadline=None, database=None, max_examples=100)
@given(question=st.text(min_size=1))
def test_no_question_makes_a_heading_or_markup_of_its_own(make_answer, question):
    text = markdown([make_answer(question=question)])
    assert len(headings(text)) == 2
    assert not re.search(r"(?<!\\)[<!`\[]", text)


def test_a_question_of_several_lines_is_one_heading(make_answer):
    answer = make_answer(question="One\n\n# Two\r\n---\x0b<b>three</b>\x00\u2028four\ufffe")
    assert headings(markdown([answer]))[1] == (
        "## 1\\. One \\# Two \\-\\-\\- \\<b\\>three\\</b\\> four"
    )


# JSON


def test_json_gives_each_answer_back(answers):
    data = json.loads(CONVERSATIONS["json"](answers))
    assert list(data) == ["conversation"]
    restored = [Answer.model_validate(item) for item in data["conversation"]]
    assert restored == answers
    assert "وظائف المركز".encode() in CONVERSATIONS["json"](answers)


def test_json_may_tell_when_it_was_made(answers):
    data = json.loads(CONVERSATIONS["json"](answers, MADE))
    assert dt.datetime.fromisoformat(data["made"]) == MADE
    assert len(data["conversation"]) == len(answers)


# All formats


def test_each_format_has_a_kind_of_file():
    assert list(CONVERSATIONS) == ["markdown", "json", "docx"]
    assert FILE_TYPES.keys() == CONVERSATIONS.keys()
    assert [kind.extension for kind in FILE_TYPES.values()] == [".md", ".json", ".docx"]
    assert all("/" in kind.media_type for kind in FILE_TYPES.values())


@pytest.mark.parametrize("form", CONVERSATIONS)
def test_the_same_answers_give_the_same_bytes(answers, form):
    assert CONVERSATIONS[form](answers) == CONVERSATIONS[form](answers)
    assert CONVERSATIONS[form](answers) != CONVERSATIONS[form](answers[::-1])
    assert CONVERSATIONS[form](answers) != CONVERSATIONS[form](answers, MADE)


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_no_date_stands_in_it_but_the_documents(answers, form):
    """The year of the export is in no file that was not told it."""
    text = CONVERSATIONS[form](answers).decode()
    assert str(MADE.year) not in text
    assert "2024-02-29" in CONVERSATIONS[form](answers, MADE).decode().replace("\\", "")


@pytest.mark.parametrize("form", CONVERSATIONS)
def test_a_conversation_without_an_answer_is_a_file_too(form):
    assert CONVERSATIONS[form]([])
