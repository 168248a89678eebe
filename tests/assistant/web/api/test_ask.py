"""`/api/v1/ask` gives what `Assistant.ask` gives, and says clearly what is wrong with a question."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ASK = "/api/v1/ask"
FUNCTIONS = "What are the functions of the Centre?"
FOLLOW_UP = "Which of them names Afghanistan?"
ABSENT = "How many helicopters does the Centre own?"
JSON = {"content-type": "application/json"}
QUESTIONS = {
    "en": FUNCTIONS,
    "fr": "Quelles sont les fonctions du Centre ?",
    "ru": "Каковы функции Центра?",
    "es": "¿Cuáles son las funciones del Centro?",
    "ar": "ما هي مهام المركز؟",
    "zh": "该中心的职能是什么？",
}


@pytest.fixture
def ask(client):
    """What is answered to a question that has nothing wrong with it."""

    def ask_(question, **fields):
        answer = client.post(ASK, json={"question": question, **fields})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    return ask_


def problem_of(response, status, name):
    """The problem in `response`, which has this status and is called so."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == status
    assert found["type"] == f"urn:mandate:problem:{name}"
    assert found["title"]
    assert found["detail"]
    assert found["instance"] == ASK
    return found


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_answer_is_the_one_of_the_python_interface(ask, assistant, language):
    question = QUESTIONS[language]
    answer = ask(question)
    assert answer == assistant.ask(question).model_dump(mode="json")
    assert answer["language"] == language
    assert answer["citations"]


def test_a_quote_is_where_its_citation_says(ask, documents):
    held = {str(document.symbol): document for document in documents}
    citations = ask(FUNCTIONS)["citations"]
    assert len(citations) == 5
    for cited in citations:
        paragraph = held[cited["symbol"]].paragraph(cited["locator"])
        text = paragraph.versions[cited["language"]].text
        assert text[cited["start"] : cited["end"]] == cited["quote"]


def test_what_the_documents_do_not_say_is_an_answer_too(ask, assistant):
    answer = ask(ABSENT)
    assert answer["status"] == "not_found"
    assert answer["searched"] == {"documents": 3, "paragraphs": 58}
    assert answer["closest"]
    assert answer == assistant.ask(ABSENT).model_dump(mode="json")


def test_an_answer_given_back_makes_a_follow_up(ask, assistant):
    before = ask(FUNCTIONS)
    after = ask(FOLLOW_UP, history=[before])
    known = assistant.ask(FUNCTIONS)
    assert after == assistant.ask(FOLLOW_UP, history=[known]).model_dump(mode="json")
    assert [c["locator"] for c in after["citations"]] == ["p3.b5"]
    assert ask(FOLLOW_UP)["citations"] != after["citations"]


def test_the_questions_alone_make_a_follow_up(ask):
    given_back = ask(FOLLOW_UP, history=[ask(FUNCTIONS)])
    assert ask(FOLLOW_UP, history=[FUNCTIONS]) == given_back
    assert ask(FOLLOW_UP, history=[ask(ABSENT), FUNCTIONS])["citations"] == given_back["citations"]


def test_only_the_documents_named_are_asked(ask):
    answer = ask("What is said of Afghanistan?", documents=["A/RES/72/7"])
    assert answer["searched"]["documents"] == 1
    assert {c["symbol"] for c in answer["citations"] + answer["closest"]} == {"A/RES/72/7"}


def test_the_language_asked_for_is_answered_in(ask):
    assert ask(FUNCTIONS, language="fr")["language"] == "fr"


def test_how_the_answer_came_about_is_told_where_it_is_asked_for(ask):
    assert "explanation" not in ask(FUNCTIONS)
    assert ask(FUNCTIONS, explain=True)["explanation"]["intent"]


def test_plain_language_changes_nothing_without_a_model(ask):
    assert ask(FUNCTIONS, plain=True) == ask(FUNCTIONS)


def test_a_question_may_stand_in_the_address(client, ask):
    given_ = {"question": "What is said of Afghanistan?", "explain": "true", "language": "fr"}
    answer = client.get(ASK, params={**given_, "document": ["A/RES/72/7", "S/2007/279"]})
    assert answer.status_code == 200
    documents = ["A/RES/72/7", "S/2007/279"]
    posted = ask(given_["question"], documents=documents, language="fr", explain=True)
    assert answer.json() == posted
    assert posted["searched"]["documents"] == 2


@pytest.mark.parametrize("question", ["", " ", "\n\t", "?!…", "\u0000", "\u200b\u2066", "🕊"])
def test_nothing_asked_is_told(client, question):
    problem_of(client.post(ASK, json={"question": question}), 422, "empty-question")


def test_a_pasted_document_is_no_question(client):
    found = problem_of(
        client.post(ASK, json={"question": "mandate " * 5_000}), 413, "question-too-long"
    )
    assert "40,000 characters" in found["detail"] or "39,999 characters" in found["detail"]


def test_a_field_that_is_longer_than_any_question_is_told_by_its_name(client):
    found = problem_of(client.post(ASK, json={"question": "a" * 100_001}), 422, "invalid-request")
    assert [error["pointer"] for error in found["errors"]] == ["/question"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/question"),
        ({"question": None}, "/question"),
        ({"question": 5}, "/question"),
        ({"question": ["What?"]}, "/question"),
        ({"question": "What?", "language": "de"}, "/language"),
        ({"question": "What?", "documents": "A/RES/72/7"}, "/documents"),
        ({"question": "What?", "documents": [""]}, "/documents/0"),
        ({"question": "What?", "documents": ["A/RES/72/7"] * 101}, "/documents"),
        ({"question": "What?", "history": ["What?"] * 21}, "/history"),
        ({"question": "What?", "history": [5]}, "/history/0"),
        ({"question": "What?", "stream": "perhaps"}, "/stream"),
        ({"question": "What?", "questions": "What?"}, "/questions"),
        ({"question": "What?", "a/b~c": 1}, "/a~1b~0c"),
        ([], ""),
        ("What?", ""),
        (None, ""),
    ],
)
def test_what_is_wrong_with_a_request_is_told_field_by_field(client, body, pointer):
    found = problem_of(client.post(ASK, json=body), 422, "invalid-request")
    told = [error["pointer"] for error in found["errors"]]
    assert any(one == pointer or one.startswith(f"{pointer}/") for one in told), told
    assert all(error["detail"] for error in found["errors"])


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"What?",
        b'{"question": "What?"',
        b"[" * 50_000,
        b"\xff\xfe\x00",
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
)
def test_a_body_that_is_no_json_is_told(client, body):
    answer = client.post(ASK, content=body, headers=JSON)
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code == 422) == (body == b"")


def test_half_a_character_is_no_text(client):
    answer = client.post(ASK, content=rb'{"question": "\ud800 What?"}', headers=JSON)
    problem_of(answer, 422, "invalid-request")
    answer = client.post(ASK, content=rb'{"question": "What?", "\udfff": 1}', headers=JSON)
    problem_of(answer, 422, "invalid-request")


@pytest.mark.parametrize(
    ("documents", "status", "name"),
    [(["A/RES/1/1"], 404, "unknown-document"), (["a book"], 422, "not-a-symbol")],
)
def test_a_document_that_is_not_held_is_told(client, documents, status, name):
    answer = client.post(ASK, json={"question": FUNCTIONS, "documents": documents})
    assert documents[0] in problem_of(answer, status, name)["detail"]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"question": "What?", "language": "de"},
        {"question": "What?", "explain": "perhaps"},
        {"question": "a" * 4_001},
    ],
)
def test_what_is_wrong_in_an_address_is_told(client, parameters):
    problem_of(client.get(ASK, params=parameters), 422, "invalid-request")


def test_a_history_that_somebody_has_changed_is_not_believed(client, ask):
    before = ask(FUNCTIONS)
    before["citations"][0]["locator"] = "first page"
    answer = client.post(ASK, json={"question": FOLLOW_UP, "history": [before]})
    problem_of(answer, 422, "not-a-locator")
    before["citations"] = [
        c | {"symbol": "A/RES/1/1", "locator": "op1"} for c in before["citations"]
    ]
    answer = client.post(ASK, json={"question": FOLLOW_UP, "history": [before]})
    assert "A/RES/1/1" not in json.dumps(answer.json()["citations"])


def test_numbers_that_json_has_not_are_not_taken_for_numbers(client, ask):
    before = ask(FUNCTIONS, explain=True)
    before["explanation"]["confidence"] = float("nan")
    body = json.dumps({"question": FOLLOW_UP, "history": [before]})
    problem_of(client.post(ASK, content=body, headers=JSON), 422, "invalid-request")


@settings(deadline=None, database=None, max_examples=40)
@given(st.text(max_size=200))
def test_any_words_are_answered_or_refused(client, question):
    answer = client.post(ASK, json={"question": question})
    if answer.status_code == 200:
        assert answer.json()["question"] == question
    else:
        problem_of(answer, 422, "empty-question")
