"""Files that are no DOCX files, or that are made to do harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.errors import ReadError
from index.readers.docx import read_docx
from index.readers.docx.package import Package

from .build import docx, p


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a DOCX file"),
        (b"%PDF-1.7", "not a DOCX file"),
        (docx(p("x"))[:-40], "not a DOCX file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "encrypted, or in the format of Word 97"),
        (zipped(a=b"x"), "no Word document in it"),
        (zipped(word__document_xml=b"<w:document"), "damaged: word/document.xml is not XML"),
        (zipped(word__document_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "declares a DTD"),
        (docx(p("")), "no paragraph was found"),
    ],
)
def test_what_cannot_be_read_says_why(content, message):
    with pytest.raises(ReadError, match=message) as raised:
        read_docx(content, "file.docx")
    assert "file.docx" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_encrypted_member_is_told():
    content = bytearray(docx(p("x")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 4)
    with pytest.raises(ReadError, match="encrypted"):
        read_docx(bytes(content), "file.docx")


def test_a_part_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("index.readers.docx.package._MOST_BYTES", 100_000)
    bomb = docx(p("x" * 1_000_000))
    assert len(bomb) < 20_000
    with pytest.raises(ReadError, match="larger than"):
        read_docx(bomb, "bomb.docx")


def test_all_parts_together_have_a_limit(monkeypatch):
    monkeypatch.setattr("index.readers.docx.package._MOST_IN_ALL", 4_000)
    with pytest.raises(ReadError, match="larger than"):
        read_docx(docx(p("x" * 2_500), header=p("y" * 2_500)), "bomb.docx")


def test_a_damaged_member_is_told():
    content = bytearray(docx(p("word " * 500)))
    place = content.find(b"word/document.xml")
    content[place + 30 : place + 60] = bytes(30)
    with pytest.raises(ReadError, match=r"damaged"):
        read_docx(bytes(content), "file.docx")


def test_external_relationships_are_not_followed():
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/footnotes" Target="http://localhost/f.xml" TargetMode="External"/>'
        "</Relationships>"
    )
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(p("x")))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, link if name.endswith("document.xml.rels") else old.read(name))
    assert list(Package(buffer.getvalue(), "x").related("footnotes")) == []


def test_the_strict_format_is_read_too():
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
    }
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(p("1.\tWords.")))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            for transitional, changed in strict.items():
                data = data.replace(transitional, changed)
            new.writestr(name, data)
    [version] = read_docx(buffer.getvalue(), "x.docx")
    assert list(version.paragraphs) == ["n1"]
