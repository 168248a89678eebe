"""Headers that shut a page in: it may load nothing from elsewhere, and only allowed sites may frame it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from assistant.web.problems import path_of

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBED = "/embed"
"""The one page that sites of other origins may show in a frame."""

_OWN_FILES = "/web/"
_STATIC = {
    "x-content-type-options": "nosniff",
    # A permalink has the question in it: it is not told to the sites that a page links to.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}


def nonce_of(request: HTTPConnection) -> str:
    """The number, used once, that lets a script written in the page run."""
    return str(request.scope["state"]["nonce"])


class Headers:
    """Gives each response its headers, and pages their Content-Security-Policy (level 3)."""

    def __init__(self, app: ASGIApp, allowed_origins: Sequence[str] = ()) -> None:
        self._app, self._origins = app, " ".join(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a fresh nonce in its state."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = scope.setdefault("state", {})["nonce"] = secrets.token_urlsafe(16)
        path = path_of(scope)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _STATIC.items():
                    headers.setdefault(name, value)
                if path.startswith(_OWN_FILES) and message["status"] == 200:
                    # Pages ask for them by an address that changes whenever one of them does.
                    headers.setdefault("cache-control", "public, max-age=604800")
                if headers.get("content-type", "").startswith("text/html"):
                    headers["content-security-policy"] = self._policy(nonce, path)
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, sending)

    def _policy(self, nonce: str, path: str) -> str:
        ancestors = f"'self' {self._origins}".strip() if path == EMBED else "'self'"
        return "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' 'nonce-{nonce}'",
                # Gradio's components are styled by the attribute.
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "frame-src 'self'",
                "manifest-src 'self'",
                "worker-src 'self' blob:",
                "base-uri 'self'",
                "form-action 'self'",
                f"frame-ancestors {ancestors}",
            )
        )
