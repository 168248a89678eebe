"""What the readers of formats with paragraphs of their own (DOCX, HTML) find in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.readers.marked import clean
from index.readers.places import Form


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a file: its raw text (see `index.readers.marked`), label and form.

    `label` is what automatic numbering shows, "" where the label, if any, is typed. `cell` numbers
    the table cell that it stands in: those of one cell are one paragraph.
    """

    text: str
    label: str = ""
    form: Form = Form.TEXT
    cell: int | None = None

    @property
    def shown(self) -> str:
        """The text as a reader sees it."""
        return clean(self.text).text


@dataclass(frozen=True, slots=True)
class Blocks:
    """All that a reader found in a file.

    `header` are the lines above the text (a page header with the masthead), `notes` the footnotes
    by number, `unnumbered_notes` those with a star, `symbol` one that the file's properties state.
    """

    source: str
    blocks: Sequence[Block]
    header: Sequence[str] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    unnumbered_notes: Sequence[str] = ()
    symbol: str | None = None
    warnings: tuple[str, ...] = ()
