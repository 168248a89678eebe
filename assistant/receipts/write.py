"""Writes receipts to files: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from assistant.errors import ReceiptError

if TYPE_CHECKING:
    from assistant.receipts.model import AnswerReceipt


def check_place(path: Path) -> None:
    """Raise `ReceiptError` where no file can be made at `path`: better before a question than after it."""
    folder = path.parent
    if path.is_dir():
        raise ReceiptError(f"{path} is a folder; name a file for the receipt")
    if not folder.is_dir():
        raise ReceiptError(f"there is no folder {folder}; make it, or name another for the receipt")
    if not os.access(folder, os.W_OK):
        raise ReceiptError(f"{folder} cannot be written to; name another place for the receipt")


def write_receipt(receipt: AnswerReceipt, path: Path) -> None:
    """Put `receipt` at `path` as JSON, in place of what is there; raises `ReceiptError` where it cannot."""
    text = f"{receipt.model_dump_json(indent=2)}\n"
    try:
        _write_whole(text.encode(), path)
    except OSError as error:
        raise ReceiptError(
            f"the receipt cannot be written to {path}: {error.strerror or error}; name another place"
        ) from error


def _write_whole(content: bytes, path: Path) -> None:
    """Write beside `path`, then take its place; a reader never sees a part."""
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Temporary files are for their owner's eyes; this one is made to be shown.
        written.chmod(0o666 & ~_umask())
        written.replace(path)
    finally:
        # It is gone where it has taken its place.
        written.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
