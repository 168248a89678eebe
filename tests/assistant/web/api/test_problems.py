"""Errors over the API are problem details (RFC 9457), with nothing of the server's inside in them."""

from __future__ import annotations

import re
import time

import pytest

from assistant.answer import Answer
from assistant.errors import AssistantError, UserError
from assistant.web.problems import Refusal, refusal_of
from index import errors as index_errors

ASK = "/api/v1/ask"
INSIDE = re.compile(
    r"Traceback|File \"|\.py\b|/work|/home|/usr|site-packages|0x[0-9a-f]{6}|Error\("
)


def check(response, status):
    """A problem with `status`, without the server's inside."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert isinstance(problem["title"], str)
    assert problem["title"]
    assert isinstance(problem["type"], str)
    assert not INSIDE.search(response.text), response.text
    return problem


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v2/ask", 404),
        ("POST", "/api/v1/documents/A/RES/1/1/ask", 405),
        ("PUT", ASK, 405),
        ("DELETE", ASK, 405),
        ("OPTIONS", ASK, 405),
        ("POST", "/api/v1/documents", 405),
        ("POST", "/api/v1/health", 405),
        ("DELETE", "/api/v1/feedback", 405),
        ("PROPFIND", ASK, 405),
    ],
)
def test_what_is_not_there_is_told_apart_from_what_is_not_allowed(client, method, path, status):
    check(client.request(method, path), status)


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        (ASK, {"GET", "POST"}),
        ("/api/v1/feedback", {"GET", "POST"}),
        ("/api/v1/quotes/verify", {"POST"}),
        ("/api/v1/health", {"GET", "HEAD"}),
        ("/api/v1/documents/A/RES/72/7/paragraphs/op1", {"GET"}),
        ("/v1/models", {"GET"}),
    ],
)
def test_the_methods_that_there_are_are_named(client, path, methods):
    response = client.patch(path)
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == methods


@pytest.fixture
def broken(make_client_of, own_assistant):
    """A client whose assistant raises what it is given; for whole answers and for streams."""

    def make(error, **settings):
        def fail(question, **options):
            raise error

        return make_client_of(own_assistant(ask=fail, stream=fail), **settings)

    return make


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError("/work/secret.py"),
        MemoryError(),
        RuntimeError("Traceback"),
        OSError(13, "denied", "/home/me/index.sqlite"),
        AssistantError("/home/me"),
        index_errors.DamagedIndex("/home/me/index.sqlite is damaged"),
        StopIteration(),
        TimeoutError("/work/secret.py"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_fault_is_told_without_its_inside_and_logged(broken, caplog, error, streamed):
    caplog.set_level("ERROR", "mandate")
    with broken(error) as client:
        response = client.post(ASK, json={"question": "What?", "stream": streamed})
    check(response, 500)
    logged = [record.exc_info[1] for record in caplog.records if record.exc_info]
    assert any(error is one or error is one.__cause__ for one in logged)
    assert response.headers["x-request-id"], "by which it can be found in the log"
    assert any(
        getattr(record, "fields", {}).get("id") == response.headers["x-request-id"]
        for record in caplog.records
    )


def _kinds(kind):
    return {kind}.union(*map(_kinds, kind.__subclasses__()))


@pytest.mark.parametrize("kind", sorted(_kinds(UserError), key=lambda kind: kind.__name__))
def test_every_error_of_the_users_has_a_status_of_its_own(kind):
    refusal = refusal_of(kind("in words"))
    assert 400 <= refusal.status < 600
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", refusal.name)
    assert refusal.detail


def test_a_slow_answer_is_given_up(make_client_of, slow_assistant):
    with make_client_of(slow_assistant, time_limit=0.2) as client:
        began = time.monotonic()
        problem = check(client.post(ASK, json={"question": "What?"}), 504)
        assert time.monotonic() - began < 5
        assert problem["type"] == "urn:mandate:problem:out-of-time"
        assert "0.2 seconds" in problem["detail"]
        check(client.post(ASK, json={"question": "What?", "stream": True}), 504)
        slow_assistant.go.set()
        assert client.post(ASK, json={"question": "What?"}).status_code == 200


def test_questions_asked_again_for_a_follow_up_count_as_well(
    make_client_of, slow_assistant, assistant
):
    """A stream begins with them; they could keep a turn for ever."""
    with make_client_of(slow_assistant, time_limit=0.2) as client:
        asked = {"question": "What?", "history": ["Who?"], "stream": True}
        began = time.monotonic()
        check(client.post(ASK, json=asked), 504)
        assert time.monotonic() - began < 5


def test_the_name_of_a_refusal_is_its_title():
    from starlette.requests import Request

    from assistant.web.problems import problem

    scope = {"type": "http", "path": "/p", "headers": [], "query_string": b"", "server": ("h", 80)}
    told = problem(Refusal(429, "too-many-requests", "wait"), Request(scope))
    assert told.title == "Too many requests"
    assert told.instance == "/p"


def test_a_field_error_in_what_is_given_back_names_no_more_than_twenty(client, assistant):
    answer = assistant.ask("What are the functions of the Centre?").model_dump(mode="json")
    answer["citations"] = [{}] * 500
    body = {"answer": answer, "verdict": "up"}
    problem = check(client.post("/api/v1/feedback", json=body), 422)
    assert 0 < len(problem["errors"]) <= 20
    assert Answer.model_validate(answer | {"citations": []})
