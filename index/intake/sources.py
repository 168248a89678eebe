"""The files that a user names: one by one, or as folders that are walked."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from index.errors import ReadError
from index.intake.names import one_line, shown

_KINDS = (
    (stat.S_ISDIR, "a folder that cannot be listed"),
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that the user gave, or that a folder holds.

    `name` can be shown and stored: the file's own name, or its path from the folder that was given,
    which begins with the folder's name. `size` is in bytes, as listed.
    """

    name: str
    path: Path
    size: int


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The files under `paths`, each once; folders in the order of their names.

    Files and folders whose names begin with a dot are left out, unless they are given themselves. A
    symbolic link inside a folder is followed where it leads to a place in that folder. A folder that
    cannot be listed is given as a source, which is refused when it is read. Raises `ReadError` before
    anything is given where a path does not exist.
    """
    paths = [Path(path) for path in paths]
    for path in paths:
        _check(path)
    seen: set[str] = set()
    names: set[str] = set()
    for path in paths:
        for found, name in _files(path, seen):
            if name in names:
                name = shown(found.as_posix())
            names.add(name)
            yield Source(name, found, _size(found))


def digest(path: Path) -> str:
    """The SHA-256 of the file at `path`, in hexadecimal; raises `ReadError`."""
    try:
        with open_file(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"{shown(path.name)}: {reason(error)}") from error


def open_file(path: Path) -> BufferedReader:
    """The regular file at `path`, to be read; raises `OSError`, also for pipes and devices."""
    _demand_file(path, path.stat().st_mode)
    # Should a pipe have taken the file's place since, opening it does not wait for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    try:
        _demand_file(path, os.fstat(file.fileno()).st_mode)
    except OSError:
        file.close()
        raise
    return file


def reason(error: OSError) -> str:
    """Why a file cannot be read, in the words of the system."""
    return one_line(f"cannot be read: {error.strerror or error}")


def _demand_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((words for test, words in _KINDS if test(mode)), "not a file")
        raise OSError(errno.EINVAL, f"it is {kind}", str(path))


def _check(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError:
        told = shown(str(path))
        raise ReadError(f"{told}: there is no such file or folder; check the path") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else f"is no path: {error}"
        raise ReadError(f"{shown(str(path))}: {why}") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # It has gone since it was listed; reading it says so.
        return 0


def _files(path: Path, seen: set[str]) -> Iterator[tuple[Path, str]]:
    """The files at and under `path` with their names; `seen` are the real paths given so far."""
    root = os.path.realpath(path)
    if not _is_folder(path):
        if root not in seen:
            seen.add(root)
            yield path, shown(path.name)
        return
    # A list and no recursion: a folder may be deeper than Python's stack.
    waiting = [(path, root, Path(root).name)]
    while waiting:
        here, real, name = waiting.pop()
        if stat.S_ISLNK(_mode(here, follow=False)):
            real = os.path.realpath(here)
        if real in seen or not _is_below(real, root):
            continue
        seen.add(real)
        entries = _entries(here) if _is_folder(here) else None
        if entries is None:
            yield here, shown(name)
            continue
        waiting += [
            (entry, f"{real.rstrip(os.sep)}{os.sep}{entry.name}", f"{name}/{entry.name}")
            for entry in reversed(entries)
        ]


def _entries(folder: Path) -> list[Path] | None:
    """What a folder holds and does not hide, in order; None where it cannot be listed."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        return None
    return [entry for entry in entries if not entry.name.startswith(".")]


def _is_below(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(_mode(path))


def _mode(path: Path, *, follow: bool = True) -> int:
    """What kind of entry stands at `path`; 0 where the system does not say."""
    try:
        return path.stat(follow_symlinks=follow).st_mode
    except OSError:
        return 0
