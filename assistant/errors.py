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
      ├ ComparisonError   two documents that cannot be compared
      ├ NothingToTrace    what is to be traced is no paragraph
      │  └ WordsNotFound  no paragraph has the words that are to be traced
      ├ TextTooLong       a text to be checked that is longer than is checked at once
      ├ UnreadableText    a file to be checked that cannot be read
      ├ ReceiptError      what is given is no receipt, or one of another index
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


class ComparisonError(AssistantError, UserError, ValueError):
    """Two documents that cannot be compared: they share no language, or are one."""


class NothingToTrace(AssistantError, UserError, ValueError):
    """What is to be traced is no paragraph that can be."""


class WordsNotFound(NothingToTrace):
    """No paragraph has the words that are to be traced."""


class TextTooLong(AssistantError, UserError, ValueError):
    """A text to be checked is longer than is checked at once."""


class UnreadableText(AssistantError, UserError, ValueError):
    """A file to be checked cannot be read."""


class ReceiptError(AssistantError, UserError, ValueError):
    """What is given is no receipt, or the receipt of an answer from another index."""


class SettingsError(AssistantError, UserError, ValueError):
    """A setting of the language model, or of the server, is not right."""


class UnknownModel(SettingsError):
    """No language model is called so."""


__all__ = [
    "AssistantError",
    "CacheError",
    "CollectionError",
    "ComparisonError",
    "EmptyQuestion",
    "ExportError",
    "FeedbackError",
    "FilterError",
    "NothingToTrace",
    "QuestionTooLong",
    "ReceiptError",
    "SettingsError",
    "TextTooLong",
    "UnknownDocument",
    "UnknownLanguage",
    "UnknownModel",
    "UnreadableText",
    "UserError",
    "WordsNotFound",
]
