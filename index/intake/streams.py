"""Reads packed files in pieces, and counts what comes out of them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from typing import TYPE_CHECKING, BinaryIO, cast

from index.intake.formats import Format
from index.intake.limits import Limits, in_words

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 65_536


class Hostile(Exception):
    """A file asks for more than an honest one does: nothing more of it is read. It says why.

    `name` is that of the member where it was found.
    """

    name = ""


class Budget:
    """What may still be unpacked of one file of the user's, which is `packed` bytes long."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        self._unpacked = 0
        self._members = 0

    def take(self, size: int) -> None:
        """Count `size` bytes more; raises `Hostile` where it is too much."""
        self._unpacked += size
        self._check(self._unpacked, self._packed)

    def foresee(self, size: int, packed: int) -> None:
        """Raise `Hostile` where `size` bytes out of `packed` ones would be too much."""
        self._check(size, packed)

    def member(self) -> None:
        """Count one document more; raises `Hostile` where there are too many."""
        self._members += 1
        if self._members > self._limits.members:
            most = self._limits.members
            raise Hostile(f"holds more than {most:,} documents; give them in several files")

    def _check(self, size: int, packed: int) -> None:
        if size > self._limits.total_bytes:
            most = in_words(self._limits.total_bytes)
            raise Hostile(f"unpacks to more than {most}; give its documents in several files")
        if size > self._limits.ratio_from and size > self._limits.ratio * packed:
            raise Hostile(
                f"unpacks to {in_words(size)} or more from {in_words(packed)}, as a zip bomb does"
            )


class _Counted(io.RawIOBase):
    """`head` and then what `file` gives, which is counted as it is read."""

    def __init__(self, head: bytes, file: BinaryIO, budget: Budget | None = None) -> None:
        self._head = head
        self._file = file
        self._budget = budget

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` with what comes next; 0 at the end. Raises `Hostile`."""
        view = memoryview(buffer)
        if self._head:
            piece, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            piece = self._file.read(len(view))
            if self._budget:
                self._budget.take(len(piece))
        view[: len(piece)] = piece
        return len(piece)


class _XzFile(io.RawIOBase):
    """What an .xz file holds. Unlike `lzma.LZMAFile`, it refuses a stream that asks for much memory."""

    def __init__(self, file: BinaryIO, window: int) -> None:
        self._file = file
        self._window = window
        self._decoder = self._new()
        self._pending = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while not self._ended:
            if self._decoder.eof:
                self._next_stream()
                continue
            piece = b""
            if self._decoder.needs_input:
                piece, self._pending = self._pending or self._file.read(_PIECE), b""
                if not piece:
                    raise EOFError("it ends before its end mark")
            data = self._decoder.decompress(piece, len(view))
            if data:
                view[: len(data)] = data
                return len(data)
        return 0

    def _new(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, self._window)

    def _next_stream(self) -> None:
        """Several streams may follow one another, with zeros between them."""
        rest = self._decoder.unused_data.lstrip(b"\0")
        while not rest:
            piece = self._file.read(_PIECE)
            if not piece:
                self._ended = True
                return
            rest = piece.lstrip(b"\0")
        self._decoder, self._pending = self._new(), rest


def unpacked(file: BinaryIO, format: Format, budget: Budget, limits: Limits) -> BinaryIO:
    """What the .gz, .xz or .bz2 file holds, read as it is asked for and counted by `budget`."""
    if format is Format.GZIP:
        inner = cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb"))
    elif format is Format.XZ:
        inner = cast(BinaryIO, _XzFile(file, limits.window_bytes))
    else:
        inner = cast(BinaryIO, bz2.BZ2File(file))
    return cast(BinaryIO, io.BufferedReader(_Counted(b"", inner, budget), _PIECE))


def rejoined(head: bytes, file: BinaryIO, budget: Budget | None = None) -> BinaryIO:
    """`file` as it was before `head` was read from it; `budget` counts what else is read."""
    return cast(BinaryIO, io.BufferedReader(_Counted(head, file, budget), _PIECE))
