"""The widget in a page of another site."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import assistant.web

from .conftest import SECONDS, Watched

EXAMPLE = Path(assistant.web.__file__).parent / "examples" / "portal.html"
QUESTION = "Quelles sont les fonctions du Centre ?"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and a strict policy with them, as a careful portal would."""

    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("content-security-policy", self.policy)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A foreign site: its address, and the folder of its pages."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{site.server_port}", tmp_path
    site.shutdown()
    site.server_close()
    thread.join()


def write_page(folder: Path, server: str) -> None:
    """The example page of the repository, with the address of this server."""
    page = EXAMPLE.read_text(encoding="utf-8")
    assert 'src="http://127.0.0.1:7860/embed.js"' in page
    folder.joinpath("portal.html").write_text(
        page.replace("http://127.0.0.1:7860", server), encoding="utf-8"
    )


def test_the_example_page_opens_the_assistant_and_is_answered(
    serve: Callable[..., object], watch: Callable[..., Watched], portal: tuple[str, Path]
) -> None:
    address, folder = portal
    with serve(MANDATE_ALLOWED_ORIGINS=address) as server:  # type: ignore[attr-defined]
        write_page(folder, server.address)
        shown = watch(address)
        shown.page.goto(f"{address}/portal.html")
        before = list(shown.outside)
        assert {a.removeprefix(server.address) for a in before} == {"/embed.js"}
        shown.page.get_by_role("button", name="Demander").or_(
            shown.page.locator("[data-mandate-assistant] button.open")
        ).first.click()
        frame = shown.page.frame_locator("[data-mandate-assistant] iframe")
        box = frame.locator("#question textarea")
        box.fill(QUESTION, timeout=SECONDS)
        box.press("Enter")
        frame.locator(".answer figure").first.wait_for(timeout=SECONDS)
        assert "Entretenir des rapports étroits" in frame.locator(".answer").inner_text()
        assert frame.locator("html").get_attribute("lang") == "fr"
        assert {a for a in shown.outside if not a.startswith(server.address)} == set()
        assert shown.page.context.cookies() == []
        assert shown.page.evaluate("document.cookie") == ""
        host = shown.page.locator("[data-mandate-assistant]")
        assert host.evaluate("e => e.shadowRoot !== null && e.children.length === 0")
        shown.page.keyboard.press("Escape")
        shown.page.locator("[data-mandate-assistant] button[aria-label]").first.click()
        assert not shown.page.locator("[data-mandate-assistant] .frame").is_visible()


def test_a_site_that_is_not_allowed_sees_no_assistant(
    server: object, watch: Callable[..., Watched], portal: tuple[str, Path]
) -> None:
    address, folder = portal
    write_page(folder, server.address)  # type: ignore[attr-defined]
    shown = watch(address)
    shown.page.goto(f"{address}/portal.html")
    shown.page.locator("[data-mandate-assistant] button.open").click()
    shown.page.wait_for_timeout(1_500)
    frame = shown.page.frame_locator("[data-mandate-assistant] iframe")
    assert frame.locator("#question").count() == 0
    assert any("frame-ancestors" in text for text in shown.complaints)


def test_a_strict_policy_of_the_portal_is_enough(
    serve: Callable[..., object],
    watch: Callable[..., Watched],
    portal: tuple[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, folder = portal
    with serve(MANDATE_ALLOWED_ORIGINS=address) as server:  # type: ignore[attr-defined]
        write_page(folder, server.address)
        own = server.address
        monkeypatch.setattr(
            Quiet, "policy", f"default-src 'none'; script-src {own}; frame-src {own}"
        )
        shown = watch(address)
        shown.page.goto(f"{address}/portal.html")
        button = shown.page.locator("[data-mandate-assistant] button.open")
        assert button.evaluate("e => getComputedStyle(e).position") == "fixed", "it has its look"
        button.click()
        frame = shown.page.frame_locator("[data-mandate-assistant] iframe")
        frame.locator("#question textarea").wait_for(timeout=SECONDS)
