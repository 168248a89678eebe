"""Reads documents from plain text and Markdown files."""

from __future__ import annotations

import codecs

from index.errors import ReadError
from index.readers.model import ReadVersion
from index.readers.un_text import read_un_text

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(content: bytes, source: str) -> list[ReadVersion]:
    """The language versions in a text file whose name is `source`.

    The file is in UTF-8, with or without a byte order mark, or in UTF-16 with one. Offsets count
    code points of its text in NFC, the mark apart. Raises `ReadError` for another encoding, and
    where no paragraph is found.
    """
    return read_un_text(decode(content, source), source)


def decode(content: bytes, source: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Raises `ReadError` for other bytes: an encoding is never guessed.
    """
    encoding = "utf-16" if content.startswith(_WIDE) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{source} is not text in UTF-8, or in UTF-16 with a byte order mark "
            f"(byte {error.start}); save it as UTF-8"
        ) from error
    if "\0" in text:
        raise ReadError(f"{source} holds null characters: it is not a text file")
    return text
