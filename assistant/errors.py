"""The errors of `assistant`.

AssistantError ── every error of this package
  └ UserError ── the caller can mend it (exit status 2)
      ├ EmptyQuestion     nothing was asked
      ├ QuestionTooLong   more was given than a question
      ├ UnknownLanguage   not one of the six official languages
      ├ UnknownDocument   a document was chosen that is not held
      ├ CollectionError   no collection under that name
      ├ FilterError       a filter that chooses nothing, or by what no document is
      ├ FeedbackError     the file of the readers' feedback cannot be used
      ├ CacheError        the file of the answer cache cannot be used
      ├ ExportError       an answer cannot be written in a format
      ├ SettingsError     a setting is not right
      └ UnknownModel      no model is called so
"""

from __future__ import annotations

from index.errors import CollectionError, FilterError, UnknownDocument, UserError


class AssistantError(Exception):
    """Every error that `assistant` raises on purpose."""


class EmptyQuestion(AssistantError, UserError, ValueError):
    """Nothing was asked."""


class QuestionTooLong(AssistantError, UserError, ValueError):
    """More was given than a question: a pasted document, a file."""


class UnknownLanguage(AssistantError, UserError, ValueError):
    """Not one of the six official languages."""


class FeedbackError(AssistantError, UserError):
    """The file of the readers' feedback cannot be read or written."""


class CacheError(AssistantError, UserError):
    """The file of the answer cache cannot be read or written."""


class ExportError(AssistantError, UserError, ValueError):
    """An answer has a character that the format cannot carry; its quotes are never changed."""


class SettingsError(AssistantError, UserError, ValueError):
    """A setting of the language model, or of the server, is not right."""


class UnknownModel(SettingsError):
    """No language model is called so."""


__all__ = [
    "AssistantError",
    "CacheError",
    "CollectionError",
    "EmptyQuestion",
    "ExportError",
    "FeedbackError",
    "FilterError",
    "QuestionTooLong",
    "SettingsError",
    "UnknownDocument",
    "UnknownLanguage",
    "UnknownModel",
    "UserError",
]
