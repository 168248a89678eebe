"""Messages between a process and the child that reads for it: a length, and so many bytes.

The child handles hostile files: what comes from it is taken apart as data, of known classes only.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from typing import IO

from index.document import DocumentKind, Relation, Repair, Version
from index.intake.read import ReadOutcome
from index.locator import Locator
from index.readers.model import ReadVersion
from index.symbol import Symbol

_LENGTH_BYTES = 8
_LONGEST = 2_000_000_000
_PIECE = 1_000_000
_CLASSES: dict[tuple[str, str], type] = {
    (known.__module__, known.__qualname__): known
    for known in (
        *(ReadOutcome, ReadVersion, Version, Repair, Relation, DocumentKind),
        *(Locator, Symbol, dt.date),
    )
}
# What `pickle` raises for bytes that are none of its own.
_NO_PICKLE = (
    *(TypeError, ValueError, LookupError, AttributeError, EOFError),
    *(ArithmeticError, MemoryError, ImportError),
)


def send(file: IO[bytes], message: bytes) -> None:
    """Write `message` to `file`, which need not be buffered; raises `OSError` where nobody reads."""
    for part in (len(message).to_bytes(_LENGTH_BYTES, "big"), message):
        rest = memoryview(part)
        while rest:
            rest = rest[file.write(rest) :]
    file.flush()


def receive(file: IO[bytes]) -> bytes | None:
    """The next message of `file`; None where its writer has ended.

    Raises `ValueError` for what is no message.
    """
    start = _read(file, _LENGTH_BYTES)
    if start is None:
        return None
    length = int.from_bytes(start, "big")
    if length > _LONGEST:
        raise ValueError(f"a message of {length} bytes is none of ours")
    return _read(file, length)


def pack_outcome(outcome: ReadOutcome, spent: bool) -> bytes:
    """The message that gives `outcome`; `spent`: the child that sends it reads no more."""
    return pickle.dumps((outcome, spent), protocol=5)


def unpack_outcome(message: bytes) -> tuple[ReadOutcome, bool]:
    """What `pack_outcome` packed; raises `pickle.UnpicklingError` for any other message."""
    try:
        outcome, spent = _Unpickler(io.BytesIO(message)).load()
    except _NO_PICKLE as error:
        raise pickle.UnpicklingError(str(error)) from error
    if not isinstance(outcome, ReadOutcome) or not isinstance(spent, bool):
        raise pickle.UnpicklingError(f"{type(outcome).__name__} is not what was asked for")
    return outcome, spent


class _Unpickler(pickle.Unpickler):
    """Makes objects of the classes that a reading consists of, and calls nothing else."""

    def find_class(self, module: str, name: str) -> type:
        try:
            return _CLASSES[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading") from None


def _read(file: IO[bytes], length: int) -> bytes | None:
    pieces: list[bytes] = []
    while length:
        piece = file.read(min(length, _PIECE))
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)
