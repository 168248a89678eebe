"""The HTTP door: the server at exactly one path of a bigger application.

door = http_door(make_server(assistant, allowed_hosts=["127.0.0.1:*"]))

@asynccontextmanager
async def lifespan(app):
async with door.run():
yield

app = FastAPI(lifespan=lifespan)
app.router.routes.append(door.route)        # before anything that is mounted at the root
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from mcp.server.fastmcp.server import StreamableHTTPASGIApp
from starlette.routing import Route

from assistant.mcp.server import Server

PATH = "/mcp"
"""Where clients look for it."""


@dataclass(frozen=True, slots=True)
class HttpDoor:
    """A server's route, and what has to run around the application's life; it can run once."""

    route: Route
    run: Callable[[], AbstractAsyncContextManager[None]]


def http_door(server: Server, path: str = PATH) -> HttpDoor:
    """The door of `server` at `path`, which answers POST alone.

    There are no sessions, and nothing that the server would say of its own accord: a GET, which would
    wait for that, is refused with 405 as the protocol has it, and nothing keeps a shutdown waiting.
    """
    # It makes the session manager, which the application made beside it is not needed for.
    server.streamable_http_app()
    endpoint = StreamableHTTPASGIApp(server.session_manager)
    return HttpDoor(Route(path, endpoint=endpoint, methods=["POST"]), server.session_manager.run)
