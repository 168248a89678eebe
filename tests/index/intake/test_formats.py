from __future__ import annotations

import bz2
import gzip
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.intake.formats import HEAD_BYTES, Format, describe, sniff
from index.intake.signatures import OLE

from .made import AKN, DOCX, HTML, LINES, PDF, TEXT, XLSX, zipped

XHTML = (
    b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">'
    b'<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'
)
PRETTY = b'{\n  "symbol": "A/RES/99/1",\n  "paragraphs": []\n}\n'


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (AKN, Format.AKN),
        (AKN.decode().replace('encoding="UTF-8"', "").encode("utf-16"), Format.AKN),
        (b"\xef\xbb\xbf" + AKN, Format.AKN),
        (AKN.replace(b"<akomaNtoso xmlns=", b"<an:akomaNtoso xmlns:an="), Format.AKN),
        (LINES, Format.JSON_LINES),
        (b"\xef\xbb\xbf\n" + LINES, Format.JSON_LINES),
        (b'{"symbol": "A/RES/99/1", "text": "' + b"x" * HEAD_BYTES, Format.JSON_LINES),
        (b'{"symbol": broken\n' + LINES, Format.JSON_LINES),
        (PRETTY, Format.JSON_LINE),
        (PDF, Format.PDF),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + PDF, Format.PDF),
        (b"\0\1\2" * 300 + PDF, Format.PDF),
        (DOCX, Format.DOCX),
        (HTML, Format.HTML),
        (b"\xef\xbb\xbf  <!-- saved -->\n" + HTML, Format.HTML),
        (HTML.decode().encode("utf-16"), Format.HTML),
        ("<html><body>Постановляет</body></html>".encode("windows-1251"), Format.HTML),
        (b"<P>1. Decides to remain seized of the matter.</P>", Format.HTML),
        (XHTML, Format.HTML),
        (TEXT, Format.TEXT),
        ("Генеральная Ассамблея,\n\n1. постановляет".encode(), Format.TEXT),
        ("大会，\n\n1. 决定".encode("utf-16"), Format.TEXT),
        (b"\xfe\xff" + "大会，\n\n1. 决定".encode("utf-16-be"), Format.TEXT),
        (b"[on the report of the Third Committee (A/72/439)]\n", Format.TEXT),
        (b"<draft> of a letter", Format.TEXT),
        (b"MZ, a town on the river, and BM, its twin", Format.TEXT),
        (b"A reader of PDF files looks for %PDF-1.4 at their beginning.", Format.TEXT),
        (zipped({"a.txt": TEXT}), Format.ZIP),
        (zipped({}), Format.ZIP),
        (zipped({"word/a.txt": TEXT}), Format.ZIP),
        (zipped({"x.docx": DOCX}, method=0), Format.ZIP),
        (gzip.compress(TEXT), Format.GZIP),
        (lzma.compress(TEXT), Format.XZ),
        (bz2.compress(TEXT), Format.BZIP2),
        (bz2.compress(b""), Format.BZIP2),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, format: Format) -> None:
    assert sniff(content[:HEAD_BYTES]) is format
    assert describe(content[:HEAD_BYTES]) == ""


def ole(stream: str) -> bytes:
    return (
        OLE + bytes(504) + "Root Entry".encode("utf-16-le") + bytes(44) + stream.encode("utf-16-le")
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "holds nothing but white space"),
        (b"\xef\xbb\xbf", "holds nothing but white space"),
        (bytes(5000), "holds binary data, not text"),
        (b"\x01\x02\x03\x04\x05\x06 a", "holds binary data, not text"),
        (b"ab\0cd", "holds binary data, not text"),
        ("Постановляет оставить вопрос".encode("windows-1251"), "save it as UTF-8"),
        (LINES.decode().encode("utf-16"), "is JSON in UTF-16; save it as UTF-8"),
        (TEXT.decode().encode("utf-32"), "is text in UTF-32; save it as UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "is an image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "is an image"),
        (b"\x7fELF\x02\x01\x01" + bytes(20), "is a program"),
        (b"MZ\x90\x00\x03" + bytes(20), "is a program"),
        (b"#!/bin/sh\nrm -r x\n", "is a script"),
        (b"{\\rtf1\\ansi Decides}", "is rich text (.rtf); save it as .docx"),
        (b"\xffWPC" + bytes(20), "is a WordPerfect file"),
        (b"a.txt" + bytes(252) + b"ustar\x0000" + bytes(248), "is an archive that is not read"),
        (ole("EncryptedPackage"), "is an Office file under a password"),
        (ole("WordDocument"), "is a Word file of before 2007 (.doc); save it as .docx"),
        (ole("Workbook"), "is an Excel file of before 2007"),
        (XLSX, "is an Excel workbook"),
        (zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "is a PowerPoint"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "is an OpenDocument"),
        (b'<?xml version="1.0"?><feed><entry/></feed>', "is XML of another kind (<feed>)"),
        (b'<?xml version="1.0"?><!-- nothing -->', "is XML that is damaged before its first"),
        (b'[{"symbol": "A/RES/99/1"}]', "is a list in JSON; write it as JSON lines"),
    ],
)
def test_what_no_reader_takes_is_refused_with_the_reason(content: bytes, told: str) -> None:
    assert sniff(content) is None
    assert told in describe(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_either_a_format_or_a_reason(content: bytes) -> None:
    assert (sniff(content) is None) == bool(describe(content))


@given(
    st.sampled_from([AKN, HTML, PDF, DOCX, XLSX, LINES, TEXT]),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=8),
)
def test_damaged_beginnings_are_told_too(content: bytes, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(content)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    assert (sniff(bytes(damaged)) is None) == bool(describe(bytes(damaged)))


def test_a_character_that_the_end_of_the_head_cuts_does_not_make_a_text_binary() -> None:
    text = ("я" * HEAD_BYTES).encode()
    for cut in range(1000, 1004):
        assert sniff(text[:cut]) is Format.TEXT
