"""Traces a paragraph through the documents that carry it."""

from __future__ import annotations

from assistant.lineage.model import Lineage
from index.search import Index
from index.words import Language


def trace(
    asked: str,
    index: Index,
    *,
    language: Language | None = None,
    reader: Language = "en",
) -> Lineage:
    """Where the paragraph at an address (`S/2007/279#p3.b1`), or words of one, stood first and went.

    Words ("liaise with Governments") stand for the earliest paragraph that has them. `language` is the one
    in which paragraphs are compared, where they are held in it. Places are written in the `reader`'s
    language. Raises `UnknownDocument`, `UnknownParagraph`, `SymbolError`, `EmptyQuestion`, and
    `NothingToTrace` where no paragraph has the words.
    """
    raise NotImplementedError
