"""Takes files apart into single documents, lazily and within limits."""

from __future__ import annotations

import errno
import io
import json
import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from index.intake import signatures, zips
from index.intake.formats import HEAD_BYTES, Format, describe, sniff
from index.intake.limits import Limits, in_words
from index.intake.names import one_line, shown
from index.intake.sources import Source, open_file, reason
from index.intake.streams import Budget, Hostile, rejoined, unpacked

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    MemoryError,
)
"""What Python's unpackers raise for files that are damaged."""

_TEXTS = {Format.TEXT, Format.HTML, Format.AKN, Format.JSON_LINE, Format.JSON_LINES}
_IN_MEMORY = 20_000_000
_BOM = b"\xef\xbb\xbf"
_BEGINS_WITH_SYMBOL = re.compile(rb'\s*\{\s*"symbol"\s*:\s*("(?:[^"\\]|\\.){1,200}")')
_LONGEST_SYMBOL = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One document's file: its name ("acts.zip!2017/a.xml"), its bytes, and what they are.

    `read` is how many bytes of the user's file had been read when it was found.
    """

    name: str
    content: bytes
    format: Format
    read: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a part of one, that is not read, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def members_of(source: Source, limits: Limits | None = None) -> Iterator[Member | Refusal]:
    """The documents in `source`, one after another, each unpacked when it is asked for.

    A plain file is one document, a file of JSON lines one a line; zip, gzip, xz and bzip2 files are
    unpacked. What is damaged or too large is given as a `Refusal`, and the others are read; where a
    file asks for more than an honest one does, a `Refusal` ends it.
    """
    limits = limits or Limits()
    try:
        with open_file(source.path) as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            unpacking = _Unpacking(Budget(size, limits), limits)
            for found in unpacking.members(source.name, file, size, 0):
                yield replace(found, read=file.tell()) if isinstance(found, Member) else found
    except Hostile as hostile:
        rest = f"; no more of {source.name} is read" if hostile.name != source.name else ""
        yield Refusal(hostile.name, f"{hostile}{rest}")
    except OSError as error:
        yield Refusal(source.name, reason(error))


class _Unpacking:
    """The taking apart of one file of the user's."""

    def __init__(self, budget: Budget, limits: Limits) -> None:
        self._budget = budget
        self._limits = limits

    def members(
        self, name: str, file: BinaryIO, size: int | None, depth: int
    ) -> Iterator[Member | Refusal]:
        """The documents in `file`, which lies in `depth` archives; `size` is None where unknown."""
        try:
            yield from self._members(name, file, size, depth)
        except Hostile as hostile:
            hostile.name = hostile.name or name
            raise
        except _BROKEN as error:
            yield Refusal(name, _damage(error))

    def _members(
        self, name: str, file: BinaryIO, size: int | None, depth: int
    ) -> Iterator[Member | Refusal]:
        head = file.read(HEAD_BYTES)
        format = sniff(head)
        if format is None:
            if head.startswith(signatures.OLE):
                # What kind of Office file it is may stand anywhere in it.
                head += file.read(self._limits.member_bytes)
            yield Refusal(name, describe(head))
        elif format in (Format.ZIP, Format.DOCX):
            yield from self._zipped(name, head, file, size, depth)
        elif format in (Format.GZIP, Format.XZ, Format.BZIP2):
            self._demand_depth(depth)
            inner = unpacked(rejoined(head, file), format, self._budget, self._limits)
            yield from self.members(name, inner, None, depth + 1)
        elif format is Format.JSON_LINES:
            yield from self._lines(name, rejoined(head, file))
        else:
            yield self._whole(name, head, file, size, format)

    def _whole(
        self, name: str, head: bytes, file: BinaryIO, size: int | None, format: Format
    ) -> Member | Refusal:
        most = self._limits.text_bytes if format in _TEXTS else self._limits.member_bytes
        told = f"a document of more than {in_words(most)} is not read as {format}; split it"
        if size is not None and size > most:
            return Refusal(name, f"is {in_words(size)} long; {told}")
        content = head + file.read(max(0, most + 1 - len(head)))
        if len(content) > most:
            return Refusal(name, f"is too long; {told}")
        self._budget.member()
        return Member(name, content, format)

    def _zipped(
        self, name: str, head: bytes, file: BinaryIO, size: int | None, depth: int
    ) -> Iterator[Member | Refusal]:
        """The documents in a zip, which must lie where it can be searched, or the DOCX that it is."""
        if not depth:
            yield from self._opened(name, file, size or 0, depth)
            return
        most = self._limits.archive_bytes
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spooled:
            copy = cast(BinaryIO, spooled)
            length = size if size and size > most else _copied(head, file, copy, most)
            if length > most:
                yield Refusal(
                    name, f"is a zip of over {in_words(most)} in another; unpack it first"
                )
            else:
                yield from self._opened(name, copy, length, depth)

    def _opened(
        self, name: str, file: BinaryIO, size: int, depth: int
    ) -> Iterator[Member | Refusal]:
        with zips.open_zip(file, size, self._limits) as archive:
            unpacked_size = sum(info.file_size for info in archive.infolist())
            kind = signatures.office_kind(archive.namelist())
            if kind == "docx":
                yield self._docx(name, file, size, unpacked_size)
            elif kind:
                yield Refusal(name, kind)
            else:
                self._demand_depth(depth)
                self._budget.foresee(unpacked_size, size)
                yield from self._zip(name, archive, depth)

    def _docx(self, name: str, file: BinaryIO, size: int, unpacked_size: int) -> Member | Refusal:
        limits = replace(self._limits, total_bytes=self._limits.archive_bytes)
        try:
            Budget(size, limits).foresee(unpacked_size, size)
        except Hostile as hostile:
            return Refusal(name, str(hostile))
        file.seek(0)
        return self._whole(name, b"", file, size, Format.DOCX)

    def _zip(self, name: str, archive: zipfile.ZipFile, depth: int) -> Iterator[Member | Refusal]:
        seen: set[str] = set()
        infos = [info for info in archive.infolist() if not zips.is_left_out(info)]
        if not infos:
            yield Refusal(name, "holds no files")
        for info in infos:
            member = f"{name}!{shown(info.filename[: self._limits.name_length])}"
            if told := zips.why_refused(info, self._limits):
                yield Refusal(member, told)
            elif info.filename in seen:
                yield Refusal(member, "stands twice in the zip; only the first is read")
            else:
                seen.add(info.filename)
                yield from self._zip_member(member, archive, info, depth)

    def _zip_member(
        self, name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, depth: int
    ) -> Iterator[Member | Refusal]:
        try:
            file = archive.open(info)
        except _BROKEN as error:
            yield Refusal(name, _damage(error))
            return
        with file:
            counted = rejoined(b"", cast(BinaryIO, file), self._budget)
            yield from self.members(name, counted, info.file_size, depth + 1)

    def _lines(self, name: str, file: BinaryIO) -> Iterator[Member | Refusal]:
        most = self._limits.text_bytes
        seen: set[str] = set()
        number = 0
        while line := file.readline(most + 1):
            number += 1
            self._budget.member()
            line = line.removeprefix(_BOM) if number == 1 else line
            if len(line) > most:
                while line and not line.endswith(b"\n"):
                    line = file.readline(most)
                yield Refusal(f"{name}!line {number}", f"is longer than {in_words(most)}")
            elif line.strip():
                member = f"{name}!{_symbol(line) or f'line {number}'}"
                member += f" (line {number})" if member in seen else ""
                seen.add(member)
                yield Member(member, line, Format.JSON_LINE)

    def _demand_depth(self, depth: int) -> None:
        if depth >= self._limits.depth:
            raise Hostile(f"lies more than {self._limits.depth} archives deep; unpack it first")


def _damage(error: BaseException) -> str:
    # A place outside the file, where a damaged one points to, is an invalid argument to the system.
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
        return reason(error)
    told = "it points outside itself" if isinstance(error, OSError) and error.errno else str(error)
    return one_line(f"is damaged and cannot be unpacked ({told or type(error).__name__})")


def _copied(head: bytes, file: BinaryIO, copy: BinaryIO, most: int) -> int:
    """Copy a file, of which `head` has been read, up to something over `most`; how long it is."""
    size = copy.write(head)
    while size <= most and (piece := file.read(HEAD_BYTES)):
        size += copy.write(piece)
    copy.seek(0)
    return size


def _symbol(line: bytes) -> str:
    """The symbol that a line of JSON names itself by; empty where it does not."""
    found: object = None
    try:
        if match := _BEGINS_WITH_SYMBOL.match(line):
            found = json.loads(match[1])
        elif b'"symbol"' in line:
            record = json.loads(line)
            found = record.get("symbol") if isinstance(record, dict) else None
    except (ValueError, RecursionError):
        # The reader of the line says what is wrong with it.
        return ""
    return shown(found[:_LONGEST_SYMBOL]) if isinstance(found, str) else ""
