"""Files that would fill the memory or take for ever: each is refused in one line, at once."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.intake.limits import Limits

from .made import DOCX, TEXT, overlapping_zip, taken, zipped

# Unbounded they would take hours; a slow machine takes a minute.
SECONDS = 240
MEMORY = 250_000_000


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Every one of these tests is bounded in time and in memory."""
    tracemalloc.start()
    begun = time.monotonic()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - begun < SECONDS
    assert peak < MEMORY


def zeros(size: int, files: int = 1) -> bytes:
    """A zip of `files` files of `size` zeros each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(files):
            with archive.open(f"{number}.txt", "w") as file:
                for _ in range(size // 1_000_000):
                    file.write(bytes(1_000_000))
    return packed.getvalue()


def told(tmp_path: Path, content: bytes, limits: Limits | None = None) -> str:
    """The one line in which a file is refused, of which nothing is read."""
    (tmp_path / "x").write_bytes(content)
    members, (line,) = taken(tmp_path / "x", limits)
    assert members == []
    return line


def test_a_zip_of_many_files_of_zeros(tmp_path: Path) -> None:
    line = told(tmp_path, zeros(20_000_000, files=5))
    assert line.startswith("x: unpacks to 100 MB or more from ")
    assert line.endswith("as a zip bomb does")


def test_zips_in_zips_that_each_hold_little(tmp_path: Path) -> None:
    bomb = zeros(60_000_000)
    middle = zipped({f"{number}.zip": bomb for number in range(16)})
    line = told(tmp_path, zipped({f"lib{number}.zip": middle for number in range(16)}))
    assert line.startswith("x!lib0.zip!0.zip: unpacks to 60 MB or more from ")
    assert line.endswith("as a zip bomb does; no more of x is read")


def test_zips_in_zips_without_end(tmp_path: Path) -> None:
    content = zipped({"a.txt": b"a"})
    for _ in range(40):
        content = zipped({"r.zip": content, "s.zip": content}, method=zipfile.ZIP_DEFLATED)
        if len(content) > 2_000_000:
            break
    line = told(tmp_path, content)
    assert line == (
        "x!r.zip!r.zip!r.zip: lies more than 3 archives deep; unpack it first; no more of x is read"
    )


def test_gzip_in_gzip_without_end(tmp_path: Path) -> None:
    content = TEXT
    for _ in range(30):
        content = gzip.compress(content)
    assert told(tmp_path, content) == "x: lies more than 3 archives deep; unpack it first"


def test_many_names_for_one_packed_file(tmp_path: Path) -> None:
    assert told(tmp_path, overlapping_zip()) == "x: holds files that overlap, as a zip bomb does"


def test_a_zip_that_lies_about_its_sizes(tmp_path: Path) -> None:
    content = bytearray(zeros(40_000_000))
    size = (40_000_000).to_bytes(4, "little")
    while size in content:
        place = content.index(size)
        content[place : place + 4] = (1000).to_bytes(4, "little")
    line = told(tmp_path, bytes(content))
    assert line.startswith("x!0.txt: ")


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_one_packed_file_of_zeros_and_of_blank_lines(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    assert "binary" in told(tmp_path, pack(bytes(60_000_000)))
    assert "as a zip bomb does" in told(tmp_path, pack(b'{"a": "' + b" " * 60_000_000))
    line = told(tmp_path, pack(b"A text\n" + b"\n" * 30_000_000))
    assert line.startswith("x: is too long; a document of more than 20 MB is not read as text")


def test_a_line_without_end(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b'{"a": "' + b"y" * 40_000_000)
    assert taken(tmp_path / "x") == ([], ["x!line 1: is longer than 20 MB"])


def test_an_xz_file_that_asks_for_much_memory(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    content = bytearray(lzma.compress(TEXT, filters=filters, check=lzma.CHECK_NONE))
    # The byte that tells the size of the dictionary (40: 4 GiB), and the header's checksum.
    at = content.index(b"\x21\x01") + 2
    content[at] = 40
    length = (content[12] + 1) * 4
    checksum = zlib.crc32(bytes(content[12 : 12 + length - 4]))
    content[12 + length - 4 : 12 + length] = checksum.to_bytes(4, "little")
    assert "Memory usage limit exceeded" in told(tmp_path, bytes(content))


def test_a_text_of_two_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.write(TEXT * 2000)
        file.truncate(2_147_483_648)
    line = "x: is 2.1 GB long; a document of more than 20 MB is not read as text; split it"
    assert taken(tmp_path / "x") == ([], [line])
    os.truncate(tmp_path / "x", 0)
    os.truncate(tmp_path / "x", 2_147_483_648)
    assert taken(tmp_path / "x") == ([], ["x: holds binary data, not text"])


def test_a_docx_file_that_unpacks_to_far_more(tmp_path: Path) -> None:
    bomb = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 60_000_000}
    assert "as a zip bomb does" in told(tmp_path, zipped(bomb))


def test_a_list_of_names_that_is_longer_than_any(tmp_path: Path) -> None:
    content = zipped({f"{number}.txt": b"" for number in range(300)})
    assert told(tmp_path, content, Limits(members=200)) == (
        "x: holds more than 200 files; give them in several files"
    )
    assert "more than" in told(tmp_path, content, Limits(directory_bytes=5000))


def test_a_zip_of_the_long_kind_is_counted_by_its_long_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that the record for more than 65,535 members is written for three.
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    content = bytearray(zipped({f"{number}.txt": TEXT for number in range(3)}))
    assert b"PK\x06\x06" in content
    (tmp_path / "x").write_bytes(content)
    assert len(taken(tmp_path / "x")[0]) == 3
    end = content.rindex(b"PK\x05\x06")
    content[end + 8 : end + 12] = bytes([1, 0, 1, 0])
    assert told(tmp_path, bytes(content), Limits(members=2)).startswith(
        "x: holds more than 2 files"
    )


def test_more_lines_than_documents_may_be(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b'{"a": 1}\n' * 300)
    members, refused = taken(tmp_path / "x", Limits(members=200))
    assert len(members) == 200
    assert refused == ["x: holds more than 200 documents; give them in several files"]


def test_more_in_all_than_may_be_unpacked(tmp_path: Path) -> None:
    text = os.urandom(30_000).hex().encode()
    files = {f"{number}.zip": zipped({"a.txt": text, "b.txt": text}) for number in range(5)}
    (tmp_path / "x").write_bytes(zipped(files))
    members, refused = taken(tmp_path / "x", Limits(total_bytes=400_000))
    assert 0 < len(members) < 10
    assert len(refused) == 1
    assert "unpacks to more than 400 kB" in refused[0]


def test_a_zip_in_a_zip_is_unpacked_only_up_to_a_size(tmp_path: Path) -> None:
    inner = zipped({"a.txt": os.urandom(50_000).hex().encode()}, method=zipfile.ZIP_STORED)
    assert told(tmp_path, zipped({"y.zip": inner}), Limits(archive_bytes=50_000)) == (
        "x!y.zip: is a zip of over 50 kB in another; unpack it first"
    )
    assert told(tmp_path, gzip.compress(inner), Limits(archive_bytes=50_000)) == (
        "x: is a zip of over 50 kB in another; unpack it first"
    )


def test_an_ordinary_docx_is_none_of_these(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(DOCX)
    assert [member.content for member in taken(tmp_path / "x")[0]] == [DOCX]
