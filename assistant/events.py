"""What `Assistant.stream` yields: text as it is ready, and at the end the whole answer.

The texts since the last `RestartEvent`, or since the beginning, are together the answer's `text`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)


class TextEvent(_Event):
    """More of the text; every quote in it has been verified, and so has every statement."""

    type: Literal["text"] = "text"
    text: str


class RestartEvent(_Event):
    """The text so far is to be forgotten: the model broke off, and another answer follows."""

    type: Literal["restart"] = "restart"


class AnswerEvent(_Event):
    """The answer, with its citations; the last event."""

    type: Literal["answer"] = "answer"
    answer: Answer


StreamEvent = TextEvent | RestartEvent | AnswerEvent
