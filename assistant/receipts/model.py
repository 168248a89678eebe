"""A receipt, and what verifying it gives back: plain data, ready for JSON.

Hashes are SHA-256, written `sha256:` and 64 hexadecimal digits.
"""

from __future__ import annotations

from typing import Literal

from pydantic import computed_field

from assistant.answer import PromptVersion
from assistant.record import Record
from index.words import Language

FORMAT: Literal["mandate-receipt/1"] = "mandate-receipt/1"

StandsAs = Literal["stands", "elsewhere", "changed", "no paragraph", "no version", "no document"]


class DocumentReceipt(Record):
    """A document that was quoted, and the hash of all its paragraphs, in all languages."""

    symbol: str
    hash: str


class QuoteReceipt(Record):
    """A quote: `[start, end)` of the paragraph at `locator` in its version in `language`, and its hash."""

    symbol: str
    locator: str
    language: Language
    start: int
    end: int
    hash: str


class AnswerReceipt(Record):
    """What an answer was made from.

    `index` is the checksum of the index, `version` that of this program, `answer` the hash of the answer's
    text; `model` and `prompts` what wrote it, or none.
    """

    format: Literal["mandate-receipt/1"] = FORMAT
    question: str
    language: Language
    status: Literal["answered", "not_found"]
    answer: str
    index: str
    version: str
    model: str | None = None
    prompts: tuple[PromptVersion, ...] = ()
    documents: tuple[DocumentReceipt, ...] = ()
    quotes: tuple[QuoteReceipt, ...] = ()


class VerifiedQuote(Record):
    """A quote of a receipt, held against today's index.

    `text` are the words that stand there now, where any do; `pinpoint` is the place in words. `elsewhere`:
    the same words stand in the same document, but at another place, which is `now` (an address).
    """

    receipt: QuoteReceipt
    verdict: StandsAs
    pinpoint: str
    text: str = ""
    now: str | None = None


class VerifiedDocument(Record):
    """A document of a receipt: whether it is held as it was."""

    symbol: str
    verdict: Literal["unchanged", "changed", "not held"]


class ReceiptCheck(Record):
    """Whether the quotes of a receipt stand in today's index."""

    receipt: AnswerReceipt
    same_index: bool
    quotes: tuple[VerifiedQuote, ...]
    documents: tuple[VerifiedDocument, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stands(self) -> bool:
        """Whether every quote stands letter for letter where the receipt says."""
        return all(quote.verdict == "stands" for quote in self.quotes)
