"""`/api/v1/receipts` gives the receipt of an answer, and tells whether one still stands."""

from __future__ import annotations

import json

import pytest

MAKE, VERIFY = "/api/v1/receipts", "/api/v1/receipts/verify"
QUESTION = "What are the functions of the Centre?"


@pytest.fixture(scope="module")
def given(client):
    """An answer as `/ask` returns it, explained."""
    return client.post("/api/v1/ask", json={"question": QUESTION, "explain": True}).json()


@pytest.fixture(scope="module")
def receipt(client, given):
    response = client.post(MAKE, json={"answer": given})
    assert response.status_code == 200, response.text
    return response.json()


def test_the_receipt_is_the_one_of_the_python_interface(receipt, assistant):
    assert receipt == assistant.receipt(assistant.ask(QUESTION)).model_dump(mode="json")


def test_a_receipt_is_verified(client, receipt, assistant):
    found = client.post(VERIFY, json=receipt).json()
    assert found == assistant.verify(json.dumps(receipt)).model_dump(mode="json")
    assert (found["stands"], found["same_index"]) == (True, True)
    assert found["documents"] == [{"symbol": "S/2007/279", "verdict": "unchanged"}]


def test_places_are_in_the_reader_s_language(client, receipt):
    found = client.post(VERIFY, params={"reader": "fr"}, json=receipt).json()
    assert found["quotes"][0]["pinpoint"] == "S/2007/279, troisième paragraphe, premier tiret"
    of_the_answer = client.post(VERIFY, json=receipt | {"language": "es"}).json()
    assert of_the_answer["quotes"][0]["pinpoint"] == "S/2007/279, tercer párrafo, primer inciso"


def test_a_tampered_receipt_does_not_stand(client, receipt):
    changed = json.loads(json.dumps(receipt))
    changed["quotes"][2]["start"] += 1
    found = client.post(VERIFY, json=changed).json()
    assert not found["stands"]
    assert [q["verdict"] for q in found["quotes"]] == [
        "stands",
        "stands",
        "changed",
        *["stands"] * 2,
    ]


def test_an_answer_as_it_was_given_is_verified_with_all_that_it_says(client, given):
    found = client.post(f"{VERIFY}/answer", json={"answer": given}).json()
    assert found["stands"]
    assert found["answer"]["differences"] == []
    changed = json.loads(json.dumps(given))
    changed["citations"][0]["status"] = "adopted"
    changed["text"] = changed["text"].replace("with their concurrence", "without their concurrence")
    found = client.post(f"{VERIFY}/answer", json={"answer": changed}).json()
    assert not found["stands"]
    assert [q["verdict"] for q in found["quotes"]] == ["stands"] * 5
    told = [f"{d['part']} {d['where']}" for d in found["answer"]["differences"]]
    assert any("status" in one for one in told), told
    assert any("text" in one for one in told), told


def test_an_answer_of_other_documents_has_no_receipt(client, given):
    changed = json.loads(json.dumps(given))
    changed["citations"][1]["quote"] = "To govern the region."
    response = client.post(MAKE, json={"answer": changed})
    assert response.status_code == 422
    told = response.json()
    assert told["type"] == "urn:mandate:problem:not-a-receipt"
    assert "quote [2]" in told["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"format": NaN}', 422),
    ],
)
def test_what_is_no_receipt_is_told(client, body, status):
    response = client.post(VERIFY, content=body, headers={"content-type": "application/json"})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_a_name_that_stands_twice_is_refused(client, receipt):
    twice = json.dumps(receipt).replace('{"format"', '{"status": "not_found", "format"', 1)
    response = client.post(VERIFY, content=twice, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert "stands twice" in response.json()["detail"]


def test_the_field_that_is_wrong_is_named(client, receipt):
    changed = json.loads(json.dumps(receipt))
    changed["quotes"][1]["start"] = -1
    response = client.post(VERIFY, json=changed)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == ["/quotes/1/start"]


def test_a_collection_that_is_not_there(client, given, receipt):
    for response in (
        client.post(MAKE, json={"answer": given, "collection": "nowhere"}),
        client.post(VERIFY, params={"collection": "nowhere"}, json=receipt),
    ):
        assert response.status_code == 404
