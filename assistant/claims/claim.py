"""A statement on its way through the checks."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.claims.ground import Ground
from assistant.claims.meaning import content_of
from assistant.claims.verbatim import find_verbatim
from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import blank
from index.words import Language, Word


class Claim:
    """A statement, and `rest`: its text without what the checks so far have dealt with.

    `verbatim` is the span of it that stands in a passage word for word; `whole` still has it.
    """

    def __init__(self, text: str, language: Language, grounds: tuple[Ground, ...]) -> None:
        self.text, self.language, self.grounds = text, language, grounds
        self.vocabulary = load_vocabulary(language)
        # What stands in a passage word for word needs no further proof.
        self.verbatim = find_verbatim(text, language, grounds)
        self.rest = blank(text, self.verbatim_spans)
        self.whole = text
        self.texts = [pair for ground in grounds for pair in ground.texts]
        self.heads = [pair for ground in grounds for pair in ground.heads]

    def take(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take out what was dealt with."""
        spans = list(spans)
        self.rest, self.whole = blank(self.rest, spans), blank(self.whole, spans)

    @property
    def verbatim_spans(self) -> list[tuple[int, int]]:
        """Where it is that span; nowhere where there is none."""
        return [(self.verbatim.start, self.verbatim.end)] if self.verbatim else []

    @property
    def leads(self) -> bool:
        """Whether the statement leads to a quote: it names its subject, and claims nothing."""
        return self.text.endswith((":", "："))

    def content_of(self, found: Iterable[Word]) -> list[Word]:
        """The words of substance among `found`."""
        return content_of(found, self.language)
