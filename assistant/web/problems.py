"""Errors as problem details (RFC 9457): what a caller of REST gets where something is wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import (
    CacheError,
    ComparisonError,
    EmptyQuestion,
    FeedbackError,
    NothingToTrace,
    QuestionTooLong,
    ReceiptError,
    TextTooLong,
    UnknownDocument,
    UnknownLanguage,
    UnreadableText,
    UserError,
)
from assistant.web.observation.logs import log_fault
from index.errors import (
    CollectionError,
    FilterError,
    LocatorError,
    ServerError,
    SymbolError,
    UnknownParagraph,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Scope

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """What is wrong with one field of a request: where it stands, and why."""

    pointer: str = Field(examples=["/question"])
    detail: str


class Problem(BaseModel):
    """A problem detail, as RFC 9457 has it; `errors` are those of single fields."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:mandate:problem:empty-question",
                    "title": "Empty question",
                    "status": 422,
                    "detail": "the question is empty; ask something",
                }
            ]
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    errors: list[FieldError] | None = None


class Refusal(Exception):
    """A request that is not carried out; it is told as a problem with `status` and `name`."""

    def __init__(
        self, status: int, name: str, detail: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.name, self.detail = status, name, detail
        self.headers = dict(headers or {})


# In a path they are not found; in a body the request cannot be carried out.
_NAMES: tuple[tuple[type[UserError], str, int], ...] = (
    (EmptyQuestion, "empty-question", 422),
    (QuestionTooLong, "question-too-long", 413),
    (UnknownLanguage, "unknown-language", 422),
    (UnknownDocument, "unknown-document", 404),
    (UnknownParagraph, "unknown-paragraph", 404),
    (CollectionError, "unknown-collection", 404),
    (ComparisonError, "not-comparable", 422),
    (NothingToTrace, "nothing-to-trace", 404),
    (TextTooLong, "text-too-long", 413),
    (UnreadableText, "unreadable-text", 422),
    (ReceiptError, "not-a-receipt", 422),
    (FilterError, "filter-fits-nothing", 422),
    (SymbolError, "not-a-symbol", 422),
    (LocatorError, "not-a-locator", 422),
    (FeedbackError, "feedback-not-kept", 503),
    (CacheError, "cache-not-usable", 503),
    (ServerError, "store-not-reachable", 503),
)
# The operator's files and servers: where they are is told in the log alone.
_OPERATORS = (FeedbackError, CacheError, ServerError)


def refusal_of(error: UserError) -> Refusal:
    """What `error` is to a caller over HTTP; what only the operator can mend is logged."""
    # What was asked for stands in it, at whatever length.
    detail = shorten(str(error))
    if isinstance(error, CollectionError):
        # What the message goes on with is what an operator can do about it.
        detail = "there is no such collection; GET /api/v1/collections names those that there are"
    if isinstance(error, _OPERATORS):
        log_fault("fault", error)
        what = "a server" if isinstance(error, ServerError) else "a file"
        detail = f"{what} of the server's cannot be used; its log says more"
    for kind, name, status in _NAMES:
        if isinstance(error, kind):
            return Refusal(status, name, detail)
    return Refusal(422, "not-possible", str(error))


def problem(refusal: Refusal, request: Request) -> Problem:
    """`refusal` as a problem; its title is the name, in words."""
    return Problem(
        type=f"urn:mandate:problem:{refusal.name}",
        title=refusal.name.replace("-", " ").capitalize(),
        status=refusal.status,
        detail=refusal.detail,
        instance=shorten(request.url.path),
    )


def shorten(text: str, most: int = 500) -> str:
    """`text`, cut where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def path_of(scope: Scope) -> str:
    """The path of a request below the server's root, also within what is mounted at a path."""
    root = scope.get("app_root_path", scope.get("root_path", ""))
    path: str = scope["path"]
    return path.removeprefix(root)


def respond(found: Problem, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """The response that carries the problem `found`, in OpenAI's form behind OpenAI's door."""
    from starlette.responses import JSONResponse, Response

    if path_of(request.scope).startswith("/v1/"):
        # OpenAI has no 422, and its clients look at the status.
        status = 400 if found.status == 422 else found.status
        return JSONResponse(_as_openai(found), status_code=status, headers=dict(headers or {}))
    return Response(
        found.model_dump_json(exclude_none=True),
        status_code=found.status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def plain_problem(status: int, request: Request, detail: str | None = None) -> Problem:
    """A problem that has no more to it than its HTTP status."""
    return Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=shorten(request.url.path),
    )


def _as_openai(found: Problem) -> dict[str, object]:
    """An error as OpenAI's clients read it."""
    kind = "server_error" if found.status >= 500 else "invalid_request_error"
    kind = "rate_limit_error" if found.status == 429 else kind
    first = found.errors[0] if found.errors else None
    message = found.detail or found.title
    error = {
        "message": f"{message} ({first.pointer}: {first.detail})" if first else message,
        "type": kind,
        "param": first.pointer if first else None,
        "code": found.type.rpartition(":")[2] if found.type != "about:blank" else None,
    }
    return {"error": error}
