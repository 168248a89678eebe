"""The server as a process of its own, over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

STRICT = ["-W", "error", "-m", "assistant.mcp", "--model", "none"]
# Prints where nobody should, in Python and below it, before it answers.
CHATTY = """
import os, sys
from assistant import Assistant
from assistant.mcp.stdio import run_stdio
class Chatty(Assistant):
    def ask(self, question, **options):
        print("printed")
        os.write(1, b"written\\n")
        return super().ask(question, **options)
with Chatty(model="none") as assistant:
    run_stdio(assistant)
print("at the end")
"""
FUNCTIONS = "What are the functions of the Centre?"


def line(method, number=None, **parameters):
    message = {"jsonrpc": "2.0", "method": method, "params": parameters}
    return json.dumps(message | ({} if number is None else {"id": number})).encode() + b"\n"


HELLO = line(
    "initialize",
    1,
    protocolVersion="2025-06-18",
    capabilities={},
    clientInfo={"name": "test", "version": "1"},
) + line("notifications/initialized")
ASK = line("tools/call", 2, name="ask", arguments={"question": FUNCTIONS})


@pytest.fixture
def start(environment, tmp_path):
    """Starts a server's process with pipes to it; at the end none may be left."""
    started = []

    def begin(*arguments):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=tmp_path,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()
            pytest.fail("a server's process was left")
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


@pytest.fixture
def converse_with(environment, tmp_path):
    """Runs a conversation of the official client with a process; nothing may be on its error output."""

    def run(conversation, *arguments):
        async def talk():
            server = StdioServerParameters(
                command=sys.executable, args=list(arguments), env=environment, cwd=tmp_path
            )
            with (tmp_path / "errors").open("w+") as errors:
                async with (
                    stdio_client(server, errlog=errors) as (read, write),
                    ClientSession(read, write) as session,
                ):
                    await session.initialize()
                    result = await conversation(session)
                errors.seek(0)
                return result, errors.read()

        return asyncio.run(talk())

    return run


def test_the_official_client_calls_every_tool(converse_with, assistant):
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
        calls = (session.call_tool(name, arguments[name]) for name in names)
        return dict(zip(names, await asyncio.gather(*calls), strict=True))

    results, errors = converse_with(talk, *STRICT)
    assert errors == ""
    assert not any(result.isError for result in results.values())
    answer = assistant.ask(FUNCTIONS)
    assert results["ask"].structuredContent == answer.model_dump(mode="json")
    assert results["verify_quote"].structuredContent["status"] == "exact"


def test_an_error_is_told_to_the_official_client(converse_with):
    async def talk(session):
        wrong = await session.call_tool("get_paragraph", {"symbol": "A/RES/72/7", "locator": "op9"})
        right = await session.call_tool("get_paragraph", {"symbol": "A/RES/72/7", "locator": "op2"})
        return wrong, right

    (wrong, right), errors = converse_with(talk, *STRICT)
    assert wrong.isError
    assert wrong.content[0].text == "A/RES/72/7 has no paragraph 'op9'"
    assert right.structuredContent["locator"] == "op2"
    assert errors == ""


def test_nothing_but_the_protocol_reaches_standard_output(start):
    process = start("-c", CHATTY)
    out, errors = process.communicate(HELLO + ASK, timeout=60)
    *messages, last = out.splitlines()
    assert [json.loads(message)["jsonrpc"] for message in messages] == ["2.0"]
    # Once the client has left, standard output is the program's again.
    assert last == b"at the end"
    assert set(errors.splitlines()) <= {b"printed", b"written"}


def test_what_is_asked_is_answered_before_the_client_leaves(start):
    process = start("-c", CHATTY)
    process.stdin.write(HELLO + ASK)
    process.stdin.flush()
    first, second = (json.loads(process.stdout.readline()) for _ in range(2))
    assert first["result"]["serverInfo"]["name"] == "mandate"
    assert second["result"]["structuredContent"]["status"] == "answered"
    out, errors = process.communicate(timeout=60)
    assert out == b"at the end\n"
    assert sorted(errors.splitlines()) == [b"printed", b"written"]
    assert process.returncode == 0


@pytest.mark.parametrize("said", [b"", HELLO, HELLO + ASK], ids=["nothing", "hello", "question"])
def test_a_client_that_closes_its_end_ends_the_process(start, said):
    process = start(*STRICT)
    out, errors = process.communicate(said, timeout=60)
    assert process.returncode == 0
    assert errors == b""
    for message in out.splitlines():
        assert json.loads(message)["jsonrpc"] == "2.0"


def test_a_client_that_no_longer_reads_ends_the_process(start):
    process = start(*STRICT)
    process.stdin.write(HELLO)
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(ASK)
    process.stdin.flush()
    # Its input stays open.
    assert process.wait(60) == 0
    assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interrupt_ends_the_process_while_it_waits_for_a_line(start):
    process = start(*STRICT)
    process.stdin.write(HELLO)
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert b"Traceback" not in process.stderr.read()


def test_what_is_no_message_is_passed_over(start):
    process = start(*STRICT)
    process.stdin.write(b"what?\n\xff\xfe\n{}\n" + HELLO + ASK)
    process.stdin.flush()
    answered = set()
    while answered != {1, 2}:
        message = json.loads(process.stdout.readline())
        if "result" in message:
            answered.add(message["id"])
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_mistake_in_the_command_is_a_user_s_error(start):
    process = start("-m", "assistant.mcp", "--model", "nonsense")
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == b""
    assert errors.startswith(b"mandate: 'nonsense' names no model; ")
