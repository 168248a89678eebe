"""`/api/v1/feedback`: what readers think of answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from assistant.feedback import Feedback
from assistant.web.api import PREFIX
from assistant.web.api.schemas import FeedbackRequest, Kept
from assistant.web.parts import Parts
from assistant.web.problems import Refusal


class _JsonLines(Response):
    media_type = "application/jsonl"


def make_router(parts: Parts) -> APIRouter:
    """The routes of feedback."""
    router = APIRouter(prefix=PREFIX, tags=["feedback"])

    @router.post("/feedback", status_code=201, summary="Judge an answer")
    async def judge(body: FeedbackRequest) -> Kept:
        """Keep a reader's verdict, with the answer that it is on."""
        try:
            entry = Feedback(
                answer=body.answer,
                verdict=body.verdict,
                reason=body.reason,
                correction=None if body.correction is None else tuple(body.correction),
                history=tuple(body.history),
            )
        except ValidationError as error:
            raise Refusal(422, "invalid-feedback", error.errors()[0]["msg"]) from error
        await parts.service.run(lambda: parts.service.feedback.add(entry))
        parts.metrics.judged(body.verdict)
        return Kept()

    @router.get("/feedback", summary="Export feedback", response_class=_JsonLines)
    async def export(
        request: Request,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 1_000,
    ) -> Response:
        """The feedback kept, oldest first, as JSON lines. It has readers' questions: a key is needed."""
        caller = request.scope["state"].get("caller") or ""
        if not caller.startswith("key:"):
            raise Refusal(
                401,
                "no-key",
                "feedback is given out to holders of an API key alone",
                headers={"WWW-Authenticate": "Bearer"},
            )
        entries = await parts.service.run(parts.service.feedback.read)
        lines = (entry.model_dump_json() + "\n" for entry in entries[offset : offset + limit])
        return _JsonLines("".join(lines))

    return router
