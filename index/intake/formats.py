"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from index.intake import signatures
from index.intake.prolog import read_prolog

HEAD_BYTES = 65_536
"""How much of a file's beginning is enough to tell what it is."""

# A reader of PDF accepts the mark within the first 1,024 bytes (ISO 32000-1, annex H, note 13).
_PDF_WITHIN = 1024
_PDF = re.compile(rb"%PDF-[12]\.[0-9]")
# The tags that begin a page: WHATWG, MIME Sniffing Standard, section 7.1.
_HTML = re.compile(
    r"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]"
    r"|<meta\s|<ul[\s>]|<h[2-6][\s>]|<span[\s>]|<section[\s>]|<article[\s>]|<main[\s>]",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MOST_CONTROLS = 0.1
_OBJECT = re.compile(r"\{\s*\"")
_LIST = re.compile(r"\[\s*\{\s*\"")


class Format(StrEnum):
    """The formats that are read; the last four are unpacked first."""

    AKN = "akn"
    JSON_LINE = "json_line"
    JSON_LINES = "json_lines"
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"
    ZIP = "zip"
    GZIP = "gzip"
    XZ = "xz"
    BZIP2 = "bzip2"


def sniff(head: bytes) -> Format | None:
    """The format of a file that begins with `head` (`HEAD_BYTES` of it, or all of a shorter one).

    None where no reader takes it; `describe` says why. A DOCX file is told from other zips where
    `head` shows what is in it.
    """
    return _told(head)[0]


def describe(head: bytes) -> str:
    """Why a file that begins with `head` is not read, and what to do, for the end of one line."""
    return _told(head)[1]


def _told(head: bytes) -> tuple[Format | None, str]:
    if not head:
        return None, "is empty"
    if head.startswith(b"%PDF-"):
        return Format.PDF, ""
    if packed := _packed(head):
        return packed, ""
    if head.startswith(signatures.ZIPS):
        kind = signatures.office_kind(signatures.zip_names(head))
        if kind == "docx":
            return Format.DOCX, ""
        return (None, kind) if kind else (Format.ZIP, "")
    if known := signatures.known(head):
        return None, known
    mark = _PDF.search(head[: _PDF_WITHIN + 8])
    if mark and b" obj" in head[mark.end() :]:
        return Format.PDF, ""
    return _told_text(head)


def _packed(head: bytes) -> Format | None:
    if head.startswith(b"\x1f\x8b\x08"):
        return Format.GZIP
    if head.startswith(b"\xfd7zXZ\x00"):
        return Format.XZ
    if re.match(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", head):
        return Format.BZIP2
    return None


def _told_text(head: bytes) -> tuple[Format | None, str]:
    """What a text is. HTML and XML are known by their ASCII beginning, in whatever encoding."""
    ascii_view = decoded(head) or head.decode("latin-1")
    if ascii_view.lstrip("\ufeff \t\r\n").startswith("<") and (
        told := _marked_up(head, ascii_view)
    ):
        return told
    text = decoded(head)
    if text is None and (b"\0" in head or _mostly_controls(head.decode("latin-1"))):
        return None, "holds binary data, not text"
    if text is None:
        return None, "is text in an encoding other than UTF-8 and UTF-16; save it as UTF-8"
    if "\0" in text or _mostly_controls(text):
        return None, "holds binary data, not text"
    text = text.lstrip("\ufeff").strip()
    if not text:
        return None, "holds nothing but white space"
    if _LIST.match(text):
        return None, "is a list in JSON; write it as JSON lines, one object a line"
    if _OBJECT.match(text):
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return (None, "is JSON in UTF-16; save it as UTF-8") if wide else (_json(text), "")
    return Format.TEXT, ""


def decoded(head: bytes) -> str | None:
    """`head` as text in UTF-8, or in the UTF-16 that its byte order mark tells; None for other bytes.

    A character that the end of `head` cuts is left out.
    """
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return codecs.getincrementaldecoder("utf-16" if wide else "utf-8")().decode(head)
    except UnicodeDecodeError:
        return None


def _marked_up(head: bytes, text: str) -> tuple[Format | None, str] | None:
    prolog = read_prolog(head)
    root = prolog.root if prolog else None
    if root == "akomaNtoso":
        return Format.AKN, ""
    beginning = _COMMENTS.match(text.lstrip("\ufeff"))
    rest = text.lstrip("\ufeff")[beginning.end() if beginning else 0 :]
    if root in ("html", "HTML") or _HTML.match(rest):
        return Format.HTML, ""
    if root and text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return None, f"is XML of another kind (<{root[:40]}>); only Akoma Ntoso is read"
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return None, "is XML that is damaged before its first element, or has none"
    return None


def _mostly_controls(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)


def _json(text: str) -> Format:
    """One object a line, or one object over several lines, none of which begins another."""
    first, _, rest = text.partition("\n")
    lines = not rest or first.rstrip().endswith("}") or _OBJECT.match(rest.lstrip())
    return Format.JSON_LINES if lines else Format.JSON_LINE
