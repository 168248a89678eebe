"""The text of plain files and of Markdown."""

from __future__ import annotations

import re

from assistant.checking.files.kinds import decode
from index.errors import ReadError

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def text_of(content: bytes, source: str) -> str:
    """The text of a file in UTF-8, UTF-16, or an encoding that its words tell; raises `ReadError`."""
    text = decode(content)
    if text is None:
        raise ReadError(f"{source}: its encoding cannot be told; save it as UTF-8")
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
