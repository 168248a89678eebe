"""Reads one document's file with the reader of its format."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from index.errors import ReadError, SymbolError
from index.intake.formats import Format
from index.intake.names import one_line
from index.intake.prolog import read_prolog
from index.readers.model import ReadVersion
from index.symbol import Symbol

_Reader = Callable[[bytes, str], list[ReadVersion]]
# By name: a reader loads libraries that another format does not need.
_READERS = {
    Format.AKN: ("index.readers.akn", "read_akn"),
    Format.JSON_LINE: ("index.readers.json_lines", "read_json_line"),
    Format.PDF: ("index.readers.pdf", "read_pdf"),
    Format.DOCX: ("index.readers.docx", "read_docx"),
    Format.HTML: ("index.readers.html", "read_html"),
    Format.TEXT: ("index.readers.text", "read_text"),
}
# How organs number their resolutions, and the symbols that the numbers stand for: Dag Hammarskjöld
# Library, "UN Document Symbols". "72/7", "46/36 L", "S-10/2", "2758 (XXVI)"; "1325 (2000)"; "2022/5".
_NUMBERS = {
    "General Assembly": (r"(?:E?S-)?\d{1,3}/\d{1,4}(?: ?[A-Z])?|\d{1,4} ?\([A-Z-]+\)", "A"),
    "Security Council": (r"\d{1,4} ?\(\d{4}\)", "S"),
    "Economic and Social Council": (r"\d{4}/\d{1,4}(?: ?[A-Z])?|\d{1,4} ?\([LXVI]+\)", "E"),
}
NO_SYMBOL = (
    "its text states no document symbol, without which it could not be cited; "
    "write it at the top, as A/RES/72/7, or state it in a catalogue.toml beside the file"
)


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What came of reading one file: the versions in it, all with symbols, and what was refused.

    `refusal` is one line that begins with the file's name. Both may be there, where a file holds
    several versions. `nameless` are the versions that were refused for want of a symbol.
    """

    versions: tuple[ReadVersion, ...]
    refusal: str | None = None
    nameless: tuple[ReadVersion, ...] = ()


def read_member(name: str, content: bytes, format: Format) -> ReadOutcome:
    """The language versions in a file, by the reader of `format`; whatever goes wrong is a refusal."""
    try:
        return read_within_memory(name, content, format)
    except MemoryError:
        return refused(name, "needs more memory to read than there is")


def read_within_memory(name: str, content: bytes, format: Format) -> ReadOutcome:
    """As `read_member`, but raises `MemoryError` where there is not memory enough."""
    try:
        if format is Format.AKN and (told := _harm(content)):
            return refused(name, told)
        return _outcome(name, _reader(format)(content, name))
    except MemoryError:
        raise
    except ReadError as error:
        return refused(name, str(error))
    except Exception as error:  # noqa: BLE001
        # The file may be made to break its reader, in ways that nobody can list; the files after
        # it are still to be read. Nothing is hidden: the line names the error.
        return refused(name, f"its {format} reader failed ({type(error).__name__}: {error})")


def refused(name: str, why: str) -> ReadOutcome:
    """A file that is not read, and why, in one line that begins with its name once."""
    return ReadOutcome((), f"{name}: {one_line(why.removeprefix(f'{name}: '))}")


def symbol_of(version: ReadVersion) -> Symbol | None:
    """The symbol of a version: as its text states it, or as its number and organ make it.

    "72/7" of the General Assembly is A/RES/72/7. None where neither is stated.
    """
    if version.symbol or not version.number or not version.is_resolution or version.is_draft:
        return version.symbol
    pattern, letter = _NUMBERS.get(version.organ or "", ("(?!)", ""))
    if not re.fullmatch(pattern, version.number.strip()):
        return None
    try:
        return Symbol(f"{letter}/RES/{version.number.strip()}")
    except SymbolError:
        return None


def _outcome(name: str, versions: list[ReadVersion]) -> ReadOutcome:
    if not versions:
        return refused(name, "holds no text of a document")
    named = [(version, symbol_of(version)) for version in versions]
    kept = tuple(replace(version, symbol=symbol) for version, symbol in named if symbol)
    nameless = tuple(version for version, symbol in named if not symbol)
    if not nameless:
        return ReadOutcome(kept)
    which = f" ({', '.join(version.language for version in nameless)})" if kept else ""
    return replace(refused(name, f"{NO_SYMBOL}{which}"), versions=kept, nameless=nameless)


def _reader(format: Format) -> _Reader:
    module, function = _READERS[format]
    return cast(_Reader, getattr(importlib.import_module(module), function))


def _harm(content: bytes) -> str:
    """Why XML is not given to a parser at all; empty where it may be."""
    prolog = read_prolog(content)
    if prolog and prolog.entities:
        return "is XML that defines entities, which may grow without bound; save it without them"
    if prolog and prolog.external:
        return "is XML that names another file in its <!DOCTYPE>; remove that line"
    return ""
