"""The chat below a path of a proxy's, whether the proxy cuts the path off or leaves it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from .conftest import SECONDS, Watched

ROOT = "/mandate"


@contextmanager
def proxy(target: str, *, cuts: bool) -> Iterator[str]:
    """A proxy that shows `target` below ROOT; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass(None)

        def do_POST(self) -> None:
            self._pass(self.rfile.read(int(self.headers["content-length"])))

        def _pass(self, body: bytes | None) -> None:
            path = self.path.removeprefix(ROOT) if cuts else self.path
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("connection",)}
            headers["X-Forwarded-Host"] = self.headers["host"]
            request = Request(target + path, data=body, headers=headers, method=self.command)
            try:
                answer = urlopen(request, timeout=60)
            except HTTPError as error:
                answer = error
            with answer:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                        self.send_header(name, value)
                self.send_header("connection", "close")
                self.end_headers()
                try:
                    while piece := answer.read1(65_536):
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    return  # The browser has left.

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.daemon_threads = True
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    site.server_close()


@pytest.mark.parametrize("cuts", [True, False])
def test_the_chat_works_below_a_path(
    serve: Callable[..., object], watch: Callable[..., Watched], cuts: bool
) -> None:
    with (
        serve("--root-path", ROOT) as server,  # type: ignore[attr-defined]
        proxy(server.address.removesuffix(ROOT), cuts=cuts) as address,
    ):
        shown = watch(address)
        shown.page.goto(f"{address}{ROOT}/")
        shown.page.locator("#question textarea").wait_for(timeout=SECONDS)
        shown.ask("What are the functions of the Centre?")
        shown.page.locator(".answer a.marker").first.click()
        shown.page.locator("#source-panel mark").first.wait_for(timeout=SECONDS)
        with shown.page.expect_download() as coming:
            shown.page.locator(".downloads a", has_text="JSON").click()
        assert b"To liaise" in coming.value.path().read_bytes()
        shown.page.locator(".site-nav a").nth(1).click()
        shown.page.wait_for_url(f"{address}{ROOT}/documents**")
        assert shown.page.locator("h1").inner_text() == "Documents"
        assert shown.outside == []
