"""Text of documents and readers on one line of a terminal, which it must not drive."""

from __future__ import annotations

import re

# Control characters drive a terminal, and those of direction turn its text around (Unicode, UAX 9).
_DRIVING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+"
)


def on_one_line(text: str) -> str:
    """`text` with a space in the place of every control character, and of those of direction."""
    return _DRIVING.sub(" ", text)
