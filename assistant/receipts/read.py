"""Reads receipts, which may come from anybody."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from assistant.answer import Answer
from assistant.errors import ReceiptError
from assistant.receipts.model import FORMAT, AnswerReceipt
from assistant.receipts.strict_json import load_strictly

MOST_BYTES = 1_000_000
"""A receipt has one or two thousand; an answer with all that explains it has less than a hundred."""

_MISTAKES = {"missing": "it is left out", "extra_forbidden": "there is nothing of this name"}
_REMEDY = "give the file as it was written, or make one: mandate ask --receipt FILE QUESTION"


def read_receipt(text: str | bytes) -> AnswerReceipt | Answer:
    """The receipt that a JSON text is; raises `ReceiptError`, which says what is wrong with it.

    The JSON of an answer (`mandate ask --json`) is taken too, and is given back as an answer.
    """
    data = _load(_decoded(text))
    if not isinstance(data, dict):
        raise ReceiptError(f"a receipt is a JSON object, and this is none; {_REMEDY}")
    if "format" not in data and {"question", "citations", "receipt"} <= data.keys():
        return _answer(data)
    if "conversation" in data:
        raise ReceiptError(
            "this is a conversation, which has many answers; give one of its answers, or the receipt of one"
        )
    form = data.get("format")
    if form != FORMAT:
        raise ReceiptError(_other_format(form))
    try:
        # From JSON, where a list of quotes is no other than a tuple of them.
        return AnswerReceipt.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise ReceiptError(f"the receipt is not right {_first(error)}; {_REMEDY}") from error


def read_receipt_file(path: Path) -> AnswerReceipt | Answer:
    """The receipt, or answer, in the file at `path`, of which no more is read than a receipt may have."""
    try:
        with path.open("rb") as file:
            return read_receipt(file.read(MOST_BYTES + 1))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReceiptError(
            f"{path} cannot be read: {reason}; name the file of a receipt, or - for standard input"
        ) from error


def _decoded(text: str | bytes) -> str:
    if len(text) > MOST_BYTES:
        raise ReceiptError(f"this is more than {MOST_BYTES:,} bytes, and no receipt; {_REMEDY}")
    if isinstance(text, bytes):
        try:
            # Also UTF-16, in which some shells write what is sent to a file.
            text = text.decode(json.detect_encoding(text))
        except UnicodeDecodeError as error:
            raise ReceiptError(f"this is no text in UTF-8; {_REMEDY}") from error
    if not text.strip():
        raise ReceiptError(f"there is no receipt: nothing was given; {_REMEDY}")
    return text.removeprefix("\ufeff")


def _load(text: str) -> object:
    try:
        return load_strictly(text)
    except ValueError as error:
        raise ReceiptError(
            f"the receipt is no JSON that can be read: {error}; {_REMEDY}"
        ) from error


def _other_format(form: object) -> str:
    if form is None:
        return f"this JSON is neither a receipt nor an answer: it has no format; {_REMEDY}"
    if isinstance(form, str) and form.startswith("mandate-receipt/"):
        return (
            f"the receipt is in the format {form[:60]!r}, and this program reads {FORMAT!r}; "
            "verify it with the version that wrote it, or make one anew"
        )
    return f"{str(form)[:60]!r} is no format of a receipt; {_REMEDY}"


def _answer(data: dict[str, object]) -> Answer:
    try:
        answer = Answer.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise ReceiptError(f"the answer is not right {_first(error)}; {_REMEDY}") from error
    if data.get("badge", answer.badge) != answer.badge:
        raise ReceiptError(f"the answer is not right at badge: it is another's; {_REMEDY}")
    for citation in answer.citations:
        if citation.end - citation.start != len(citation.quote):
            raise ReceiptError(
                f"quote [{citation.key}] of the answer is not as long as its offsets say; {_REMEDY}"
            )
    return answer


def _first(error: ValidationError) -> str:
    """Where the first mistake stands, and what it is."""
    found = error.errors()[0]
    place = ".".join(map(str, found["loc"]))[:80]
    own = found["msg"].removeprefix("Value error, ") if found["type"] == "value_error" else ""
    message = own or _MISTAKES.get(found["type"], "what stands there is none of its values")
    return f"at {place}: {message}" if place else f"({message})"
