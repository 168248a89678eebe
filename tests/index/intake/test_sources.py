from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ReadError
from index.intake.members import members_of
from index.intake.sources import digest, find_sources

from .made import TEXT, taken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "acts"
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c/deep/x.txt", ".hidden.txt", ".git/config"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(TEXT)
    return root


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


def test_a_folder_gives_its_files_in_order_without_the_hidden_ones(folder: Path) -> None:
    expected = ["acts/a/1.txt", "acts/a/2.txt", "acts/b.txt", "acts/c/deep/x.txt"]
    assert names(folder) == expected
    assert [source.size for source in find_sources([folder])] == [len(TEXT)] * len(expected)


def test_a_file_that_is_given_itself_is_read_even_where_it_is_hidden(folder: Path) -> None:
    assert names(folder / ".hidden.txt") == [".hidden.txt"]


def test_a_file_that_is_given_twice_is_read_once(folder: Path) -> None:
    assert names(folder / "b.txt", folder, folder / "a") == [
        "b.txt",
        "acts/a/1.txt",
        "acts/a/2.txt",
        "acts/c/deep/x.txt",
    ]


def test_two_files_never_have_one_name(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(TEXT)
    found = names(tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt")
    assert found == ["a.txt", (tmp_path / "y" / "a.txt").as_posix()]


def test_a_path_that_does_not_exist_is_told_before_anything_is_read(folder: Path) -> None:
    sources = find_sources([folder, folder / "missing\n.pdf"])
    with pytest.raises(ReadError, match=r"missing\\x0a\.pdf: there is no such file or folder"):
        next(sources)


def test_links_are_followed_within_the_folder_and_never_out_of_it(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT)
    (tmp_path / "acts-of-others").mkdir()
    (tmp_path / "acts-of-others" / "other.txt").write_bytes(TEXT)
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "beside").symlink_to(tmp_path / "acts-of-others")
    (folder / "root").symlink_to("/")
    (folder / "0.txt").symlink_to(folder / "c" / "deep" / "x.txt")
    found = names(folder)
    assert found == ["acts/0.txt", "acts/a/1.txt", "acts/a/2.txt", "acts/b.txt"]


def test_folders_that_lead_into_themselves_are_walked_once(folder: Path) -> None:
    (folder / "a" / "up").symlink_to(folder)
    (folder / "c" / "deep" / "here").symlink_to(folder / "c")
    (folder / "loop").symlink_to(folder / "loop")
    found = names(folder)
    assert found[-1] == "acts/loop"
    assert found[:-1] == ["acts/a/1.txt", "acts/a/2.txt", "acts/b.txt", "acts/c/deep/x.txt"]
    _, refused = taken(folder / "b.txt")
    assert refused == []


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[int]:
    """A file that lies so many folders deep; they are removed without recursion, too."""
    depth = 1500
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("x.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    yield depth
    os.unlink("x.txt", dir_fd=here)
    for _ in range(depth):
        outer = os.open("..", os.O_RDONLY, dir_fd=here)
        os.rmdir("d", dir_fd=outer)
        os.close(here)
        here = outer
    os.close(here)


def test_a_folder_deeper_than_the_stack_is_walked(deep: int, tmp_path: Path) -> None:
    assert [name.count("/d") for name in names(tmp_path)] == [deep]


def test_a_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    (tmp_path / "x").write_bytes(content)
    assert digest(tmp_path / "x") == hashlib.sha256(content).hexdigest()


def test_a_digest_of_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "gone", tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(ReadError, match=f"^{path.name}: cannot be read: ") as caught:
            digest(path)
        assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_listed_is_told(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser lists every folder")
    (folder / "a").chmod(0)
    try:
        (closed,) = [source for source in find_sources([folder]) if source.name == "acts/a"]
        assert [str(entry) for entry in members_of(closed)] == [
            "acts/a: cannot be read: it is a folder that cannot be listed"
        ]
    finally:
        (folder / "a").chmod(0o700)
