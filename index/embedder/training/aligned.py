"""Texts that say the same, by language."""

from __future__ import annotations

from dataclasses import dataclass

from index.words import Language


@dataclass(frozen=True, slots=True)
class Aligned:
    """Texts that say the same: `texts[language][i]` are versions of one text.

    An empty string stands for a version that is missing. Every language has as many texts.
    """

    name: str
    weight: float
    texts: dict[Language, list[str]]
    evidence: float = 0.0
    cut: float = 0.5
    # What is asked with, where that is not the text itself: a question, an acronym.
    asked: dict[Language, list[str]] | None = None

    def __len__(self) -> int:
        return len(next(iter(self.texts.values())))
