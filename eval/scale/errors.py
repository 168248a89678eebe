"""The errors of the benchmark.

EvaluationError
  ├ BenchmarkError   a process that was to be measured failed
  └ CorpusError      a file that the benchmark cannot take paragraphs from (exit status 2)
"""

from __future__ import annotations

from eval.errors import EvaluationError
from index.errors import UserError


class BenchmarkError(EvaluationError):
    """A process that was to be measured failed: its time would be that of a failure."""


class CorpusError(EvaluationError, UserError):
    """The file that paragraphs are to be taken from is missing or malformed."""
