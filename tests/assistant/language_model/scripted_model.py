"""A chat model that says what a test scripts, and what asks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.language_model.calling import ModelClient, Session
from assistant.language_model.failure import ModelFailure
from prompts import Message

ASKED = [Message("system", "Be brief."), Message("user", "Who?")]
SCHEMA = {"title": "Rewritten", "type": "object", "properties": {"question": {"type": "string"}}}
LONG = 30.0


class Scripted(BaseChatModel):
    """Says what `script` yields, of the messages and bound arguments that it is given."""

    script: Callable[..., Any]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages, stop=None, run_manager=None, **bound) -> ChatResult:
        (message,) = self.script(messages, bound)
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(self, messages, stop=None, run_manager=None, **bound):
        for message in self.script(messages, bound):
            yield ChatGenerationChunk(message=message)


class Bindable(Scripted):
    """One that takes tools, and so schemas."""

    def bind_tools(self, tools, **kwargs):
        return self.bind(tools=tools)


def client_of(script, kind=Scripted, *, retries=2, most_characters=1_000):
    return ModelClient(kind(script=script), retries=retries, most_characters=most_characters)


def saying(*messages):
    return lambda *given: iter(messages)


def raising(error):
    def script(*given):
        yield AIMessageChunk("Well. ")
        raise error

    return script


def call(client, session=None, *, streamed=True):
    return client.pieces(ASKED, SCHEMA, session or Session.of(LONG), streamed=streamed)


def failure_of(client, session=None, *, streamed=True):
    with pytest.raises(ModelFailure) as raised:
        list(call(client, session, streamed=streamed))
    return raised.value
