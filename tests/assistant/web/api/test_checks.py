"""`/api/v1/check` looks up every quotation of a text or a file."""

from __future__ import annotations

import pytest

CHECK, FILE = "/api/v1/check", "/api/v1/check/file"
SPEECH = (
    "The letter says that the Centre is “To liaise with the Governments of the region” (S/2007/279). "
    "The Assembly “encourages the Regional Centre to build helicopters” (A/RES/72/7, para. 99)."
)


def test_a_text_is_checked(client, assistant):
    found = client.post(CHECK, json={"text": SPEECH})
    assert found.status_code == 200, found.text
    assert found.json() == assistant.check(SPEECH).model_dump(mode="json")
    assert found.json()["quotes"][0]["verdict"] == "exact"
    assert not found.json()["passed"]


def test_a_file_is_checked(client):
    found = client.post(FILE, params={"name": "speech.txt"}, content=SPEECH.encode())
    assert found.status_code == 200, found.text
    assert found.json()["name"] == "speech.txt"
    assert len(found.json()["quotes"]) == 2


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "a\x00b.txt", "..\\..\\x"]
)
def test_the_name_of_a_file_leads_nowhere(client, name):
    found = client.post(FILE, params={"name": name}, content=SPEECH.encode())
    assert found.status_code == 200, found.text
    assert "/" not in found.json()["name"]


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"PK\x03\x04broken", 422), (b"%PDF-1.7 broken", 422)]
)
def test_a_file_that_cannot_be_read_is_a_problem(client, content, status):
    found = client.post(FILE, params={"name": "speech.docx"}, content=content)
    assert found.status_code == status, found.text
    assert found.headers["content-type"] == "application/problem+json"


def test_only_the_documents_named_are_looked_into(client):
    found = client.post(CHECK, json={"text": SPEECH, "documents": ["A/75/L.72"]}).json()
    assert "exact" not in {quote["verdict"] for quote in found["quotes"]}
