"""A block: one paragraph to be, with its label and where it stands, before it has a locator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.readers.akn.flow import Text
from index.readers.akn.labels import Reading, Sort, readings


class Role(StrEnum):
    """What a block is in its document."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "row"
    FORMULA = "formula"
    TITLE = "title"
    MEETING = "meeting"
    SIGNATURE = "signature"


class Area(StrEnum):
    """The part of a document that a block stands in; an annex's number is the block's own."""

    PREAMBLE = "preamble"
    BODY = "body"
    ANNEX = "annex"
    CLOSING = "closing"


@dataclass(slots=True)
class Block:
    """One paragraph to be.

    `whole` is the text before a label was found inside it: where the label is none, it stands again.
    `group` tells the paragraphs of one container; 0 is none. `nesting` is the depth of lists.
    A `quoted` number is that of a text which the paragraph before sets out, not the document's own.
    """

    text: Text
    role: Role = Role.TEXT
    area: Area = Area.BODY
    annex: int = 0
    label: str = ""
    whole: Text | None = None
    group: int = 0
    nesting: int = 0
    quoted: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to read its label."""
        return readings(self.label) if self.label else ()

    @property
    def number(self) -> int | None:
        """The number that its document gives the paragraph."""
        if self.role is not Role.TEXT or self.quoted:
            return None
        return next((r.value for r in self.readings if r.sort is Sort.NUMBER), None)

    @property
    def is_plain(self) -> bool:
        """Whether it is text without a label, or with one that is quoted."""
        return self.role is Role.TEXT and (self.quoted or not self.readings)

    @property
    def shown(self) -> str:
        """Its text."""
        return self.text.text

    def unlabelled(self) -> None:
        """Take back a label that was found in the text."""
        if self.whole is not None:
            self.text, self.label, self.whole = self.whole, "", None
