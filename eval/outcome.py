"""What became of a question: the record, the response, and what was found when it was checked.

An outcome has all that the measures need, so that every figure can be computed again from the results
file alone.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from eval.record import Record
from eval.systems.model import Cited, Retrieved
from index.words import Language

State = Literal["answered", "not_found", "failed", "timed out"]


class CheckedQuote(Cited):
    """A cited passage, checked against the documents.

    `fault` says why the quote is not exact (None: it is); `expected_language` is the language that
    the passage is to be quoted in for this reader (None: unknown).
    """

    fault: str | None = None
    expected_language: Language | None = None


class Outcome(BaseModel):
    """A question as a system dealt with it.

    `error` says why it failed. `seconds` is how long the system took. `answer_language` is that of the
    system's own sentences (None: it has none). `stray` counts the quotations in its text that none of
    its citations has. `scores` has the value of each measure that concerns the question.
    """

    model_config = ConfigDict(frozen=True)

    record: Record
    state: State
    error: str = ""
    seconds: float
    text: str = ""
    answer_language: Language | None = None
    retrieved: tuple[Retrieved, ...] = ()
    cited: tuple[CheckedQuote, ...] = ()
    stray: int = 0
    confidence: float = 0.0
    guess: tuple[str, ...] = ()
    scores: dict[str, float] = {}

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses cited, in order, each once."""
        return tuple(dict.fromkeys(c.address for c in self.cited))

    @property
    def is_right(self) -> bool:
        """Whether the reader was served."""
        return self.scores.get("accuracy") == 1.0
