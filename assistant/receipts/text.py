"""What verifying a receipt gave, as plain text for terminals, logs and language models."""

from __future__ import annotations

import re

from assistant.receipts.model import ReceiptCheck, VerifiedQuote

# Control characters drive a terminal, and those of direction turn its text around (Unicode, UAX 9).
_DRIVING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+"
)
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
    lines += [f"Index: {same} that was answered from", result(check)]
    return "\n".join(lines)


def result(check: ReceiptCheck) -> str:
    """Whether the receipt stands, in a sentence."""
    count = len(check.quotes)
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
    return _DRIVING.sub(" ", text).strip()


def _line(number: int, quote: VerifiedQuote) -> str:
    verdict = _VERDICTS[quote.verdict].format(now=quote.now)
    words = f": “{plain(quote.text)}”" if quote.verdict == "changed" else ""
    return f"[{number}] {quote.pinpoint} ({quote.receipt.language}) {verdict}{words}"
