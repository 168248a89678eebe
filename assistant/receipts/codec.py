"""Receipts in the short form that a link carries: JSON, deflated (RFC 1951), in base64url (RFC 4648, 5).

    [2, language, status, answer, index, version, model, documents, quotes, question]

`question` is its hash: it stands in the link beside it, where it may be changed. The form before, which is
still read, begins with 1 and does not have it. `status` is 1 for an answer that found something, `documents`
a list of [symbol, hash or null], `quotes` one of [number of the document, locator, language, start, length,
hash]. A hash is its first 128 bits in base64url, 22 characters: whoever makes another text of the same has
to try 2^128 of them. The versions of prompts and the checksum are left out.
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from assistant.errors import ReceiptError
from assistant.receipts.hashes import digest_of, hash_text
from assistant.receipts.model import MOST_QUOTES, AnswerReceipt, DocumentReceipt, QuoteReceipt
from index.words import Language

MOST_CHARACTERS = 4_000
"""Of a short form; a longer one is not read, and none is written."""

_MOST_INFLATED = 32_768
_BYTES = 16
_RAW = -15

_Hash = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_-]{22}$")]
_Text = Annotated[str, StringConstraints(max_length=300)]
_Number = Annotated[int, Field(ge=0, le=100_000_000)]
_Document = tuple[_Text, _Hash | None]
_Quote = tuple[_Number, _Text, Language, _Number, _Number, _Hash]
_Short = tuple[
    Literal[1, 2],
    Language,
    Literal[0, 1],
    _Hash,
    _Hash,
    _Text,
    _Text | None,
    Annotated[list[_Document], Field(max_length=MOST_QUOTES)],
    Annotated[list[_Quote], Field(max_length=MOST_QUOTES)],
    _Hash | None,
]
_BEFORE = "[1,"


def encode(receipt: AnswerReceipt) -> str | None:
    """The short form of `receipt`, in characters that an address may have; None where it is too long."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    text = _written(receipt, _hash_question(receipt.question))
    code = _letters(deflate.compress(text.encode()) + deflate.flush())
    return code if len(code) <= MOST_CHARACTERS else None


def decode(code: str, question: str) -> AnswerReceipt:
    """The receipt of which `code` is the short form, for an answer to `question`.

    Its hashes have 128 bits. Raises `ReceiptError` for what `encode` did not write.
    """
    return _read(code, question)[0]


def is_question_of(code: str, question: str) -> bool | None:
    """Whether `code` is the receipt of an answer to `question`; None where it does not tell.

    Raises `ReceiptError` as `decode` does.
    """
    asked = _read(code, question)[1]
    return None if asked is None else asked == _hash_question(question)


def _read(code: str, question: str) -> tuple[AnswerReceipt, str | None]:
    """The receipt, and the hash of its question, where it has one."""
    try:
        text = _inflated(code)
        # The form before has no question.
        whole = f"{text[:-1]},null]" if text.startswith(_BEFORE) else text
        short = _adapter().validate_json(whole, strict=True)
        receipt = _receipt(short, question)
        asked = _cut(_hash(short[9])) if short[9] else None
        if _written(receipt, asked) != text:
            raise ValueError("this can be said in another way, which is the short form")
    # The last is for the number of a document that there is none of.
    except (ValueError, zlib.error, IndexError) as error:
        raise ReceiptError(
            "the receipt in the link cannot be read: a part of it was lost or changed; "
            "copy the whole link, or ask the question again"
        ) from error
    return receipt, asked


def _written(receipt: AnswerReceipt, asked: str | None) -> str:
    """The JSON of the short form: one text for one receipt. `asked` is the hash of its question."""
    hashes: dict[str, str | None] = dict.fromkeys(quote.symbol for quote in receipt.quotes)
    hashes |= {document.symbol: _cut(document.hash) for document in receipt.documents}
    numbers = {symbol: number for number, symbol in enumerate(hashes)}
    quotes = [
        [numbers[q.symbol], q.locator, q.language, q.start, q.end - q.start, _cut(q.hash)]
        for q in receipt.quotes
    ]
    short = [
        2 if asked else 1,
        receipt.language,
        int(receipt.status == "answered"),
        _cut(receipt.answer),
        _cut(receipt.index),
        receipt.version,
        receipt.model,
        list(hashes.items()),
        quotes,
        *([asked] if asked else []),
    ]
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"))


def _receipt(short: _Short, question: str) -> AnswerReceipt:
    _, language, answered, answer, index, version, model, documents, quotes, _ = short
    return AnswerReceipt(
        question=question,
        language=language,
        status="answered" if answered else "not_found",
        answer=_hash(answer),
        index=_hash(index),
        version=version,
        model=model,
        documents=tuple(
            DocumentReceipt(symbol=symbol, hash=_hash(kept)) for symbol, kept in documents if kept
        ),
        quotes=tuple(
            QuoteReceipt(
                symbol=documents[number][0],
                locator=locator,
                language=written,
                start=start,
                end=start + length,
                hash=_hash(kept),
            )
            for number, locator, written, start, length, kept in quotes
        ),
    )


def _inflated(code: str) -> str:
    """The text that `code` holds; raises `ValueError` and `zlib.error`. No more is inflated than is read."""
    if len(code) > MOST_CHARACTERS or not code.isascii():
        raise ValueError("this is no short form")
    packed = urlsafe_b64decode(code + "=" * (-len(code) % 4))
    if _letters(packed) != code:
        raise ValueError("this is no base64url")
    inflate = zlib.decompressobj(_RAW)
    text = inflate.decompress(packed, _MOST_INFLATED)
    if not inflate.eof or inflate.unused_data:
        raise ValueError("this is more, or less, than a short form")
    return text.decode()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[_Short]:
    return TypeAdapter(_Short)


def _hash_question(question: str) -> str:
    """The hash of `question`, however its words are spaced."""
    return _cut(hash_text(" ".join(question.split())))


def _cut(kept: str) -> str:
    return _letters(digest_of(kept)[:_BYTES])


def _hash(cut: str) -> str:
    return f"sha256:{urlsafe_b64decode(cut + '==').hex()}"


def _letters(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
