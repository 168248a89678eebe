"""The text of files that are to be checked: told by their content, read apart, within limits."""

from __future__ import annotations

import atexit
from pathlib import Path
from threading import Lock

from assistant.checking.files.kinds import kind_of
from assistant.checking.files.zipped import refusal_of_zip
from assistant.errors import UnreadableText
from index.intake.formats import Format
from index.intake.guard import Guard
from index.intake.limits import Limits, in_words
from index.intake.names import shown
from index.intake.sources import open_file, reason

LIMITS = Limits(seconds=60.0)
"""How much one file may ask for."""

SUFFIXES = (
    ".docx",
    ".pdf",
    ".html",
    ".htm",
    ".md",
    ".markdown",
    ".txt",
    ".text",
    ".odt",
    ".rtf",
    ".doc",
)
"""What the names of files end with that are texts of a person's."""

_NEVER_TEXT = (".docx", ".pdf", ".odt", ".doc")
_READ = "assistant.checking.files.reading:read"
_STARTING = Lock()
_guard: Guard | None = None


def read_file(path: Path) -> str:
    """The text of the file at `path`, as a person reads it; raises `UnreadableText`."""
    return read_bytes(_content(path), path.name)


def read_bytes(content: bytes, name: str) -> str:
    """The text of a file of that name (one that was uploaded); raises `UnreadableText`.

    It is read in another process: a file that hangs its reader, or eats its memory, is refused.
    """
    called = shown(name)
    told = kind_of(content)
    if told in (Format.ZIP, Format.DOCX):
        told = Format.DOCX
        if why := refusal_of_zip(content, LIMITS):
            raise UnreadableText(f"{called} {why}")
    if not isinstance(told, Format):
        raise UnreadableText(f"{called} {told}")
    if told is Format.TEXT and name.lower().endswith(_NEVER_TEXT):
        # Its bytes read as text would pass: there is no quotation in them.
        raise UnreadableText(
            f"{called} is not what its name says: it may be damaged; save it again"
        )
    most = LIMITS.text_bytes if told in (Format.TEXT, Format.HTML) else LIMITS.member_bytes
    if len(content) > most:
        raise UnreadableText(
            f"{called} is {in_words(len(content))} long; check at most {in_words(most)}"
        )
    outcome = _reader().read(called, content, told)
    if outcome.refusal:
        why = outcome.refusal.removeprefix(f"{called}: ").removeprefix(f"{called} ")
        raise UnreadableText(f"{called}: {why}")
    text = next(iter(outcome.versions[0].paragraphs.values())).text if outcome.versions else ""
    if not any(map(str.isalnum, text)):
        raise UnreadableText(f"{called} has no text in it that could be checked")
    return text


def _content(path: Path) -> bytes:
    called = shown(path.name or str(path))
    if path.is_dir():
        raise UnreadableText(f"{shown(str(path))} is a folder; give a file")
    try:
        with open_file(path) as file:
            content = file.read(LIMITS.member_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableText(
            f"{shown(str(path))}: there is no such file; check the path"
        ) from error
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else f"is no path: {error}"
        raise UnreadableText(f"{called}: {why}") from error
    return content


def _reader() -> Guard:
    global _guard
    with _STARTING:
        if _guard is None:
            _guard = Guard(LIMITS, _READ)
            atexit.register(_guard.close)
        return _guard
