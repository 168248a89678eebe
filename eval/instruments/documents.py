"""The documents that are measured on: those held, or a temporary home with what was named."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, cast

from assistant import Assistant
from eval.instruments.errors import DocumentsError
from index.words import LANGUAGES, Language

Wanted = Mapping[str, Collection[Language]]
"""The documents that gold is of, by symbol, with the languages that are needed of each."""

_LINES = (".jsonl", ".ndjson")
_SYMBOL = re.compile(r'"symbol"\s*:\s*"([^"\\]+)"')


@contextmanager
def opened(
    paths: Sequence[Path], wanted: Wanted, tell: Callable[[str], None] = lambda step: None
) -> Iterator[Assistant]:
    """The assistant of the usual home, or where `paths` are named one of a temporary home.

    That has the documents that ship and those in `paths`: of JSON lines (or these in xz) no more than is
    `wanted`, all of other files. Raises `DocumentsError`, and the errors of `Assistant`.
    """
    if not paths:
        with Assistant(progress=tell) as assistant:
            yield assistant
        return
    with TemporaryDirectory(prefix="mandate-instruments-") as folder:
        chosen = [_chosen(path, wanted, Path(folder, f"{n}.jsonl")) for n, path in enumerate(paths)]
        with Assistant(Path(folder, "index"), progress=tell) as assistant:
            tell("adding the documents")
            report = assistant.add(chosen)
            if not report.documents:
                raise DocumentsError(
                    f"{', '.join(map(str, paths))}: none of the documents that are wanted could be read"
                )
            yield assistant


def _chosen(path: Path, wanted: Wanted, target: Path) -> Path:
    """What is to be added of `path`: itself, or a file with the lines of it that are wanted."""
    if path.suffix not in _LINES and path.with_suffix("").suffix not in _LINES:
        return path
    try:
        with _opened(path) as source, target.open("w", encoding="utf-8") as out:
            for line in source:
                if (found := _SYMBOL.search(line)) and found[1] in wanted:
                    out.write(_restricted(line, wanted[found[1]]) + "\n")
    except (OSError, EOFError, lzma.LZMAError, ValueError, LookupError, TypeError) as error:
        raise DocumentsError(f"{path} cannot be read: {error}") from error
    return target


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return cast(IO[str], lzma.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def _restricted(line: str, languages: Collection[Language]) -> str:
    """The line with its texts in `languages` alone; all of it where they are all six."""
    if set(languages) == set(LANGUAGES):
        return line.rstrip("\n")
    document = json.loads(line)
    kept = [_kept(paragraph, "text", languages) for paragraph in document["paragraphs"]]
    document["paragraphs"] = [paragraph for paragraph in kept if paragraph["text"]]
    return json.dumps(_kept(document, "title", languages), ensure_ascii=False)


def _kept(record: dict[str, Any], name: str, languages: Collection[Language]) -> dict[str, Any]:
    """`record` with the texts under `name` in `languages` alone."""
    texts = record.get(name) or {}
    return record | {name: {code: text for code, text in texts.items() if code in languages}}
