"""Answers what a United Nations body may and must do, in words quoted letter for letter."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.api import Assistant
    from assistant.errors import (
        AssistantError,
        EmptyQuestion,
        QuestionTooLong,
        UnknownDocument,
        UnknownLanguage,
        UserError,
    )

_HOME = {
    "Answer": "assistant.answer",
    "Assistant": "assistant.api",
    "AssistantError": "assistant.errors",
    "Citation": "assistant.answer",
    "EmptyQuestion": "assistant.errors",
    "QuestionTooLong": "assistant.errors",
    "UnknownDocument": "assistant.errors",
    "UnknownLanguage": "assistant.errors",
    "UserError": "assistant.errors",
}

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "EmptyQuestion",
    "QuestionTooLong",
    "UnknownDocument",
    "UnknownLanguage",
    "UserError",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the command line's help needs none."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
