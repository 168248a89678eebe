"""Counts and logs every request."""

from __future__ import annotations

import re
import secrets
import time
from typing import TYPE_CHECKING

from assistant.web.observation.logs import log
from assistant.web.security.headers import EMBED

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.answer import Answer
    from assistant.web.observation.metrics import Metrics

_ID = b"x-request-id"
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


LEFT = 499
"""The caller left before there was anything to answer; HTTP has no status for it, and nginx this one."""


class Watch:
    """The outermost layer: each request has an identifier, one line in the log and one count.

    What a handler gives to `tell` is told in the line too.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell of it when it is over."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identifier, started, status = _identifier(scope), time.perf_counter(), 0
        root = scope.get("root_path", "")
        told: dict[str, object] = {}
        scope.setdefault("state", {})["told"] = told
        scope["state"]["request_id"] = identifier

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (_ID, identifier.encode())]
            await send(message)

        self._metrics.started()
        try:
            await self._app(scope, receive, sending)
        except Exception:
            # Told to the caller and logged further in; the server would log it a second time.
            if not status:
                status = 500
                raise
        finally:
            seconds = time.perf_counter() - started
            route = _route(scope, root)
            if caller := scope["state"].get("caller"):
                told["caller"] = caller
            self._metrics.ended(_method(scope), route, status or LEFT, seconds)
            log(
                "request",
                id=identifier,
                method=scope["method"],
                route=route,
                status=status or LEFT,
                milliseconds=round(seconds * 1000, 1),
                client=(scope.get("client") or ("-",))[0],
                **told,
            )


def tell(request: HTTPConnection, **fields: object) -> None:
    """Have the line of `request` in the log tell `fields` too."""
    request.scope["state"]["told"].update(fields)


def tell_answer(request: HTTPConnection, answer: Answer) -> None:
    """Have the line of `request` tell what became of its question."""
    tell(request, answer=answer.status, language=answer.language)


def _identifier(scope: Scope) -> str:
    """The proxy's identifier where it is a plain one, so that its log and ours can be held together."""
    given: str = dict(scope["headers"]).get(_ID, b"").decode("latin-1")
    if _PLAIN.fullmatch(given):
        return given
    return secrets.token_hex(8)


def _method(scope: Scope) -> str:
    """The method, or `OTHER`: a caller may invent as many as he likes, and each would be a count."""
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    method: str = scope["method"]
    return method if method in known else "OTHER"


def _route(scope: Scope, root: str) -> str:
    """The pattern of the path: there are few of them, while there are as many paths as callers like."""
    pattern: str | None = getattr(scope.get("route"), "path", None)
    path: str = scope["path"].removeprefix(root)
    if pattern is None and path in ("/", EMBED):
        return path
    # What is mounted has made its own path the root.
    mounted: str = scope.get("root_path", "").removeprefix(root)
    return pattern or mounted or "other"
