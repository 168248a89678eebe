"""A reader chooses another collection: the chat asks it, and its links stay in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant import Assistant
from assistant.web.interface import load_labels

from .conftest import SECONDS, Watched

NAME, QUESTION = "lakes", "What is requested about the lighthouses?"


@pytest.fixture(scope="module")
def address(collected: tuple[Assistant, Path], serve: Callable[..., Any]) -> Iterator[str]:
    """A server with two collections."""
    with serve(MANDATE_HOME=str(collected[1])) as started:
        yield started.address


def chosen(shown: Watched) -> list[str]:
    return parse_qs(urlsplit(shown.page.url).query).get("collection", [])


def test_the_collection_chosen_is_asked_and_its_sources_are_opened(
    watch: Callable[..., Watched], address: str
) -> None:
    shown = watch(address).open()
    page = shown.page
    page.locator(".collection-menu summary").click()
    page.get_by_role("link", name=NAME).click()
    page.locator("body.other-collection #question textarea").wait_for(timeout=SECONDS)
    assert chosen(shown) == [NAME]
    # What Gradio says of the page that was left is about its connection.
    shown.complaints.clear()
    labels = load_labels("en")
    welcome = page.locator(".welcome")
    assert labels["chat.welcome_other"] in welcome.inner_text()
    assert labels["starter.first"] not in welcome.inner_text()
    box = page.locator("#question textarea")
    assert box.get_attribute("placeholder") == labels["chat.placeholder_other"]
    shown.ask(QUESTION)
    assert "A/RES/95/1" in page.locator(".answer").inner_text()
    page.locator(".answer a.place").first.click()
    panel = page.locator("#source-panel")
    panel.locator("[role=tabpanel]:not([hidden]) mark").wait_for(timeout=SECONDS)
    assert "A/RES/95/1" in panel.inner_text()
    whole = panel.get_by_role("link", name=labels["source.open_document"]).first
    assert f"collection={NAME}" in str(whole.get_attribute("href"))
    assert shown.outside == []
    assert shown.complaints == []


def test_a_permalink_asks_the_collection_again(watch: Callable[..., Watched], address: str) -> None:
    shown = watch(address).open(f"/?collection={NAME}&lang=fr")
    shown.ask(QUESTION)
    link = shown.page.locator(".answer a.permalink").get_attribute("href")
    again = watch(address)
    again.page.goto(f"{address}/{link}")
    answer = again.page.locator("#conversation .answer:not(.pending)")
    answer.wait_for(timeout=SECONDS)
    assert "A/RES/95/1" in answer.inner_text()
    assert again.page.locator("html").get_attribute("lang") == "fr"


def test_the_usual_chat_speaks_of_the_centre(watch: Callable[..., Watched], address: str) -> None:
    shown = watch(address).open()
    labels = load_labels("en")
    welcome = shown.page.locator(".welcome").inner_text()
    assert labels["starter.first"] in welcome
    assert labels["chat.welcome_other"] not in welcome
    shown.ask(QUESTION)
    assert "A/RES/95/1" not in shown.page.locator(".answer").inner_text()
