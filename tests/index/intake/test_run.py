"""A folder of good files and hostile ones: the good are read, each of the others is one line."""

from __future__ import annotations

import gzip
import os
import time
from pathlib import Path

import pytest

from index.intake.guard import Guard
from index.intake.limits import Limits
from index.intake.members import Refusal, members_of
from index.intake.report import Report
from index.intake.signatures import OLE
from index.intake.sources import find_sources

from .made import AKN, HTML, LINES, PDF, TEXT, overlapping_zip, zipped

# A reader for all formats that hangs on the word, as a parser of a crafted file may.
READER = """
import re
from index.document import Version
from index.errors import ReadError
from index.intake.read import ReadOutcome, refused
from index.locator import Locator
from index.readers.model import ReadVersion
from index.symbol import Symbol

def read(name, content, format):
    if b"hang" in content:
        re.match(r"(a+)+$", "a" * 60 + "b")
    if b"Encrypt" in content:
        return refused(name, "is under a password; save it without one")
    symbol = Symbol(f"A/RES/99/{sum(name.encode())}")
    version = Version("en", "Decides", name, 0, 7)
    return ReadOutcome((ReadVersion(name, "en", {Locator("op1"): version}, symbol=symbol),))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "good/1.xml": AKN,
        "good/2.txt": PDF,
        "good/3.html": HTML,
        "good/4.zip": zipped({"a.txt": TEXT, "b.gz": gzip.compress(TEXT), "../c.txt": TEXT}),
        "good/5.jsonl": LINES,
        "bad/1 empty.pdf": b"",
        "bad/2 binary.txt": bytes(range(256)),
        "bad/3 hang.pdf": PDF + b"hang",
        "bad/4 bomb.zip": overlapping_zip(),
        "bad/5 locked.pdf": PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
        "bad/6 old.docx": OLE + "WordDocument".encode("utf-16-le"),
        "bad/7\n\x1b[2J\u202e.png": b"\x89PNG\r\n\x1a\n",
        "bad/8 cut.zip": zipped({"a.txt": TEXT})[:50],
        "later/6.txt": TEXT,
    }
    root = tmp_path / "acts"
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    os.mkfifo(root / "bad" / "9 pipe.txt")
    (root / "bad" / "loop").symlink_to(root)
    with (root / "bad" / "9 text.txt").open("wb") as file:
        file.write(TEXT * 2000)
        file.truncate(2_147_483_648)
    return root


def test_good_files_are_read_and_bad_ones_are_a_line_each(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run_reader.py").write_text(READER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    report = Report()
    begun = time.monotonic()
    with Guard(Limits(seconds=1.5), "run_reader:read") as guard:
        for source in find_sources([folder]):
            for entry in members_of(source):
                if isinstance(entry, Refusal):
                    report.refuse(entry)
                else:
                    report.add(guard.read(entry.name, entry.content, entry.format))
    assert time.monotonic() - begun < 30
    assert report.refused == [
        "acts/bad/1 empty.pdf: is empty",
        "acts/bad/2 binary.txt: holds binary data, not text",
        "acts/bad/3 hang.pdf: took more than 1.5 s to read",
        "acts/bad/4 bomb.zip: holds files that overlap, as a zip bomb does",
        "acts/bad/5 locked.pdf: is under a password; save it without one",
        "acts/bad/6 old.docx: is a Word file of before 2007 (.doc); save it as .docx",
        "acts/bad/7\\x0a\\x1b[2J\\u202e.png: is an image; recognise its text first (OCR)",
        "acts/bad/8 cut.zip: is damaged and cannot be unpacked (it has no end record)",
        "acts/bad/9 pipe.txt: cannot be read: it is a named pipe, not a file",
        "acts/bad/9 text.txt: is 2.1 GB long; a document of more than 20 MB is not read as text; "
        "split it",
        "acts/good/4.zip!../c.txt: has a name that leads out of its folder",
    ]
    assert report.documents == 8
    assert report.lines()[0] == "8 documents, 8 paragraphs"
