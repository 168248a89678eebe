"""Real documents, where MANDATE_DOCUMENT_DATA names a folder of them (akn/, docx/, pdf/, .jsonl.xz)."""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from index.intake.formats import Format
from index.intake.guard import read_guarded
from index.intake.members import Member, members_of
from index.intake.report import Report
from index.intake.sources import find_sources

from .made import taken

FOLDER = os.environ.get("MANDATE_DOCUMENT_DATA")
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FOLDER, reason="MANDATE_DOCUMENT_DATA names no folder of documents"),
]


@pytest.mark.parametrize(
    ("kind", "format"), [("akn", Format.AKN), ("docx", Format.DOCX), ("pdf", Format.PDF)]
)
def test_every_document_is_known_for_what_it_is(kind: str, format: Format) -> None:
    sources = list(find_sources([Path(FOLDER or "") / kind]))
    assert sources
    found = [entry for source in sources for entry in members_of(source)]
    assert Counter(entry.format for entry in found if isinstance(entry, Member)) == {
        format: len(sources)
    }


def test_the_resolutions_of_a_packed_file_are_named_by_their_symbols() -> None:
    (path,) = Path(FOLDER or "").glob("*.jsonl.xz")
    (source,) = find_sources([path])
    found = list(islice(members_of(source), 50))
    assert len(found) == 50
    assert all(isinstance(entry, Member) and "!A/RES/" in entry.name for entry in found)


def test_a_zip_of_real_documents_is_no_bomb(tmp_path: Path) -> None:
    files = sorted((Path(FOLDER or "") / "akn").glob("*.xml"))
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            archive.write(file, f"acts/{file.name}")
    members, refused = taken(tmp_path / "x.zip")
    assert refused == []
    assert [member.content for member in members] == [file.read_bytes() for file in files]


def test_real_documents_are_read_and_none_is_refused() -> None:
    report = Report()
    for kind in ("akn", "docx", "pdf"):
        for source in islice(find_sources([Path(FOLDER or "") / kind]), 4):
            for entry in members_of(source):
                assert isinstance(entry, Member)
                report.add(read_guarded(entry.name, entry.content, entry.format))
    assert report.refused == []
    assert report.documents >= 8
    assert report.paragraphs > 100
