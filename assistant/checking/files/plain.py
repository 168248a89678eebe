"""The text of plain files and of Markdown."""

from __future__ import annotations

import html
import re

from assistant.checking.files.kinds import decode
from index.errors import ReadError

# In Markdown an entity is the character that it names (CommonMark, section 2.5); one has a semicolon.
_ENTITY = re.compile(r"(?<!\\)&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKDOWN = (".md", ".markdown")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def text_of(content: bytes, source: str) -> str:
    """The text of a file in UTF-8, UTF-16, or an encoding that its words tell; raises `ReadError`."""
    text = decode(content)
    if text is None:
        raise ReadError(f"{source}: its encoding cannot be told; save it as UTF-8")
    if source.lower().endswith(_MARKDOWN):
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
