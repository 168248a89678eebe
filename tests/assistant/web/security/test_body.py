"""What a request may bring, how long it may take, and how many may wait."""

from __future__ import annotations

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from assistant.web.security import body

ASK = "/api/v1/ask"
JSON = {"content-type": "application/json"}
QUESTION = {"question": "Where is the Centre?"}
MOST = 2_000


@pytest.fixture(scope="module")
def small(make_client):
    with make_client(max_body=MOST) as client:
        yield client


def padded(size):
    """A question in a body of so many bytes."""
    content = json.dumps(QUESTION).encode()
    return content + b" " * (size - len(content))


def check_too_large(response):
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:mandate:problem:too-large"
    assert str(MOST) in response.json()["detail"]


@pytest.mark.parametrize("size", [MOST - 1, MOST])
def test_a_body_up_to_the_limit_is_taken(small, size):
    assert small.post(ASK, content=padded(size), headers=JSON).status_code == 200


@pytest.mark.parametrize("size", [MOST + 1, 10 * MOST])
def test_a_larger_one_is_refused_by_what_it_declares(small, size):
    check_too_large(small.post(ASK, content=padded(size), headers=JSON))


@pytest.mark.parametrize(
    "path", [ASK, "/v1/chat/completions", "/check", "/sign-in", "/mcp", "/nothing"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_limit_holds_everywhere(small, method, path):
    assert small.request(method, path, content=padded(MOST + 1)).status_code == 413


def test_in_pieces_it_is_refused_by_what_comes(small):
    def pieces(count):
        yield padded(500)
        for _ in range(count):
            yield b" " * 500

    assert small.post(ASK, content=pieces(3), headers=JSON).status_code == 200
    check_too_large(small.post(ASK, content=pieces(4), headers=JSON))


def test_what_lies_about_its_size_is_not_believed(small):
    headers = JSON | {"content-length": "10"}
    check_too_large(small.post(ASK, content=padded(MOST + 1), headers=headers))


@pytest.mark.parametrize("length", ["ten", "-1", "", "1e3", "0x10", "²", "9" * 5_000])
def test_a_size_that_is_no_number_is_refused(small, length):
    headers = JSON | {"content-length": length.encode()}
    response = small.post(ASK, content=padded(100), headers=headers)
    assert response.status_code in (400, 413)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_body_of_any_size_is_not_kept_where_nobody_looks_at_it(small):
    response = small.request("GET", "/api/v1/health", content=padded(100_000))
    assert response.status_code == 200


def connect(address):
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)


def head(**headers):
    lines = [f"POST {ASK} HTTP/1.1", "host: x", "content-type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def status_of(connection):
    received = connection.recv(65_536)
    return int(received.split()[1]) if received else None


def test_a_body_that_comes_too_slowly_is_given_up(run_server, assistant, monkeypatch):
    monkeypatch.setattr(body, "_SECONDS", 0.3)
    with run_server(assistant) as address, connect(address) as connection:
        connection.sendall(head(content_length=100) + b"{")
        began = time.monotonic()
        assert status_of(connection) == 408
        assert time.monotonic() - began < 5


def test_a_body_that_comes_drop_by_drop_is_given_up_too(run_server, assistant, monkeypatch):
    monkeypatch.setattr(body, "_SECONDS", 0.3)
    with run_server(assistant) as address, connect(address) as connection:
        connection.sendall(head(transfer_encoding="chunked"))
        stop = threading.Event()

        def drip():
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"1\r\n \r\n")
                except OSError:
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            assert status_of(connection) == 408
        finally:
            stop.set()
            thread.join()


def test_who_leaves_before_all_has_come_leaves_nothing_behind(run_server, assistant, caplog):
    caplog.set_level("INFO")
    with run_server(assistant) as address:
        with connect(address) as connection:
            connection.sendall(head(content_length=100) + b"{")
            time.sleep(0.2)
        until = time.monotonic() + 10
        while not (told := requests_of(caplog)) and time.monotonic() < until:
            time.sleep(0.02)
    assert [fields["status"] for fields in told] == [499]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def requests_of(caplog):
    return [record.fields for record in caplog.records if record.getMessage() == "request"]


def test_too_many_are_told_to_come_again(make_client_of, slow_assistant):
    with (
        make_client_of(slow_assistant, concurrency=1, waiting=1) as client,
        ThreadPoolExecutor(2) as readers,
    ):
        first = readers.submit(client.post, ASK, json=QUESTION)
        slow_assistant.wait_for_a_question()
        second = readers.submit(client.post, ASK, json=QUESTION)
        until = time.monotonic() + 10
        # The two, and the one that asks.
        while "mandate_requests_under_way 3.0" not in client.get("/api/v1/metrics").text:
            assert time.monotonic() < until
        for more in ({}, {"stream": True}):
            refused = client.post(ASK, json=QUESTION | more)
            assert refused.status_code == 503
            assert refused.headers["content-type"] == "application/problem+json"
            assert refused.json()["type"] == "urn:mandate:problem:busy"
            assert int(refused.headers["retry-after"]) > 0
        assert client.get("/api/v1/health").status_code == 200
        assert client.get("/api/v1/documents").status_code == 200, "to read is not to ask"
        slow_assistant.go.set()
        assert [first.result(20).status_code, second.result(20).status_code] == [200, 200]
        assert client.post(ASK, json=QUESTION).status_code == 200
