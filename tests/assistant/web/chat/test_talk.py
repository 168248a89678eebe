"""The chat's side of the server, without a browser: what is shown, kept and told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.feedback import FeedbackStore
from assistant.web.chat.talk import Talk, Turn
from assistant.web.collected import Collections
from assistant.web.conversations import Conversations
from assistant.web.observation.metrics import Metrics
from assistant.web.pages.site import Site
from assistant.web.parts import Parts
from assistant.web.security.sign_in import Sessions
from assistant.web.service import Service
from assistant.web.settings import ServerSettings

FUNCTIONS = "What are the functions of the Centre?"


@pytest.fixture
def talk(assistant: Assistant, make_settings: Callable[..., ServerSettings]) -> Talk:
    settings = make_settings()
    sessions = Sessions(settings)
    metrics = Metrics("0", assistant.checksum, 3, 58)
    service = Service(assistant, settings, metrics)
    site = Site("en", sessions, Collections(assistant))
    parts = Parts(settings, service, metrics, site, sessions)
    return Talk(parts, Conversations(100))


def asked(
    talk: Talk, question: str, turns: list[Turn] | None = None, name: str = "c"
) -> list[Turn]:
    """The messages after `question`, whole."""

    async def last() -> list[Turn]:
        shown = [step async for step in talk.ask(question, turns or [], name, "en")]
        assert [whole for _, whole in shown] == [False] * (len(shown) - 1) + [True]
        return shown[-1][0]

    return asyncio.run(last())


def test_a_follow_up_knows_what_was_answered(talk: Talk) -> None:
    turns = asked(talk, FUNCTIONS)
    turns = asked(talk, "Which of them names Afghanistan?", turns)
    assert [turn["role"] for turn in turns] == ["user", "assistant"] * 2
    assert turns[-1]["content"].count("<figure") == 1
    assert "United Nations Assistance Mission in Afghanistan" in turns[-1]["content"]


def test_two_conversations_know_nothing_of_one_another(talk: Talk) -> None:
    asked(talk, FUNCTIONS, name="one")
    asked(talk, "Which of them names Afghanistan?", name="two")
    assert [a.question for a in talk.conversations.answers("one")] == [FUNCTIONS]
    assert len(talk.conversations.answers("two")) == 1


@pytest.mark.parametrize(
    ("question", "told"),
    [("x" * 30_000, "The question is too long."), (" ", "Please type a question.")],
)
def test_what_is_wrong_is_told_and_not_kept(talk: Talk, question: str, told: str) -> None:
    turns = asked(talk, question)
    assert told in turns[-1]["content"]
    assert talk.conversations.answers("c") == []


def test_a_fault_is_told_without_its_inside(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **more: object) -> object:
        raise RuntimeError("the inside")

    monkeypatch.setattr(Assistant, "stream", broken)
    content = asked(talk, FUNCTIONS)[-1]["content"]
    assert "Something went wrong on our side." in content
    assert "inside" not in content


def test_a_server_that_stops_says_so(talk: Talk) -> None:
    talk._service.close()
    assert "busy" in asked(talk, FUNCTIONS)[-1]["content"]


def test_a_verdict_is_kept_once_and_gets_its_reason(talk: Talk) -> None:
    asked(talk, FUNCTIONS)

    async def judge() -> tuple[int | None, int | None]:
        kept = await talk.judge("c", 0, "down")
        assert kept is not None
        await talk.explain(kept, "too long")
        return kept, await talk.judge("c", 7, "up")

    _, nothing = asyncio.run(judge())
    assert nothing is None, "there is no eighth answer"
    path = talk._settings.feedback
    assert isinstance(path, Path)
    (entry,) = FeedbackStore(path).read()
    assert (entry.verdict, entry.reason, entry.answer.question) == ("down", "too long", FUNCTIONS)
