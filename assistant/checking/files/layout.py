"""Puts paragraphs and notes together as Markdown writes them: `>` before block quotes, `[^1]` for notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.readers.marked import Marked


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph: its text with the marks of notes in it; `quoted` names the style of a block quote."""

    text: str
    quoted: str = ""


def with_marks(text: Marked) -> str:
    """The text with `[^1]` where the mark of note 1 stood."""
    pieces, at = [], 0
    for note, offset in text.marks:
        pieces += [text.text[at:offset], f"[^{note}]"]
        at = offset
    return "".join([*pieces, text.text[at:]])


def lay_out(paragraphs: Sequence[Laid], notes: Iterable[tuple[str, str]]) -> str:
    """The paragraphs with blank lines between them, then the notes, each with its name."""
    parts: list[str] = []
    before = ""
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        if parts:
            parts.append("\n>\n" if before and before == paragraph.quoted else "\n\n")
        parts.append(f"> {paragraph.text}" if paragraph.quoted else paragraph.text)
        before = paragraph.quoted
    parts += [f"\n\n[^{name}]: {text}" for name, text in notes if text.strip()]
    return "".join(parts).strip("\n")
