"""The errors of `eval`.

EvaluationError ── every error of this package
  └ QuestionFileError   a question file that cannot be used (exit status 2)
"""

from __future__ import annotations

from index.errors import UserError


class EvaluationError(Exception):
    """Every error that `eval` raises on purpose."""


class QuestionFileError(EvaluationError, UserError):
    """A question file is missing, malformed, or names paragraphs that are not held."""
