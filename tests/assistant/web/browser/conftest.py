"""A real browser: Debian's Chromium, driven by Playwright, with no network but this machine's.

The browser lives as long as a module's tests: while it does, Playwright has the thread's event loop.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from ..conftest import Server  # noqa: TID252

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium otherwise asks its makers' servers for news, which is nothing that a page did.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS = 20_000


@dataclass
class Watched:
    """A page, with what it asked of other hosts, and what its console complained of."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Watched:
        """Open a page of the server, and wait until it can be used."""
        self.page.goto(self.address + path)
        if path.split("?")[0] in ("/", "/embed"):
            self.page.locator("#question textarea").wait_for(timeout=SECONDS)
        return self

    def ask(self, question: str) -> None:
        """Ask, and wait for the answer to be whole."""
        answers = self.page.locator("#conversation .answer:not(.pending)")
        before = answers.count()
        self.page.locator("#question textarea").fill(question)
        self.page.locator("#question textarea").press("Enter")
        answers.nth(before).wait_for(timeout=SECONDS)

    def questions(self) -> list[str]:
        """The questions in the conversation, as a reader sees them."""
        return self.page.locator("#conversation [data-testid=user]").all_inner_texts()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("MANDATE_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine; MANDATE_CHROMIUM names one that stands elsewhere")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def watch(browser: Browser, server: Server) -> Iterator[Callable[..., Watched]]:
    """Makes a fresh browser window on the server: `watch(locale="ar", viewport=…)`."""
    contexts = []

    def make(address: str = "", **options: object) -> Watched:
        options.setdefault("locale", "en")
        options.setdefault("viewport", {"width": 1280, "height": 860})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page, address or server.address)
        page.on("request", lambda request: _note(watched, request.url))
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                watched.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        return watched

    yield make
    for context in contexts:
        context.close()


def _note(watched: Watched, address: str) -> None:
    if urlsplit(address).scheme in ("http", "https", "ws", "wss"):
        allowed = urlsplit(watched.address).netloc
        if urlsplit(address).netloc != allowed:
            watched.outside.append(address)
