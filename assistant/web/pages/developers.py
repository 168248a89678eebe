"""`/developers`: how programs ask, from the API's own description."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.web.pages.operations import Interface
from assistant.web.pages.routing import get_page

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.parts import Parts

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](?::[0-9]{1,5})?")


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the page for developers."""

    @get_page(app, "/developers")
    def developers(request: Request) -> HTMLResponse:
        base = _base(request, parts.settings.port)
        operations = Interface(app.openapi(), base).operations()
        return parts.site.page(
            request,
            "developers.html",
            base=base,
            groups=[(name, list(group)) for name, group in groupby(operations, lambda o: o.group)],
            openapi=app.openapi_url,
            needs_key=bool(parts.settings.api_keys or parts.settings.users),
            prose=prose,
        )


def prose(text: str) -> Markup:
    """A description as HTML: what stands between backticks is code."""
    pieces = re.split(r"`([^`]+)`", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece)
        for at, piece in enumerate(pieces)
    )


def _base(request: Request, port: int) -> str:
    """The server's address as the reader sees it; what no host is called is not shown."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = f"localhost:{port}"
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}"
