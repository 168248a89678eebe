"""JSON that says one thing only: RFC 8259 without what readers of it understand differently."""

from __future__ import annotations

import json
from typing import NoReturn


def load_strictly(text: str) -> object:
    """The value that the JSON `text` writes.

    Raises `ValueError` for what is no JSON, a name that stands twice in an object (readers differ in which
    they take), NaN and infinities (which JSON has not), and what is nested too deeply to be read.
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the name {name[:40]!r} stands twice in one object")
        found[name] = value
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")
