"""What the tests of receipts share: an answer of invented documents, and its receipt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer, Citation, Receipt
from assistant.receipts.make import make_receipt
from assistant.receipts.model import AnswerReceipt

from .shelf import SYMBOL, TEXTS, Shelf, document

INDEX = "sha256:" + "0" * 64


@pytest.fixture(scope="session")
def cite_span(make_citation: Callable[..., Citation]) -> Callable[..., Citation]:
    """A citation of a span of the invented document."""

    def make(
        key: int, locator: str, language: str = "en", start: int = 0, end: int | None = None
    ) -> Citation:
        text = TEXTS[locator][language]
        end = len(text) if end is None else end
        return make_citation(
            key=key,
            symbol=SYMBOL,
            locator=locator,
            language=language,
            quote=text[start:end],
            start=start,
            end=end,
        )

    return make


@pytest.fixture(scope="session")
def answer(make_answer: Callable[..., Answer], cite_span: Callable[..., Citation]) -> Answer:
    """It quotes a whole paragraph in English, a part of it in Arabic, and a part of another."""
    return make_answer(
        cite_span(1, "op1"),
        cite_span(2, "op1", "ar", 5, 20),
        cite_span(3, "op2", "en", 8, 22),
        receipt=Receipt(index=INDEX, version="0.1.0"),
    )


@pytest.fixture(scope="session")
def kept(answer: Answer) -> AnswerReceipt:
    """The receipt of `answer`."""
    return make_receipt(answer, Shelf(document()))
