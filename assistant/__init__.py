"""Answers what a United Nations body may and must do, in words quoted letter for letter."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import (
        Answer,
        Citation,
        Statement,
    )
    from assistant.api import Assistant
    from assistant.checking.model import TextCheck
    from assistant.errors import (
        AssistantError,
        CacheError,
        CollectionError,
        ComparisonError,
        EmptyQuestion,
        FilterError,
        NothingToTrace,
        QuestionTooLong,
        ReceiptError,
        SettingsError,
        TextTooLong,
        UnknownDocument,
        UnknownLanguage,
        UnknownModel,
        UnreadableText,
        UserError,
        WordsNotFound,
    )
    from assistant.events import (
        AnswerEvent,
        RestartEvent,
        TextEvent,
    )
    from assistant.language_model.settings import ModelSettings
    from assistant.lineage.model import (
        Comparison,
        Lineage,
    )
    from assistant.receipts.model import (
        AnswerReceipt,
        ReceiptCheck,
    )
    from assistant.tasking.model import (
        Task,
        TaskTable,
    )
    from index.filter import Filter

_HOME = {
    "Answer": "assistant.answer",
    "AnswerEvent": "assistant.events",
    "AnswerReceipt": "assistant.receipts.model",
    "Assistant": "assistant.api",
    "AssistantError": "assistant.errors",
    "CacheError": "assistant.errors",
    "Citation": "assistant.answer",
    "CollectionError": "assistant.errors",
    "Comparison": "assistant.lineage.model",
    "ComparisonError": "assistant.errors",
    "EmptyQuestion": "assistant.errors",
    "Filter": "index.filter",
    "FilterError": "assistant.errors",
    "Lineage": "assistant.lineage.model",
    "ModelSettings": "assistant.language_model.settings",
    "NothingToTrace": "assistant.errors",
    "QuestionTooLong": "assistant.errors",
    "ReceiptCheck": "assistant.receipts.model",
    "ReceiptError": "assistant.errors",
    "RestartEvent": "assistant.events",
    "SettingsError": "assistant.errors",
    "Statement": "assistant.answer",
    "Task": "assistant.tasking.model",
    "TaskTable": "assistant.tasking.model",
    "TextCheck": "assistant.checking.model",
    "TextEvent": "assistant.events",
    "TextTooLong": "assistant.errors",
    "UnknownDocument": "assistant.errors",
    "UnknownLanguage": "assistant.errors",
    "UnknownModel": "assistant.errors",
    "UnreadableText": "assistant.errors",
    "UserError": "assistant.errors",
    "WordsNotFound": "assistant.errors",
}

__all__ = [
    "Answer",
    "AnswerEvent",
    "AnswerReceipt",
    "Assistant",
    "AssistantError",
    "CacheError",
    "Citation",
    "CollectionError",
    "Comparison",
    "ComparisonError",
    "EmptyQuestion",
    "Filter",
    "FilterError",
    "Lineage",
    "ModelSettings",
    "NothingToTrace",
    "QuestionTooLong",
    "ReceiptCheck",
    "ReceiptError",
    "RestartEvent",
    "SettingsError",
    "Statement",
    "Task",
    "TaskTable",
    "TextCheck",
    "TextEvent",
    "TextTooLong",
    "UnknownDocument",
    "UnknownLanguage",
    "UnknownModel",
    "UnreadableText",
    "UserError",
    "WordsNotFound",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the command line's help needs none."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
