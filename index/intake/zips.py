"""Opens zip files without trusting what they say of themselves."""

from __future__ import annotations

import re
import stat
import zipfile
from itertools import pairwise
from typing import BinaryIO

from index.intake.limits import Limits
from index.intake.streams import Hostile

# APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16: the records that end a zip.
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
_LOCATOR = b"PK\x06\x07"
_LOCATOR_LENGTH = 20
_LONG_END = b"PK\x06\x06"
_LONG_END_LENGTH = 56
_LOCAL_HEADER = 30
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def open_zip(file: BinaryIO, size: int, limits: Limits) -> zipfile.ZipFile:
    """The zip in `file`, which is `size` bytes long and can be searched.

    Raises `Hostile` where it holds too many files, or the same bytes under several names; and
    what `zipfile` raises where it is damaged.
    """
    length, count = _directory(file, size)
    if length > limits.directory_bytes or count > limits.members:
        raise Hostile(f"holds more than {limits.members:,} files; give them in several files")
    archive = zipfile.ZipFile(file)
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise Hostile(f"holds more than {limits.members:,} files; give them in several files")
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    for (start, packed), (following, _) in pairwise(spans):
        if start + _LOCAL_HEADER + packed > following:
            raise Hostile("holds files that overlap, as a zip bomb does")
    return archive


def why_refused(info: zipfile.ZipInfo, limits: Limits) -> str:
    """Why a member of a zip is not read, by its entry; empty where it may be."""
    name = info.orig_filename.replace("\\", "/")
    if len(name) > limits.name_length:
        return f"has a name of more than {limits.name_length} characters"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return "has a name that leads out of its folder"
    if "\0" in name:
        return "has a name that goes on behind its end"
    if info.flag_bits & 0x41:
        return "is under a password; unpack it first"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link, not a file"
    if info.compress_type not in _METHODS:
        return "is packed by a method other than deflate; unpack it first"
    return ""


def is_left_out(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder or hidden, as the files that macOS adds."""
    parts = info.filename.replace("\\", "/").split("/")
    return info.is_dir() or parts[0] == "__MACOSX" or any(_is_hidden(part) for part in parts)


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part not in (".", "..")


def _directory(file: BinaryIO, size: int) -> tuple[int, int]:
    """How long the list of members is, in bytes, and how many it says they are.

    `zipfile` reads all of it when it opens a file.
    """
    tail = min(size, _END_LENGTH + _LONGEST_COMMENT)
    file.seek(size - tail)
    ending = file.read(tail)
    at = ending.rfind(_END)
    if at < 0 or len(ending) < at + _END_LENGTH:
        raise zipfile.BadZipFile("it has no end record")
    count, length = _numbers(ending, at, (10, 12), (12, 16))
    locator = size - tail + at - _LOCATOR_LENGTH
    if locator >= _LONG_END_LENGTH:
        file.seek(locator - _LONG_END_LENGTH)
        long_end = file.read(_LONG_END_LENGTH + _LOCATOR_LENGTH)
        if long_end[_LONG_END_LENGTH:].startswith(_LOCATOR) and long_end.startswith(_LONG_END):
            count, length = _numbers(long_end, 0, (32, 40), (40, 48))
    file.seek(0)
    return length, count


def _numbers(data: bytes, at: int, *spans: tuple[int, int]) -> list[int]:
    return [int.from_bytes(data[at + start : at + end], "little") for start, end in spans]
