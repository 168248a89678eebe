"""What verifying a receipt gave, as plain text for terminals, logs and language models."""

from __future__ import annotations

from assistant.receipts.model import Difference, DifferentPart, ReceiptCheck, VerifiedQuote
from assistant.render.line import on_one_line

_VERDICTS = {
    "stands": "stands",
    "elsewhere": "elsewhere: the same words stand at {now}",
    "changed": "changed: other words stand there now",
    "no paragraph": "no paragraph: there is no such place any more",
    "no version": "no version: the place has no text in this language that may be quoted",
    "no document": "no document: it is not held",
}


_PARTS: dict[DifferentPart, str] = {
    "quote": "its words do not stand where it says",
    "pinpoint": "its place is another",
    "title": "the document's title is another",
    "date": "the document's date is another",
    "status": "the document's status is another",
    "kind": "the paragraph's kind is another",
    "force": "the words that give the paragraph its force are others",
    "url": "the document's address is another",
    "marks": "it marks what is not quoted",
    "quotation": "it has words in quotation marks that are no quote of the answer's",
    "marker": "it points to a quote that the answer has not",
    "unmarked": "the text does not point to this quote",
    "wording": "it has a sentence that this program does not write",
    "statement": "the text has not this sentence",
    "claim": "it says what its passages do not",
    "answer": (
        "asked again of the same documents, the question has another answer: this one was changed, or was "
        "given to a follow-up or of chosen documents, and then its receipt alone can be verified"
    ),
}
_AGAIN = {
    "same": "Asked again, the question has the very same answer: all of it is proved, not its quotes alone.",
    "other": (
        "Asked again, the question has another answer today. Proved are the quotes and what is said of "
        "their documents; the sentences around them, and the question, are as the answer tells."
    ),
    "not asked": (
        "Proved are the quotes and what is said of their documents; question, model and the model's "
        "sentences are as the answer tells."
    ),
}
_CHECKSUMS = {
    "right": (
        "Proved is what the quotes say, and where; question and model are as the receipt tells. It is as it "
        "was written, by its checksum, which is no signature."
    ),
    "wrong": (
        "The receipt is not as it was written: its checksum is that of another. Not proved: question and "
        "model are as the receipt tells."
    ),
    "none": (
        "Proved is what the quotes say, and where; question and model are as the receipt tells, and that it "
        "has all quotes: it has no checksum."
    ),
}


def to_text(check: ReceiptCheck) -> str:
    """A line for each quote, one for the documents, one for the index, and the result as the last.

    Of what is not so the right is told, and the wrong is never repeated.
    """
    quotes = [_line(number, quote) for number, quote in enumerate(check.quotes, 1)]
    lines = [f"Question: {plain(check.receipt.question)}", *quotes]
    if check.documents:
        named = "; ".join(f"{d.symbol} {d.verdict}" for d in check.documents)
        lines.append(f"Documents: {named}")
    elif check.quotes:
        lines.append("Documents: no hash of them was kept")
    same = "the one" if check.same_index else "another than the one"
    lines.append(f"Index: {same} that was answered from")
    if check.answer:
        lines += map(_difference, check.answer.differences)
        lines += [] if check.answer.differences else [_AGAIN[check.answer.again]]
    else:
        lines.append(_CHECKSUMS[check.checksum])
    lines.append(result(check))
    return "\n".join(lines)


def result(check: ReceiptCheck) -> str:
    """Whether the receipt, or answer, stands, in a sentence."""
    count, name = len(check.quotes), "answer" if check.answer else "receipt"
    wrong = _altered(check)
    if not count and not check.stands and not wrong:
        return "There is nothing to verify: the answer has no quote."
    verb = "stands" if check.stands else "does not stand"
    if not count:
        ask = "" if check.same_index else "; the index is another now, so ask again"
        return f"The {name} {verb}: it has no quote, for the documents did not answer{ask}{wrong}."
    standing = sum(quote.verdict == "stands" for quote in check.quotes)
    stand = "stands" if standing == 1 else "stand"
    return f"The {name} {verb}: {standing} of {count} quotes {stand} letter for letter where it says{wrong}."


def _altered(check: ReceiptCheck) -> str:
    """What else is wrong than quotes that do not stand, behind a semicolon; empty where nothing is."""
    if check.checksum == "wrong":
        return "; it was altered after it was written"
    count = len(check.answer.differences) if check.answer else 0
    return f"; it is wrong in {count} other part{'s' * (count > 1)}" if count else ""


def _difference(difference: Difference) -> str:
    held = f": {plain(difference.held)}" if difference.held else ""
    place = f" at {difference.where}" if difference.where else ""
    return f"Not so{place}: {_PARTS[difference.part]}{held}"


def plain(text: str) -> str:
    """`text` on one line, without what would drive a terminal."""
    return on_one_line(text).strip()


def _line(number: int, quote: VerifiedQuote) -> str:
    verdict = _VERDICTS[quote.verdict].format(now=quote.now)
    words = f": “{plain(quote.text)}”" if quote.verdict == "changed" else ""
    return f"[{number}] {quote.pinpoint} ({quote.receipt.language}) {verdict}{words}"
