"""MCP on the same server as everything else, used by the official client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from assistant import Assistant

QUESTION = "What are the functions of the Centre?"


def test_the_tools_stand_beside_the_pages(
    run_server: Callable[..., Any], assistant: Assistant
) -> None:
    async def use(address: str) -> tuple[Any, Any]:
        async with (
            streamable_http_client(f"{address}/mcp") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            called = await session.call_tool("ask", {"question": QUESTION})
            return await session.list_tools(), called

    with run_server(assistant) as address:
        listed, called = asyncio.run(use(address))
    names = {tool.name for tool in listed.tools}
    assert names >= {"ask", "search", "get_paragraph", "verify_quote", "list_documents"}
    assert names >= {"compare_documents", "trace_paragraph", "list_tasks", "check_text"}
    assert "verify_receipt" in names
    assert called.structuredContent == assistant.ask(QUESTION).model_dump(mode="json")


def test_a_browser_may_not_read_there(client: TestClient) -> None:
    assert client.get("/mcp").status_code == 405
