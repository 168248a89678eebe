"""Lists under a line that says what they are of: "In resolution 72/7 the Assembly:", a heading.

The items of a list that tell no document of their own are of the one that this line names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checking.marks import CLOSERS
from assistant.checking.mentions import MASK

_LABEL = (
    r"(?:\(?(?:\d{1,3}|[a-zа-я]{1,4}|[\u0621-\u064a]{1,2})[.)]|[（(]?[一二三四五六七八九十]{1,3}[）)、.]"
    r"|[•‣▪◦·*–—-]|（\d{1,3}）)\s*"
)
_MARKS = re.escape("".join(CLOSERS))
# An item: a label, the mark of a quotation, or a few words with a colon before one.
_ITEM = re.compile(
    rf"[ \t\u00a0>]*(?:{_LABEL}(?=\S)|(?P<bare>[{_MARKS}{MASK}|]|[^\n:：{MASK}]{{1,40}}[:：]\s*[{_MARKS}]))"
)
_PARENTHESES = re.compile(r"[(（\[][^()（）\[\]\n]{0,200}[)）\]]")
_WORDS = re.compile(r"[^\W\d_]+")
_COLON = re.compile(r"[:：][*_ \t\u00a0]*$")
_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}\s|\*\*[^*\n]+\*\*\s*$|__[^_\n]+__\s*$)")
_STOP = re.compile(r"[.!?:：;,。！？；，،؛؟][*_ \t\u00a0]*$")
_MOST_HEADING_WORDS, _MOST_HEADING_CHARACTERS = 14, 120
# A paragraph that leads to a list, as far as it is looked back into.
_LONGEST_HEAD = 2_000
# More words of its own than these, and an unlabelled line is no quotation with its place.
_MOST_OWN_WORDS, _MOST_OWN_HAN = 3, 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of a text, `[start, end)`, that the line `[head_start, head_end)` says what it is of.

    `is_item`: an item of its list, not only a paragraph of the section below a heading.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    is_item: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line; `is_first` and `is_last`: of its paragraph."""

    start: int
    end: int
    text: str
    is_first: bool
    is_last: bool


def find_listed(text: str) -> Iterator[Listed]:
    """The items of the lists of `text`, whose quotations are masked, and the sections below headings.

    In order. A line that leads to a list and is itself an item, or stands below a heading, is listed too.
    """
    head: _Line | None = None
    begun: tuple[int, bool] | None = None
    last = 0
    for line in _lines(text):
        leads = bool(_COLON.search(line.text))
        is_head = leads or _is_heading(line)
        is_item = head is not None and not is_head and _is_item(line)
        if head is not None and begun and (is_item or is_head or line.is_first):
            yield Listed(begun[0], last, head.start, head.end, begun[1])
            begun = None
        is_under = head is not None and (_is_heading(head) or _is_labelled(line))
        if is_head:
            if head is not None and leads and is_under:
                yield Listed(line.start, line.end, head.start, head.end, is_item=False)
            head = _whole(line, text) if leads else line
        elif is_item:
            begun = line.start, True
        elif line.is_first and head is not None:
            begun = (line.start, False) if is_under else None
            head = head if is_under else None
        last = line.end
    if head is not None and begun:
        yield Listed(begun[0], last, head.start, head.end, begun[1])


def _whole(line: _Line, text: str) -> _Line:
    """A line that leads to a list, with the lines before it in its paragraph."""
    if _ITEM.match(line.text):
        return line
    first = max(0, line.start - _LONGEST_HEAD)
    start = text.rfind("\n\n", first, line.start)
    return _Line(
        start + 2 if start >= 0 else first and line.start, line.end, line.text, True, line.is_last
    )


def _lines(text: str) -> Iterator[_Line]:
    """The lines of `text` that are not blank."""
    start = 0
    before = True
    lines = text.split("\n")
    blank = [not line.strip(" \t\u00a0>") for line in [*lines, ""]]
    for number, line in enumerate(lines):
        if not blank[number]:
            yield _Line(start, start + len(line), line, before, blank[number + 1])
        before = blank[number]
        start += len(line) + 1


def _is_heading(line: _Line) -> bool:
    """A line that is set as a heading, or stands alone, short, without a mark at its end."""
    if _HEADING.match(line.text):
        return True
    alone = line.is_first and line.is_last and len(line.text) <= _MOST_HEADING_CHARACTERS
    plain = MASK not in line.text and not _STOP.search(line.text) and not _ITEM.match(line.text)
    return alone and plain and len(line.text.split()) <= _MOST_HEADING_WORDS


def _is_labelled(line: _Line) -> bool:
    match = _ITEM.match(line.text)
    return match is not None and match["bare"] is None


def _is_item(line: _Line) -> bool:
    match = _ITEM.match(line.text)
    if match is None:
        return False
    if match["bare"] is None:
        return True
    own = _PARENTHESES.sub(" ", line.text.replace(MASK, " "))
    words = _WORDS.findall(own)
    han = sum("\u3400" <= c <= "\u9fff" for c in own)
    return han <= _MOST_OWN_HAN if han else len(words) <= _MOST_OWN_WORDS
