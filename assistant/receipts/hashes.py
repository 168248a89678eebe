"""Hashes of documents, quotes and answers: SHA-256 (FIPS 180-4), written `sha256:` and 64 digits.

A document is hashed as these bytes, which anybody can make from its paragraphs:

    mandate-document/1 LF
    for each paragraph, in the document's order,
      for each of its versions, in the alphabetical order of the language codes:
        LOCATOR SP LANGUAGE SP ("exact" | "unsure") SP LENGTH LF
        TEXT LF

`TEXT` is the stored text, which is in NFC, in UTF-8; `LENGTH` is how many bytes of it there are, in decimal.
So the hash changes with one character, one paragraph, one place or one language version more or less, and
with whether a text was read surely. It does not change with the title, the date and the other facts of the
document, with other documents, or with how and where the index was built.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.receipts.model import AnswerReceipt
    from index.document import Document

_NAME = "sha256:"
# Whoever makes another text of the same hash has to try 2^128 of them.
_FEWEST_DIGITS = 32


def hash_document(document: Document) -> str:
    """The hash of all paragraphs of `document`, as it is told above; all of them are read."""
    digest = sha256(b"mandate-document/1\n")
    for paragraph in document.paragraphs:
        for language in sorted(paragraph.versions):
            version = paragraph.versions[language]
            text = version.text.encode()
            sure = "exact" if version.exact else "unsure"
            digest.update(f"{paragraph.locator} {language} {sure} {len(text)}\n".encode())
            digest.update(text + b"\n")
    return _NAME + digest.hexdigest()


def hash_text(text: str) -> str:
    """The hash of the words of a quote, or of an answer's text: of their UTF-8."""
    return _NAME + sha256(text.encode()).hexdigest()


def hash_receipt(receipt: AnswerReceipt) -> str:
    """The hash of all of `receipt` but its checksum: of its JSON in ASCII, names sorted, without spaces."""
    data = receipt.model_dump(mode="json", exclude={"checksum"})
    return hash_text(json.dumps(data, sort_keys=True, separators=(",", ":")))


def digest_of(kept: str) -> bytes:
    """The bytes of the hash `kept`."""
    return bytes.fromhex(kept.removeprefix(_NAME))


def is_hash(kept: str, whole: str) -> bool:
    """Whether `kept` is the hash `whole`, or its first 128 bits or more."""
    return whole.startswith(kept) and len(kept) >= len(_NAME) + _FEWEST_DIGITS
