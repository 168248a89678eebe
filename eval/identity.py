"""What results are of: this program's version and files, and the questions asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from eval.record import Record

_PACKAGES = ("assistant", "index", "prompts", "eval")
_SOURCES = (".py", ".toml", ".tsv", ".json")


def source_hash() -> str:
    """A hash of this program's own files: results of two builds are told apart by it."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _SOURCES and path.is_file():
                content = path.read_bytes()
                digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def hash_of(records: Sequence[Record]) -> str:
    """A hash of the questions: results of other questions are told apart by it."""
    lines = "\n".join(record.model_dump_json() for record in records)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def version() -> str:
    """The version of this program as it is installed."""
    try:
        return installed("mandate-assistant")
    except PackageNotFoundError:
        return "0+source"
