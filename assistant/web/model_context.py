"""MCP over streamable HTTP at `/mcp`, on the same server."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.parts import Parts


def add_model_context(
    app: FastAPI, parts: Parts
) -> Callable[[], AbstractAsyncContextManager[None]]:
    """Add the door to `app`; what is returned runs as long as the server does."""
    from starlette.routing import Route

    from assistant.mcp.http import PATH, http_door
    from assistant.mcp.server import make_server
    from assistant.web.api.absent import Absent

    # Which hosts it answers for is settled for all doors, by a layer around them.
    door = http_door(make_server(parts.service.assistant))
    app.router.routes.append(door.route)
    # A client asks by GET whether the server has news: the protocol wants 405 where it has none.
    app.router.routes.append(Route(PATH, Absent([door.route])))
    return door.run
