"""Files that readers send, for as long as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_LONGEST = 100
_UNSAFE = re.compile(r"[^\w. -]+")


@contextmanager
def as_file(content: bytes, name: str) -> Iterator[Path]:
    """A file with `content` in a folder of its own, both gone afterwards.

    It is named like `name`, of which nothing but a plain file name is left.
    """
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).lstrip(". ")[-_LONGEST:]
    with TemporaryDirectory(prefix="mandate-") as folder:
        path = Path(folder) / (plain or "text")
        path.write_bytes(content)
        yield path
