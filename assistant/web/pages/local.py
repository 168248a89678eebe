"""Which addresses of a form may be followed: those of this server's own pages."""

from __future__ import annotations

import re

_MOST_CHARACTERS = 2_000
# Browsers take a backslash for a slash, and drop tabs and line breaks wherever they stand.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029]")


def local_path(given: str) -> str:
    """`given`, if it is a path on this server with its query, else `/`.

    A path begins with one slash: two begin the name of another server (RFC 3986, 4.2).
    """
    is_path = given.startswith("/") and not given.startswith("//")
    if is_path and len(given) <= _MOST_CHARACTERS and not _FORBIDDEN.search(given):
        return given
    return "/"
