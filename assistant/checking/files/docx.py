"""The text of a DOCX file: paragraphs with their numbers, tables, notes; quotations by their styles."""

from __future__ import annotations

import re

from assistant.checking.files.layout import Laid, lay_out, with_marks
from index.errors import ReadError
from index.readers.docx.body import Body, DocxParagraph
from index.readers.docx.notes import Footnotes
from index.readers.docx.numbering import Numbering
from index.readers.docx.package import Package, W
from index.readers.docx.runs import Runs
from index.readers.docx.styles import Styles
from index.readers.marked import clean

# Word's own styles for quotations, by their names in the file, which no language of Word changes; and what
# templates call theirs.
_QUOTED = re.compile(
    r"(?:intense )?quote|(?:block ?|long ?)(?:quote|quotation|text)|quotations?", re.I
)


def text_of(content: bytes, source: str) -> str:
    """The text of a DOCX file; raises `ReadError`."""
    package = Package(content, source)
    root = package.part(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise ReadError(f"{source}: it has no text")
    styles = Styles(package.first("styles"))
    notes = Footnotes(package, body)
    walk = Body(
        Runs(styles, notes.references), styles, Numbering(package.first("numbering"), styles)
    )
    paragraphs = [_laid(paragraph) for paragraph in walk.paragraphs(body)]
    numbered, others = notes.texts(styles)
    named = [(str(number), _clean(text)) for number, text in sorted(numbered.items())]
    named += [(f"*{at}", _clean(text)) for at, text in enumerate(others, start=1)]
    return lay_out(paragraphs, named)


def _laid(paragraph: DocxParagraph) -> Laid:
    text = _clean(paragraph.text)
    label = f"{paragraph.label} " if paragraph.label.strip() else ""
    style = paragraph.style.name.strip()
    return Laid(label + text, style if _QUOTED.fullmatch(style) else "")


def _clean(text: str) -> str:
    return with_marks(clean(text))
