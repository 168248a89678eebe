"""Files that the tests make: small ones of every kind, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from index.intake.limits import Limits
from index.intake.members import Member, Refusal, members_of
from index.intake.sources import Source, find_sources

AKN = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- an unofficial copy -->
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement/></akomaNtoso>
"""
HTML = b"<!DOCTYPE html>\n<html><head><title>x</title></head><body><p>1. Decides</p></body></html>"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
TEXT = b"The Centre would have the following functions:\n\nTo liaise.\n"
LINES = b'{"symbol": "A/RES/99/1", "paragraphs": []}\n{"paragraphs": [], "symbol": "A/RES/99/2"}\n'


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


DOCX = zipped(
    {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": b"<Relationships/>",
        "word/document.xml": b"<w:document/>",
    }
)
XLSX = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def overlapping_zip(count: int = 250, size: int = 2_000_000) -> bytes:
    """Many names for one packed file, as D. Fifield's bombs have ("A better zip bomb", 2019)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(size)
    data = packer.compress(zeros) + packer.flush()
    checksum = zlib.crc32(zeros)
    fields = (20, 0, 8, 0, 0, checksum, len(data), size)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields, 1, 0) + b"0" + data
    directory = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, 1, 0, 0, 0, 0, 0, 0) + b"0"
        for _ in range(count)
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def source_of(path: Path) -> Source:
    (source,) = find_sources([path])
    return source


def taken(path: Path, limits: Limits | None = None) -> tuple[list[Member], list[str]]:
    """The members of the file at `path`, and the lines of what was refused."""
    found = list(members_of(source_of(path), limits))
    members = [entry for entry in found if isinstance(entry, Member)]
    return members, [str(entry) for entry in found if isinstance(entry, Refusal)]
