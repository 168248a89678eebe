from __future__ import annotations

import bz2
import gzip
import lzma
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.intake.formats import Format
from index.intake.limits import Limits
from index.intake.members import Member, Refusal, members_of
from index.intake.sources import find_sources

from .made import AKN, DOCX, HTML, LINES, PDF, TEXT, XLSX, source_of, taken, zipped


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def make(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return make


Make = Callable[[str, bytes], Path]


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("act.xml", AKN, Format.AKN),
        ("report.txt", PDF, Format.PDF),
        ("act.pdf", DOCX, Format.DOCX),
        ("page.docx", HTML, Format.HTML),
        ("letter", TEXT, Format.TEXT),
    ],
)
def test_a_plain_file_is_one_member_whatever_its_name_ends_in(
    file: Make, name: str, content: bytes, format: Format
) -> None:
    assert taken(file(name, content)) == ([Member(name, content, format)], [])


def test_a_zip_gives_its_files_by_their_names_inside(file: Make) -> None:
    content = zipped(
        {
            "2017/a.xml": AKN,
            "2017/deep/b.pdf": PDF,
            "letters.docx": DOCX,
            "c.txt.gz": gzip.compress(TEXT),
            "__MACOSX/2017/._a.xml": b"\0\0",
            ".DS_Store": b"\0\0",
            "empty/": b"",
        }
    )
    members, refused = taken(file("acts.zip", content))
    assert refused == []
    assert [(member.name, member.format) for member in members] == [
        ("acts.zip!2017/a.xml", Format.AKN),
        ("acts.zip!2017/deep/b.pdf", Format.PDF),
        ("acts.zip!letters.docx", Format.DOCX),
        ("acts.zip!c.txt.gz", Format.TEXT),
    ]
    assert [member.content for member in members] == [AKN, PDF, DOCX, TEXT]


def test_archives_in_archives_are_read_three_deep(file: Make) -> None:
    inner = zipped({"a.xml": AKN})
    members, refused = taken(file("x.zip", zipped({"y.zip": zipped({"z.zip": inner})})))
    assert [member.name for member in members] == ["x.zip!y.zip!z.zip!a.xml"]
    assert refused == []


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_packed_file_keeps_its_name(file: Make, pack: Callable[[bytes], bytes]) -> None:
    path = file("letter.packed", pack(TEXT))
    assert taken(path) == ([Member("letter.packed", TEXT, Format.TEXT)], [])


def test_streams_that_follow_one_another_are_one_file(file: Make) -> None:
    half = len(TEXT) // 2
    packed = lzma.compress(TEXT[:half]) + bytes(8) + lzma.compress(TEXT[half:]) + bytes(4)
    assert taken(file("a.xz", packed))[0] == [Member("a.xz", TEXT, Format.TEXT)]
    packed = gzip.compress(TEXT[:half]) + gzip.compress(TEXT[half:])
    assert taken(file("a.gz", packed))[0] == [Member("a.gz", TEXT, Format.TEXT)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, bz2.compress])
def test_json_lines_are_one_member_a_line_named_by_its_symbol(
    file: Make, pack: Callable[[bytes], bytes]
) -> None:
    lines = [
        b'\xef\xbb\xbf{"symbol": "A/RES/99/1"}',
        b'{"of": {"symbol": "A/99/L.1"}, "symbol": "A/RES/99/2"}',
        b"",
        b"broken",
        b'{"number": "99/4"}',
        b'{"symbol": "A/RES/99/1", "again": true}',
        b'{"symbol": 7}',
        b'{"symbol": "a\\nb"}',
    ]
    members, refused = taken(file("acts.jsonl", pack(b"\r\n".join(lines))))
    assert refused == []
    assert [member.name for member in members] == [
        "acts.jsonl!A/RES/99/1",
        "acts.jsonl!A/RES/99/2",
        "acts.jsonl!line 4",
        "acts.jsonl!line 5",
        "acts.jsonl!A/RES/99/1 (line 6)",
        "acts.jsonl!line 7",
        "acts.jsonl!a\\x0ab",
    ]
    assert members[0].content.strip() == b'{"symbol": "A/RES/99/1"}'
    assert {member.format for member in members} == {Format.JSON_LINE}


def test_members_are_unpacked_when_they_are_asked_for(file: Make) -> None:
    content = zipped({"a.txt": TEXT, "b.txt": TEXT}, method=zipfile.ZIP_STORED)
    broken = (
        content[: content.rindex(b"To liaise")] + b"XX" + content[content.rindex(b"To li") + 2 :]
    )
    members = members_of(source_of(file("x.zip", broken)))
    assert next(members) == Member("x.zip!a.txt", TEXT, Format.TEXT)
    second = next(members)
    assert isinstance(second, Refusal)
    assert str(second).startswith("x.zip!b.txt: is damaged and cannot be unpacked (Bad CRC-32")
    assert list(members) == []


def test_a_line_that_is_too_long_is_refused_and_the_next_is_read(file: Make) -> None:
    content = b'{"symbol": "A/RES/99/1", "x": "' + b"y" * 5000 + b'"}\n' + LINES
    members, refused = taken(file("x.jsonl", content), Limits(text_bytes=1000))
    assert refused == ["x.jsonl!line 1: is longer than 1 kB"]
    assert [member.name for member in members] == ["x.jsonl!A/RES/99/1", "x.jsonl!A/RES/99/2"]


def test_what_cannot_be_read_in_a_zip_is_refused_line_by_line(file: Make) -> None:
    files = {
        "../../etc/passwd": TEXT,
        "/absolute.txt": TEXT,
        "C:\\windows\\x.txt": TEXT,
        "a\\..\\..\\x.txt": TEXT,
        "bad\nname\u202e.txt": b"",
        "x.xlsx": XLSX,
        "n" * 500: TEXT,
        "good.txt": TEXT,
    }
    members, refused = taken(file("x.zip", zipped(files)))
    assert [member.name for member in members] == ["x.zip!good.txt"]
    assert refused == [
        "x.zip!../../etc/passwd: has a name that leads out of its folder",
        "x.zip!/absolute.txt: has a name that leads out of its folder",
        "x.zip!C:\\windows\\x.txt: has a name that leads out of its folder",
        "x.zip!a\\..\\..\\x.txt: has a name that leads out of its folder",
        "x.zip!bad\\x0aname\\u202e.txt: is empty",
        "x.zip!x.xlsx: is an Excel workbook; save its text as .docx or PDF",
        f"x.zip!{'n' * 400}: has a name of more than 400 characters",
    ]


def test_of_two_members_of_one_name_only_the_first_is_read(file: Make) -> None:
    content = zipped({"a.txt": TEXT, "b.txt": AKN}).replace(b"b.txt", b"a.txt")
    members, refused = taken(file("x.zip", content))
    assert members == [Member("x.zip!a.txt", TEXT, Format.TEXT)]
    assert refused == ["x.zip!a.txt: stands twice in the zip; only the first is read"]


def test_members_under_a_password_or_packed_otherwise_are_refused(file: Make) -> None:
    locked = bytearray(zipped({"a.txt": TEXT}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert taken(file("x.zip", bytes(locked)))[1] == [
        "x.zip!a.txt: is under a password; unpack it first"
    ]
    odd = zipped({"a.txt": TEXT}, method=zipfile.ZIP_LZMA)
    assert taken(file("y.zip", odd))[1] == [
        "y.zip!a.txt: is packed by a method other than deflate; unpack it first"
    ]


def test_a_link_in_a_zip_is_not_taken_for_a_text(file: Make, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert taken(tmp_path / "x.zip") == (
        [],
        ["x.zip!passwords.txt: is a symbolic link, not a file"],
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (zipped({}), "x: holds no files"),
        (zipped({".DS_Store": b"x"}), "x: holds no files"),
        (
            zipped({"a.txt": TEXT})[:60],
            "x: is damaged and cannot be unpacked (it has no end record)",
        ),
        (gzip.compress(TEXT * 100)[:60], "x: is damaged and cannot be unpacked (Compressed file"),
        (lzma.compress(TEXT)[:-9], "x: is damaged and cannot be unpacked (it ends before its end"),
        (bz2.compress(TEXT)[:-5], "x: is damaged and cannot be unpacked (Compressed file ended"),
        (gzip.compress(b""), "x: is empty"),
    ],
)
def test_damaged_and_empty_archives_are_refused_in_one_line(
    file: Make, content: bytes, told: str
) -> None:
    members, (refused,) = taken(file("x", content))
    assert members == []
    assert refused.startswith(told)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([zipped({"a.txt": TEXT, "b.zip": zipped({"c.xml": AKN})}), DOCX]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    st.integers(0, 80),
)
def test_a_damaged_zip_never_ends_the_run(
    tmp_path: Path, content: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    damaged = bytearray(content[: len(content) - cut])
    for place, value in changes:
        damaged[place % len(damaged)] = value
    path = tmp_path / "x.zip"
    path.write_bytes(damaged)
    members, refused = taken(path)
    assert members or refused
    assert all(len(line.splitlines()) == 1 for line in refused)


def test_special_and_missing_files_are_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").write_bytes(TEXT)
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "kept.txt").write_bytes(TEXT)
    sources = [*find_sources([tmp_path]), source_of(Path("/dev/zero"))]
    (tmp_path / "gone.txt").unlink()
    found = [entry for source in sources for entry in members_of(source)]
    folder = tmp_path.name
    assert [str(entry) for entry in found if isinstance(entry, Refusal)] == [
        f"{folder}/gone.txt: cannot be read: No such file or directory",
        f"{folder}/pipe.pdf: cannot be read: it is a named pipe, not a file",
        "zero: cannot be read: it is a device, not a file",
    ]
    assert [entry.name for entry in found if isinstance(entry, Member)] == [f"{folder}/kept.txt"]


def test_a_file_that_may_not_be_read_is_refused(file: Make) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser reads every file")
    path = file("x.txt", TEXT)
    path.chmod(0)
    assert taken(path) == ([], ["x.txt: cannot be read: Permission denied"])


def test_a_name_that_would_turn_the_line_is_shown_escaped(file: Make) -> None:
    path = file("a\n\x1b[2J\u202efdp.txt", b"")
    assert taken(path) == ([], ["a\\x0a\\x1b[2J\\u202efdp.txt: is empty"])


def test_a_name_that_is_no_unicode_is_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"r\xe9solution.txt")
    (tmp_path / name).write_bytes(TEXT)
    ((member,), _) = taken(tmp_path / name)
    assert member.name == "r\\udce9solution.txt"
    assert member.name.encode()
