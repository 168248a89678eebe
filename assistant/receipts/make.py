"""Makes the receipt of an answer."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.receipts.model import AnswerReceipt
from index.search import Index


def make_receipt(answer: Answer, index: Index) -> AnswerReceipt:
    """The receipt of `answer`, which was made from `index`.

    Raises `ReceiptError` where a quote of it does not stand there: it was made from another index.
    """
    raise NotImplementedError
