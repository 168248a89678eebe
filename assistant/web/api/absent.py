"""What is at no path of the API: not found, or not allowed where other methods are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Match

if TYPE_CHECKING:
    from starlette.routing import BaseRoute
    from starlette.types import Receive, Scope, Send

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Absent:
    """Answers where no route does; without it the chat, which is mounted at the root, would."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        """`routes` are those that come first."""
        self._routes = tuple(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raise 405 with the methods that there are (RFC 9110, 15.5.6), or 404."""
        allowed = [method for method in _METHODS if self._is_answered(scope, method)]
        if allowed:
            headers = {"Allow": ", ".join(allowed)}
            raise HTTPException(405, "there is no such method here", headers)
        raise HTTPException(404, "there is nothing at this path of the API")

    def _is_answered(self, scope: Scope, method: str) -> bool:
        asked = {**scope, "method": method}
        return any(route.matches(asked)[0] is Match.FULL for route in self._routes)
