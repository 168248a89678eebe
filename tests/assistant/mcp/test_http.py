"""The server at one path of an application, over HTTP."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from assistant.errors import EmptyQuestion
from assistant.mcp.server import make_server

from .conftest import parent, serving

FUNCTIONS = "What are the functions of the Centre?"
TOOLS = 10
ACCEPT = {"accept": "application/json, text/event-stream"}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
ASK = {
    "jsonrpc": "2.0",
    "id": 2,
    "method": "tools/call",
    "params": {"name": "ask", "arguments": {"question": FUNCTIONS}},
}


@pytest.fixture(scope="module")
def address(assistant):
    """The address of an application with the door, which takes any host."""
    with serving(parent(make_server(assistant))) as at:
        yield at


def converse(address, conversation):
    async def talk():
        async with (
            streamable_http_client(f"{address}/mcp") as (read, write, session_id),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            assert session_id() is None
            return await conversation(session)

    return asyncio.run(talk())


def test_the_official_client_calls_every_tool(address, assistant):
    async def talk(session):
        names = [tool.name for tool in (await session.list_tools()).tools]
        arguments = {
            "ask": {"question": FUNCTIONS},
            "search": {"query": "drugs"},
            "get_paragraph": {"symbol": "A/RES/72/7", "locator": "op1"},
            "verify_quote": {"text": "Encourages the Regional Centre"},
            "list_documents": {},
            "compare_documents": {"first": "A/RES/72/7", "second": "A/75/L.72"},
            "trace_paragraph": {"paragraph": "S/2007/279#p3.b1"},
            "list_tasks": {"documents": ["A/RES/72/7"]},
            "check_text": {"text": "The Assembly “encourages the Regional Centre”."},
            "verify_receipt": {
                "receipt": assistant.receipt(assistant.ask(FUNCTIONS)).model_dump_json()
            },
        }
        return {name: await session.call_tool(name, arguments[name]) for name in names}

    results = converse(address, talk)
    assert len(results) == TOOLS
    assert not any(result.isError for result in results.values())
    answer = assistant.ask(FUNCTIONS)
    assert results["ask"].structuredContent == answer.model_dump(mode="json")


def test_several_clients_call_at_once_and_get_their_own_answers(address, assistant):
    questions = [FUNCTIONS, "Who signed the letter?", "What is said about drugs?", "中心的职能？"]

    def ask_all(results, number):
        async def talk(session):
            calls = (session.call_tool("ask", {"question": q}) for q in questions)
            return await asyncio.gather(*calls)

        results[number] = converse(address, talk)

    results = {}
    clients = [threading.Thread(target=ask_all, args=(results, n)) for n in range(3)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert len(results) == 3
    for answers in results.values():
        for question, result in zip(questions, answers, strict=True):
            assert result.structuredContent == assistant.ask(question).model_dump(mode="json")


def test_errors_are_told(address):
    async def talk(session):
        return await session.call_tool("search", {"query": "x", "limit": 0})

    result = converse(address, talk)
    assert result.isError
    assert result.content[0].text.startswith("limit: ")


def test_it_stands_at_its_path_and_nowhere_else(address):
    answered = httpx.post(f"{address}/mcp", json=LIST, headers=ACCEPT)
    assert answered.status_code == 200
    assert answered.headers["content-type"] == "application/json"
    assert len(answered.json()["result"]["tools"]) == TOOLS
    for elsewhere in ("/", "/mcp/mcp", "/mcpx"):
        assert httpx.post(f"{address}{elsewhere}", json=LIST, headers=ACCEPT).status_code == 404
    assert httpx.get(f"{address}/health").json() == "well"


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_no_stream_to_wait_for_and_no_session_to_end(address, method):
    refused = httpx.request(method, f"{address}/mcp", headers=ACCEPT, timeout=10)
    assert refused.status_code == 405
    assert refused.headers["allow"] == "POST"


def test_what_is_no_message_is_refused(address):
    headers = ACCEPT | {"content-type": "application/json"}
    for body in (b"", b"{" * 1000, b"[]", b'{"jsonrpc": "2.0"}'):
        answered = httpx.post(f"{address}/mcp", content=body, headers=headers)
        assert 400 <= answered.status_code < 500
    huge = httpx.post(f"{address}/mcp", content=b"x" * 5_000_000, headers=headers)
    assert huge.status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "evil.example"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://portal.example"}, 200),
    ],
)
def test_other_hosts_and_origins_are_refused_where_some_are_named(assistant, headers, status):
    server = make_server(
        assistant, allowed_hosts=["127.0.0.1:*"], allowed_origins=["http://portal.example"]
    )
    with serving(parent(server)) as address:
        answered = httpx.post(f"{address}/mcp", json=LIST, headers=ACCEPT | headers)
    assert answered.status_code == status


def test_where_none_are_named_any_host_is_taken(address):
    for headers in ({"host": "mandate.example"}, {"origin": "http://any.example"}):
        answered = httpx.post(f"{address}/mcp", json=LIST, headers=ACCEPT | headers)
        assert answered.status_code == 200


def test_a_client_that_leaves_in_the_middle_harms_nobody(address):
    body = json.dumps(ASK).encode()
    head = (
        f"POST /mcp HTTP/1.1\r\nhost: {address.removeprefix('http://')}\r\n"
        f"accept: {ACCEPT['accept']}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    ).encode()
    host, port = address.removeprefix("http://").split(":")
    for sent in (head + body, head + body[:20], head[:40]):
        with socket.create_connection((host, int(port))) as client:
            client.sendall(sent)
    answered = httpx.post(f"{address}/mcp", json=ASK, headers=ACCEPT, timeout=60)
    assert answered.json()["result"]["structuredContent"]["status"] == "answered"


def test_the_server_stops_with_clients_and_leaves_no_threads():
    asked, may_end = threading.Event(), threading.Event()

    class Slow:
        def documents(self):
            return ()

        def ask(self, question, **options):
            asked.set()
            may_end.wait(30)
            raise EmptyQuestion("too late")

    before = threading.active_count()
    with serving(parent(make_server(Slow()))) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as client:
            body = json.dumps(ASK).encode()
            client.sendall(
                f"POST /mcp HTTP/1.1\r\nhost: {host}\r\naccept: {ACCEPT['accept']}\r\n"
                f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode()
                + body
            )
            assert asked.wait(30)
        may_end.set()
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threading.active_count() <= before
