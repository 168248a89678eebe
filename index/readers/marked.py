"""Text with the marks of footnotes in it, and how it is cleaned.

While a text is put together, a mark stands in it as one character of plane 15, which no document
has; so it can be cut and joined as any string. `clean` takes the marks out and says where they stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_FIRST = 0xF0100
_MOST = 0xFFF
_BEGIN, _END = "\U000f0000", "\U000f0001"
_RAISED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_BETWEEN = re.compile(f"{_END}{_BEGIN}")
_NUMBERS = re.compile(r"[(\[（]?\s*\d{1,3}(?:\s*[,،、;]\s*\d{1,3})*\s*[)\]）]?\s*")
_UNIT = re.compile(r"(?:^|[\s\d(])(?:[kcmd]?m|[кдс]?м|км|م|كم)$")
_UNIT_SPAN = 4
_RESERVED = re.compile("[\U000f0000-\U000f1fff]")
_MARK = re.compile("[\U000f0100-\U000f10ff]")
_MARKS = "[\U000f0100-\U000f10ff]*"
_SPACES = re.compile(rf"\s+({_MARKS})\s*")
_SPACES_AFTER = re.compile(rf"^({_MARKS})\s+|\s+({_MARKS})$")
_SOME = "[\U000f0100-\U000f10ff]+"
_BRACKETS = re.compile(
    rf"[(（]({_SOME})[)）]|\[({_SOME})\]|[(（]\s*[)）]({_SOME})|({_SOME})[(（]\s*[)）]"
)
_UNSEEN = re.compile(
    "[\u00ad\ufeff\u200b\u2060]|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]|[\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A clean text, and its marks as (number of the note, offset where the mark stood)."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Marked) -> Marked:
        """Both texts with a space between."""
        space = 1 if self.text and other.text else 0
        moved = tuple((n, o + len(self.text) + space) for n, o in other.marks)
        return Marked(self.text + " " * space + other.text, self.marks + moved)

    def after(self, start: int) -> Marked:
        """The text from `start` on; marks before it stand at its beginning."""
        return Marked(self.text[start:], tuple((n, max(0, o - start)) for n, o in self.marks))


def mark(note: int) -> str:
    """The character that stands for the mark of the note with that number."""
    return chr(_FIRST + min(note, _MOST))


def raised(text: str) -> str:
    """`text` as raised type, whose meaning `settle` finds."""
    return f"{_BEGIN}{text}{_END}" if text else ""


def settle(text: str, knows: Callable[[int], bool]) -> str:
    """Raised numbers of notes, which `knows` tells, become marks; other raised text is as any other.

    "Treaty" and a raised "6" is a mark, "km" and a raised "2" is a unit.
    """
    text = _BETWEEN.sub("", text)

    def settled(match: re.Match[str]) -> str:
        inside, before = match[1], text[max(0, match.start() - _UNIT_SPAN) : match.start()]
        if _NUMBERS.fullmatch(inside) and not _UNIT.search(before):
            named = [int(n) for n in re.findall(r"\d+", inside)]
            if all(map(knows, named)):
                return "".join(map(mark, named))
        return inside

    return _RAISED.sub(settled, text)


def without_first_raised(text: str) -> str:
    """`text` without the raised type that it begins with: a note's own number."""
    return re.sub(rf"^\s*{_RAISED.pattern}", "", _BETWEEN.sub("", text))


def from_file(text: str) -> str:
    """`text` without the characters that stand for marks here."""
    return _RESERVED.sub("", text)


def without_marks(text: str) -> str:
    """`text` as it is without its marks."""
    return _MARK.sub("", text)


def clean(text: str) -> Marked:
    """In NFC, each run of white space one space, none at the ends, nothing that is not seen.

    Soft hyphens, zero-width spaces and control characters are not seen. Brackets around nothing but
    marks go with them: Arabic texts put marks in parentheses.
    """
    text = _BRACKETS.sub(lambda m: "".join(filter(None, m.groups())), _UNSEEN.sub("", text))
    text = _SPACES.sub(r" \1", text)
    text = _SPACES_AFTER.sub(r"\1\2", text)
    text = _SPACES_AFTER.sub(r"\1\2", text)
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    place = length = 0
    for match in _MARK.finditer(text):
        piece = unicodedata.normalize("NFC", text[place : match.start()])
        pieces.append(piece)
        length += len(piece)
        marks.append((ord(match.group()) - _FIRST, length))
        place = match.end()
    joined = "".join([*pieces, unicodedata.normalize("NFC", text[place:])])
    whole = unicodedata.normalize("NFC", joined)
    if whole != joined:
        # An accent stands behind a mark.
        marks = [(note, len(unicodedata.normalize("NFC", joined[:at]))) for note, at in marks]
    return Marked(whole, tuple(marks))
