"""Names of files and messages as they may stand in one line of a terminal."""

from __future__ import annotations

import re
import unicodedata

# Control, format (among them the bidirectional ones) and unassigned characters, lone surrogates
# (a name that is not UTF-8), and the two separators of lines.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LONGEST_MESSAGE = 300


def shown(name: str) -> str:
    r"""`name` with every character that is not seen, or that moves others, written as `\x0a`."""
    if name.isascii() and name.isprintable():
        return name
    return "".join(map(_visible, name))


def one_line(message: str) -> str:
    """`message` in one line that can be shown anywhere, cut where it is very long."""
    line = shown(re.sub(r"\s+", " ", message).strip())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
