"""Reads documents from DOCX: automatic numbers, footnotes, tracked changes, text boxes, mastheads.

Made for the files that the United Nations publish (their masthead stands in the header of the first
page, their footnotes in a part of their own), and for any other Word file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers.blocks import Block, Blocks, read_blocks
from index.readers.docx.body import Body, DocxParagraph
from index.readers.docx.notes import Footnotes
from index.readers.docx.numbering import Numbering
from index.readers.docx.package import Package, W
from index.readers.docx.properties import stated_symbol
from index.readers.docx.runs import Notes, Runs
from index.readers.docx.styles import Styles
from index.readers.marked import clean
from index.readers.masthead_lines import symbol_of
from index.readers.model import ReadVersion
from index.readers.places import Form

if TYPE_CHECKING:
    from index.readers.docx.package import Element

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LONGEST_HEADING = 250
_LONGEST_STYLED = 500
_GO_ON = (";", ",", "；", "，", "،", "؛")


def read_docx(content: bytes, source: str) -> list[ReadVersion]:
    """The document in a DOCX file, whose name is `source`; one version, in the text's language.

    Raises `ReadError` where the file is no DOCX file, is encrypted, damaged or too large when
    unpacked, or has no text.
    """
    package = Package(content, source)
    root = package.part(package.main)
    body = root.find(W + "body") if root is not None else None
    styles = Styles(package.first("styles"))
    notes = Footnotes(package, body)
    runs = Runs(styles, notes.references)
    walk = Body(runs, styles, Numbering(package.first("numbering"), styles))
    blocks = [_block(p) for p in walk.paragraphs(body)] if body is not None else []
    numbered, others = notes.texts(styles)
    warnings = [f"left out: {what}" for what in sorted(walk.left_out)]
    found = Blocks(
        source,
        blocks,
        header=_header(package, body, styles),
        notes=numbered,
        unnumbered_notes=others,
        symbol=stated_symbol(package) or _running_symbol(package, styles),
        warnings=(*warnings, *notes.warnings),
    )
    return [read_blocks(found)]


def _block(paragraph: DocxParagraph) -> Block:
    return Block(paragraph.text, paragraph.label, _form(paragraph), paragraph.cell)


def _form(paragraph: DocxParagraph) -> Form:
    """Headings are known by their style, or by bold type in a short line without an end.

    What ends in a comma or semicolon is a paragraph of a resolution, whatever its style.
    """
    text = paragraph.text.strip()
    if paragraph.style.is_heading and len(text) < _LONGEST_STYLED and not text.endswith(_GO_ON):
        return Form.HEADING
    short = len(text) < _LONGEST_HEADING and not text.endswith((*_GO_ON, ".", "。", ":", "："))
    if short and paragraph.is_bold and paragraph.cell is None:
        return Form.HEADING
    return Form.TEXT


def _header(package: Package, body: Element | None, styles: Styles) -> list[str]:
    """The lines of the first page's header, which has the masthead; none where it has none."""
    wanted = _first_page_header(body)
    roots = (root for relationship, root in package.related("header") if relationship == wanted)
    root = next(roots, None)
    return _lines_of(root, styles) if root is not None else []


def _running_symbol(package: Package, styles: Styles) -> str | None:
    """The symbol that stands alone in a line of any page's header."""
    for _, root in package.related("header"):
        for line in _lines_of(root, styles):
            if symbol := symbol_of(line):
                return symbol
    return None


def _lines_of(root: Element, styles: Styles) -> list[str]:
    walk = Body(Runs(styles, Notes(0)), styles, Numbering(None, styles))
    texts = (clean(line).text for p in walk.paragraphs(root) for line in p.text.split("\n"))
    return [text for text in texts if text]


def _first_page_header(body: Element | None) -> str | None:
    """The relationship of the header that the first section shows on its first page."""
    section = next(body.iter(W + "sectPr"), None) if body is not None else None
    if section is None:
        return None
    found = {
        reference.get(W + "type"): reference.get(_RELATIONSHIP)
        for reference in section.iterfind(W + "headerReference")
    }
    return found.get("first") if section.find(W + "titlePg") is not None else found.get("default")
