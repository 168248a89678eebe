"""What stands around a paragraph: without it an item of a list has no verb, and a quote no context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.locator import Kind

if TYPE_CHECKING:
    from index.document import Document, Paragraph

Paragraphs = tuple["Paragraph", ...]


def surroundings_of(document: Document, paragraph: Paragraph) -> tuple[Paragraphs, Paragraphs]:
    """The paragraphs to be read before `paragraph` and after it: its neighbours.

    Before an item also stand the paragraphs that it is an item of. Footnotes stand among themselves.
    """
    is_note = paragraph.kind is Kind.FOOTNOTE
    text = [p for p in document.paragraphs if (p.kind is Kind.FOOTNOTE) == is_note]
    at = text.index(paragraph)
    holders = _holders(paragraph, text[:at])
    last = [p for p in text[max(at - 1, 0) : at] if p not in holders]
    return (*holders, *last), tuple(text[at + 1 : at + 2])


def _holders(paragraph: Paragraph, before: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs that `paragraph` is an item of, the outermost first."""
    found: list[Paragraph] = []
    parent = paragraph.locator.parent
    while parent is not None:
        found[:0] = [p for p in before if p.locator == parent]
        parent = parent.parent
    return found
