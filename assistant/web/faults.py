"""What a caller is told where something is wrong: a problem over the API, a page in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from assistant.web.interface import load_labels
from assistant.web.observation.logs import log_fault
from assistant.web.observation.watch import LEFT
from assistant.web.problems import (
    FieldError,
    Problem,
    Refusal,
    path_of,
    plain_problem,
    problem,
    refusal_of,
    respond,
)
from index.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI

    from assistant.web.pages.site import Site

_LABELS = {
    404: "error.not_found",
    405: "error.not_found",
    401: "error.not_allowed",
    403: "error.not_allowed",
    503: "chat.busy",
    504: "chat.too_long",
    429: "error.too_many",
    413: "error.too_large",
}
_NAMED = {"urn:mandate:problem:unknown-collection": "error.unknown_collection"}


def is_api(request: Request) -> bool:
    """Whether a program asks, and not a browser for a page."""
    return path_of(request.scope).startswith(("/api/", "/v1/", "/mcp"))


def add_handlers(app: FastAPI, site: Site) -> None:
    """Let `app` answer each kind of error; a fault is logged, and told without its inside."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return _answer(request, site, problem(error, request), error.headers)

    async def users(request: Request, error: Exception) -> Response:
        assert isinstance(error, UserError)
        return await refused(request, refusal_of(error))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return _answer(request, site, _invalid(request, error))

    async def status(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        found = plain_problem(error.status_code, request, str(error.detail))
        return _answer(request, site, found, error.headers)

    async def left(request: Request, error: Exception) -> Response:
        return Response(status_code=LEFT)

    async def fault(request: Request, error: Exception) -> Response:
        log_fault("fault", error, id=request.scope.get("state", {}).get("request_id"))
        return _answer(
            request, site, plain_problem(500, request, "a fault of the server's; it is logged")
        )

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(UserError, users)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, status)
    app.add_exception_handler(ClientDisconnect, left)
    app.add_exception_handler(Exception, fault)


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    """What is wrong with the request's form, field by field."""
    found = error.errors()
    if found and found[0]["type"] == "json_invalid":
        place, reason = found[0]["loc"][-1], found[0]["ctx"]["error"]
        refusal = Refusal(400, "malformed-body", f"the body is not JSON: {reason} at {place}")
        return problem(refusal, request)
    refusal = Refusal(422, "invalid-request", "the request does not have the form that is expected")
    told = problem(refusal, request)
    told.errors = [
        FieldError(pointer=_pointer(_place(e["loc"])), detail=_reason(e)) for e in found[:20]
    ]
    return told


def _reason(error: Mapping[str, str]) -> str:
    return error["msg"].removeprefix("Value error, ")


def _place(where: Sequence[str | int]) -> Sequence[str | int]:
    """The place of a value in the body; of one in the address its name, however often it stands there."""
    return where[1:2] if where[0] == "query" else where[1:]


def _pointer(place: Sequence[str | int]) -> str:
    """The place of a field as a JSON pointer (RFC 6901); empty for the whole."""
    return "".join("/" + str(name).replace("~", "~0").replace("/", "~1") for name in place)


def _answer(
    request: Request, site: Site, found: Problem, headers: Mapping[str, str] | None = None
) -> Response:
    if is_api(request):
        return respond(found, request, headers)
    # Below a mount the root is the mount's, and links would begin there.
    scope = request.scope
    root = scope.get("app_root_path", scope.get("root_path", ""))
    request = Request({**scope, "root_path": root})
    label = _NAMED.get(found.type) or _LABELS.get(found.status, "error.fault")
    message = load_labels(site.language_of(request))[label]
    response = site.page(request, "error.html", status=found.status, message=message)
    response.headers.update(headers or {})
    return response
