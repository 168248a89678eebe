"""What those who keep the server running look at: whether it lives, whether it takes questions, counts."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.web.security.keys import hash_key

HEALTH, READY, METRICS = (f"/api/v1/{name}" for name in ("health", "ready", "metrics"))


def test_it_lives(client):
    response = client.get(HEALTH)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_it_tells_from_what_it_answers(client, assistant):
    response = client.get(READY)
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "version": version("mandate-assistant"),
        "index": assistant.checksum,
        "documents": 3,
        "paragraphs": 58,
        "model": None,
    }
    asked = client.post("/api/v1/ask", json={"question": "Where is the Centre?"}).json()
    assert asked["receipt"]["index"] == response.json()["index"]


@pytest.mark.parametrize("path", [HEALTH, READY])
def test_machines_may_ask_without_the_content(client, path):
    response = client.head(path)
    assert response.status_code == 200
    assert response.text == ""


def test_machines_need_no_key_to_ask_whether_it_lives(make_client):
    with make_client(api_keys=[hash_key("key")]) as client:
        assert client.get(HEALTH).status_code == 200
        assert client.get(READY).status_code == 200
        assert client.get(METRICS).status_code == 401


def test_while_it_stops_it_lives_but_takes_no_questions(make_stopping_client):
    client, stopping = make_stopping_client()
    with client:
        assert client.get(READY).status_code == 200
        stopping.begin()
        response = client.get(READY)
        assert (response.status_code, response.json()["status"]) == (503, "stopping")
        assert client.get(HEALTH).status_code == 200
        for refused in (
            client.post("/api/v1/ask", json={"question": "What?"}),
            client.post("/api/v1/ask", json={"question": "What?", "stream": True}),
            client.post("/api/v1/quotes/verify", json={"text": "What?"}),
        ):
            assert refused.status_code == 503
            assert refused.headers["retry-after"]
            assert refused.json()["type"] == "urn:mandate:problem:stopping"


@pytest.fixture
def counts(make_client):
    """A fresh client, and what it has counted by name and labels."""
    with make_client() as client:

        def read():
            response = client.get(METRICS)
            assert response.status_code == 200
            return {
                (sample.name, frozenset(sample.labels.items())): sample.value
                for family in text_string_to_metric_families(response.text)
                for sample in family.samples
            }

        yield client, read


def count(counted, name, **labels):
    return sum(
        value
        for (other, found), value in counted.items()
        if other == name and set(labels.items()) <= found
    )


def test_counts_are_in_the_format_of_prometheus(client):
    response = client.get(METRICS)
    assert response.headers["content-type"].startswith("text/plain; version=")
    names = {family.name for family in text_string_to_metric_families(response.text)}
    assert names >= {
        "mandate_requests",
        "mandate_request_seconds",
        "mandate_requests_under_way",
        "mandate_answers",
        "mandate_answer_seconds",
        "mandate_feedback",
        "mandate_index",
        "mandate_info",
    }


def test_answers_are_counted_by_what_became_of_them(counts):
    client, read = counts
    for question in ("What are the functions of the Centre?", "Combien d'hélicoptères ?"):
        client.post("/api/v1/ask", json={"question": question})
    client.post("/api/v1/ask", json={"question": "Where is the Centre?", "stream": True})
    client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "Where?"}]})
    client.post("/api/v1/ask", json={"question": "?"})
    counted = read()
    assert count(counted, "mandate_answers_total") == 4
    assert count(counted, "mandate_answers_total", language="fr", status="not_found") == 1
    assert count(counted, "mandate_answer_seconds_count") == 4
    assert count(counted, "mandate_requests_total", route="/api/v1/ask", status="200") == 3
    assert count(counted, "mandate_requests_total", route="/api/v1/ask", status="422") == 1
    assert count(counted, "mandate_request_seconds_count", route="/v1/chat/completions") == 1


def test_requests_are_counted_by_route(counts):
    client, read = counts
    for path in ("/api/v1/documents/A/RES/72/7", "/documents/A/RES/72/7", "/web/style.css", "/"):
        assert client.get(path).status_code == 200, path
    counted = read()
    for route in ("/api/v1/documents/{symbol:path}", "/documents/{symbol:path}", "/web", "/"):
        assert count(counted, "mandate_requests_total", route=route, method="GET") == 1, route
    assert count(counted, "mandate_requests_under_way") == 1, "the one that asks"
    assert count(counted, "mandate_index", of="paragraphs") == 58


def test_callers_cannot_make_counts_without_end(counts):
    client, read = counts
    client.get("/nothing")
    places = [
        "/",
        "/api/v1/",
        "/v1/",
        "/web/",
        "/assets/",
        "/gradio_api/",
        "/api/v1/documents/",
        "/documents/",
    ]
    for number in range(1_000):
        name = f"{number:x}" * 5
        client.get(places[number % len(places)] + name)
        if number % 10 == 0:
            client.request(f"M{name}", f"/api/v1/{name}")
            client.request(f"M{name}", "/api/v1/ask")
            client.post(f"/{name}")
    counted = read()
    series = [key for key in counted if key[0] == "mandate_requests_total"]
    assert len(series) < 40
    assert count(counted, "mandate_requests_total") > 1_000
    assert count(counted, "mandate_requests_total", method="OTHER") == 200
