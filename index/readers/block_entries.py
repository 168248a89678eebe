"""From the blocks of a document's text to entries that can be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.readers.block import Block
from index.readers.dates import whole_date
from index.readers.divisions import annex_heading
from index.readers.formulas import enacting_organ, is_meeting, is_organ, is_signature
from index.readers.labels import parse_label, split_heading, split_label
from index.readers.marked import Marked, clean
from index.readers.places import Entry, Form

Placeable = tuple[Entry, Marked]
"""An entry, and its text with the marks of footnotes."""


def read_entries(blocks: Sequence[Block]) -> list[Placeable]:
    """The entries of a text, in order: one a paragraph, one a table cell."""
    found: list[Placeable] = []
    cell: int | None = None
    for block in (part for whole in blocks for part in _by_label(whole)):
        if block.cell is not None and block.cell == cell:
            found[-1] = _joined(found[-1], clean(block.text))
            continue
        cell = block.cell
        entry, text = _entry(block)
        if found and found[-1][0].form is Form.MEETING and whole_date(entry.text):
            found[-1] = _joined(found[-1], text)
            continue
        if not found and is_organ(entry.text):
            # Where no preamble follows, Chinese and Russian have neither article nor comma.
            entry = replace(entry, form=Form.ENACTING)
        found.append((entry, text))
    return found


def _joined(before: Placeable, after: Marked) -> Placeable:
    entry, text = before
    joined = text + after
    return replace(entry, text=joined.text), joined


def _by_label(block: Block) -> list[Block]:
    """A block whose lines have labels of their own is several paragraphs."""
    first, *rest = block.text.split("\n")
    if block.form is not Form.TEXT or not any(split_label(line)[0] for line in rest):
        return [block]
    lines = [first]
    for line in rest:
        if split_label(line)[0]:
            lines.append(line)
        else:
            lines[-1] += f"\n{line}"
    parts = [
        replace(block, text=line, label="" if i else block.label) for i, line in enumerate(lines)
    ]
    return [part for part in parts if part.shown]


def _entry(block: Block) -> Placeable:
    """A block of the text as it is placed: without its label, with its form."""
    shown = clean(block.text)
    if block.cell is not None:
        return Entry(shown.text, Form.CELL), shown
    for is_form, form in _WHOLE:
        if not block.label and is_form(shown.text):
            return Entry(shown.text, form), shown
    if not block.label and (annex := annex_heading(shown.text, block.form is Form.HEADING)):
        title = shown.after(len(shown.text) - len(annex.title))
        return Entry(title.text, Form.ANNEX, number=annex.number), title
    if block.label:
        label, rest = parse_label(block.label), block.text
        # "Article 1" cites nothing here, but a reader sees it.
        rest = rest if label else f"{block.label} {rest}"
    else:
        split = split_heading if block.form is Form.HEADING else split_label
        label, rest = split(block.text)
    text = clean(rest)
    return Entry(text.text, block.form, label), text if text.text or not label else shown


_WHOLE = (
    (enacting_organ, Form.ENACTING),
    (is_signature, Form.SIGNATURE),
    (is_meeting, Form.MEETING),
)
