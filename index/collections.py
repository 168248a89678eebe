"""Collections: indexes under one home that are added to and asked apart from each other.

The one without a name holds the documents that ship, and what was added to them; a named one holds what
was added to it and nothing else, so that the words of one body's documents do not change the answers of
another's.
"""

from __future__ import annotations

import re
from pathlib import Path

from index import home
from index.catalogue import DOCUMENTS
from index.errors import CollectionError, DamagedIndex

DEFAULT = "default"
"""The name of the collection that ships."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def collection_folder(name: str = DEFAULT) -> Path:
    """The folder of the index of a collection; raises `CollectionError` for what is no name."""
    if name == DEFAULT:
        return home.home_folder() / "index"
    if not _NAME.fullmatch(name):
        raise CollectionError(
            f"{name!r} is no name of a collection; use small letters, digits, - and _"
        )
    return home.home_folder() / "collections" / name


def shipped_with(name: str) -> Path | None:
    """The folder of the documents that ship with a collection, or None."""
    return DOCUMENTS if name == DEFAULT else None


def list_collections() -> list[str]:
    """The names of all collections that hold an index, the one that ships first."""
    folder = home.home_folder() / "collections"
    found = [path.name for path in sorted(folder.glob("*")) if _is_built(path)]
    return [DEFAULT, *found]


def check_collection(name: str) -> str:
    """`name`, if something has been added to that collection; raises `CollectionError`."""
    if name != DEFAULT and not _is_built(collection_folder(name)):
        others = ", ".join(list_collections())
        raise CollectionError(
            f"there is no collection {name!r}; there are: {others}. "
            f"Make it with: mandate add --collection {name} FILES"
        )
    return name


def _is_built(folder: Path) -> bool:
    try:
        return home.current_build(folder) is not None
    except DamagedIndex:
        return True
