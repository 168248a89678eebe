"""Checks a text: its quotations and the places that it cites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.checking.model import TextCheck
from index.search import Index
from index.words import Language

Progress = Callable[[int, int], None]
"""Is told how many quotes of how many are checked."""


def check_text(
    text: str,
    index: Index,
    *,
    name: str = "",
    documents: Sequence[str] = (),
    reader: Language = "en",
    progress: Progress | None = None,
) -> TextCheck:
    """Every passage in quotation marks, and every symbol and paragraph cited, of `text`, looked up.

    `documents` are the symbols of the only ones to be looked into. Places are written in the `reader`'s
    language. Raises `EmptyQuestion`, `TextTooLong`, `UnknownDocument` and `SymbolError`.
    """
    raise NotImplementedError


def read_text_file(path: Path) -> str:
    """The text of a file to be checked (DOCX, PDF, HTML, Markdown, plain text), as a person reads it.

    Raises `UnreadableText`, which says why.
    """
    raise NotImplementedError
