"""A scripted chat-model server for tests: four providers' protocols on a local port.

    def script(request: Request) -> Reply:
        return Reply(data={"verdict": "yes"})

    with ChatServer(script) as server:
        model = init_chat_model("openai:scripted", base_url=server.base_url("openai"), ...)

A request's path tells its protocol: OpenAI chat completions, Anthropic messages, Ollama chat or
Google generateContent. The script says what to answer and how the answer fails; the server puts it
in the protocol's words, whole or streamed, as the request asks. A connection serves one request.
"""

from __future__ import annotations

import json
import selectors
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Literal, NamedTuple, Self, TypeAlias, TypeVar

Protocol: TypeAlias = Literal["openai", "anthropic", "ollama", "google"]
Json: TypeAlias = Any
_T = TypeVar("_T")

_PATHS: Final[dict[str, Protocol]] = {
    "/chat/completions": "openai",
    "/v1/messages": "anthropic",
    "/api/chat": "ollama",
    ":generateContent": "google",
    ":streamGenerateContent": "google",
}
_ROLES: Final = {"model": "assistant", "developer": "system"}
_FORMATS: Final = (
    ("response_format", "json_schema", "schema"),
    ("output_config", "format", "schema"),
    ("output_format", "schema"),
    ("format",),
    ("generationConfig", "responseJsonSchema"),
    ("generationConfig", "responseSchema"),
)
"""Where the protocols put the JSON schema that the answer's text has to keep to."""
_ERRORS: Final[dict[int, tuple[str, str, str]]] = {
    400: ("invalid_request_error", "invalid_request_error", "INVALID_ARGUMENT"),
    401: ("invalid_request_error", "authentication_error", "UNAUTHENTICATED"),
    403: ("insufficient_permissions", "permission_error", "PERMISSION_DENIED"),
    404: ("invalid_request_error", "not_found_error", "NOT_FOUND"),
    429: ("rate_limit_error", "rate_limit_error", "RESOURCE_EXHAUSTED"),
    529: ("server_error", "overloaded_error", "UNAVAILABLE"),
}
"""What OpenAI, Anthropic and Google call an error of each status."""


def _dig(value: Json, *keys: str) -> Json:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(part: Json) -> str:
    """The text of a message or of a part of one, in any protocol."""
    if isinstance(part, list):
        return "\n".join(filter(None, map(_text, part)))
    if isinstance(part, dict):
        return _text(next((part[k] for k in ("content", "parts", "text") if part.get(k)), ""))
    return part if isinstance(part, str) else ""


@dataclass(frozen=True)
class Request:
    """What a client asked, and how to read it without minding the protocol."""

    protocol: Protocol
    path: str
    headers: dict[str, str]
    """By lower-case name."""
    body: dict[str, Any]

    @property
    def messages(self) -> list[tuple[str, str]]:
        """Each message's role ("system", "user", "assistant", "tool") and text, system first."""
        system = self.body.get("system") or self.body.get("systemInstruction")
        turns = self.body.get("messages") or self.body.get("contents") or []
        roles = [turn.get("role", "user") for turn in turns]
        said = [(_ROLES.get(r, r), _text(turn)) for r, turn in zip(roles, turns, strict=True)]
        return [("system", _text(system)), *said] if system else said

    @property
    def prompt(self) -> str:
        """All the text of the messages."""
        return "\n".join(text for _, text in self.messages)

    @property
    def tools(self) -> dict[str, dict[str, Any] | None]:
        """Each tool's schema, by name."""
        offered = self.body.get("tools") or ()
        declared = [
            d for t in offered for d in t.get("functionDeclarations") or [t.get("function", t)]
        ]
        keys = ("parameters", "parametersJsonSchema", "input_schema")
        return {d["name"]: next((d[k] for k in keys if d.get(k)), None) for d in declared}

    @property
    def tool(self) -> str | None:
        """The tool that structured data goes out by: the one forced, or else the first offered.

        None where there is none, where tools are forbidden, and where tools are left to the
        model's choice beside a JSON schema for the text.
        """
        choice = self.body.get("tool_choice") or _dig(
            self.body, "toolConfig", "functionCallingConfig"
        )
        kind = choice if isinstance(choice, str) else _dig(choice, "mode") or _dig(choice, "type")
        kind = str(kind or "auto").lower()
        if kind == "none" or (kind == "auto" and self._format):
            return None
        allowed = _dig(choice, "allowedFunctionNames") or [None]
        named = _dig(choice, "function", "name") or _dig(choice, "name") or allowed[0]
        return named or next(iter(self.tools), None)

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON schema asked for: the text's, or else the first tool's."""
        return self._format or next(iter(self.tools.values()), None)

    @property
    def _format(self) -> dict[str, Any] | None:
        found = (_dig(self.body, *keys) for keys in _FORMATS)
        return next((schema for schema in found if isinstance(schema, dict)), None)

    @property
    def streams(self) -> bool:
        """Whether the answer is to come in pieces, which is what Ollama does unless told not to."""
        if self.protocol == "google":
            return ":streamGenerateContent" in self.path
        return bool(self.body.get("stream", self.protocol == "ollama"))


@dataclass(frozen=True)
class Reply:
    """What to answer, and what is to go wrong."""

    data: object | None = None  # a structure: a call of `Request.tool`, or else JSON text
    text: str | None = None  # raw text instead, even if a tool was asked for
    as_tool: bool = False  # `text` is the raw arguments of a tool call
    status: int = 200
    error: str = ""  # the message of an error body; the whole body if it begins with "{"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds of silence before the first byte
    pause: float = 0.0  # seconds between streamed pieces
    cut: int | None = None  # end after so many bytes of the body
    framed: bool = True  # a cut body ends as HTTP asks and looks whole; else it just breaks off
    reset: bool = False  # reset the connection: before the answer, or after `cut` bytes
    finish: Literal["stop", "length"] = "stop"
    usage: tuple[int, int] = (100, 20)  # tokens read and written
    chunk: int = 7  # characters in a streamed piece


class _Turn(NamedTuple):
    """A reply to a request, ready to be put in a protocol's words."""

    request: Request
    reply: Reply

    @property
    def tool(self) -> str | None:
        if self.reply.text is not None:
            return (self.request.tool or "answer") if self.reply.as_tool else None
        return self.request.tool if self.reply.data is not None else None

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


def _openai(turn: _Turn) -> Iterator[object]:
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
    if _dig(turn.request.body, "stream_options", "include_usage"):
        yield {**base, "choices": [], "usage": usage}
    yield "[DONE]"


def _anthropic(turn: _Turn) -> Iterator[object]:
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


def _ollama(turn: _Turn) -> Iterator[object]:
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


def _google(turn: _Turn) -> Iterator[object]:
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


_ANSWERS: Final[dict[Protocol, Callable[[_Turn], Iterator[object]]]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "ollama": _ollama,
    "google": _google,
}


def _frame(protocol: Protocol, event: object) -> bytes:
    """One event of a stream, as the protocol sends it."""
    data = event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)
    if protocol == "ollama":
        return f"{data}\n".encode()
    end = "\r\n\r\n" if protocol == "google" else "\n\n"
    name = f"event: {_dig(event, 'type')}\n" if protocol == "anthropic" else ""
    return f"{name}data: {data}{end}".encode()


def _error(protocol: Protocol, status: int, message: str) -> bytes:
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


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    chat: ChatServer

    def handle(self) -> None:
        self.chat._note(self.chat._connections.add, self.connection)
        try:
            super().handle()
        except ConnectionError:
            pass  # the client has gone, or the server stops
        except Exception as error:  # noqa: BLE001 (raised in the test's own thread)
            self.chat._note(self.chat._failures.append, error)
        finally:
            self.chat._note(self.chat._connections.discard, self.connection)

    def do_POST(self) -> None:
        self.close_connection = True
        read = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0]
        found = (protocol for end, protocol in _PATHS.items() if path.endswith(end))
        if (protocol := next(found, None)) is None:
            self.send_error(404)
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(protocol, self.path, headers, json.loads(read))
        reply = self.chat._ask(request)
        if reply.delay:
            self._wait(reply.delay)
        if reply.reset and reply.cut is None:
            self._reset()
        if reply.status != 200 or reply.error:
            self._send(reply, [_error(protocol, reply.status, reply.error)], "")
            return
        events = _ANSWERS[protocol](_Turn(request, reply))
        if request.streams:
            kind = "application/x-ndjson" if protocol == "ollama" else "text/event-stream"
            self._send(reply, [_frame(protocol, event) for event in events], kind)
        else:
            self._send(reply, [json.dumps(e, ensure_ascii=False).encode() for e in events], "")

    def _send(self, reply: Reply, pieces: list[bytes], stream: str) -> None:
        """Send the pieces of a body, in HTTP chunks if it is a `stream` (of that type)."""
        whole = sum(map(len, pieces))
        left = whole if reply.cut is None else reply.cut
        broken = reply.cut is not None and (reply.reset or not reply.framed)
        length = {"Content-Length": str(whole if broken else min(left, whole))}
        self.send_response(reply.status)
        for name, value in {
            "Content-Type": stream or "application/json",
            "Connection": "close",
            **({"Transfer-Encoding": "chunked"} if stream else length),
            **reply.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        for number, piece in enumerate(pieces):
            if not (sent := piece[:left]):
                break
            if number and reply.pause:
                self._wait(reply.pause)
            self.wfile.write(b"%x\r\n%b\r\n" % (len(sent), sent) if stream else sent)
            left -= len(sent)
        if reply.reset:
            self._reset()
        if stream and not broken:
            self.wfile.write(b"0\r\n\r\n")

    def _wait(self, seconds: float) -> None:
        """Be silent for so long; leave at once if the client goes away or the server stops."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection, selectors.EVENT_READ)
            selector.register(self.chat._alarm, selectors.EVENT_READ)
            if selector.select(seconds):
                raise ConnectionAbortedError

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.close(self.connection.detach())  # the streams made of it would hold a close back
        raise ConnectionAbortedError

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _HttpServer(ThreadingHTTPServer):
    request_queue_size = 128  # by default 5: more at once would wait a second to connect


class ChatServer:
    """Answers as `script` says, which may be replaced at any time, from as many threads as ask."""

    def __init__(self, script: Callable[[Request], Reply]) -> None:
        self.script = script
        self._lock = threading.Condition()
        self._requests: list[Request] = []
        self._failures: list[BaseException] = []
        self._connections: set[socket.socket] = set()

    def __enter__(self) -> Self:
        self._alarm, self._bell = socket.socketpair()
        handler = type("Handler", (_Handler,), {"chat": self})
        self._http = _HttpServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and raise the first exception of the script, if there was one."""
        self._bell.close()  # wakes who waits for the alarm
        self._http.shutdown()
        self._thread.join()
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._lock.wait_for(lambda: not self._connections, timeout=0.2)
        self._http.server_close()
        self._alarm.close()
        if self._failures:
            raise self._failures[0]

    @property
    def requests(self) -> list[Request]:
        """What was asked so far, in order of arrival."""
        with self._lock:
            return list(self._requests)

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def base_url(self, protocol: Protocol) -> str:
        """The address that the LangChain class for `protocol` takes as `base_url`."""
        return f"{self.url}/v1" if protocol == "openai" else self.url

    def _ask(self, request: Request) -> Reply:
        self._note(self._requests.append, request)
        try:
            return self.script(request)
        except BaseException as error:  # noqa: BLE001 (a test's failed assertion is none of Exception)
            self._note(self._failures.append, error)
            return Reply(status=500, error=f"The script failed: {error!r}")

    def _note(self, how: Callable[[_T], None], what: _T) -> None:
        with self._lock:
            how(what)
            self._lock.notify_all()
