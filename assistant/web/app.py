"""The server: its layers, doors and pages, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from assistant.web import api, chat, pages, widget
from assistant.web.collected import Collections
from assistant.web.faults import add_handlers
from assistant.web.observation.metrics import Metrics
from assistant.web.observation.watch import Watch
from assistant.web.pages.site import STATIC, Site
from assistant.web.parts import Parts
from assistant.web.root_path import RootPath
from assistant.web.security.body import BodyLimit
from assistant.web.security.gate import Gate
from assistant.web.security.headers import Headers
from assistant.web.security.keys import Keys
from assistant.web.security.sign_in import Sessions
from assistant.web.service import Service
from assistant.web.stopping import GoodEnd, Stopping
from index.collections import DEFAULT

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.api import Assistant
    from assistant.web.settings import ServerSettings


def create_app(
    assistant: Assistant, settings: ServerSettings, stopping: Stopping | None = None
) -> ASGIApp:
    """The whole server as an ASGI application; closing `assistant` is the caller's.

    The collection that the settings name is asked where a request names none.

    The layers, outermost first: the root path, the watch (logs, metrics), headers, CORS for the sites
    that may call from a browser, the hosts it answers for, the good end, the body's limit, and the
    gate (keys, sign-in, rate).
    """
    if settings.collection != DEFAULT:
        assistant = assistant.within(settings.collection)
    documents = assistant.documents()
    metrics = Metrics(
        version("mandate-assistant"),
        assistant.checksum,
        len(documents),
        sum(len(document.paragraphs) for document in documents),
    )
    collections = Collections(assistant, settings.collection)
    service = Service(assistant, settings, metrics)
    stopping = stopping or Stopping()
    stopping.calls.append(service.close)
    sessions = Sessions(settings)
    parts = Parts(
        settings, service, metrics, Site(settings.language, sessions, collections), sessions
    )
    app = _doors(parts)
    layers: tuple[Callable[[ASGIApp], ASGIApp], ...] = (
        lambda inner: Gate(inner, Keys(settings.api_keys), sessions, settings.rate_limit),
        lambda inner: BodyLimit(inner, settings.max_body),
        lambda inner: GoodEnd(inner, stopping),
        lambda inner: TrustedHostMiddleware(inner, settings.allowed_hosts or ["*"]),
        lambda inner: CORSMiddleware(
            inner,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["authorization", "content-type", "x-api-key"],
            expose_headers=["retry-after", "x-request-id"],
        ),
        lambda inner: Headers(inner, settings.allowed_origins),
        lambda inner: Watch(inner, metrics),
        lambda inner: RootPath(inner, settings.root_path),
    )
    whole: ASGIApp = app
    for layer in layers:
        whole = layer(whole)
    return whole


def _doors(parts: Parts) -> FastAPI:
    """The application within the layers: REST, MCP, pages, and the chat at the root."""
    from assistant.web.model_context import add_model_context

    stack: list[Callable[[], object]] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            for start in stack:
                await running.enter_async_context(start())  # type: ignore[arg-type]
            yield
            parts.service.close()

    app = FastAPI(
        title="Mandate assistant",
        version=version("mandate-assistant"),
        summary="What a United Nations body may and must do, in words quoted letter for letter.",
        # FastAPI's own pages for developers load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    add_handlers(app, parts.site)
    api.add_routes(app, parts)
    stack.append(add_model_context(app, parts))
    app.mount("/web", StaticFiles(directory=STATIC))
    app.include_router(widget.make_router())
    pages.add_routes(app, parts)
    chat.add_chat(app, parts)
    return app
