"""Answers questions about what a United Nations body may and must do, in words quoted letter for letter."""

from assistant.answer import Answer, Citation
from assistant.api import Assistant
from assistant.errors import (
    AssistantError,
    EmptyQuestion,
    UnknownDocument,
    UnknownLanguage,
    UserError,
)

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "EmptyQuestion",
    "UnknownDocument",
    "UnknownLanguage",
    "UserError",
]
