"""DOCX files with quotations: styles, tables, and footnotes, which python-docx does not write itself."""

from __future__ import annotations

import io

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def make_docx(paragraphs, notes=(), cells=()):
    """Paragraphs (each a text or a pair of style and text; `{1}` in it is the mark of note 1) and a table."""
    document = docx.Document()
    for given in paragraphs:
        style, text = given if isinstance(given, tuple) else (None, given)
        paragraph = document.add_paragraph(style=style)
        for at, piece in enumerate(text.split("{1}")):
            if at:
                paragraph.add_run()._r.append(_reference(1))
            paragraph.add_run(piece)
    if cells:
        table = document.add_table(rows=1, cols=len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.text = text
    if notes:
        _add_notes(document, notes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _reference(number):
    return parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>')


def _add_notes(document, notes):
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
        f"{text}</w:t></w:r></w:p></w:footnote>"
        for number, text in enumerate(notes, start=1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{texts}</w:footnotes>".encode()
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert document.element.body.findall(f".//{qn('w:footnoteReference')}")
