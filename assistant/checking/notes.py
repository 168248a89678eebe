"""Notes of a text, and the marks that call them."""

from __future__ import annotations

import re
from bisect import bisect_left

# "[^1]" of Markdown, "[1]" and "¹" of plain text.
_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_MARK = rf"\[\^[^\]\s]{{1,20}}\]|\[\d{{1,3}}\]|[{_RAISED}]{{1,3}}"
NOTES = re.compile(rf"[^\S\n]*[.,;:。，；،]?[^\S\n]*((?:{_MARK})+)")
NOTE = re.compile(_MARK)
"""The mark of a note; `NOTES`: those behind a quotation."""
_NOTE_TEXT = re.compile(
    rf"(?m)^[ \t]*(\[\^[^\]\s]{{1,20}}\](?=:)|\[\d{{1,3}}\]|[{_RAISED}]{{1,3}}):?[ \t]?"
)


def find_notes(text: str) -> dict[str, tuple[int, int]]:
    """Where the text of each note stands, by its name."""
    found: dict[str, tuple[int, int]] = {}
    heads = list(_NOTE_TEXT.finditer(text))
    blanks = [match.start() for match in re.finditer(r"\n\n", text)] if heads else []
    for number, match in enumerate(heads):
        blank = bisect_left(blanks, match.end())
        end = blanks[blank] if blank < len(blanks) else len(text)
        end = min(end, heads[number + 1].start()) if number + 1 < len(heads) else end
        found.setdefault(match[1], (match.end(), end))
    return found
