"""The errors of `eval`.

EvaluationError ── every error of this package
  └ UserError ── the caller can mend it (exit status 2)
      ├ QuestionFileError   a question file that cannot be used
      ├ ResultsError        a results file that cannot be used
      ├ ThresholdError      a thresholds file that cannot be used
      ├ UnknownSystem       no system under that name, or its package is not installed
      └ OutputError         the folder of the results cannot be written
"""

from __future__ import annotations

from index.errors import UserError


class EvaluationError(Exception):
    """Every error that `eval` raises on purpose."""


class QuestionFileError(EvaluationError, UserError):
    """A question file is missing, malformed, or does not agree with the documents."""


class ResultsError(EvaluationError, UserError):
    """A results file is missing, malformed, or of another format."""


class ThresholdError(EvaluationError, UserError):
    """A thresholds file is missing or malformed."""


class UnknownSystem(EvaluationError, UserError):
    """No system has that name, or the package that it needs is not installed."""


class OutputError(EvaluationError, UserError):
    """The folder of the results cannot be written."""
