"""Verifies receipts: whether the quotes that they name stand in today's index."""

from __future__ import annotations

from assistant.receipts.model import AnswerReceipt, ReceiptCheck
from index.search import Index
from index.words import Language


def verify_receipt(receipt: AnswerReceipt, index: Index, reader: Language = "en") -> ReceiptCheck:
    """Each quote and document of `receipt` held against `index`; places in the `reader`'s language."""
    raise NotImplementedError


def read_receipt(text: str | bytes) -> AnswerReceipt:
    """The receipt that a JSON text is; raises `ReceiptError`, which says what is wrong with it."""
    raise NotImplementedError
