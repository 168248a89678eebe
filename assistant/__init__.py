"""Answers what a United Nations body may and must do, in words quoted letter for letter."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Statement
    from assistant.api import Assistant
    from assistant.errors import (
        AssistantError,
        CacheError,
        CollectionError,
        EmptyQuestion,
        FilterError,
        QuestionTooLong,
        SettingsError,
        UnknownDocument,
        UnknownLanguage,
        UnknownModel,
        UserError,
    )
    from assistant.events import AnswerEvent, RestartEvent, TextEvent
    from assistant.language_model.settings import ModelSettings
    from index.filter import Filter

_HOME = {
    "Answer": "assistant.answer",
    "AnswerEvent": "assistant.events",
    "Assistant": "assistant.api",
    "AssistantError": "assistant.errors",
    "CacheError": "assistant.errors",
    "Citation": "assistant.answer",
    "CollectionError": "assistant.errors",
    "EmptyQuestion": "assistant.errors",
    "Filter": "index.filter",
    "FilterError": "assistant.errors",
    "ModelSettings": "assistant.language_model.settings",
    "QuestionTooLong": "assistant.errors",
    "RestartEvent": "assistant.events",
    "SettingsError": "assistant.errors",
    "Statement": "assistant.answer",
    "TextEvent": "assistant.events",
    "UnknownDocument": "assistant.errors",
    "UnknownLanguage": "assistant.errors",
    "UnknownModel": "assistant.errors",
    "UserError": "assistant.errors",
}

__all__ = [
    "Answer",
    "AnswerEvent",
    "Assistant",
    "AssistantError",
    "CacheError",
    "Citation",
    "CollectionError",
    "EmptyQuestion",
    "Filter",
    "FilterError",
    "ModelSettings",
    "QuestionTooLong",
    "RestartEvent",
    "SettingsError",
    "Statement",
    "TextEvent",
    "UnknownDocument",
    "UnknownLanguage",
    "UnknownModel",
    "UserError",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the command line's help needs none."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
