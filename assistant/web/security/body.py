"""Bounds what a request may bring, and how long it may take to bring it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import Request

from assistant.web.problems import Refusal, problem, respond

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = 30.0
_MOST_DIGITS = 18


class BodyLimit:
    """Takes in the whole body before anything else looks at it; refuses one that is too large or slow."""

    def __init__(self, app: ASGIApp, max_body: int) -> None:
        self._app, self._max = app, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body at hand, or answer 413, 400 or 408 in its stead."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            self._declared(request)
            async with asyncio.timeout(_SECONDS):
                body = await self._read(receive)
        except TimeoutError:
            refusal = Refusal(408, "too-slow", f"the request took longer than {_SECONDS:g} seconds")
            await respond(problem(refusal, request), request)(scope, receive, send)
            return
        except Refusal as refusal:
            await respond(problem(refusal, request), request)(scope, receive, send)
            return
        if body is None:
            return
        taken = False

        async def replay() -> Message:
            nonlocal taken
            if taken:
                return await receive()
            taken = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    def _declared(self, request: Request) -> None:
        length = request.headers.get("content-length")
        if length is None:
            return
        if not length.isdecimal():
            raise Refusal(400, "bad-request", "Content-Length is not a number")
        # Python does not make a number of more than some thousand digits.
        if len(length) > _MOST_DIGITS or int(length) > self._max:
            raise self._too_large()

    async def _read(self, receive: Receive) -> bytes | None:
        """The body, or None where the caller has left."""
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            pieces.append(message.get("body", b""))
            size += len(pieces[-1])
            if size > self._max:
                raise self._too_large()
            if not message.get("more_body"):
                return b"".join(pieces)

    def _too_large(self) -> Refusal:
        return Refusal(413, "too-large", f"the request is larger than {self._max} bytes")
