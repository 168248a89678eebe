"""REST under `/api/v1`, and the OpenAI-compatible door under `/v1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.parts import Parts

PREFIX, OPENAI = "/api/v1", "/v1"


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add all doors for programs to `app`."""
    from starlette.routing import Route

    from assistant.web.api import (
        ask,
        checks,
        collections,
        completions,
        documents,
        feedback,
        lineage,
        operation,
        quotes,
        receipts,
        tasks,
    )
    from assistant.web.api.absent import Absent

    for module in (
        ask,
        collections,
        documents,
        lineage,
        tasks,
        quotes,
        checks,
        receipts,
        feedback,
        operation,
    ):
        app.include_router(module.make_router(parts), responses=_problems())
    app.include_router(completions.make_router(parts))
    absent = Absent(app.router.routes)
    for prefix in (PREFIX, OPENAI):
        app.router.routes.append(Route(f"{prefix}/{{path:path}}", absent, include_in_schema=False))


def _problems() -> dict[int | str, dict[str, object]]:
    from assistant.web.problems import MEDIA_TYPE, FieldError, Problem

    told = {
        400: "The request cannot be read.",
        401: "An API key is needed.",
        404: "There is no such document, paragraph or collection.",
        405: "There is no such method here; see Allow.",
        408: "The request's body took too long.",
        413: "The request is too large.",
        422: "The request cannot be carried out as it is.",
        429: "Too many requests; see Retry-After.",
        500: "A fault of the server's, which is logged.",
        503: "Too busy, or stopping; see Retry-After.",
        504: "It took too long.",
    }
    # Written out in each place: a reference would point to definitions that the document has not.
    schema = Problem.model_json_schema()
    schema.pop("$defs")
    schema["properties"]["errors"]["anyOf"][0]["items"] = FieldError.model_json_schema()
    return {
        status: {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status, text in told.items()
    }
