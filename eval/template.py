"""A question file to fill in: the addresses are there, the questions are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.files import EMPTY_ROW, write_records
from eval.systems.mandate import open_assistant
from eval.systems.model import Setting
from index.document import Document, Paragraph

_UNANSWERABLE = 5
_NOTE = 160


def write_template(path: Path, setting: Setting) -> int:
    """Write a row for each paragraph of the documents of `setting`; how many rows there are.

    Each has the paragraph as gold and its first words as a note; the rows at the end are for
    questions that the documents do not answer. A row is a question once its `question` is filled in.
    Raises `OutputError`, and the errors of reading the documents.
    """
    with open_assistant(setting) as assistant:
        rows = [row for document in assistant.documents() for row in _rows(document)]
    rows += [
        EMPTY_ROW
        | {
            "id": f"unanswerable-{number}",
            "language": "en",
            "kind": "unanswerable",
            "status": "not_found",
            "note": "why the documents do not answer it",
        }
        for number in range(1, _UNANSWERABLE + 1)
    ]
    write_records(rows, path)
    return len(rows)


def _rows(document: Document) -> Iterator[dict[str, Any]]:
    for paragraph in document.paragraphs:
        yield EMPTY_ROW | {
            "id": paragraph.address,
            "language": next(iter(paragraph.versions)),
            "kind": "fact",
            "status": "answered",
            "gold": [[paragraph.address]],
            "note": _beginning(paragraph),
        }


def _beginning(paragraph: Paragraph) -> str:
    text = next(iter(paragraph.versions.values())).text
    return text if len(text) <= _NOTE else text[:_NOTE].rsplit(" ", 1)[0] + " …"
