"""`/api/v1/quotes/verify` tells whether words stand in the documents letter for letter."""

from __future__ import annotations

import pytest

VERIFY = "/api/v1/quotes/verify"
WORDS = "To liaise with the Governments of the region and, with their concurrence"


@pytest.fixture
def verify(client):
    def verify_(text, **fields):
        answer = client.post(VERIFY, json={"text": text, **fields})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return verify_


def test_words_that_stand_there_are_found_with_their_place(verify, assistant):
    found = verify(WORDS)
    assert found["status"] == "exact"
    cited = found["matches"][0]["citation"]
    assert (cited["symbol"], cited["locator"], cited["quote"]) == ("S/2007/279", "p3.b1", WORDS)
    text = assistant.document(cited["symbol"]).paragraph("p3.b1").versions["en"].text
    assert text[cited["start"] : cited["end"]] == WORDS


def test_a_changed_word_is_shown(verify):
    found = verify(WORDS.replace("concurrence", "consent"))
    assert found["status"] == "nearly"
    pieces = {(d["kind"], d["text"].strip()) for d in found["matches"][0]["differences"]}
    assert {("missing", "concurrence"), ("added", "consent")} <= pieces


def test_words_that_stand_nowhere_are_absent(verify):
    found = verify("The Centre shall own helicopters of every colour and size.")
    assert (found["status"], found["matches"]) == ("absent", [])


def test_the_answer_is_the_one_of_the_python_interface(verify, assistant):
    for text in (WORDS, WORDS.replace("their", "your"), "Helicopters are green."):
        assert verify(text) == assistant.check_quote(text).model_dump(mode="json")


def test_only_the_documents_named_are_looked_into(verify):
    assert verify(WORDS, documents=["A/RES/72/7"])["status"] != "exact"
    assert verify(WORDS, documents=["S/2007/279", "A/RES/72/7"])["status"] == "exact"


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        ({"text": ""}, 422, "empty-question"),
        ({"text": "\u0000 …"}, 422, "empty-question"),
        ({"text": "word " * 19_000}, 413, "question-too-long"),
        ({"text": "a" * 100_001}, 422, "invalid-request"),
        ({"text": 5}, 422, "invalid-request"),
        ({}, 422, "invalid-request"),
        ({"text": WORDS, "language": "en"}, 422, "invalid-request"),
        ({"text": WORDS, "documents": ["A/RES/1/1"]}, 404, "unknown-document"),
        ({"text": WORDS, "documents": ["book"]}, 422, "not-a-symbol"),
    ],
)
def test_what_is_wrong_is_told(client, body, status, name):
    answer = client.post(VERIFY, json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:mandate:problem:{name}"
