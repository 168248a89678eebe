"""The pages as everybody meets them: languages, direction, keyboard, names, contrast, and no outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import axe_core_python
import pytest

from assistant.web.interface import load_labels
from index.words import LANGUAGES, Language

from .conftest import SECONDS, Watched

PAGES = (
    "/",
    "/documents",
    "/documents/S/2007/279",
    "/documents/A/RES/72/7?beside=ru#op1",
    "/check",
    "/check?text=To+liaise+with+the+Governments+of+the+regions",
    "/compare?first=A/RES/72/7&second=A/75/L.72",
    "/trace?of=S/2007/279%23p3.b4",
    "/tasks",
    "/verify",
    "/developers",
    "/embed",
)


def violations(shown: Watched) -> list[str]:
    """What axe-core finds to be serious or critical."""
    script = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
    shown.page.evaluate(script.read_text(encoding="utf-8"))
    found = shown.page.evaluate("axe.run()")
    return [
        f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_another_host(watch: Callable[..., Watched], path: str) -> None:
    shown = watch().open(path)
    shown.page.wait_for_load_state("networkidle") if path not in ("/", "/embed") else None
    assert shown.outside == []
    assert shown.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_follows_the_browser_and_can_be_switched(
    watch: Callable[..., Watched], language: Language
) -> None:
    shown = watch(locale=language).open()
    page, labels = shown.page, load_labels(language)
    root = page.locator("html")
    # Gradio writes its own tag there: zh-CN.
    assert (root.get_attribute("lang") or "").split("-")[0] == language
    assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator(".welcome-title").inner_text() == labels["chat.title"]
    placeholder = page.locator("#question textarea").get_attribute("placeholder")
    assert placeholder == labels["chat.placeholder"]
    button = page.locator("#question [data-testid=submit-button]")
    assert button.get_attribute("aria-label") == labels["chat.send"]
    other: Language = "ru" if language != "ru" else "fr"
    page.locator(".language-menu summary").click()
    page.locator(f".language-menu a[hreflang={other}]").click()
    page.locator("#question textarea").wait_for(timeout=SECONDS)
    assert root.get_attribute("lang") == other
    assert page.locator(".welcome-title").inner_text() == load_labels(other)["chat.title"]


def test_arabic_runs_from_right_to_left(watch: Callable[..., Watched]) -> None:
    shown = watch(locale="ar").open()
    shown.ask("ما هي وظائف المركز؟")
    page = shown.page

    def style(selector: str) -> dict[str, str]:
        script = "e => ({direction: getComputedStyle(e).direction, align: getComputedStyle(e).textAlign})"
        return dict(page.locator(selector).first.evaluate(script))

    assert style(".answer .statement")["direction"] == "rtl"
    assert style("#conversation [data-testid=user] p")["direction"] == "rtl"
    assert style("#conversation [data-testid=user] p")["align"] == "start"
    # An English quote in an Arabic answer still runs from left to right.
    assert style(".answer blockquote[lang=en]")["direction"] == "ltr"
    box = page.locator("#question textarea")
    box.fill("ما")
    assert box.evaluate("e => getComputedStyle(e).direction") == "rtl"
    name = page.locator(".site-name").bounding_box()
    tools = page.locator(".site-tools").bounding_box()
    assert name is not None
    assert tools is not None
    assert name["x"] > tools["x"], "the name stands at the right, where an Arabic page begins"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_barrier(
    watch: Callable[..., Watched], path: str, language: str, scheme: str
) -> None:
    shown = watch(locale=language, color_scheme=scheme, bypass_csp=True).open(path)
    shown.page.wait_for_timeout(300)
    assert violations(shown) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_in_a_conversation(watch: Callable[..., Watched], scheme: str) -> None:
    shown = watch(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 844}
    ).open()
    shown.ask("What are the functions of the Centre?")
    shown.ask("What is the budget of the Centre?")
    shown.page.locator(".how summary").last.click()
    shown.page.wait_for_timeout(300)
    assert violations(shown) == []
    shown.page.locator(".answer a.marker").first.click()
    shown.page.locator("#source-panel mark").first.wait_for(timeout=SECONDS)
    assert violations(shown) == []


def test_everything_can_be_done_by_keyboard(watch: Callable[..., Watched]) -> None:
    shown = watch().open()
    page = shown.page
    page.locator("#question textarea").focus()
    page.keyboard.type("What are the functions of the Centre?")
    page.keyboard.press("Enter")
    page.locator(".answer figure").first.wait_for(timeout=SECONDS)
    reached = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        reached.append(page.evaluate("document.activeElement.className"))
        if reached[-1] == "marker":
            break
    assert reached[-1] == "marker", f"no marker among {reached}"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus can be seen"
    page.keyboard.press("Enter")
    page.locator("#source-panel mark").first.wait_for(timeout=SECONDS)


def test_the_theme_can_be_switched_and_is_remembered(watch: Callable[..., Watched]) -> None:
    shown = watch(color_scheme="light").open("/documents")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = shown.page.evaluate(ground)
    shown.page.locator("[data-theme-switch]").click()
    dark = shown.page.evaluate(ground)
    assert dark != light
    shown.open("/")
    assert shown.page.evaluate(ground) == dark


def test_a_deep_link_leads_to_its_paragraph(watch: Callable[..., Watched]) -> None:
    shown = watch(viewport={"width": 1280, "height": 500}).open("/documents/A/RES/72/7#op1")
    paragraph = shown.page.locator("[id='op1']")
    assert "Encourages the United Nations Regional Centre" in paragraph.inner_text()
    box = paragraph.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 500, "it stands in view"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(
    watch: Callable[..., Watched], path: str, width: int
) -> None:
    shown = watch(viewport={"width": width, "height": 844}).open(path)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
