"""Every request has an identifier, a count and a line, whatever becomes of it."""

from __future__ import annotations

import asyncio
import re

import pytest

from assistant.web.observation.metrics import Metrics
from assistant.web.observation.watch import Watch

ID = "x-request-id"


@pytest.mark.parametrize("given", ["a", "0af7651916cd43dd8448eb211c80319c", "Trace_1-b", "x" * 64])
def test_a_proxys_identifier_is_kept(client, given):
    assert client.get("/api/v1/health", headers={ID: given}).headers[ID] == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        "x" * 65,
        "a b",
        "a;b",
        "<script>",
        "a\tb",
        "été".encode(),
        "²".encode("latin-1"),
        "a=b",
    ],
)
def test_one_that_is_none_is_replaced(client, given):
    found = client.get("/api/v1/health", headers={ID: given}).headers[ID]
    assert re.fullmatch(r"[0-9a-f]{16}", found)


def test_each_request_has_an_identifier_of_its_own(client):
    assert len({client.get("/api/v1/health").headers[ID] for _ in range(20)}) == 20


@pytest.mark.parametrize("path", ["/", "/web/style.css", "/nothing", "/api/v1/nothing", "/config"])
def test_every_response_has_it_once(client, path):
    assert len(client.get(path).headers.get_list(ID)) == 1


@pytest.fixture
def watched(caplog):
    """Runs an ASGI application behind the watch; gives what was sent, and the fields of the line."""
    caplog.set_level("INFO", "mandate")

    def run(app, **scope):
        sent = []

        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": "http.disconnect"}

        whole = {"type": "http", "method": "GET", "path": "/x", "headers": [], "client": ("::1", 5)}
        watch = Watch(app, Metrics("1", "sha256:0", 0, 0))
        failed = None
        try:
            asyncio.run(watch(whole | scope, receive, send))
        except ZeroDivisionError as error:
            failed = error
        told = [record.fields for record in caplog.records]
        return sent, told, failed

    return run


async def fine(scope, receive, send):
    scope["state"]["told"]["more"] = 1
    scope["state"]["caller"] = "key:portal"
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


async def silent(scope, receive, send):
    return


async def broken(scope, receive, send):
    raise ZeroDivisionError


async def broken_later(scope, receive, send):
    await fine(scope, receive, send)
    raise ZeroDivisionError


def test_what_is_told_beside_the_request_is_in_the_line(watched):
    sent, (told,), _ = watched(fine)
    assert told["status"] == 204
    assert told["more"] == 1
    assert told["caller"] == "key:portal"
    assert told["client"] == "::1"
    assert (b"x-request-id", told["id"].encode()) in sent[0]["headers"]


def test_who_left_before_an_answer_is_no_fault(watched):
    sent, (told,), failed = watched(silent)
    assert (sent, told["status"], failed) == ([], 499, None)


def test_a_fault_before_an_answer_is_the_servers_to_tell(watched):
    _, (told,), failed = watched(broken)
    assert told["status"] == 500
    assert isinstance(failed, ZeroDivisionError)


def test_a_fault_that_was_answered_is_not_told_twice(watched):
    _, (told,), failed = watched(broken_later)
    assert (told["status"], failed) == (204, None)


def test_a_method_that_somebody_invented_is_logged_as_it_is_and_counted_as_another(client, caplog):
    caplog.set_level("INFO", "mandate")
    client.request("BREW", "/api/v1/ask")
    (told,) = (record.fields for record in caplog.records if record.getMessage() == "request")
    assert told["method"] == "BREW"
    assert 'method="BREW"' not in client.get("/api/v1/metrics").text
    assert 'method="OTHER"' in client.get("/api/v1/metrics").text


def test_what_is_no_request_is_let_through(watched):
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    _, told, failed = watched(app, type="lifespan")
    assert (seen, told, failed) == (["lifespan"], [], None)


def test_a_caller_without_an_address_is_told_as_well(watched):
    _, (told,), _ = watched(fine, client=None)
    assert told["client"] == "-"
