"""The blocks of a plain text, and their places: from labels and words to locators."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.locator import Locator
from index.readers.divisions import annex_heading
from index.readers.front import Front
from index.readers.labels import split_heading, split_label
from index.readers.lines import Line
from index.readers.places import Entry, Form, place

MARK_AT_END = re.compile(r"(?<=[^\d\s])[⁰¹²³⁴-⁹]{1,2}$|(?<=[,.;:])\d{1,2}$")
"""The mark of a footnote at the end of a line."""

_FORMS = {"meeting": Form.MEETING, "signature": Form.SIGNATURE, "enacting": Form.ENACTING}
_NAMED = ("distribution", "title", "agenda", "sponsors")


@dataclass(slots=True)
class Block:
    """One paragraph to be: its stretches of the source, in order, and where it is cited.

    `name` is what it is by its words: a named place, "fn3", "heading", "enacting" or "" (text).
    """

    name: str
    stretches: list[tuple[int, int]] = field(default_factory=list)
    label: str = ""
    locator: Locator | None = None

    @property
    def start(self) -> int:
        """Where its words begin in the source."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """Where its words end in the source."""
        return self.stretches[-1][1]

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote."""
        return self.name.startswith("fn")


@dataclass(slots=True)
class Section:
    """One language version of one document: its blocks, and what the masthead says."""

    lines: list[Line]
    front: Front
    blocks: list[Block] = field(default_factory=list)
    organ: str | None = None
    number: str | None = None
    is_resolution: bool = False
    warnings: list[str] = field(default_factory=list)


def place_blocks(section: Section, source: str) -> None:
    """Give each block its locator; enacting words and bare labels of divisions go."""
    placed = [b for b in section.blocks if not b.is_note and b.name not in _NAMED]
    entries = [_entry(block, source) for block in placed]
    locators, warnings = place(entries, section.is_resolution)
    for block, locator in zip(placed, locators, strict=True):
        block.locator = locator
    for block in section.blocks:
        if block.is_note or block.name in _NAMED:
            block.locator = Locator(block.name)
    section.blocks = [block for block in section.blocks if block.locator is not None]
    section.warnings += warnings


def _entry(block: Block, source: str) -> Entry:
    text = source[block.start : block.end]
    text = MARK_AT_END.sub("", text.rstrip("*_ \n")).rstrip("*_ ")
    if block.name == "heading":
        return _heading(block, text, source)
    label = split_label(f"{block.label} {text}")[0] if block.label else None
    return Entry(text, _FORMS.get(block.name, Form.TEXT), label)


def _heading(block: Block, text: str, source: str) -> Entry:
    """A heading's entry; its label is taken off its text."""
    if annex := annex_heading(text, is_heading=True):
        block.stretches[0] = (block.end - len(annex.title), block.end)
        return Entry(annex.title, Form.ANNEX, number=annex.number)
    label, rest = split_heading(text)
    if label and rest:
        begin, end = block.stretches[0]
        block.stretches[0] = (begin + source[begin:end].index(rest.split("\n")[0]), end)
    return Entry(rest, Form.HEADING, label)
