"""The labels that paragraphs begin with: "12.", "2.1", "(a)", "(iv)", a bullet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

_BULLETS = "•·‣▪▫■□●○◦◾◼▸►➢➤✓✔❖⁃"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HAN = "一二三四五六七八九十"
_LETTERED = rf"[a-z]{{1,2}}|[{_CYRILLIC}]|[{_ARABIC}]ـ?ه?|[ivx]{{1,5}}|[{_HAN}]"
_LABEL = re.compile(
    r"(?P<number>\d{1,3})(?:[.．、](?=\s|[^\W\d_])(?!\d)|\s*[-–\u0640]\s*(?=[\u0621-\u064a]))"
    r"|(?P<decimal>\d{1,2}\.\d{1,3})\.?(?=\s)"
    rf"|[(（]?(?P<letter>{_LETTERED})[)）](?=\s|[（(]?[^\W\d_a-z])"
    rf"|(?P<bullet>[{_BULLETS}]|[-–—](?=\s)|(?:o|[^\w\s(（“\"'«‘\[])(?=\t))",
)


class LabelKind(Enum):
    """What a label counts with."""

    NUMBER = "number"
    DECIMAL = "decimal"
    LETTER = "letter"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class LineLabel:
    """A label: its kind, its value ("12", "2.1", "a"), its text, and where the words after it begin.

    `wide` tells that a gap wider than a space follows; `sure` that no sentence has it at a line's start.
    """

    kind: LabelKind
    value: str
    text: str
    end: int
    wide: bool
    sure: bool = False

    def precedes(self, other: LineLabel) -> bool:
        """Whether `other` is the next label: "2." after "1.", "(c)" after "(b)"."""
        if self.kind is not other.kind or self.kind in (LabelKind.BULLET, LabelKind.DECIMAL):
            return False
        if self.kind is LabelKind.NUMBER:
            return int(other.value) == int(self.value) + 1
        return len(self.value) == len(other.value) == 1 and ord(other.value) == ord(self.value) + 1


def read_label(text: str) -> LineLabel | None:
    """The label that `text` begins with, where words follow it."""
    match = _LABEL.match(_ascii_digits(text))
    if not match:
        return None
    end = match.end()
    gap = re.match(r"\s*", text[end:])
    assert gap is not None, "it matches nothing too"
    wide = "\t" in gap.group()
    end += gap.end()
    if end >= len(text):
        return None
    for kind in LabelKind:
        if value := match[kind.value]:
            sure = kind is LabelKind.BULLET and value in _BULLETS
            return LineLabel(kind, value, match.group(), end, wide, sure)
    raise AssertionError("every branch of the pattern has a kind")


def _ascii_digits(text: str) -> str:
    """The beginning of `text` with ASCII digits: Arabic documents have their own."""
    head = text[:12]
    if head.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in head) + text[12:]
