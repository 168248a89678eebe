"""What stands inside a quotation and is none of its words: marks of notes, of block quotes, of emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLOCK_SIGN = re.compile(r"(?m)^[ \t]*>+[ \t]?")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,20}\]")
# Emphasis of Markdown around words: how they are set is no wording.
_EMPHASIS = (
    re.compile(r"(?<![*\w])(\*{1,3})(?=[^\s*])[^*\n]{1,300}?(?<=[^\s*])(\1)(?![*\w])"),
    re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])[^_\n]{1,300}?(?<=[^\s_])(\1)(?!\w)"),
)


def _is_note(mark: str, text: str) -> bool:
    """Whether `[^1]` is the mark of a note, by its number or the note's text; `[^not]` is a word."""
    return not any(map(str.isalpha, mark)) or f"{mark}:" in text


def find_skips(
    text: str, start: int, end: int, again: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """What of `[start, end)` is none of the words quoted; marks of notes and of emphasis are none."""
    spans = [(at, at + 1) for at in again]
    signs = [m.span() for m in _BLOCK_SIGN.finditer(text, start, end)]
    notes = [m.span() for m in _NOTE_MARK.finditer(text, start, end) if _is_note(m.group(), text)]
    spans += [(a, b) for a, b in (*signs, *notes) if a > start]
    for pattern in _EMPHASIS:
        for match in pattern.finditer(text, start, end):
            spans += [match.span(1), match.span(2)]
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if not merged or a >= merged[-1][1]:
            merged.append((a, b))
    return tuple(merged)
