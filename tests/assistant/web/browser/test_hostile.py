"""Nothing of a hostile question or document runs, looks like more than text, or leads the browser out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from assistant import Assistant

from .conftest import SECONDS, Watched

ATTACK = (
    '<script>window.pwned=1</script><img src=http://evil.example/a.png onerror="window.pwned=1">'
    "![x](http://evil.example/b.png) [Centre](javascript:window.pwned=1) </div></blockquote>"
    "<a href=http://evil.example/>here</a> <iframe src=http://evil.example/></iframe> {{7*7}} ${7*7}"
)
TEXT = f"""
                             Resolution adopted by the General Assembly

      The General Assembly,

      Recalling the purposes and principles of the Charter of the United Nations,

      1.    Encourages the Regional Centre to publish pamphlets {ATTACK} in all schools;

      2.    Decides to remain seized of the matter.
"""
CATALOGUE = """["A/RES/70/900"]
files = ["text.en.txt"]
kind = "resolution"
organ = "General Assembly"
date = 2016-01-01
source.date = "made up"
"""


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, run_server: Callable[..., Any]
) -> Iterator[str]:
    """The address of a server whose one document is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "text.en.txt").write_text(TEXT, encoding="utf-8")
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    with (
        Assistant(folder / "index", documents=folder, model="none") as assistant,
        run_server(assistant) as address,
    ):
        yield address


def assert_harmless(shown: Watched) -> None:
    assert shown.page.evaluate("window.pwned") is None
    assert shown.outside == []
    blocked = [text for text in shown.complaints if "Content Security Policy" in text]
    assert blocked == [], "nothing even tried"


def test_a_hostile_question_is_text(watch: Callable[..., Watched]) -> None:
    shown = watch().open()
    shown.ask(ATTACK)
    assert shown.questions() == [ATTACK]
    shown.page.get_by_role("button", name="Edit").first.click()
    # It is put into the box a moment after the box is there.
    expect(shown.page.locator("#conversation textarea")).to_have_value(ATTACK)
    assert_harmless(shown)


def test_a_hostile_address_is_text(watch: Callable[..., Watched]) -> None:
    shown = watch().open(f"/?q={quote(ATTACK)}&lang={quote(ATTACK)}")
    shown.page.locator(".answer").wait_for(timeout=SECONDS)
    assert shown.questions() == [ATTACK]
    assert_harmless(shown)


@pytest.mark.parametrize("path", ["/check?text=", "/documents?kind=", "/documents/", "/source/"])
def test_a_hostile_address_of_another_page_is_text(
    watch: Callable[..., Watched], path: str
) -> None:
    shown = watch().open(path + quote(ATTACK, safe=""))
    shown.page.wait_for_timeout(300)
    assert shown.page.evaluate("window.pwned") is None
    assert shown.outside == []
    assert shown.page.locator("img[src*=evil], iframe, a[href^='http://evil']").count() == 0


def test_a_hostile_document_is_text(watch: Callable[..., Watched], hostile: str) -> None:
    shown = watch(hostile).open()
    shown.ask("What does A/RES/70/900 say in paragraph 1?")
    answer = shown.page.locator(".answer")
    assert ATTACK.split("{{")[0].strip() in answer.locator("blockquote").first.inner_text()
    assert answer.locator("img, iframe, script, a[href*=evil]").count() == 0
    answer.locator("a.marker").first.click()
    shown.page.locator("#source-panel mark").first.wait_for(timeout=SECONDS)
    assert "<script>" in shown.page.locator("#source-panel").inner_text()
    assert shown.page.locator("#source-panel img, #source-panel iframe").count() == 0
    assert_harmless(shown)
    shown.open("/documents/A/RES/70/900#op1")
    assert "<script>" in shown.page.locator("[id='op1']").inner_text()
    assert_harmless(shown)
    shown.open("/check?text=" + quote("Encourages the Regional Centre to publish pamphlets"))
    assert_harmless(shown)
