"""`/api/v1/ask` as server-sent events: text as it is verified, and the whole answer at the end."""

from __future__ import annotations

import json
import socket
import time
from urllib.parse import urlsplit

import httpx2
import pytest

from assistant.errors import QuestionTooLong
from assistant.events import AnswerEvent, RestartEvent, TextEvent

ASK = "/api/v1/ask"
FUNCTIONS = "What are the functions of the Centre?"
EVENTS = {"accept": "text/event-stream"}
SECRET = "the assistant's inside"


def events_of(response):
    """The events of a stream, as pairs of name and data; each has one line of each."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    return parse(response.text)


def parse(text):
    assert text.endswith("\n\n")
    found = []
    for block in text[:-2].split("\n\n"):
        name, data = block.split("\n")
        assert name.startswith("event: ")
        assert data.startswith("data: ")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


@pytest.fixture
def stream(client):
    return lambda question, **fields: client.post(
        ASK, json={"question": question, "stream": True, **fields}
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.post(ASK, json={"question": FUNCTIONS, "stream": True}),
        lambda client: client.post(ASK, json={"question": FUNCTIONS}, headers=EVENTS),
        lambda client: client.get(ASK, params={"question": FUNCTIONS}, headers=EVENTS),
    ],
)
def test_events_are_asked_for_in_the_body_or_by_what_is_accepted(client, ask):
    *texts, last = events_of(ask(client))
    assert texts
    assert {name for name, _ in texts} == {"text"}
    whole = client.post(ASK, json={"question": FUNCTIONS}).json()
    assert last == ("answer", whole)
    assert "".join(data["text"] for _, data in texts) == whole["text"]


def test_a_stream_is_not_kept_or_held_back_by_proxies(stream):
    headers = stream(FUNCTIONS).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"


def test_a_line_break_in_the_text_does_not_end_the_data(client, stream):
    whole = client.post(ASK, json={"question": FUNCTIONS}).json()
    assert "\n" in whole["text"]
    question = "What\u2028are\u0085the\rfunctions\nof\r\nthe Centre?"
    _, (name, answer) = events_of(stream(question))
    assert (name, answer["question"]) == ("answer", question)


def test_history_and_options_are_those_of_the_whole_answer(client, stream):
    fields = {
        "history": [FUNCTIONS],
        "documents": ["S/2007/279"],
        "explain": True,
        "language": "fr",
    }
    asked = "Which of them names Afghanistan?"
    whole = client.post(ASK, json={"question": asked, **fields}).json()
    assert events_of(stream(asked, **fields))[-1] == ("answer", whole)
    assert whole["searched"]["documents"] == 1


@pytest.mark.parametrize(
    ("fields", "status", "name"),
    [
        ({"question": "?"}, 422, "empty-question"),
        ({"question": "word " * 10_000}, 413, "question-too-long"),
        ({"question": FUNCTIONS, "documents": ["A/RES/1/1"]}, 404, "unknown-document"),
        ({"question": FUNCTIONS, "history": ["?"]}, 422, "empty-question"),
        ({"question": 5}, 422, "invalid-request"),
    ],
)
def test_what_is_wrong_with_the_question_is_told_by_the_status(client, fields, status, name):
    answer = client.post(ASK, json=fields, headers=EVENTS)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:mandate:problem:{name}"


@pytest.fixture
def broken(make_client_of, own_assistant):
    """A client before an assistant that yields `events`, and raises what it finds among them."""

    def make(*events, **settings):
        def stream(question, **options):
            for event in events:
                if isinstance(event, Exception):
                    raise event
                if callable(event):
                    event()
                else:
                    yield event

        return make_client_of(own_assistant(stream=stream), **settings)

    return make


def test_a_fault_in_the_middle_is_told_as_an_event(broken, caplog):
    caplog.set_level("ERROR", "mandate")
    with broken(TextEvent(text="The documents"), ZeroDivisionError(SECRET)) as client:
        response = client.post(ASK, json={"question": FUNCTIONS, "stream": True})
        first, last = events_of(response)
    assert first == ("text", {"text": "The documents"})
    assert last[0] == "problem"
    assert last[1]["status"] == 500
    assert SECRET not in response.text
    assert "Traceback" not in response.text
    logged = [record for record in caplog.records if record.name == "mandate"]
    assert any(SECRET in str(record.exc_info) for record in logged)


def test_a_fault_at_the_beginning_is_told_by_the_status(broken):
    with broken(ZeroDivisionError(SECRET)) as client:
        response = client.post(ASK, json={"question": FUNCTIONS, "stream": True})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert SECRET not in response.text


def test_an_error_of_the_users_in_the_middle_says_what_it_is(broken):
    with broken(TextEvent(text="x"), QuestionTooLong("too long by half")) as client:
        *_, last = events_of(client.post(ASK, json={"question": FUNCTIONS, "stream": True}))
    assert last[0] == "problem"
    assert last[1]["type"] == "urn:mandate:problem:question-too-long"
    assert last[1]["detail"] == "too long by half"


def test_what_was_streamed_is_withdrawn_where_the_assistant_begins_anew(broken, assistant):
    answer = assistant.ask(FUNCTIONS)
    events = (
        TextEvent(text="a"),
        RestartEvent(),
        TextEvent(text=answer.text),
        AnswerEvent(answer=answer),
    )
    with broken(*events) as client:
        names = [n for n, _ in events_of(client.post(ASK, json={"question": "x", "stream": True}))]
    assert names == ["text", "restart", "text", "answer"]


def test_an_answer_that_takes_too_long_ends_with_a_problem(broken):
    events = TextEvent(text="a"), lambda: time.sleep(1.5), TextEvent(text="b")
    with broken(*events, time_limit=0.3) as client:
        found = events_of(client.post(ASK, json={"question": FUNCTIONS, "stream": True}))
    assert [name for name, _ in found] == ["text", "problem"]
    assert found[-1][1]["status"] == 504


def test_events_come_one_by_one_over_a_real_connection(server):
    """Told apart by their chunks: a proxy or server that gathers them would send one."""
    with _connect(server.address) as connection:
        _send(connection, {"question": FUNCTIONS, "stream": True})
        received = b""
        while not received.endswith(b"0\r\n\r\n"):
            received += connection.recv(65_536)
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower()
    assert body.count(b"\r\nevent: ") >= 2


@pytest.mark.parametrize("streamed", [True, False])
def test_a_reader_who_leaves_gives_the_turn_back(slow_assistant, run_server, streamed, caplog):
    caplog.set_level("INFO", "mandate")
    with run_server(slow_assistant, concurrency=1, waiting=0) as address:
        connection = _connect(address)
        _send(connection, {"question": FUNCTIONS, "stream": streamed})
        slow_assistant.wait_for_a_question()
        assert _ask(address) == 503
        connection.close()
        assert _has_a_turn(address)
    told = [record.fields for record in caplog.records if record.getMessage() == "request"]
    left = [fields["status"] for fields in told if fields["route"] == ASK]
    assert sorted(left) == [499, 503]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_reader_who_leaves_in_the_middle_gives_the_turn_back(
    assistant, own_assistant, run_server
):
    answer = assistant.ask(FUNCTIONS)

    def endless(question, **options):
        while True:
            time.sleep(0.02)
            yield TextEvent(text="again ")

    own = own_assistant(stream=endless, ask=lambda question, **options: answer)
    with run_server(own, concurrency=1, waiting=0) as address:
        connection = _connect(address)
        _send(connection, {"question": FUNCTIONS, "stream": True})
        assert b"event: text" in connection.recv(65_536) + connection.recv(65_536)
        assert _ask(address) == 503
        connection.close()
        assert _has_a_turn(address)
        assert _ask(address) == 200


def _connect(address):
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)


def _send(connection, body):
    content = json.dumps(body).encode()
    head = f"POST {ASK} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    connection.sendall(f"{head}content-length: {len(content)}\r\n\r\n".encode() + content)


def _ask(address):
    with _connect(address) as connection:
        _send(connection, {"question": FUNCTIONS})
        return int(connection.recv(65_536).split()[1])


def _has_a_turn(address):
    """Whether a check of a quote gets a turn within ten seconds."""
    until = time.monotonic() + 10
    with httpx2.Client(base_url=address) as client:
        while time.monotonic() < until:
            if client.post("/api/v1/quotes/verify", json={"text": "To liaise with"}).is_success:
                return True
            time.sleep(0.05)
    return False
