"""Makes the receipt of an answer."""

from __future__ import annotations

from pydantic import ValidationError

from assistant.answer import Answer, Citation
from assistant.errors import ReceiptError
from assistant.receipts.hashes import hash_document, hash_receipt, hash_text
from assistant.receipts.model import AnswerReceipt, DocumentReceipt, QuoteReceipt
from index.search import Index


def make_receipt(answer: Answer, index: Index) -> AnswerReceipt:
    """The receipt of `answer`, which was made from `index`.

    An answer that found nothing has one too, without quotes. Where `index` is a later state than the one
    that was answered from, the quotes still have to stand, and the documents are hashed as they are now.
    Raises `ReceiptError` where a quote of it does not stand there: it was made from another index.
    """
    for citation in answer.citations:
        _check(citation, index)
    receipt = bare_receipt(answer)
    symbols = dict.fromkeys(quote.symbol for quote in receipt.quotes)
    documents = tuple(
        DocumentReceipt(symbol=symbol, hash=hash_document(index.document(symbol)))
        for symbol in symbols
    )
    whole = receipt.model_copy(update={"documents": documents})
    return whole.model_copy(update={"checksum": hash_receipt(whole)})


def bare_receipt(answer: Answer) -> AnswerReceipt:
    """What the receipt of `answer` has without its index: the quotes, but no hash of a document.

    Raises `ReceiptError` where the answer is not such as this program gives.
    """
    try:
        return AnswerReceipt(
            question=answer.question,
            language=answer.language,
            status=answer.status,
            answer=hash_text(answer.text),
            index=answer.receipt.index,
            version=answer.receipt.version,
            model=answer.receipt.model,
            prompts=answer.receipt.prompts,
            quotes=tuple(map(_quote, answer.citations)),
        )
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise ReceiptError(
            f"no receipt can be made of this answer, whose {place or 'quotes'} no answer has; "
            "give an answer as it was printed, or ask again"
        ) from error


def _quote(citation: Citation) -> QuoteReceipt:
    return QuoteReceipt(
        symbol=citation.symbol,
        locator=citation.locator,
        language=citation.language,
        start=citation.start,
        end=citation.end,
        hash=hash_text(citation.quote),
    )


def _check(citation: Citation, index: Index) -> None:
    """Raise `ReceiptError` where the words of `citation` do not stand at its place in `index`."""
    paragraph = index.find(citation.symbol, citation.locator)
    version = paragraph.versions.get(citation.language) if paragraph else None
    start, end = citation.start, citation.end
    if (
        version
        and version.exact
        and 0 <= start < end <= len(version.text)
        and version.text[start:end] == citation.quote
    ):
        return
    raise ReceiptError(
        f"quote [{citation.key}] does not stand at {citation.symbol[:120]}#{citation.locator[:120]} in "
        "this index: the answer was made from another; ask the question again"
    )
