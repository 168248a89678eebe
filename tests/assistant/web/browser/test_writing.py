"""A language model that is slow: what is there of its answer is shown, and it can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant import Assistant

from .conftest import SECONDS, Watched

QUESTION = "What are the functions of the Centre?"


class Slow(BaseChatModel):
    """Answers nothing of use, and that only when it is let go."""

    go: Any

    @property
    def _llm_type(self) -> str:
        return "slow"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> ChatResult:
        self.go.wait(60)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="nothing"))])


@pytest.fixture
def slow(home: Path, run_server: Callable[..., Any]) -> Iterator[tuple[str, threading.Event]]:
    """A server that waits for a model, and what lets the model go."""
    go = threading.Event()
    with (
        Assistant(home / "index", model=Slow(go=go)) as assistant,
        run_server(assistant) as address,
    ):
        yield address, go
        go.set()


def test_an_answer_can_be_stopped_and_another_asked_for(
    watch: Callable[..., Watched], slow: tuple[str, threading.Event]
) -> None:
    address, go = slow
    shown = watch(address).open()
    page = shown.page
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    stop = page.locator("#question [data-testid=stop-button]")
    stop.wait_for(timeout=SECONDS)
    assert stop.get_attribute("aria-label") == "Stop"
    assert page.locator(".answer:not(.pending)").count() == 0
    stop.click()
    page.locator("#question [data-testid=submit-button]").wait_for(timeout=SECONDS)
    assert shown.questions() == [QUESTION]
    go.set()
    shown.ask("What is said about drugs?")
    assert page.locator(".answer:not(.pending)").count() == 1


def test_what_the_model_cannot_answer_is_answered_in_quotes(
    watch: Callable[..., Watched], slow: tuple[str, threading.Event]
) -> None:
    address, go = slow
    go.set()
    shown = watch(address).open()
    shown.ask(QUESTION)
    answer = shown.page.locator(".answer").inner_text()
    assert "To liaise with the Governments of the region" in answer
    assert "The documents' own words are given instead." in answer
