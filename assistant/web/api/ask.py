"""`/api/v1/ask`: a question in, an answer out, whole or as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from assistant.answer import Answer
from assistant.events import AnswerEvent, RestartEvent, StreamEvent
from assistant.web.api import PREFIX
from assistant.web.api.choice import InAddress, Languages
from assistant.web.api.presence import while_there
from assistant.web.api.schemas import AskRequest, Short, Symbol
from assistant.web.observation.logs import log_fault
from assistant.web.observation.watch import tell, tell_answer
from assistant.web.parts import Parts
from assistant.web.problems import Refusal, plain_problem, problem, refusal_of
from assistant.web.service import Asked
from index.errors import UserError
from index.words import Language

_EVENTS = "text/event-stream"
_EVENT = {
    "type": "object",
    "description": "An event; its data is JSON on one line.",
    "properties": {
        "event": {"type": "string", "enum": ["text", "restart", "answer", "problem"]},
        "data": {"type": "string", "examples": ['{"text": "The documents do not answer."}']},
    },
    "required": ["event", "data"],
}
_RESPONSES: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The answer; `not_found` is one too. Or events: `text` (a piece of verified "
        "text), `restart` (what was streamed is withdrawn), `answer` (the whole, at the end), `problem`.",
        "content": {_EVENTS: {"schema": _EVENT}},
    }
}


def make_router(parts: Parts) -> APIRouter:
    """The routes of `ask`."""
    router = APIRouter(prefix=PREFIX, tags=["ask"])

    async def respond(body: AskRequest, request: Request) -> Response:
        asked = _asked(body)
        if parts.settings.log_questions:
            tell(request, question=body.question)
        if body.stream or _EVENTS in request.headers.get("accept", ""):
            return await _streamed(parts, asked, request)
        answer = await while_there(request, parts.service.ask(asked))
        tell_answer(request, answer)
        return Response(answer.model_dump_json(), media_type="application/json")

    @router.post("/ask", response_model=Answer, responses=_RESPONSES, summary="Ask a question")
    async def ask(body: AskRequest, request: Request) -> Response:
        """Answer from the documents, in quotes with symbol and paragraph, or say that they do not answer."""
        return await respond(body, request)

    @router.get("/ask", response_model=Answer, responses=_RESPONSES, summary="Ask in an address")
    async def ask_in_address(
        request: Request,
        question: Annotated[Short, Query(examples=["What are the functions of the Centre?"])],
        choice: InAddress,
        language: Language | None = None,
        in_language: Languages = None,
        document: Annotated[list[Symbol] | None, Query(max_length=100)] = None,
        plain: bool = False,
        explain: bool = False,
    ) -> Response:
        """As `POST`, for what can only follow an address, such as a browser's `EventSource`."""
        body = AskRequest(
            question=question,
            language=language,
            documents=document or [],
            plain=plain,
            explain=explain,
            **choice.model_dump() | {"languages": in_language or []},
        )
        return await respond(body, request)

    return router


def _asked(body: AskRequest) -> Asked:
    return Asked(
        question=body.question,
        history=body.history,
        language=body.language,
        documents=body.documents,
        plain=body.plain,
        explain=body.explain,
        where=body.where(),
        collection=body.collection,
    )


async def _streamed(parts: Parts, asked: Asked, request: Request) -> Response:
    """The events; what is wrong with the question is told by the status, before the first of them."""
    events = parts.service.stream(asked)
    first = await while_there(request, anext(events))

    async def send() -> AsyncIterator[str]:
        async with aclosing(events):
            yield _event(first)
            try:
                async for event in events:
                    yield _event(event)
                    if isinstance(event, AnswerEvent):
                        tell_answer(request, event.answer)
            except Refusal as refusal:
                yield _sse("problem", problem(refusal, request).model_dump_json(exclude_none=True))
            except UserError as error:
                told = problem(refusal_of(error), request)
                yield _sse("problem", told.model_dump_json(exclude_none=True))
            except Exception as error:  # noqa: BLE001  The status has been sent: it is told in the stream.
                log_fault("fault", error, id=request.scope["state"]["request_id"])
                told = plain_problem(500, request, "a fault of the server's; it is logged")
                yield _sse("problem", told.model_dump_json(exclude_none=True))

    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(send(), media_type=_EVENTS, headers=headers)


def _event(event: StreamEvent) -> str:
    if isinstance(event, AnswerEvent):
        return _sse("answer", event.answer.model_dump_json())
    if isinstance(event, RestartEvent):
        return _sse("restart", "{}")
    return _sse("text", json.dumps({"text": event.text}, ensure_ascii=False))


def _sse(name: str, data: str) -> str:
    """One server-sent event; JSON on one line has no line break in it."""
    return f"event: {name}\ndata: {data}\n\n"
