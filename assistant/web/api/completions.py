"""`/v1/chat/completions`: the assistant as a model behind OpenAI's interface, for chat front ends.

Source of the wire format: OpenAI's API reference, "Chat completions", with `url_citation` annotations.
What a front end may set that has no meaning here (temperature, tools, system messages) is let pass.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, Literal
from uuid import uuid4

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answer import Answer
from assistant.question.reading import MOST_CHARACTERS
from assistant.render import to_markdown
from assistant.render.markdown import escape
from assistant.render.source import marked_pieces
from assistant.web.api import OPENAI
from assistant.web.api.choice import Choice
from assistant.web.api.presence import while_there
from assistant.web.api.schemas import MAX_HISTORY, Text
from assistant.web.observation.watch import tell, tell_answer
from assistant.web.parts import Parts
from assistant.web.problems import Refusal, refusal_of
from assistant.web.service import Asked
from index.errors import UserError

MODEL = "mandate-assistant"
_EVENTS = "text/event-stream"
Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Part(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, StringConstraints(max_length=50)]
    text: Text | None = None


class Message(BaseModel):
    """A message of the conversation so far."""

    model_config = ConfigDict(extra="allow")

    role: Role
    content: Text | list[Part] | None = None

    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class StreamOptions(BaseModel):
    """Whether the last chunk tells the usage."""

    include_usage: bool = False


class _Conversation(BaseModel):
    model: Annotated[str, StringConstraints(max_length=200)] = MODEL
    messages: list[Message] = Field(min_length=1, max_length=1_000)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(None, ge=1, le=1)


class CompletionRequest(Choice, _Conversation):
    """A conversation whose last message of the user's is the question.

    `collection`, `bodies`, `kinds`, `years`, `languages` and `statuses`, which OpenAI has not, choose
    the documents that are asked.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [
                        {"role": "user", "content": "What are the functions of the Centre?"}
                    ],
                }
            ]
        }
    )


class ErrorDetail(BaseModel):
    """What is wrong, as OpenAI's clients read it."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(BaseModel):
    """An error of this door."""

    error: ErrorDetail


_RESPONSES: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The completion, or its chunks as events where `stream` is true.",
        "content": {
            "application/json": {"schema": {"type": "object", "title": "Completion"}},
            _EVENTS: {"schema": {"type": "object", "properties": {"data": {"type": "string"}}}},
        },
    },
    "default": {"description": "What is wrong.", "model": ErrorBody},
}


def make_router(parts: Parts) -> APIRouter:
    """The routes of OpenAI's interface."""
    router = APIRouter(prefix=OPENAI, tags=["OpenAI-compatible"])

    @router.post(
        "/chat/completions",
        summary="Converse as with a model of OpenAI's",
        responses=_RESPONSES,
    )
    async def complete(body: CompletionRequest, request: Request) -> Response:
        """The answer as Markdown; `annotations` are its citations, each with the words quoted."""
        questions = [message.text() for message in body.messages if message.role == "user"]
        if not questions:
            raise Refusal(
                400,
                "no-question",
                "there is no message of the user's; the last one is the question",
            )
        if parts.settings.log_questions:
            tell(request, question=questions[-1])
        *earlier, question = questions
        # What cannot be asked is no reason to refuse what comes after it: a picture, a pasted text.
        history = [text for text in earlier if _can_be_asked(text)][-MAX_HISTORY:]
        asked = Asked(
            question=question, history=history, where=body.where(), collection=body.collection
        )
        try:
            answer = await while_there(request, parts.service.ask(asked))
        except UserError as error:
            refusal = refusal_of(error)
            if refusal.status >= 500:
                raise refusal from error
            raise Refusal(400, refusal.name, refusal.detail) from error
        tell_answer(request, answer)
        if body.stream:
            usage = body.stream_options is not None and body.stream_options.include_usage
            headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
            return StreamingResponse(_chunks(answer, usage), media_type=_EVENTS, headers=headers)
        return JSONResponse(_completion(answer))

    @router.get("/models", summary="The one model there is")
    async def models() -> Response:
        """The assistant itself."""
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
        return JSONResponse({"object": "list", "data": [model]})

    return router


def _can_be_asked(text: str) -> bool:
    return len(text) <= MOST_CHARACTERS and any(map(str.isalnum, text))


def annotate(answer: Answer, content: str) -> list[dict[str, object]]:
    """The citations; each stands where its marker does in `content`, counted in code points.

    `mandate` beside it has the whole citation.
    """
    found: list[dict[str, object]] = []
    outside = _without_quotes(answer, content)
    for citation in answer.citations:
        marker = f"\\[{citation.key}\\]"
        start = outside.find(marker)
        if start < 0:
            continue
        found.append(
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": start,
                    "end_index": start + len(marker),
                    "title": f"{citation.title} ({citation.pinpoint})",
                    "url": citation.url,
                },
                "mandate": citation.model_dump(mode="json"),
            }
        )
    return found


def _without_quotes(answer: Answer, content: str) -> str:
    """`content`, as long as it is, with blanks for the quotes: one of them may have a [1] in it."""
    for citation in answer.citations:
        pieces = [(escape(piece), marked) for piece, marked in marked_pieces(citation) if piece]
        shown = "".join(f"**{piece}**" if marked else piece for piece, marked in pieces)
        for quote in (shown, escape(citation.quote)):
            content = content.replace(quote, " " * len(quote))
    return content


def _completion(answer: Answer) -> dict[str, object]:
    content = to_markdown(answer)
    message = {
        "role": "assistant",
        "content": content,
        "refusal": None,
        "annotations": annotate(answer, content),
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {**_head("chat.completion"), "choices": [choice], "usage": _usage(answer)}


async def _chunks(answer: Answer, with_usage: bool) -> AsyncIterator[str]:
    """The answer in chunks of a block each: it is sent only once every quote has been verified."""
    head = _head("chat.completion.chunk")
    content = to_markdown(answer)

    def chunk(delta: dict[str, object], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return f"data: {json.dumps({**head, 'choices': [choice]}, ensure_ascii=False)}\n\n"

    yield chunk({"role": "assistant", "content": ""})
    for block in content.splitlines(keepends=True):
        yield chunk({"content": block})
    yield chunk({"annotations": annotate(answer, content)})
    yield chunk({}, "stop")
    if with_usage:
        yield f"data: {json.dumps({**head, 'choices': [], 'usage': _usage(answer)})}\n\n"
    yield "data: [DONE]\n\n"


def _head(kind: str) -> dict[str, object]:
    return {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": kind,
        "created": int(time.time()),
        "model": MODEL,
    }


def _usage(answer: Answer) -> dict[str, int]:
    """Tokens of the language model that was asked; none where none was."""
    usage = answer.receipt.usage
    sent, got = (usage.input_tokens, usage.output_tokens) if usage else (0, 0)
    return {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}
