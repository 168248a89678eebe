"""Footnotes: which lines at the bottom of a page are notes, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.readers.pdf.furniture import RULE
from index.readers.pdf.lines import Line

# Notes are set smaller than the text, in shares of its size.
_SMALLER = 0.93
_LABEL = re.compile(r"(?P<label>\d{1,3}|\*{1,4}|[†‡§]|[a-z])(?=\s|$)\s*")
_SIGNS = "*†‡§"


@dataclass(slots=True)
class Note:
    """A footnote: its mark ("3", "*"), and its lines without the mark. `page` is where it begins."""

    label: str
    page: int
    lines: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """Its number, where its mark is one."""
        return int(self.label) if self.label.isdigit() else None


def split_notes(lines: Sequence[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The lines of one page in two: the text, and the notes at its foot.

    Notes stand below a rule, or are the small lines at the foot of the page, the first of which begins
    with a mark. Rules are left out.
    """
    start = _after_rule(lines, body_size)
    if start is None:
        start = _small_foot(lines, body_size)
    if start is None:
        return [line for line in lines if not _is_rule(line)], []
    notes = [line for line in lines[start:] if line.size <= _SMALLER * body_size]
    text = [line for line in lines if line not in notes and not _is_rule(line)]
    return text, notes


def _is_rule(line: Line) -> bool:
    return bool(RULE.fullmatch(line.text))


def _after_rule(lines: Sequence[Line], body_size: float) -> int | None:
    """The place of the first line after a rule under which nothing but small lines stands."""
    for i in range(len(lines) - 1, -1, -1):
        if not _is_rule(lines[i]):
            continue
        below = [line for line in lines if line.y < lines[i].y and not _is_rule(line)]
        small = all(line.size <= _SMALLER * body_size for line in below)
        if below and small:
            return min(lines.index(line) for line in below)
    return None


def _small_foot(lines: Sequence[Line], body_size: float) -> int | None:
    """The place of the first of the small lines at the foot, where it begins with a raised mark."""
    small = [line for line in lines if line.size <= _SMALLER * body_size]
    large = [line.y for line in lines if line.size > _SMALLER * body_size]
    if not large:
        # A page of nothing but notes: the last ones of a document that has them at its end.
        numbered = (line for line in small if _raised_mark(line) and line.text[0].isdigit())
        return 0 if next(numbered, None) else None
    lowest = min(large)
    foot = [line for line in small if line.y < lowest]
    marked = next((line for line in foot if _raised_mark(line) or line.text[0] in _SIGNS), None)
    return lines.index(marked) if marked else None


def _raised_mark(line: Line) -> bool:
    return bool(line.raised) and line.raised[0][0] == 0 and _LABEL.match(line.text) is not None


def read_notes(lines: Sequence[Line], before: Note | None) -> list[Note]:
    """The notes that the lines at the foot of a page make.

    A first line without a mark goes on with the last note of the page `before`.
    """
    notes: list[Note] = [before] if before else []
    # Where numbers are raised, one that is not is a number of the text.
    raised = any(map(_raised_mark, lines))
    for line in lines:
        match = _LABEL.match(line.text)
        signed = match is not None and match["label"][0] in _SIGNS
        counts = match is not None and not raised and _follows(match, notes)
        begins = _raised_mark(line) or signed or counts
        if match and begins:
            notes.append(Note(match["label"], line.page, [_without(line, match.end())]))
        elif notes:
            notes[-1].lines.append(line)
        else:
            notes.append(Note("", line.page, [line]))
    return notes[1:] if before else notes


def _follows(match: re.Match[str], notes: Sequence[Note]) -> bool:
    """Whether a number that is not raised begins a note: the one after the last."""
    last = next((note.number for note in reversed(notes) if note.number), 0)
    return match["label"].isdigit() and int(match["label"]) == last + 1


def _without(line: Line, end: int) -> Line:
    raised = tuple((a - end, b - end) for a, b in line.raised if a >= end)
    return replace(line, text=line.text[end:], raised=raised)
