"""`/api/v1/compare` and `/api/v1/trace` give what the Python interface gives."""

from __future__ import annotations

import pytest

COMPARE, TRACE = "/api/v1/compare", "/api/v1/trace"
FUNCTION = "S/2007/279#p3.b1"


def test_two_documents_are_compared(client, assistant):
    found = client.get(COMPARE, params={"first": "A/RES/72/7", "second": "A/75/L.72"})
    assert found.status_code == 200, found.text
    assert found.json() == assistant.compare("A/RES/72/7", "A/75/L.72").model_dump(mode="json")


def test_a_paragraph_is_traced(client, assistant):
    found = client.get(TRACE, params={"of": FUNCTION, "reader": "fr"})
    assert found.status_code == 200, found.text
    assert found.json() == assistant.trace(FUNCTION, reader="fr").model_dump(mode="json")
    places = [(s["citation"]["symbol"], s["citation"]["locator"]) for s in found.json()["steps"]]
    assert places == [("S/2007/279", "p3.b1"), ("A/RES/72/7", "op1"), ("A/75/L.72", "op1")]


@pytest.mark.parametrize(
    ("path", "query", "status", "name"),
    [
        (COMPARE, {"first": "A/RES/72/7", "second": "A/RES/72/7"}, 422, "not-comparable"),
        (COMPARE, {"first": "A/RES/72/7", "second": "A/RES/1/1"}, 404, "unknown-document"),
        (COMPARE, {"first": "A/RES/72/7"}, 422, "invalid-request"),
        (COMPARE, {"first": "A/RES/72/7", "second": "x", "language": "de"}, 422, "invalid-request"),
        (TRACE, {"of": "A/RES/72/7#op99"}, 404, "unknown-paragraph"),
        (TRACE, {"of": "helicopters of every colour"}, 404, "nothing-to-trace"),
        (TRACE, {"of": ""}, 422, "invalid-request"),
        (TRACE, {"of": "…"}, 422, "empty-question"),
    ],
)
def test_what_cannot_be_done_is_a_problem_with_a_name(client, path, query, status, name):
    found = client.get(path, params=query)
    assert found.status_code == status, found.text
    assert found.json()["type"].endswith(f":{name}")
