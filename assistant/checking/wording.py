"""What of a quotation is the quoter's own: editorial brackets, an ellipsis, the mark at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END_MARK = re.compile(r"(?<=[\w)\]\"'’”»])\s?[.,;。，；،؛]$")
_BRACKETED = re.compile(r"\[(\w{1,3})\](?=\w)")
ELLIPSIS = re.compile(
    r"[\[(（【]\s*(?:…+|\.{3,}|(?:\.\s){2,}\.)\s*[\])）】]|…+|\.{3,}|\.(?:\s\.){2,}|。{3,}"
)
"""A sign that words are left out."""
EDITORIAL = re.compile(r"\[[^\[\]\n]{1,200}\]")
"""What a quoter put in brackets of his own."""


def without_end_mark(words: str) -> str | None:
    """`words` without the mark of the sentence around them that stands inside the closing mark.

    Usage of English, above all American; one mark alone. None where there is none.
    """
    match = _END_MARK.search(words)
    return words[: match.start()] if match else None


def without_case_brackets(words: str) -> Iterator[str]:
    """`words` with "[T]o" as "to" and as "To"; nothing where there are no such brackets."""
    if _BRACKETED.search(words):
        yield _BRACKETED.sub(lambda m: m[1].lower(), words)
        yield _BRACKETED.sub(lambda m: m[1].upper(), words)
        yield _BRACKETED.sub(lambda m: m[1], words)
