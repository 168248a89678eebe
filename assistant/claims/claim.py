"""A statement on its way through the checks."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.claims.ground import Ground
from assistant.claims.meaning import content_of
from assistant.claims.vocabulary import load_vocabulary
from index.words import Language, Word


class Claim:
    """A statement, and `rest`: its text without what the checks so far have dealt with."""

    def __init__(self, text: str, language: Language, grounds: tuple[Ground, ...]) -> None:
        self.text, self.language, self.grounds = text, language, grounds
        self.vocabulary = load_vocabulary(language)
        self.rest = text
        self.texts = [pair for ground in grounds for pair in ground.texts]
        self.heads = [pair for ground in grounds for pair in ground.heads]

    @property
    def leads(self) -> bool:
        """Whether the statement leads to a quote: it names its subject, and claims nothing."""
        return self.text.endswith((":", "："))

    def content_of(self, found: Iterable[Word]) -> list[Word]:
        """The words of substance among `found`."""
        return content_of(found, self.language)
