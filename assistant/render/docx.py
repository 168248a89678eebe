"""A conversation as a Word document: headings, quotes with their language, links to the originals.

It is made from python-docx's own empty document, with nothing fetched. Text that runs from right to
left is told so at both places where Word looks: `w:bidi` on the paragraph, `w:rtl` on the run.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistant.answer import Answer, Citation
from assistant.errors import ExportError
from assistant.phrases import load_phrases
from assistant.render.conversation import Frame, frame, heading
from assistant.render.source import (
    badge_line,
    is_quoted_in_text,
    marked_pieces,
    source_line,
    split_text,
)
from index.words import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_TAGS: dict[Language, str] = {
    "en": "en-GB",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "es": "es-ES",
    "ar": "ar-SA",
    "zh": "zh-CN",
}
_RIGHT_TO_LEFT = ("ar",)
_ARABIC = r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe"
# From a letter that is not Arabic to the last such letter or digit before an Arabic character.
_LEFT_TO_RIGHT = re.compile(rf"([^\W\d_{_ARABIC}](?:[^{_ARABIC}]*[^\W_{_ARABIC}])?)")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, production 2
_BLUE = "0563C1"


def write_docx(answers: Sequence[Answer], made: dt.datetime | None = None) -> bytes:
    """The conversation as the bytes of a `.docx` file.

    Raises `ExportError` where a quote has a character that no Word document can hold.
    """
    import docx

    document = docx.Document()
    around = frame(answers, made)
    _set_properties(document, around, made)
    _set_styles(document)
    _add(document, around.title, around.language, "Title")
    for number, answer in enumerate(answers, 1):
        _add(document, heading(number, answer), answer.language, "Heading 1")
        _add_answer(document, answer)
    for line in around.closing:
        _add(document, line, around.language, "Remark")
    packed = BytesIO()
    document.save(packed)
    return _without_dates(packed)


def _add_answer(document: Document, answer: Answer) -> None:
    before, after = split_text(answer)
    for line in before:
        _add_sentence(document, line, answer)
    for citation in answer.citations:
        _add_citation(document, citation, answer, f"[{citation.key}]")
    if answer.closest:
        title = load_phrases(answer.language)["reference.closest"]
        _add(document, title, answer.language, "Heading 2")
    for citation in answer.closest:
        _add_citation(document, citation, answer, "")
    for line in after:
        _add_sentence(document, line, answer)
    _add(document, badge_line(answer), answer.language, "Remark")


def _add_citation(document: Document, citation: Citation, answer: Answer, marker: str) -> None:
    """The quote and under it its source; the source alone where a model's sentence has the quote."""
    in_text = is_quoted_in_text(citation, answer)
    if not in_text:
        quoted = _paragraph(document, citation.language, "Quote")
        _write_quote(quoted, citation, answer)
        _write(quoted, f" {marker}" if marker else "", citation.language)
    source = _paragraph(document, answer.language, "Source")
    line = f"{source_line(citation, answer.language)} — "
    _write(source, f"{marker} {line}" if in_text else line, answer.language)
    _write_link(source, citation.url)


def _add_sentence(document: Document, line: str, answer: Answer) -> None:
    """A sentence of the answer's; the quotes that a model's has in it are marked as such."""
    phrases = load_phrases(answer.language)
    paragraph = _paragraph(document, answer.language, "Normal")
    quotes = {f"{phrases['open']}{c.quote}{phrases['close']}": c for c in answer.citations}
    longest_first = sorted(quotes, key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", line) if quotes else [line]
    for piece in pieces:
        if piece in quotes:
            _write_quote(paragraph, quotes[piece], answer)
        else:
            _write(paragraph, _REFUSED.sub("", piece), answer.language)


def _write_quote(paragraph: Paragraph, citation: Citation, answer: Answer) -> None:
    phrases = load_phrases(answer.language)
    _write(paragraph, phrases["open"], citation.language)
    for piece, marked in marked_pieces(citation):
        for run in _write(paragraph, piece, citation.language):
            if marked:
                _highlight(run)
    _write(paragraph, phrases["close"], citation.language)


def _add(document: Document, text: str, language: Language, style: str) -> None:
    _write(_paragraph(document, language, style), text, language)


def _paragraph(document: Document, language: Language, style: str) -> Paragraph:
    from docx.oxml.parser import OxmlElement

    paragraph = document.add_paragraph(style=style)
    if language in _RIGHT_TO_LEFT:
        # Behind the style, which is all that stands there yet and comes first in the schema.
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def _write(paragraph: Paragraph, text: str, language: Language) -> list[Run]:
    """`text` as runs of `language`; in a text from right to left, other scripts have runs apart."""
    if refused := _REFUSED.search(text):
        raise ExportError(
            f"a quote or its place has the character U+{ord(refused.group()):04X}, which a Word "
            "document cannot hold; export the conversation as markdown or json"
        )
    runs = []
    for piece, right_to_left in _directions(text, language):
        run = paragraph.add_run(piece)
        if right_to_left:
            run.font.rtl = True
        _set_language(run, language)
        runs.append(run)
    return runs


def _directions(text: str, language: Language) -> Iterator[tuple[str, bool]]:
    """The pieces of `text`, none of them empty, each with whether it runs from right to left."""
    right_to_left = language in _RIGHT_TO_LEFT
    pieces = _LEFT_TO_RIGHT.split(text) if right_to_left else [text]
    for number, piece in enumerate(pieces):
        if piece:
            yield piece, right_to_left and number % 2 == 0


def _set_language(run: Run, language: Language) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    names = {"ar": ["w:bidi"], "zh": ["w:val", "w:eastAsia"]}.get(language, ["w:val"])
    element = OxmlElement("w:lang", {qn(name): _TAGS[language] for name in names})
    run._r.get_or_add_rPr().append(element)


def _highlight(run: Run) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    run.font.bold = True
    run.font.cs_bold = True  # what Arabic script looks at
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _write_link(paragraph: Paragraph, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import RGBColor

    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink", {qn("r:id"): relation})
    run = paragraph.add_run(address)
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(_BLUE)
    link.append(run._r)
    paragraph._p.append(link)


def _set_styles(document: Document) -> None:
    """Quotes upright and set in, each kept with its source, which stands under it in small print."""
    from docx.shared import Cm, Pt
    from docx.styles.style import ParagraphStyle

    quote = document.styles["Quote"]
    assert isinstance(quote, ParagraphStyle)
    quote.font.italic = quote.font.cs_italic = False
    quote.paragraph_format.left_indent = Cm(1)
    quote.paragraph_format.space_after = Pt(2)
    quote.paragraph_format.keep_with_next = True
    _add_small_print(document, "Source").paragraph_format.left_indent = Cm(1)
    _add_small_print(document, "Remark").paragraph_format.space_before = Pt(12)


def _add_small_print(document: Document, name: str) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt
    from docx.styles.style import ParagraphStyle

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(9)
    # The same size for Arabic script, in half points.
    style.element.get_or_add_rPr().append(OxmlElement("w:szCs", {qn("w:val"): "18"}))
    return style


def _set_properties(document: Document, around: Frame, made: dt.datetime | None) -> None:
    """The title and language; the empty document's author, remark and dates are not ours."""
    properties = document.core_properties
    properties.title = around.title
    properties.language = _TAGS[around.language]
    properties.author = properties.comments = properties.last_modified_by = ""
    if made:
        at = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
        properties.created = properties.modified = at
        return
    core = properties._element
    for element in list(core):
        if element.tag.endswith(("}created", "}modified")):
            core.remove(element)


def _without_dates(packed: BytesIO) -> bytes:
    """The same package, its files dated 1980 as ZIP has it where no date is given."""
    out = BytesIO()
    with ZipFile(packed) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return out.getvalue()
