"""The footnotes of a plain text: which of its lines begin one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.readers.lines import Line, Role

_RAISED = {ord(str(n)): c for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_LOWERED = {ord(c): str(n) for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}


def note_number(line: Line) -> int:
    """The number that a footnote's line begins with."""
    return int(line.label.translate(_LOWERED))


def note_numbers(lines: Sequence[Line], source: str) -> Iterator[int]:
    """1, 2, … as long as a line begins with that note's number and a mark of it stands above."""
    expected = 1
    for line in lines:
        if line.role is Role.NOTE and note_number(line) == expected:
            raised = str(expected).translate(_RAISED)
            mark = (
                rf"(?<=[^\W_]){raised}|[,.;:]{raised}"
                rf"|[^\W\d_][,.;:]?{expected}(?!\w)|\d,{expected}(?!\w)"
            )
            if re.search(mark, source[: line.start - len(line.label)]):
                yield expected
                expected += 1
