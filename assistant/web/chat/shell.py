"""Puts Gradio's page into the frame of the other pages, and shuts the doors that the chat needs not.

Gradio's page is taken as it is served and changed in few places: its language, its outside addresses,
the nonce of the scripts written in it, and what stands before and after its one element.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assistant.render.html import direction
from assistant.web.chat.words import GRADIO_LANGUAGES
from assistant.web.security.headers import EMBED, nonce_of
from index.errors import CollectionError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.web.pages.site import Site

# What the chat's page asks for. Gradio also takes files, gives some out and fetches addresses for a
# page; none of that is needed, and all of it is closed.
_NEEDED = re.compile(
    r"/(assets/[^?]*|static/(js|fonts|img)/[^?]*|theme\.css|config|info|favicon\.ico"
    r"|gradio_api/(queue/(join|data)|heartbeat/\w+|cancel|reset|info|startup-events|app_id|call/.*|run/.*)"
    r"|(config|info|startup-events|heartbeat/\w+|queue/(join|data)|cancel|reset))"
)
# What Gradio says of itself to other sites, with addresses of theirs; and a manifest of its own app, which is
# looked for at the root of the host.
_SOCIAL = re.compile(
    r'<meta\s[^>]*(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>', re.IGNORECASE
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)")
_HTML = re.compile(r"<html\b[^>]*>")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_ELEMENT = re.compile(r"<gradio-app\b.*?</gradio-app>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")


class Shell:
    """Gradio's application with our frame around its page, at `/` and (for other sites) `/embed`."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the page, or what it asks for; anything else is not found."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        root = scope.get("root_path", "")
        path = scope["path"].removeprefix(root) or "/"
        if path not in ("/", EMBED):
            if not _NEEDED.fullmatch(path):
                raise HTTPException(404)
            await self._app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405)
        request = Request(scope)
        asked = self._site.collections.asked(request)
        if asked and asked not in self._site.collections.names():
            raise CollectionError(f"there is no collection {asked!r}")
        frame = _Frame(self._site, request, embedded=path == EMBED)
        await self._app({**scope, "path": f"{root}/"}, receive, frame.sender(send))


class _Frame:
    """Holds a response back until it is whole, and sends it changed."""

    def __init__(self, site: Site, request: Request, *, embedded: bool) -> None:
        self._site, self._request, self._embedded = site, request, embedded
        self._start: Message = {}
        self._body = bytearray()

    def sender(self, send: Send) -> Send:
        """The `send` that Gradio is given."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._start = message
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(send)

        return sending

    async def _finish(self, send: Send) -> None:
        headers = MutableHeaders(scope=self._start)
        body = bytes(self._body)
        if headers.get("content-type", "").startswith("text/html"):
            body = self._framed(body.decode()).encode()
            headers["vary"] = "accept-language"
        headers["content-length"] = str(len(body))
        await send(self._start)
        await send({"type": "http.response.body", "body": body})

    def _framed(self, page: str) -> str:
        site, request = self._site, self._request
        language = site.language_of(request)
        name = "embedded.html" if self._embedded else "chat.html"
        element = _ELEMENT.search(page)
        assert element, "Gradio's page has its element"
        body = site.render(request, name, app=Markup(element[0]), here="chat")
        head = site.render(
            request, "chat_head.html", gradio_language=json.dumps(GRADIO_LANGUAGES[language])
        )
        page = _HTML.sub(f'<html lang="{language}" dir="{direction(language)}">', page, count=1)
        page = _TITLE.sub("", _SOCIAL.sub("", page))
        page = page.replace("<head>", f"<head>{head}", 1)
        page = page.replace(element[0], body, 1)
        name = "embedded" if self._embedded else "chat-page"
        if not site.asks_shipped(request):
            name += " other-collection"
        page = _BODY.sub(f'<body class="{name}">', page, count=1)
        return _INLINE_SCRIPT.sub(f'<script nonce="{nonce_of(request)}"', page)
