"""What verifying a receipt gave, as plain text for terminals, logs and language models."""

from __future__ import annotations

from assistant.receipts.model import ReceiptCheck, VerifiedQuote
from assistant.render.line import on_one_line

_VERDICTS = {
    "stands": "stands",
    "elsewhere": "elsewhere: the same words stand at {now}",
    "changed": "changed: other words stand there now",
    "no paragraph": "no paragraph: there is no such place any more",
    "no version": "no version: the place has no text in this language that may be quoted",
    "no document": "no document: it is not held",
}


def to_text(check: ReceiptCheck) -> str:
    """A line for each quote, one for the documents, one for the index, and the result as the last."""
    quotes = [_line(number, quote) for number, quote in enumerate(check.quotes, 1)]
    lines = [f"Question: {plain(check.receipt.question)}", *quotes]
    if check.documents:
        named = "; ".join(f"{d.symbol} {d.verdict}" for d in check.documents)
        lines.append(f"Documents: {named}")
    elif check.quotes:
        lines.append("Documents: no hash of them was kept")
    same = "the one" if check.same_index else "another than the one"
    lines.append(f"Index: {same} that was answered from")
    lines.append(
        "Proved is what stands in quotation marks; question and model are as the receipt tells."
    )
    lines.append(result(check))
    return "\n".join(lines)


def result(check: ReceiptCheck) -> str:
    """Whether the receipt stands, in a sentence."""
    count = len(check.quotes)
    if not count and not check.stands:
        return "There is nothing to verify: the answer has no quote."
    if not count:
        ask = "" if check.same_index else "; the index is another now, so ask again"
        return f"The receipt stands: it has no quote, for the documents did not answer{ask}."
    standing = sum(quote.verdict == "stands" for quote in check.quotes)
    verb = "stands" if check.stands else "does not stand"
    stand = "stands" if standing == 1 else "stand"
    return (
        f"The receipt {verb}: {standing} of {count} quotes {stand} letter for letter where it says."
    )


def plain(text: str) -> str:
    """`text` on one line, without what would drive a terminal."""
    return on_one_line(text).strip()


def _line(number: int, quote: VerifiedQuote) -> str:
    verdict = _VERDICTS[quote.verdict].format(now=quote.now)
    words = f": “{plain(quote.text)}”" if quote.verdict == "changed" else ""
    return f"[{number}] {quote.pinpoint} ({quote.receipt.language}) {verdict}{words}"
