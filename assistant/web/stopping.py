"""How a server ends: what is under way is finished, what only listens is let go, nobody is cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import Request

from assistant.web.problems import Refusal, path_of, problem, respond

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's page listens here for as long as it is open.
_LISTENING = "/gradio_api/heartbeat/"


class Stopping:
    """Told by who runs the server that it is about to stop, and tells those who asked to know."""

    def __init__(self) -> None:
        self.calls: list[Callable[[], object]] = []

    def begin(self) -> None:
        """Tell everybody, once each."""
        while self.calls:
            self.calls.pop()()


class GoodEnd:
    """Ends a response as HTTP has it where the server cancels its request.

    That is what becomes of those left when the time to stop is over.
    """

    def __init__(self, app: ASGIApp, stopping: Stopping) -> None:
        self._app = app
        self._listening: set[asyncio.Task[object]] = set()
        stopping.calls.append(self._let_go)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a cancelled one is answered 503, or its stream is closed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start: Message = {}

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            await send(message)

        task = asyncio.current_task()
        if task and path_of(scope).startswith(_LISTENING):
            self._listening.add(task)
        try:
            await self._app(scope, receive, sending)
        except asyncio.CancelledError:
            if not start:
                await _refuse(scope, receive, send)
            elif not any(name == b"content-length" for name, _ in start["headers"]):
                await send({"type": "http.response.body"})
        finally:
            if task:
                self._listening.discard(task)

    def _let_go(self) -> None:
        for task in self._listening:
            task.cancel()


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope)
    refusal = Refusal(503, "stopping", "the server is stopping")
    await respond(problem(refusal, request), request, {"Retry-After": "10"})(scope, receive, send)
