"""Compares two documents paragraph by paragraph."""

from __future__ import annotations

from assistant.lineage.model import Comparison
from index.search import Index
from index.words import Language


def compare(
    first: str,
    second: str,
    index: Index,
    *,
    language: Language | None = None,
    reader: Language = "en",
) -> Comparison:
    """The documents under two symbols, paragraph by paragraph, in a language that both are held in.

    `language` is that language, else the `reader`'s where both have it; places are written in the
    reader's. Raises `UnknownDocument`, `SymbolError`, and `ComparisonError` where the two share no
    language, have none of their text read surely, or are one document.
    """
    raise NotImplementedError
