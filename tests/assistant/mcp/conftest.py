"""What the tests of the tools share: clients over memory, a process and HTTP."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from mcp import ClientSession
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import CallToolResult

from assistant import Assistant
from assistant.mcp.http import http_door
from assistant.mcp.server import Server, make_server

Conversation = Callable[[ClientSession], Awaitable[object]]


@pytest.fixture(scope="session")
def converse() -> Callable[[Server, Conversation], object]:
    """Runs a conversation with a server over memory, and returns what it returns."""

    def run(server: Server, conversation: Conversation) -> object:
        async def talk() -> object:
            async with create_connected_server_and_client_session(server) as session:
                return await conversation(session)

        return asyncio.run(talk())

    return run


@pytest.fixture(scope="session")
def call(assistant: Assistant, converse) -> Callable[..., CallToolResult]:
    """Calls a tool of the shipped documents' server."""
    server = make_server(assistant)
    return lambda name, **arguments: converse(
        server, lambda session: session.call_tool(name, arguments)
    )


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """`app` on a real server while the context lasts; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
        assert not thread.is_alive(), "the server did not stop"


def parent(server: Server) -> FastAPI:
    """An application with other pages beside the door."""
    door = http_door(server)

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with door.run():
            yield

    app = FastAPI(lifespan=lifespan)
    app.router.routes.append(door.route)
    app.get("/health")(lambda: "well")
    return app
