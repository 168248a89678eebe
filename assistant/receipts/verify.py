"""Verifies receipts: whether the quotes that they name stand in today's index."""

from __future__ import annotations

from typing import Literal

from assistant.phrases import load_phrases
from assistant.receipts.elsewhere import Elsewhere
from assistant.receipts.hashes import hash_document, hash_receipt, hash_text, is_hash
from assistant.receipts.model import (
    AnswerReceipt,
    DocumentReceipt,
    QuoteReceipt,
    ReceiptCheck,
    StandsAs,
    VerifiedDocument,
    VerifiedQuote,
)
from assistant.receipts.read import read_receipt, read_receipt_file
from index.document import Document, Paragraph, Quote
from index.errors import UnknownDocument
from index.locator import Locator
from index.search import Index
from index.words import Language

__all__ = ["read_receipt", "read_receipt_file", "verify_receipt"]


def verify_receipt(receipt: AnswerReceipt, index: Index, reader: Language = "en") -> ReceiptCheck:
    """Each quote and document of `receipt` held against `index`; places in the `reader`'s language."""
    elsewhere = Elsewhere()
    return ReceiptCheck(
        receipt=receipt,
        same_index=is_hash(receipt.index, index.checksum),
        checksum=_checksum(receipt),
        quotes=tuple(_verified(quote, index, reader, elsewhere) for quote in receipt.quotes),
        documents=tuple(_compared(document, index) for document in receipt.documents),
    )


def _checksum(receipt: AnswerReceipt) -> Literal["right", "wrong", "none"]:
    """Whether the receipt is as it was written."""
    if receipt.checksum is None:
        return "none"
    return "right" if is_hash(receipt.checksum, hash_receipt(receipt)) else "wrong"


def _verified(
    quote: QuoteReceipt, index: Index, reader: Language, elsewhere: Elsewhere
) -> VerifiedQuote:
    verdict, found = _found(quote, index, elsewhere)
    pinpoint = Locator(quote.locator).pinpoint(reader)
    return VerifiedQuote(
        receipt=quote,
        verdict=verdict,
        pinpoint=load_phrases(reader)["of"].format(symbol=quote.symbol, place=pinpoint),
        text=found.text if found else "",
        now=found.paragraph.address if found and verdict == "elsewhere" else None,
    )


def _found(
    quote: QuoteReceipt, index: Index, elsewhere: Elsewhere
) -> tuple[StandsAs, Quote | None]:
    """How `quote` stands, and what stands there now, or elsewhere."""
    document = _document(quote.symbol, index)
    if document is None:
        return "no document", None
    paragraph = index.find(str(document.symbol), quote.locator)
    whole = _whole(paragraph, quote.language) if paragraph else None
    if whole and quote.end <= whole.end:
        words = Quote(whole.paragraph, quote.language, quote.start, quote.end)
        if is_hash(quote.hash, hash_text(words.text)):
            return "stands", words
    if moved := elsewhere.find(quote, document):
        return "elsewhere", moved
    if paragraph is None:
        return "no paragraph", None
    return ("changed", whole) if whole else ("no version", None)


def _whole(paragraph: Paragraph, language: Language) -> Quote | None:
    """All of the paragraph's version in `language`, where it has one that may be quoted."""
    version = paragraph.versions.get(language)
    if version is None or not version.exact or not version.text:
        return None
    return Quote(paragraph, language, 0, len(version.text))


def _compared(kept: DocumentReceipt, index: Index) -> VerifiedDocument:
    document = _document(kept.symbol, index)
    if document is None:
        return VerifiedDocument(symbol=kept.symbol, verdict="not held")
    same = is_hash(kept.hash, hash_document(document))
    return VerifiedDocument(symbol=kept.symbol, verdict="unchanged" if same else "changed")


def _document(symbol: str, index: Index) -> Document | None:
    try:
        return index.document(symbol)
    except UnknownDocument:
        return None
