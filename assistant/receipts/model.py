"""A receipt, and what verifying it gives back: plain data, ready for JSON.

Hashes are SHA-256, written `sha256:` and 64 hexadecimal digits; `assistant.receipts.hashes` says of what.
In the short form of a link they are cut to their first 128 bits, which are 32 digits.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    computed_field,
    model_validator,
)

from assistant.answer import PromptVersion
from assistant.record import Record
from index.locator import Locator
from index.symbol import Symbol
from index.words import Language

FORMAT: Literal["mandate-receipt/1"] = "mandate-receipt/1"

MOST_QUOTES = 500
"""Quotes of a receipt, and documents, at most: far more than an answer has."""

Hash = Annotated[str, StringConstraints(pattern=r"^sha256:(?:[0-9a-f]{32}){1,2}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
DocumentSymbol = Annotated[
    str, StringConstraints(max_length=120), AfterValidator(lambda text: str(Symbol(text)))
]
Place = Annotated[
    str, StringConstraints(max_length=120), AfterValidator(lambda text: str(Locator(text)))
]
Offset = Annotated[int, Field(ge=0, le=100_000_000)]

DifferentPart = Literal[
    "quote",
    "pinpoint",
    "title",
    "date",
    "status",
    "kind",
    "force",
    "url",
    "marks",
    "quotation",
    "marker",
    "unmarked",
    "wording",
    "statement",
    "claim",
    "answer",
]
StandsAs = Literal["stands", "elsewhere", "changed", "no paragraph", "no version", "no document"]


# The hashes are of the documents that ship, but for those of the answer and the index, which vary.
_EXAMPLE: dict[str, JsonValue] = {
    "format": FORMAT,
    "question": "What are the functions of the Centre?",
    "language": "en",
    "status": "answered",
    "answer": "sha256:d8579f878319003a3d8afbbbf23e2495c51fe43f2b65569cb6458de48157f2df",
    "index": "sha256:c6736c1a1da59a2ff99b2853628d607fc3b01a358aeb4245969489c28a8a75ec",
    "version": "0.1.0",
    "documents": [
        {
            "symbol": "S/2007/279",
            "hash": "sha256:aea5356a6d5f7607d3884825b02f206db4ca408f9c2e34435cb902e98908be86",
        }
    ],
    "quotes": [
        {
            "symbol": "S/2007/279",
            "locator": "p3.b1",
            "language": "en",
            "start": 0,
            "end": 146,
            "hash": "sha256:d0ed4e154bd82fd8f02b51307838c0db0910747fd6b900554e9eea245f717acc",
        }
    ],
}


class _Kept(Record):
    """What a receipt is made of: no more and no less than its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentReceipt(_Kept):
    """A document that was quoted, and the hash of all its paragraphs, in all languages."""

    symbol: DocumentSymbol
    hash: Hash


class QuoteReceipt(_Kept):
    """A quote: `[start, end)` of the paragraph at `locator` in its version in `language`, and its hash."""

    symbol: DocumentSymbol
    locator: Place
    language: Language
    start: Offset
    end: Offset
    hash: Hash

    @model_validator(mode="after")
    def _is_span(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is no span of a text")
        return self


class AnswerReceipt(_Kept):
    """What an answer was made from.

    `index` is the checksum of the index, `version` that of this program, `answer` the hash of the answer's
    text; `model` and `prompts` what wrote it, or none. `checksum` is the hash of all the rest, by which a
    receipt that lost or changed a part is known. It is no signature: whoever has the documents can write
    one, and whoever has them can tell whether its quotes are true.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    format: Literal["mandate-receipt/1"] = FORMAT
    question: Annotated[str, StringConstraints(max_length=100_000)]
    language: Language
    status: Literal["answered", "not_found"]
    answer: Hash
    index: Hash
    version: Name
    model: Name | None = None
    prompts: Annotated[tuple[PromptVersion, ...], Field(max_length=100)] = ()
    documents: Annotated[tuple[DocumentReceipt, ...], Field(max_length=MOST_QUOTES)] = ()
    quotes: Annotated[tuple[QuoteReceipt, ...], Field(max_length=MOST_QUOTES)] = ()
    checksum: Hash | None = Field(default=None, exclude_if=lambda value: value is None)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        quoted = {quote.symbol for quote in self.quotes}
        if self.documents and {document.symbol for document in self.documents} != quoted:
            raise ValueError("its documents are not those that its quotes are from")
        if self.quotes and self.status == "not_found":
            raise ValueError("it has quotes, and says that the documents do not answer")
        return self


class VerifiedQuote(Record):
    """A quote of a receipt, held against today's index.

    `text` are the words that stand there now, where any do: the quote, or the whole paragraph where it has
    `changed`; `pinpoint` is the place in words. `elsewhere`: the same words stand in the same document,
    but at another place, which is `now` (an address; that of the same paragraph where they moved in it).
    `no version`: the paragraph has none in the language, or none that was read surely.
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


class Difference(Record):
    """A part of an answer's JSON that is not as the documents have it, or as this program writes it.

    `where` is its place in the JSON (`citations.0.date`), and `held` what the documents have there, in the
    answer's language. What the answer has there is not repeated: it may be anybody's.

    `quotation`: words of the text in quotation marks that no citation has; `marker`: one of the text's that
    no citation has; `unmarked`: a citation that the text does not point to; `wording`: a sentence that this
    program does not write; `statement`: a model's that the text has not; `claim`: one that says what its
    passages do not; `answer`: the same question, asked again of the same documents, has another answer.
    """

    part: DifferentPart
    where: str
    held: str | None = None


class AnswerCheck(Record):
    """How an answer's JSON stands, beside its quotes.

    `again` tells whether the question, asked again today, has the very same answer; then all of it is
    proved. Else only its quotes and their citations are, and what `differences` has is not true. It is not
    asked again where a language model wrote the answer.
    """

    again: Literal["same", "other", "not asked"]
    differences: tuple[Difference, ...] = ()


class ReceiptCheck(Record):
    """Whether the quotes of a receipt stand in today's index.

    `checksum` tells whether the receipt is as it was written, or has no checksum to tell; `answer`, which
    only the JSON of an answer has, whether the rest of it stands too.
    """

    receipt: AnswerReceipt
    same_index: bool
    checksum: Literal["right", "wrong", "none"]
    quotes: tuple[VerifiedQuote, ...]
    documents: tuple[VerifiedDocument, ...]
    answer: AnswerCheck | None = Field(default=None, exclude_if=lambda value: value is None)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stands(self) -> bool:
        """Whether every quote stands letter for letter where the receipt says, and nothing was altered.

        An answer needs a quote.
        """
        kept = bool(self.quotes) or self.receipt.status == "not_found"
        altered = self.checksum == "wrong" or (self.answer and self.answer.differences)
        return kept and not altered and all(quote.verdict == "stands" for quote in self.quotes)
