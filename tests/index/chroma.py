"""A real Chroma server, and what stands before one: it counts what is asked, and may stand still."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import httpx


def command() -> str | None:
    """The command `chroma`, which comes with chromadb."""
    beside = Path(sys.executable).with_name("chroma")
    return str(beside) if beside.is_file() else shutil.which("chroma")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class ChromaServer:
    """`chroma run` in a folder and at a port, which stay while it is stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        arguments = [command(), "run", "--path", str(self.folder)]
        arguments += ["--port", str(self.port), "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder.parent
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/api/v2/heartbeat").is_success:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("chroma run did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def send(self, signal: int) -> None:
        assert self._process is not None
        self._process.send_signal(signal)

    def collections(self) -> dict[str, int]:
        """How many rows each collection has, by name."""
        return {
            found["name"]: int(httpx.get(f"{self._base}/{found['id']}/count").text)
            for found in httpx.get(self._base).json()
        }

    def lose(self, name: str, row: str | None = None) -> None:
        """Delete a collection, or one row of it, as somebody else who uses the server."""
        if row is None:
            httpx.delete(f"{self._base}/{name}").raise_for_status()
            return
        number = httpx.get(f"{self._base}/{name}").json()["id"]
        httpx.post(f"{self._base}/{number}/delete", json={"ids": [row]}).raise_for_status()

    @property
    def _base(self) -> str:
        return f"{self.url}/api/v2/tenants/default_tenant/databases/default_database/collections"


class Asked(BaseHTTPRequestHandler):
    """Passes requests on to a Chroma server, and notes them."""

    protocol_version = "HTTP/1.1"
    port: ClassVar[int]
    token: ClassVar[str | None] = None
    paths: ClassVar[list[str]]
    tokens: ClassVar[set[str | None]]

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.paths.append(f"{self.command} {self.path.rpartition('/')[2]}")
        self.tokens.add(self.headers.get("Authorization"))
        if self.token and self.headers.get("Authorization") != f"Bearer {self.token}":
            self._answer(403, b'{"error": "AuthorizationError", "message": "Permission denied."}')
            return
        passed = http.client.HTTPConnection("127.0.0.1", self.port)
        passed.request(
            self.command, self.path, body, {"Content-Type": "application/json"} if body else {}
        )
        with passed.getresponse() as answer:
            self._answer(answer.status, answer.read())
        passed.close()

    do_GET = do_POST = do_DELETE = do_PUT = _pass_on  # noqa: N815

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Nothing: standard error is the test's."""


@contextmanager
def watched(port: int, token: str | None = None) -> Iterator[tuple[str, type[Asked]]]:
    """The address of what stands before the Chroma server at `port`, and what it notes."""
    fields = {"port": port, "token": token, "paths": [], "tokens": set()}
    handler = type("Watched", (Asked,), fields)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
