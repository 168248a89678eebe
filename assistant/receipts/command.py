"""The command `mandate verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.receipts.model import AnswerReceipt

STANDS, STANDS_NOT = 0, 3


def verify(
    receipt: Annotated[
        str, typer.Argument(help="The file of a receipt, or of an answer as JSON; - reads it.")
    ],
    language: Annotated[
        str | None,
        typer.Option(
            "--language", "-l", help="Write places in en, fr, ru, es, ar or zh; else the answer's."
        ),
    ] = None,
    collection: Annotated[
        str,
        typer.Option(
            "--collection", "-c", help="Verify in this collection; see mandate collections."
        ),
    ] = "default",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Verify a receipt: whether its quotes stand in today's index. Exit status 3 where one does not.

    The JSON of an answer (mandate ask --json) is taken too: all that it says is looked at, and its question
    asked again.
    """
    from assistant.answering import check_language
    from assistant.receipts.text import to_text

    reader = check_language(language) if language else None
    kept = _read(receipt)

    from assistant.adding import tell
    from assistant.api import Assistant

    # Nothing is asked here: no language model is opened.
    with Assistant(model="none", collection=collection, progress=tell) as assistant:
        check = assistant.verify(kept, reader=reader or kept.language)
    print(check.model_dump_json(indent=2) if as_json else to_text(check))
    return STANDS if check.stands else STANDS_NOT


def _read(name: str) -> AnswerReceipt | Answer:
    from assistant.receipts.read import MOST_BYTES, read_receipt, read_receipt_file

    if name != "-":
        return read_receipt_file(Path(name))
    # There is none where it was closed.
    return read_receipt(sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b"")
