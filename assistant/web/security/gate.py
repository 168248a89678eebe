"""Who may come in, and how often: API keys, sign-in, and the rate limit of each."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.responses import RedirectResponse

from assistant.web.problems import Refusal, path_of, problem, respond
from assistant.web.security.sign_in import Sessions

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.web.security.keys import Keys

SIGN_IN = "/sign-in"
# A check of health comes from machines that have no key; what styles the sign-in page is no secret.
_OPEN = ("/api/v1/health", "/api/v1/ready", SIGN_IN, "/web/", "/embed.js", "/favicon.ico")
_API = ("/api/", "/v1/", "/mcp")
# What Gradio's page asks for by itself; a sign-in form would be no answer to it.
_BEHIND = ("/gradio_api/", "/config", "/assets/", "/static/", "/theme.css", "/info")
# Guessing passwords is slow everywhere.
_SIGN_IN_LIMIT = "10/minute"


class Gate:
    """Lets a request pass, or answers 401, 429, or with the way to the sign-in page."""

    def __init__(self, app: ASGIApp, keys: Keys, sessions: Sessions, rate_limit: str) -> None:
        self._app, self._keys, self._sessions = app, keys, sessions
        self._limits = parse_many(rate_limit) if rate_limit else []
        self._sign_in_limits = parse_many(_SIGN_IN_LIMIT)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with who asks in `scope["state"]["caller"]`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = path_of(scope)
        caller = self._caller(request)
        refused = self._unknown(request, path, caller) or self._too_often(request, path, caller)
        if refused:
            await refused(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, receive, send)

    def _caller(self, request: Request) -> str | None:
        """The name of the key or user that the request comes with."""
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        given = key.strip() if kind.lower() == "bearer" else request.headers.get("x-api-key", "")
        if given and (name := self._keys.name(given)):
            return f"key:{name}"
        user = self._sessions.user(request)
        return f"user:{user}" if user else None

    def _unknown(self, request: Request, path: str, caller: str | None) -> Response | None:
        # What a browser asks before a request of another site has no key with it.
        if caller or path.startswith(_OPEN) or request.method == "OPTIONS":
            return None
        is_api = path.startswith(_API)
        if not (self._sessions or (is_api and self._keys)):
            return None
        if is_api or path.startswith(_BEHIND):
            refusal = Refusal(401, "no-key", "an API key is needed: Authorization: Bearer KEY")
            return respond(problem(refusal, request), request, {"WWW-Authenticate": "Bearer"})
        target = f"{path}?{request.url.query}" if request.url.query else path
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}{SIGN_IN}?next={quote(target, safe='')}", status_code=303)

    def _too_often(self, request: Request, path: str, caller: str | None) -> Response | None:
        signing_in = path == SIGN_IN and request.method == "POST"
        asks = request.method == "POST" or path == "/api/v1/ask"
        # A link to the quote check asks as its form does.
        asks = asks or (path == "/check" and "text" in request.query_params)
        limits = self._sign_in_limits if signing_in else self._limits if asks else []
        what = SIGN_IN if signing_in else "ask"
        who = caller or (request.client.host if request.client else "-")
        for limit in limits:
            if not self._limiter.hit(limit, what, who):
                reset = self._limiter.get_window_stats(limit, what, who).reset_time
                wait = str(max(1, math.ceil(reset - time.time())))
                refusal = Refusal(
                    429, "too-many-requests", f"more than {limit}; wait {wait} seconds"
                )
                return respond(problem(refusal, request), request, {"Retry-After": wait})
        return None
