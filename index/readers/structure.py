"""From lines to the blocks of a document: masthead, title, preamble, operative part, notes.

A block is one paragraph with the stretches of the source that it stands in: more than one where a
page break or a footnote interrupts it.
"""

from __future__ import annotations

import re

from index import usage
from index.readers.divisions import annex_heading
from index.readers.formulas import enacting_organ, title_number
from index.readers.front import place_of, read_front
from index.readers.labels import split_heading
from index.readers.lines import Line, Role, split_lines
from index.readers.masthead_lines import Part, symbol_of
from index.readers.text_blocks import MARK_AT_END, Block, Section, place_blocks
from index.readers.text_notes import note_number, note_numbers
from index.readers.text_versions import MASTHEAD, NO_WORDS, split_versions

_COMPLETE = re.compile(r"[.;:,!?。；：，؛،？][»”\"')\]*_\s]*[⁰¹²³⁴-⁹]*\d{0,2}$")
_LABELLED = (Role.NUMBERED, Role.LETTERED, Role.BULLET)
_END_SPAN = 80
_DASHES = ("-", "–", "—")
_LONGEST_HEADING = 150
_HEADED = re.compile(
    r"(?:Summary|Résumé|Резюме|Resumen|(?:ال)?موجز|摘要|Introduction|Введение|Introducción|مقدمة|导言)\W*",
    re.IGNORECASE,
)


def sections(source: str) -> list[Section]:
    """The language versions in `source`: a new one begins with each masthead."""
    return [_Structure(lines, source).read() for lines in split_versions(split_lines(source))]


class _Structure:
    """Reads one section's lines in order, keeping the paragraph that is open."""

    def __init__(self, lines: list[Line], source: str) -> None:
        self.section = Section(lines, read_front(lines))
        self.source = source
        self.section.is_resolution = _is_resolution(lines)
        self.open: Block | None = None
        self.interrupted: Block | None = None
        self.in_front = True
        self.number = 0
        self.restarts = False
        self.note_numbers = list(note_numbers(lines, source))
        text_lines = [line for line in lines if line.role is Role.TEXT]
        self.indents = {line.indented for line in text_lines} == {True, False}

    def read(self) -> Section:
        for i, line in enumerate(self.section.lines):
            self._take(i, line)
        place_blocks(self.section, self.source)
        return self.section

    def _take(self, i: int, line: Line) -> None:
        if line.role in NO_WORDS or self._is_running_head(line):
            return
        titled = any(block.name == "title" for block in self.section.blocks)
        if line.role is Role.ORGAN and self.in_front and not titled:
            self.section.organ = usage.ORGANS[line.plain]
        elif line.role is Role.ENACTING or self._bare_organ_enacts(line):
            self.section.organ = enacting_organ(line.plain) or usage.ORGANS[line.plain]
            self._begin("enacting", line)
            # A bare organ's name below the title enacts too: nothing was numbered before it.
            self.section.is_resolution |= line.role is Role.ORGAN
            self.in_front, self.open = False, None
        elif line.role is Role.NOTE and self.note_numbers and self._note_number(line):
            self._take_note(line)
        elif self.in_front and self.section.front.parts:
            self._take_masthead(i, line)
        elif self.in_front:
            self._take_front(line)
        else:
            self._take_body(i, line)

    def _is_running_head(self, line: Line) -> bool:
        """Whether it repeats the document's symbol at the top of a page."""
        masthead = self.section.front.masthead
        own = masthead.symbol if masthead else None
        return line.role is Role.SYMBOL and not self.in_front and symbol_of(line.plain) == own

    def _bare_organ_enacts(self, line: Line) -> bool:
        """Whether an organ's name by itself, below the title, opens the resolution."""
        return line.role is Role.ORGAN and self.in_front and line.after_blank

    def _take_note(self, line: Line) -> None:
        number = self.note_numbers.pop(0)
        if self.open and not self.open.is_note:
            self.interrupted = self.open
        self._begin(f"fn{number}", line)

    def _take_masthead(self, i: int, line: Line) -> None:
        """A line of a front whose symbol or organization is named."""
        parts = self.section.front.parts
        part = parts[i] if i < len(parts) else Part.BODY
        if self.section.number and line.after_blank:
            # The title of a resolution, with its number, is the last of its masthead.
            part = Part.BODY
        if part is Part.TITLE and (match := title_number(line.plain)):
            self.section.number = match["number"]
        name = place_of(part, parts)
        if part is Part.BODY:
            self.in_front, self.open = False, None
            self._take_body(i, line)
        elif name is None:
            self.open = None
        elif self.open and self.open.name == name:
            self._continue(line)
        else:
            held = next((b for b in self.section.blocks if b.name == name), None)
            if held:
                held.stretches.append((self._raw_start(line), line.end))
                self.open = held
            else:
                self._begin(name, line)

    def _take_front(self, line: Line) -> None:
        if line.role in MASTHEAD:
            if self.open and self.open.name == "distribution":
                self._continue(line)
            elif line.role is Role.DISTRIBUTION:
                self._begin("distribution", line)
        elif line.role is Role.AGENDA:
            self._begin("agenda", line)
        elif line.role is Role.SPONSORS:
            self._begin("sponsors", line)
        elif line.role is Role.RESOLUTION_TITLE:
            match = title_number(line.plain)
            self.section.number = match["number"] if match else None
            self._begin("title", line)
        elif self._is_title(line):
            if self.open and self.open.name == "title":
                self._continue(line)
            else:
                self._begin("title", line)
        else:
            self.in_front, self.open = False, None
            self._take_body(self.section.lines.index(line), line)

    def _is_title(self, line: Line) -> bool:
        titled = self.open is not None and self.open.name == "title"
        if line.role in (Role.HEADING, Role.LETTER_TITLE) or self.section.is_resolution:
            return True
        return titled and not line.after_blank and not self._complete()

    def _take_body(self, i: int, line: Line) -> None:
        if line.role is Role.MEETING:
            self._begin("meeting", line)
        elif self.open and self.open.name == "meeting" and line.role is Role.DATE:
            self._continue(line)
        elif line.role is Role.SIGNATURE:
            self._begin("signature", line)
        elif line.role is Role.NUMBERED and self._numbers_paragraph(line):
            self.number, self.restarts = _label_number(line), False
            self._begin("", line)
        elif line.role in (Role.BULLET, Role.LETTERED) and self._is_item(line):
            self._begin("", line)
        elif self._is_heading(i, line):
            self._begin("heading", line)
            self.restarts = True
        elif self._continues(line):
            self._continue(line)
        else:
            self._begin("", line)

    def _numbers_paragraph(self, line: Line) -> bool:
        """Whether the number goes on from the last, or begins anew where a paragraph may begin."""
        number = _label_number(line)
        lower = self.source[line.start : line.start + 1].islower()
        if self.open and lower and not line.after_blank and not self._complete():
            return False
        headed = not self.open or self.open.name == "heading"
        if number == self.number + 1 or headed or (number == 1 and self.restarts):
            return True
        begins = line.after_blank and self._complete()
        return begins and (number == 1 or self.number < number)

    def _is_item(self, line: Line) -> bool:
        """Whether a line with an item's label is one; a dash may also stand within a sentence."""
        if not any(not block.name for block in self.section.blocks):
            return False
        lower = self.source[line.start : line.start + 1].islower()
        dash = line.label in _DASHES and not line.after_blank and lower
        listed = self.open is not None and self.open.label in _DASHES
        goes_on = self.open is not None and not listed and not self._complete()
        return not (dash and goes_on)

    def _is_heading(self, i: int, line: Line) -> bool:
        """A heading in Markdown, or a short line by itself whose label or words are a heading's."""
        if line.role is Role.HEADING:
            return line.after_blank or not self.open or self._complete()
        after = self.section.lines[i + 1 : i + 2]
        alone = line.after_blank and all(following.after_blank for following in after)
        if line.role is not Role.TEXT or not alone or len(line.plain) > _LONGEST_HEADING:
            return False
        if self.open and not self._complete() and self._lower(line):
            return False
        headed = self.open is not None and self.open.name == "heading"
        if annex_heading(line.plain, is_heading=False) or _HEADED.fullmatch(line.plain):
            return True
        if headed and not self._lower(line) and not _COMPLETE.search(line.plain):
            # The title of an annex, below its number.
            return True
        label, rest = split_heading(line.plain)
        return label is not None and bool(rest) and rest[0].isupper() and not _COMPLETE.search(rest)

    def _continues(self, line: Line) -> bool:
        """Whether the line goes on with the open paragraph, or with the one a note interrupted."""
        if not self.open or self.open.name == "heading":
            return False
        if self.open.is_note and self.interrupted and self._complete():
            if self._lower(line) and not self._complete(self.interrupted):
                self.open, self.interrupted = self.interrupted, None
                return True
            return False
        if not self._complete():
            return self.open.name not in ("signature", "meeting")
        if self._lower(line) and not (line.after_blank and self._lower_begins_paragraphs()):
            return not self.open.is_note
        return not line.after_blank and not (self.indents and line.indented)

    def _lower_begins_paragraphs(self) -> bool:
        """Russian preambles begin in lower case; elsewhere it shows that a sentence goes on."""
        return bool(re.search(r"[а-я]", self.source[self.section.lines[-1].start :] or ""))

    def _complete(self, block: Block | None = None) -> bool:
        block = block or self.open
        assert block is not None, "asked only of a paragraph"
        start = max(block.stretches[-1][0], block.end - _END_SPAN)
        text = self.source[start : block.end].rstrip()
        return bool(_COMPLETE.search(MARK_AT_END.sub("", text)))

    @staticmethod
    def _lower(line: Line) -> bool:
        return bool(line.plain) and line.plain[0].islower()

    def _note_number(self, line: Line) -> bool:
        return note_number(line) == self.note_numbers[0]

    def _begin(self, name: str, line: Line) -> None:
        label = line.label if line.role in _LABELLED else ""
        self.open = Block(name, [(line.start, line.end)], label)
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
        return line.start if line.role in (Role.TEXT, Role.HEADING) else line.begin


def _is_resolution(lines: list[Line]) -> bool:
    """Whether enacting words stand before any numbered paragraph."""
    for line in lines:
        if line.role is Role.ENACTING:
            return True
        if line.role is Role.NUMBERED:
            break
    return False


def _label_number(line: Line) -> int:
    match = re.search(r"\d+", line.label)
    assert match is not None, "asked only of numbered lines"
    return int(match.group())
