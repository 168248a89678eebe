"""Replies in the words of four providers: OpenAI, Anthropic, Ollama and Google."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final, NamedTuple

from .requests_and_replies import Json, Protocol, Reply, Request, dig

_ERRORS: Final[dict[int, tuple[str, str, str]]] = {
    400: ("invalid_request_error", "invalid_request_error", "INVALID_ARGUMENT"),
    401: ("invalid_request_error", "authentication_error", "UNAUTHENTICATED"),
    403: ("insufficient_permissions", "permission_error", "PERMISSION_DENIED"),
    404: ("invalid_request_error", "not_found_error", "NOT_FOUND"),
    429: ("rate_limit_error", "rate_limit_error", "RESOURCE_EXHAUSTED"),
    529: ("server_error", "overloaded_error", "UNAVAILABLE"),
}
"""What OpenAI, Anthropic and Google call an error of each status."""


class Turn(NamedTuple):
    """A reply to a request, ready to be put in a protocol's words."""

    request: Request
    reply: Reply

    @property
    def tool(self) -> str | None:
        if self.reply.text is not None:
            return (self.request.tool or "answer") if self.reply.as_tool else None
        return (self.reply.tool_name or self.request.tool) if self.reply.data is not None else None

    @property
    def text(self) -> str:
        if self.reply.text is not None or self.reply.data is None:
            return self.reply.text or ""
        return json.dumps(self.reply.data, ensure_ascii=False)

    @property
    def pieces(self) -> list[str]:
        size = max(1, self.reply.chunk)
        return [self.text[i : i + size] for i in range(0, len(self.text), size)]

    @property
    def arguments(self) -> Json:
        """The tool's arguments as a structure, or as text where they are no JSON."""
        with suppress(ValueError):
            return json.loads(self.text)
        return self.text

    def finish(self, stop: str, length: str, call: str) -> str:
        return length if self.reply.finish == "length" else call if self.tool else stop


def _openai(turn: Turn) -> Iterator[object]:
    read, wrote = turn.reply.usage
    usage = {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}
    base = {"id": "chatcmpl-1", "created": 1, "model": turn.request.body.get("model")}
    forced = isinstance(turn.request.body.get("tool_choice"), dict)
    finish = turn.finish("stop", "length", "stop" if forced else "tool_calls")

    def call(arguments: str) -> dict[str, object]:
        function = {"name": turn.tool, "arguments": arguments}
        return {"id": "call_1", "type": "function", "function": function}

    if not turn.request.streams:
        said = {"tool_calls": [call(turn.text)]} if turn.tool else {}
        message = {"role": "assistant", "content": None if turn.tool else turn.text, **said}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        yield {**base, "object": "chat.completion", "choices": [choice], "usage": usage}
        return

    base["object"] = "chat.completion.chunk"
    first = {"tool_calls": [{"index": 0, **call("")}]} if turn.tool else {"content": ""}
    deltas: list[dict[str, object]] = [{"role": "assistant", **first}]
    for piece in turn.pieces:
        part: Json = {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
        deltas.append(part if turn.tool else {"content": piece})
    for delta in deltas:
        yield {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    yield {**base, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}
    if dig(turn.request.body, "stream_options", "include_usage"):
        yield {**base, "choices": [], "usage": usage}
    yield "[DONE]"


def _anthropic(turn: Turn) -> Iterator[object]:
    read, wrote = turn.reply.usage
    usage = {"input_tokens": read, "output_tokens": wrote}
    stop = turn.finish("end_turn", "max_tokens", "tool_use")
    reason = {"stop_reason": stop, "stop_sequence": None}
    call = {"type": "tool_use", "id": "toolu_1", "name": turn.tool}
    message = {"id": "msg_1", "type": "message", "role": "assistant"}
    message["model"] = turn.request.body.get("model", "")
    if not turn.request.streams:
        words = {"type": "text", "text": turn.text}
        block = {**call, "input": turn.arguments} if turn.tool else words
        yield {**message, "content": [block], **reason, "usage": usage}
        return

    started = {"stop_reason": None, "stop_sequence": None, "usage": {**usage, "output_tokens": 1}}
    yield {"type": "message_start", "message": {**message, "content": [], **started}}
    block = {**call, "input": {}} if turn.tool else {"type": "text", "text": ""}
    yield {"type": "content_block_start", "index": 0, "content_block": block}
    kind, key = ("input_json_delta", "partial_json") if turn.tool else ("text_delta", "text")
    for piece in turn.pieces:
        yield {"type": "content_block_delta", "index": 0, "delta": {"type": kind, key: piece}}
    yield {"type": "content_block_stop", "index": 0}
    yield {"type": "message_delta", "delta": reason, "usage": usage}
    yield {"type": "message_stop"}


def _ollama(turn: Turn) -> Iterator[object]:
    read, wrote = turn.reply.usage
    base = {"model": turn.request.body.get("model"), "created_at": "2026-01-01T00:00:00Z"}
    call = {"function": {"name": turn.tool, "arguments": turn.arguments}} if turn.tool else None
    told: list[dict[str, object]] = [{"content": "", "tool_calls": [call]}] if call else []
    last: dict[str, object] = {"content": ""}
    if turn.request.streams:
        told = told or [{"content": piece} for piece in turn.pieces]
        for part in told:
            yield {**base, "message": {"role": "assistant", **part}, "done": False}
    else:
        last = told[0] if told else {"content": turn.text}
    yield {
        **base,
        "message": {"role": "assistant", **last},
        "done": True,
        "done_reason": turn.finish("stop", "length", "stop"),
        **dict.fromkeys(("total_duration", "load_duration", "prompt_eval_duration"), 1),
        "prompt_eval_count": read,
        "eval_count": wrote,
        "eval_duration": 1,
    }


def _google(turn: Turn) -> Iterator[object]:
    read, wrote = turn.reply.usage
    usage = {"promptTokenCount": read, "totalTokenCount": read}
    base = {"modelVersion": "scripted", "responseId": "response-1"}
    parts: list[object] = [{"text": turn.text}]
    if turn.tool:
        parts = [{"functionCall": {"name": turn.tool, "args": turn.arguments}}]
    elif turn.request.streams:
        parts = [{"text": piece} for piece in turn.pieces] or parts
    for number, part in enumerate(parts, 1):
        candidate: dict[str, object] = {"content": {"parts": [part], "role": "model"}, "index": 0}
        if number == len(parts):
            candidate["finishReason"] = turn.finish("STOP", "MAX_TOKENS", "STOP")
            usage |= {"candidatesTokenCount": wrote, "totalTokenCount": read + wrote}
        yield {**base, "candidates": [candidate], "usageMetadata": dict(usage)}


ANSWERS: Final[dict[Protocol, Callable[[Turn], Iterator[object]]]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "ollama": _ollama,
    "google": _google,
}


def frame(protocol: Protocol, event: object) -> bytes:
    """One event of a stream, as the protocol sends it."""
    data = event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)
    if protocol == "ollama":
        return f"{data}\n".encode()
    end = "\r\n\r\n" if protocol == "google" else "\n\n"
    name = f"event: {dig(event, 'type')}\n" if protocol == "anthropic" else ""
    return f"{name}data: {data}{end}".encode()


def error_body(protocol: Protocol, status: int, message: str) -> bytes:
    """The body of an error, as the protocol's provider words it."""
    if message.startswith("{"):
        return message.encode()
    message = message or f"Scripted error {status}."
    openai, anthropic, google = _ERRORS.get(status, ("server_error", "api_error", "INTERNAL"))
    code = "context_length_exceeded" if "context length" in message else None
    bodies: dict[Protocol, object] = {
        "openai": {"error": {"message": message, "type": openai, "param": None, "code": code}},
        "anthropic": {"type": "error", "error": {"type": anthropic, "message": message}},
        "ollama": {"error": message},
        "google": {"error": {"code": status, "message": message, "status": google}},
    }
    return json.dumps(bodies[protocol]).encode()
