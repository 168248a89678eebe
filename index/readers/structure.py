"""From lines to the blocks of a document: masthead, title, preamble, operative part, notes.

A block is one paragraph with the stretches of the source that it stands in: more than one where a
page break or a footnote interrupts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from index import usage
from index.locator import Locator, item_label
from index.readers.lines import Line, Role, split_lines

_COMPLETE = re.compile(r"[.;:,!?。；：，؛،？][»”\"')\]*_\s]*[⁰¹²³⁴-⁹]*\d{0,2}$")
_MARK_AT_END = re.compile(r"(?<=[^\d\s])[⁰¹²³⁴-⁹]{1,2}$|(?<=[,.;:])\d{1,2}$")
_RAISED = {ord(str(n)): c for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_MASTHEAD = {Role.DISTRIBUTION, Role.DATE, Role.ORIGINAL, Role.LANGUAGE}
_NO_WORDS = {Role.RULE, Role.JOB_NUMBER, Role.PAGE_NUMBER}


@dataclass(slots=True)
class Block:
    """One paragraph to be: where it is cited, and its stretches of the source, in order."""

    locator: Locator
    stretches: list[tuple[int, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its words begin in the source."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """Where its words end in the source."""
        return self.stretches[-1][1]


@dataclass(slots=True)
class Section:
    """One language version of one document: its blocks, and what the masthead says."""

    lines: list[Line]
    blocks: list[Block] = field(default_factory=list)
    organ: str | None = None
    number: str | None = None
    is_resolution: bool = False


def sections(source: str) -> list[Section]:
    """The language versions in `source`: a new one begins with each masthead."""
    lines = split_lines(source)
    starts = [i for i, line in enumerate(lines) if _begins_version(lines, i)]
    bounds = [0, *[i for i in starts if i > _front_end(lines)], len(lines)]
    return [_Structure(lines[a:b], source).read() for a, b in pairwise(bounds) if a < b]


def _begins_version(lines: list[Line], at: int) -> bool:
    near = [line.role for line in lines[at : at + 3]]
    if lines[at].role is Role.ORGAN:
        return Role.DISTRIBUTION in near
    before = lines[at - 1].role if at else None
    return lines[at].role is Role.DISTRIBUTION and before is not Role.ORGAN


def _front_end(lines: list[Line]) -> int:
    """The first line that is not masthead: a masthead above it belongs to the first version."""
    front = {Role.ORGAN, *_MASTHEAD, *_NO_WORDS}
    return next((i for i, line in enumerate(lines) if line.role not in front), len(lines))


class _Structure:
    """Reads one section's lines in order, keeping the paragraph that is open."""

    def __init__(self, lines: list[Line], source: str) -> None:
        self.section = Section(lines)
        self.source = source
        self.section.is_resolution = any(line.role is Role.ENACTING for line in lines)
        self.open: Block | None = None
        self.interrupted: Block | None = None
        self.in_front = True
        self.in_operative = False
        self.counts = {"pp": 0, "op": 0, "p": 0}
        self.note_numbers = list(_note_numbers(lines, source))
        text_lines = [line for line in lines if line.role is Role.TEXT]
        self.indents = {line.indented for line in text_lines} == {True, False}

    def read(self) -> Section:
        for line in self.section.lines:
            self._take(line)
        return self.section

    def _take(self, line: Line) -> None:
        if line.role in _NO_WORDS:
            return
        if line.role is Role.ORGAN and self.in_front:
            self.section.organ = usage.ORGANS[line.plain]
        elif line.role is Role.ENACTING:
            match = usage.ENACTING.fullmatch(line.plain)
            assert match is not None, "the role was given by this pattern"
            self.section.organ = usage.ORGANS[match["organ"]]
            self.in_front, self.open = False, None
        elif line.role is Role.NOTE and self.note_numbers and self._note_number(line):
            self._take_note(line)
        elif self.in_front:
            self._take_front(line)
        else:
            self._take_body(line)

    def _take_note(self, line: Line) -> None:
        number = self.note_numbers.pop(0)
        if self.open and self.open.locator.head != "fn":
            self.interrupted = self.open
        self._begin(f"fn{number}", line)

    def _take_front(self, line: Line) -> None:
        if line.role in _MASTHEAD:
            if self.open and self.open.locator == "distribution":
                self._continue(line)
            elif line.role is Role.DISTRIBUTION:
                self._begin("distribution", line)
        elif line.role is Role.AGENDA:
            self._begin("agenda", line)
        elif line.role is Role.SPONSORS:
            self._begin("sponsors", line)
        elif line.role is Role.RESOLUTION_TITLE:
            match = usage.RESOLUTION_NUMBER.match(line.plain)
            self.section.number = match["number"] if match else None
            self._begin("title", line)
        elif self._is_title(line):
            if self.open and self.open.locator == "title":
                self._continue(line)
            else:
                self._begin("title", line)
        else:
            self.in_front, self.open = False, None
            self._take_body(line)

    def _is_title(self, line: Line) -> bool:
        titled = self.open is not None and self.open.locator == "title"
        if line.role in (Role.HEADING, Role.LETTER_TITLE) or self.section.is_resolution:
            return True
        return titled and not line.after_blank and not self._complete()

    def _take_body(self, line: Line) -> None:
        if line.role is Role.MEETING:
            self._begin("meeting", line)
        elif self.open and self.open.locator == "meeting" and line.role is Role.DATE:
            self._continue(line)
        elif line.role is Role.SIGNATURE:
            self._begin("signature", line)
        elif line.role is Role.NUMBERED and self._numbers_paragraph(line):
            self.in_operative = True
            self.counts["op"] = int(line.label.rstrip("."))
            self._begin(f"op{self.counts['op']}", line)
        elif line.role in (Role.BULLET, Role.LETTERED) and self._last_body():
            self._begin(self._item(line), line)
        elif self._continues(line):
            self._continue(line)
        else:
            head = "p" if not self.section.is_resolution or self.in_operative else "pp"
            self.counts[head] += 1
            self._begin(f"{head}{self.counts[head]}", line)

    def _numbers_paragraph(self, line: Line) -> bool:
        return int(line.label.rstrip(".")) == self.counts["op"] + 1

    def _last_body(self) -> Block | None:
        bodies = (b for b in reversed(self.section.blocks) if b.locator.head in self.counts)
        return next(bodies, None)

    def _item(self, line: Line) -> str:
        """The locator of a sub-paragraph: below the last paragraph, after its last item."""
        last = self._last_body()
        assert last is not None, "asked only where a paragraph stands before"
        head = last.locator.split(".")[0]
        siblings = [b for b in self.section.blocks if b.locator.parent == head]
        if line.role is Role.BULLET:
            return f"{head}.b{len(siblings) + 1}"
        label = re.sub(r"\W", "", line.label)
        if label == item_label(len(siblings) + 1, 0) or not siblings:
            return f"{head}.{item_label(len(siblings) + 1, 0)}"
        parent = siblings[-1].locator
        below = [b for b in self.section.blocks if b.locator.parent == parent]
        return f"{parent}.{item_label(len(below) + 1, 1)}"

    def _continues(self, line: Line) -> bool:
        """Whether the line goes on with the open paragraph, or with the one a note interrupted."""
        if not self.open:
            return False
        if self.open.locator.head == "fn" and self.interrupted and self._complete():
            if self._lower(line) and not self._complete(self.interrupted):
                self.open, self.interrupted = self.interrupted, None
                return True
            return False
        if not self._complete():
            return self.open.locator not in ("signature", "meeting")
        if self._lower(line) and not (line.after_blank and self._lower_begins_paragraphs()):
            return self.open.locator.head != "fn"
        return not line.after_blank and not (self.indents and line.indented)

    def _lower_begins_paragraphs(self) -> bool:
        """Russian preambles begin in lower case; elsewhere it shows that a sentence goes on."""
        return bool(re.search(r"[а-я]", self.source[self.section.lines[-1].start :] or ""))

    def _complete(self, block: Block | None = None) -> bool:
        block = block or self.open
        assert block is not None, "asked only of a paragraph"
        text = self.source[block.stretches[-1][0] : block.end].rstrip()
        return bool(_COMPLETE.search(_MARK_AT_END.sub("", text)))

    @staticmethod
    def _lower(line: Line) -> bool:
        return bool(line.plain) and line.plain[0].islower()

    def _note_number(self, line: Line) -> bool:
        return _number(line) == self.note_numbers[0]

    def _begin(self, locator: str, line: Line) -> None:
        self.open = Block(Locator(locator), [(line.start, line.end)])
        self.section.blocks.append(self.open)

    def _continue(self, line: Line) -> None:
        assert self.open is not None, "asked only where a paragraph is open"
        begin, end = self.open.stretches[-1]
        # Nothing but white space between: one stretch; anything else was left out on purpose.
        if self.source[end : self._raw_start(line)].strip():
            self.open.stretches.append((self._raw_start(line), line.end))
        else:
            self.open.stretches[-1] = (begin, line.end)

    @staticmethod
    def _raw_start(line: Line) -> int:
        return line.start - len(line.label) if line.role is not Role.TEXT else line.start


def _number(line: Line) -> int:
    return int(line.label.translate({ord(c): str(n) for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}))


def _note_numbers(lines: Iterable[Line], source: str) -> Iterator[int]:
    """1, 2, … as long as a line begins with that note's number and a mark of it stands above."""
    expected = 1
    for line in lines:
        if line.role is Role.NOTE and _number(line) == expected:
            raised = str(expected).translate(_RAISED)
            mark = (
                rf"(?<=[^\W_]){raised}|[,.;:]{raised}"
                rf"|[^\W\d_][,.;:]?{expected}(?!\w)|\d,{expected}(?!\w)"
            )
            if re.search(mark, source[: line.start - len(line.label)]):
                yield expected
                expected += 1
