"""Small DOCX files for tests, made of invented text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered text"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Numbered"/></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def r(text: str, properties: str = "") -> str:
    """A run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(
    *runs: str, style: str = "", number: tuple[int, int] | None = None, properties: str = ""
) -> str:
    """A paragraph: its runs (plain text where it has no tag), style, and (list, level)."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        inside += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    texts = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{inside}{properties}</w:pPr>{texts}</w:p>"


def note(number: int) -> str:
    """A footnote's mark."""
    raised = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{raised}<w:footnoteReference w:id="{number}"/></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is a paragraph's text, or paragraphs."""
    made = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def level(place: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of an abstract numbering."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(abstracts: Mapping[int, str], lists: Mapping[int, tuple[int, str]]) -> str:
    """The numbering part: abstract numberings, and lists as (abstract, overrides)."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{levels}</w:abstractNum>'
        for i, levels in abstracts.items()
    )
    made += "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
        for i, (abstract, more) in lists.items()
    )
    return made


def docx(
    *body: str,
    header: str = "",
    footnotes: Mapping[int, str] | None = None,
    numbers: str = "",
    styles: str = STYLES,
    settings: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A DOCX file; `header` are the paragraphs of the first page's header."""
    notes = "".join(
        f'<w:footnote w:id="{i}">{t if t.startswith("<") else p("<w:r><w:footnoteRef/></w:r>", " ", t)}'
        "</w:footnote>"
        for i, t in (footnotes or {}).items()
    )
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header"/><w:titlePg/></w:sectPr>'
    made = {
        "document": ("document", f"<w:body>{''.join(body)}{section}</w:body>"),
        "header": ("hdr", header or "<w:p/>"),
        "footnotes": ("footnotes", notes),
        "numbering": ("numbering", numbers),
        "styles": ("styles", styles),
        "settings": ("settings", settings),
    }
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in made
    )
    main = f'<Relationship Id="m" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_P}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}">{relations}</Relationships>',
    }
    for name, (tag, inside) in made.items():
        files[f"word/{name}.xml"] = f"<w:{tag} {_NAMESPACES}>{inside}</w:{tag}>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()
