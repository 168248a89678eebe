"""The errors of the evaluation of the instruments; `EvaluationError` is in `eval.errors`.

EvaluationError, UserError
  ├ GoldError        a file of gold cannot be used, or is not of the documents that are held
  └ DocumentsError   the documents that were named cannot be used
"""

from __future__ import annotations

from eval.errors import EvaluationError
from index.errors import UserError


class GoldError(EvaluationError, UserError):
    """A file of gold is missing or malformed, or says what the documents held do not bear out."""


class DocumentsError(EvaluationError, UserError):
    """The documents that were named cannot be read, or have none of what is measured on."""
