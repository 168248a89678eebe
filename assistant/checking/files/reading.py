"""The text of a file by the reader of its format, as the process that reads files runs it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from index.document import Version
from index.errors import ReadError
from index.intake.formats import Format
from index.intake.read import ReadOutcome, refused
from index.locator import Locator
from index.readers.model import ReadVersion

# By name: a reader loads libraries that another format does not need.
_READERS = {
    Format.TEXT: "plain",
    Format.HTML: "html",
    Format.DOCX: "docx",
    Format.PDF: "pdf",
}


def read(name: str, content: bytes, format: Format) -> ReadOutcome:
    """The text of a file, as the only paragraph of a version; whatever goes wrong is a refusal.

    Raises `MemoryError` where there is not memory enough.
    """
    try:
        module = importlib.import_module(f"assistant.checking.files.{_READERS[format]}")
        text = cast(Callable[[bytes, str], str], module.text_of)(content, name)
    except MemoryError:
        raise
    except ReadError as error:
        return refused(name, str(error))
    except Exception as error:  # noqa: BLE001
        # The file may be made to break its reader, in ways that nobody can list. Nothing is hidden: the
        # line names the error.
        return refused(name, f"its {format} reader failed ({type(error).__name__}: {error})")
    whole = Version("en", text, name, 0, len(text))
    return ReadOutcome((ReadVersion(name, "en", {Locator("p1"): whole}),))
