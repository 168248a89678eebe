"""A server that is stopped lets what is under way end, within its time, and leaves nothing behind."""

from __future__ import annotations

import json
import re
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx2
import pytest

from ..language_model.chat_server import ChatServer  # noqa: TID252
from ..language_model.scripts import behave_well  # noqa: TID252

pytest.importorskip("langchain_openai")

ASK = "/api/v1/ask"
QUESTION = {"question": "What are the functions of the Centre?"}


class SlowModel:
    """A model that says nothing until it is let go."""

    def __init__(self):
        self.go, self._asked = threading.Event(), threading.Semaphore(0)

    def __call__(self, request):
        self._asked.release()
        self.go.wait(60)
        return behave_well(request)

    def wait_for(self, questions):
        for _ in range(questions):
            assert self._asked.acquire(timeout=30), "the model was not asked"


@pytest.fixture
def model():
    return SlowModel()


@pytest.fixture
def start(serve, model):
    """Starts a server whose language model is `model`."""
    with ChatServer(model) as chat:

        def start_(**settings):
            arguments = ("--model", "openai:scripted", "--model-url", chat.base_url("openai"))
            own = {"OPENAI_API_KEY": "none", "NO_PROXY": "127.0.0.1"}
            return serve(*arguments, **own, **settings)

        yield start_
        model.go.set()


def check_quiet(server):
    """Nothing in the log tells of a fault."""
    said = "".join(server.said)
    assert "Traceback" not in said
    assert "Exception" not in said
    assert "never" not in said, said
    for line in server.said:
        assert line.startswith("mandate: ") or json.loads(line)["event"]


def check_free(address):
    """Another server may listen there at once."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", urlsplit(address).port))


def test_ctrl_c_is_a_good_end_too(serve):
    with serve() as server:
        assert httpx2.get(f"{server.address}/api/v1/health").status_code == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
        check_free(server.address)
    check_quiet(server)


def test_an_answer_under_way_is_given_whole_before_it_stops(start, model):
    with (
        start() as server,
        ThreadPoolExecutor(2) as readers,
        httpx2.Client(base_url=server.address, timeout=60) as client,
    ):
        streamed = readers.submit(client.post, ASK, json=QUESTION | {"stream": True})
        whole = readers.submit(client.post, ASK, json=QUESTION)
        model.wait_for(2)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert server.process.poll() is None
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"{server.address}/api/v1/health")
        model.go.set()
        events = re.findall(r"^event: (\w+)$", streamed.result(30).text, re.MULTILINE)
        assert events[-1] == "answer"
        assert "text" in events
        assert whole.result(30).json()["mode"] == "generated"
        assert server.process.wait(60) == 0
        check_free(server.address)
    check_quiet(server)


def test_one_that_takes_longer_than_that_is_told_so(start, model):
    """Its thread still waits for the model; the process does not wait for it."""
    with (
        start(MANDATE_STOP_SECONDS="1") as server,
        ThreadPoolExecutor(2) as readers,
        httpx2.Client(base_url=server.address, timeout=60) as client,
    ):
        asked = [
            readers.submit(client.post, ASK, json=QUESTION | {"stream": streamed})
            for streamed in (True, False)
        ]
        model.wait_for(2)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        for each in asked:
            response = each.result(20)
            assert response.status_code == 503
            assert response.json()["type"] == "urn:mandate:problem:stopping"
            assert response.headers["retry-after"]
        assert server.process.wait(60) == 0
        assert time.monotonic() - began < 50
    check_quiet(server)


def test_open_pages_and_idle_connections_do_not_hold_it_up(serve):
    """Gradio's page listens for as long as it is open."""
    with (
        serve(MANDATE_STOP_SECONDS="30") as server,
        connect(server) as page,
        connect(server),
        httpx2.Client(base_url=server.address) as kept,
    ):
        assert kept.get("/api/v1/health").status_code == 200
        page.sendall(b"GET /gradio_api/heartbeat/page HTTP/1.1\r\nhost: x\r\n\r\n")
        assert b"200 OK" in page.recv(4_096)
        began = time.monotonic()
        assert server.stop(60) == 0
        assert time.monotonic() - began < 25
        rest = b""
        while piece := page.recv(4_096):
            rest += piece
        assert rest.endswith(b"0\r\n\r\n"), "the stream is ended, not cut"
        check_free(server.address)
    check_quiet(server)


def connect(server):
    parts = urlsplit(server.address)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)
