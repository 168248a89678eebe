"""Reads documents from HTML: blocks, lists with their labels, tables, footnotes; no navigation."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.readers.blocks import Blocks, read_blocks
from index.readers.html_blocks import HtmlBlocks
from index.readers.html_notes import HtmlNotes, find_notes
from index.readers.model import ReadVersion

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Browsers read these names as the wider Windows code page (WHATWG, Encoding Standard, section 4.2).
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_DROPPED = (
    "script", "style", "nav", "aside", "form", "button", "noscript", "template", "iframe", "svg",
    "head", "select", "object", "embed", "audio", "video", "canvas", "footer",
)  # fmt: skip
_ROLES = {"navigation", "banner", "search", "contentinfo", "complementary", "menu", "dialog"}


def read_html(content: bytes, source: str) -> list[ReadVersion]:
    """The document in an HTML file, whose name is `source`; one version, in the text's language.

    The encoding is the one that a byte order mark or the file declares, else UTF-8. Raises
    `ReadError` where the bytes are not in it, or where no text is found.
    """
    page = open_page(content, source)
    blocks = HtmlBlocks(page.notes, page.left_out).read(page.main)
    return [read_blocks(Blocks(source, blocks, notes=page.notes.texts))]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is parsed: the element with its text, its notes, and what is none of its text."""

    main: HtmlElement
    notes: HtmlNotes
    left_out: set[HtmlElement]


def open_page(content: bytes, source: str) -> Page:
    """The page in an HTML file, whose name is `source`; raises `ReadError` as `read_html` does."""
    main = _main(_parsed(_decoded(content, source), source))
    notes = find_notes(main)
    return Page(main, notes, _no_text(main) | notes.blocks)


def _decoded(content: bytes, source: str) -> str:
    encoding, what = _encoding(content)
    try:
        codec = codecs.lookup(encoding).name
        return content.decode(_WIDER.get(codec, codec))
    except LookupError as error:
        raise ReadError(
            f"{source} declares the encoding {encoding!r}, which is not known; save it as UTF-8"
        ) from error
    except UnicodeError as error:
        raise ReadError(f"{source} is not text in {encoding}, {what}; save it as UTF-8") from error


def _encoding(content: bytes) -> tuple[str, str]:
    """The encoding, and who says so."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "as its byte order mark says"
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "as its byte order mark says"
    if match := _DECLARED.search(content[:_HEAD_BYTES]):
        name = (match[1] or match[2]).decode("ascii").casefold()
        # The declaration itself was read as single bytes.
        return "utf-8" if name.startswith("utf-16") else name, "as it declares"
    return "utf-8", "and declares no other encoding"


def _parsed(text: str, source: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        # Null characters end the text for the parser.
        root = html.document_fromstring(_XML_DECLARATION.sub("", text.replace("\0", "")), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{source}: no text was found in it; is it HTML?") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError(f"{source}: its elements lie too deep in one another; it is not read")
    return root


def _main(root: HtmlElement) -> HtmlElement:
    """The element that holds the text: the only `main` or `article`, else the body."""
    for name in ("main", "article"):
        found = list(root.iter(name))
        if len(found) == 1 and len("".join(found[0].itertext()).split()) > _FEW_WORDS:
            return found[0]
    body = root.find("body")
    return root if body is None else body


_FEW_WORDS = 20
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _no_text(main: HtmlElement) -> set[HtmlElement]:
    """The elements that are no text, or only serve to move about in a site."""
    found: set[HtmlElement] = set()
    for element in main.iter():
        if not isinstance(element.tag, str):
            continue
        hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
        site = element.tag == "header" and main.tag not in ("main", "article")
        role = (element.get("role") or "").casefold() in _ROLES
        out = element.tag in _DROPPED or hidden or role or (site and element.find(".//h1") is None)
        if out and element is not main:
            found.add(element)
    return found
