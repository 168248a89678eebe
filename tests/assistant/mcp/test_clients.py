"""The official client uses the tools, over standard input and output and over HTTP."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from assistant import Answer, Assistant
from assistant.web.app import create_app
from assistant.web.settings import read_server_settings

FUNCTIONS = "What are the functions of the Centre?"
Opener = Callable[[], Any]


@pytest.fixture(scope="module")
def address(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the tools on a whole server, pages and all."""
    settings = read_server_settings(feedback=tmp_path_factory.mktemp("kept") / "feedback.sqlite")
    config = uvicorn.Config(
        create_app(assistant, settings), port=0, log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/mcp"
    server.should_exit = True
    thread.join(30)


@pytest.fixture(params=["stdio", "http"])
def opened(request: pytest.FixtureRequest, environment: dict[str, str]) -> Opener:
    """Opens a session with the tools, by each of the two ways."""

    @asynccontextmanager
    async def by_stdio() -> AsyncIterator[ClientSession]:
        parameters = StdioServerParameters(
            command=sys.executable,
            args=["-c", "from assistant.cli import main; main()", "mcp", "--model", "none"],
            env=environment,
        )
        async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            yield session

    @asynccontextmanager
    async def by_http() -> AsyncIterator[ClientSession]:
        url = request.getfixturevalue("address")
        async with (
            streamable_http_client(url) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            yield session

    return by_stdio if request.param == "stdio" else by_http


def use(opened: Opener, call: Callable[[ClientSession], Awaitable[Any]]) -> Any:
    """What `call` gives of a session."""

    async def run() -> Any:
        async with opened() as session:
            return await call(session)

    return asyncio.run(run())


def test_the_four_tools_are_there_with_their_schemas(opened: Opener) -> None:
    tools = use(opened, lambda session: session.list_tools()).tools
    assert {tool.name for tool in tools} == {"ask", "search", "get_paragraph", "verify_quote"}
    for tool in tools:
        assert tool.outputSchema
        assert tool.annotations.readOnlyHint
        assert len(tool.description) > 100, "a language model knows no more of it than this"
        assert set(tool.inputSchema["required"]) < set(tool.inputSchema["properties"])


def test_a_question_is_answered_as_the_python_api_answers_it(
    opened: Opener, assistant: Assistant
) -> None:
    result = use(opened, lambda session: session.call_tool("ask", {"question": FUNCTIONS}))
    assert not result.isError
    assert result.structuredContent == assistant.ask(FUNCTIONS).model_dump(mode="json")
    assert "To liaise with the Governments of the region" in result.content[0].text


def test_a_follow_up_is_told_the_questions_before_it(opened: Opener) -> None:
    given = {"question": "Which of them names Afghanistan?", "history": [FUNCTIONS]}
    result = use(opened, lambda session: session.call_tool("ask", given))
    answer = Answer.model_validate(result.structuredContent)
    assert [citation.locator for citation in answer.citations] == ["p3.b5"]


def test_what_is_not_in_the_documents_is_no_error(opened: Opener) -> None:
    given = {"question": "What is the budget of the Centre?"}
    result = use(opened, lambda session: session.call_tool("ask", given))
    assert not result.isError
    assert result.structuredContent["status"] == "not_found"


def test_paragraphs_are_found_and_read(opened: Opener, assistant: Assistant) -> None:
    async def both(session: ClientSession) -> tuple[Any, Any]:
        found = await session.call_tool("search", {"query": "illicit drugs", "limit": 2})
        first = found.structuredContent["paragraphs"][0]
        place = {"symbol": first["symbol"], "locator": first["locator"], "language": "en"}
        return found, await session.call_tool("get_paragraph", place)

    found, read = use(opened, both)
    assert len(found.structuredContent["paragraphs"]) == 2
    first = found.structuredContent["paragraphs"][0]
    paragraph = assistant.document(first["symbol"]).paragraph(first["locator"])
    assert paragraph.versions["en"].text in read.content[0].text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("To liaise with the Governments of the region and, with their concurrence", "exact"),
        ("To liaise with the Governments of all regions and, with their concurrence", "nearly"),
        ("To command the armed forces of the region", "absent"),
    ],
)
def test_a_quote_is_verified(opened: Opener, text: str, status: str) -> None:
    result = use(opened, lambda session: session.call_tool("verify_quote", {"text": text}))
    assert result.structuredContent["status"] == status


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        (
            "get_paragraph",
            {"symbol": "A/RES/1/1", "locator": "op1"},
            "A/RES/1/1 is not in the index",
        ),
        ("get_paragraph", {"symbol": "A/RES/72/7", "locator": "op99"}, "no paragraph 'op99'"),
        ("get_paragraph", {"symbol": "nonsense", "locator": "op1"}, "is not a document symbol"),
        ("ask", {"question": ""}, "the question is empty"),
        ("ask", {}, "question"),
        ("search", {"query": "drugs", "limit": 0}, "limit"),
        ("search", {"query": "drugs", "limit": 100_000}, "limit"),
        ("ask", {"question": FUNCTIONS, "language": "de"}, "language"),
        ("verify_quote", {"text": " "}, "there is no word to be checked"),
        ("delete_everything", {}, "delete_everything"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    opened: Opener, tool: str, given: dict[str, object], told: str
) -> None:
    result = use(opened, lambda session: session.call_tool(tool, given))
    assert result.isError
    assert told in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_several_calls_at_once_are_told_apart(opened: Opener) -> None:
    questions = [FUNCTIONS, "What is said about drugs?", "What is the budget of the Centre?"] * 4

    async def together(session: ClientSession) -> list[Any]:
        calls = (session.call_tool("ask", {"question": question}) for question in questions)
        return list(await asyncio.gather(*calls))

    results = use(opened, together)
    assert [result.structuredContent["question"] for result in results] == questions


def test_a_client_that_leaves_leaves_the_server_as_it_was(opened: Opener) -> None:
    for _ in range(3):
        result = use(opened, lambda session: session.call_tool("ask", {"question": FUNCTIONS}))
        assert not result.isError
