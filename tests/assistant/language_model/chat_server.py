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
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Self, TypeVar

from .protocols import ANSWERS, Turn, error_body, frame
from .requests_and_replies import Protocol, Reply, Request

_T = TypeVar("_T")

_PATHS: Final[dict[str, Protocol]] = {
    "/chat/completions": "openai",
    "/v1/messages": "anthropic",
    "/api/chat": "ollama",
    ":generateContent": "google",
    ":streamGenerateContent": "google",
}


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
            self._send(reply, [error_body(protocol, reply.status, reply.error)], "")
            return
        events = ANSWERS[protocol](Turn(request, reply))
        if request.streams:
            kind = "application/x-ndjson" if protocol == "ollama" else "text/event-stream"
            self._send(reply, [frame(protocol, event) for event in events], kind)
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

    def restart(self, script: Callable[[Request], Reply]) -> None:
        """Answer as `script` says from now on, and forget what was asked before."""
        with self._lock:
            self.script = script
            self._requests.clear()

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
