"""Block quotes: lines that begin with `>`, as Markdown and mail have them, and indented blocks.

Files whose paragraphs have a style for quotations are read with that sign before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.checking.marks import CLOSERS
from index.symbol import find_symbols

_QUOTED = re.compile(r"[ \t]{0,3}>[ \t>]*")
_SIGNED = re.compile(r"[—–―]|--")
_MOST_SOURCE_WORDS = 25
_FEWEST_WORDS = 5
_INDENT = re.compile(r"(?: {4,}|\t)[ \t]*(?=\S)")
_LABEL = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]{1,4})[.)]|[•‣▪·*–-])\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A block quote: `[start, end)` are its words, `skips` the signs between its lines."""

    start: int
    end: int
    skips: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: int
    end: int
    text: str


def find_blocks(text: str) -> Iterator[Block]:
    """The block quotes of `text`, without the line at the end that says where it is from."""
    lines = list(_lines(text))
    for is_quoted, group in groupby(lines, key=lambda line: bool(_QUOTED.match(line.text))):
        if is_quoted:
            yield from _block([_after(_QUOTED, line) for line in group])
    yield from _indented(lines)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        yield _Line(start, start, start + len(raw), raw)
        start += len(raw) + 1


def _after(sign: re.Pattern[str], line: _Line) -> _Line:
    """`line` with its words behind `sign`."""
    match = sign.match(line.text)
    begin = match.end() if match else 0
    rest = line.text[begin:]
    return _Line(line.start, line.start + begin, line.start + begin + len(rest.rstrip()), rest)


def _block(lines: list[_Line]) -> Iterator[Block]:
    while lines and (not lines[-1].text.strip() or _says_where(lines[-1].text, len(lines))):
        lines.pop()
    while lines and not lines[0].text.strip():
        lines.pop(0)
    # What begins with a mark is quoted by its marks.
    if lines and lines[0].text[0] not in CLOSERS:
        skips = tuple((line.start, line.words) for line in lines[1:])
        yield Block(lines[0].words, lines[-1].end, skips)


def _says_where(line: str, lines: int) -> bool:
    """Whether a line names the source: it is signed with a dash, or is short and has a symbol."""
    short = len(line.split()) <= _MOST_SOURCE_WORDS
    bare = line.strip().startswith(("(", "[", "（")) or bool(_SIGNED.match(line.strip()))
    return short and (bare or (lines > 1 and bool(find_symbols(line[:60]))))


def _indented(lines: list[_Line]) -> Iterator[Block]:
    """A paragraph that alone is indented, behind one that ends in a colon and names a document."""
    paragraphs = [
        list(group) for has_words, group in groupby(lines, key=lambda ln: bool(ln.text.strip()))
        if has_words
    ]  # fmt: skip
    for before, own in pairwise(paragraphs):
        lead = before[-1].text.rstrip()
        if not lead.endswith((":", "：")) or any(_INDENT.match(line.text) for line in before):
            continue
        words = sum(len(line.text.split()) for line in own)
        named = find_symbols(" ".join(line.text for line in before))
        if (
            named
            and words >= _FEWEST_WORDS
            and all(_INDENT.match(line.text) for line in own)
            and not _LABEL.match(own[0].text.strip())
        ):
            yield from _block([_after(_INDENT, line) for line in own])
