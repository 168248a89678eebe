"""Answers as callers get them: plain data, ready for JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, computed_field

from assistant.record import Record
from index.document import Paragraph, Status
from index.locator import Kind, Locator
from index.search import Index
from index.words import Language


class Citation(Record):
    """A quote with everything needed to look it up.

    `quote` is `[start, end)` of the stored text of the paragraph's version in `language`, counted in
    Unicode code points. `marks` are the spans, of the same text, of the words that answer who, when,
    where or how many; in a comparison, of those that the other text has not; in an answer on usage, of the
    verb. `force` are the words that give the paragraph its force, also read from the text.
    """

    key: int
    symbol: str
    locator: str
    pinpoint: str
    language: Language
    quote: str
    start: int
    end: int
    title: str
    date: str
    status: Status
    kind: Kind
    force: str | None
    url: str
    marks: tuple[tuple[int, int], ...] = ()


class Searched(Record):
    """How much was searched: a "not found" is bounded by it."""

    documents: int
    paragraphs: int


class Usage(Record):
    """What a language model was used for one answer: calls, tokens as it reports them, and seconds."""

    calls: int
    input_tokens: int
    output_tokens: int
    seconds: float


class PromptVersion(Record):
    """A prompt by its name, and its version: the author's number with a hash of its text."""

    name: str
    version: str


class Receipt(Record):
    """What the answer was made from: the index, the version of this program, the model or none.

    `model` is the one that was asked, also where its reply could not be used; `prompts` are those that
    it was sent. `failure` tells what went wrong with it.
    """

    index: str
    version: str
    model: str | None = None
    prompts: tuple[PromptVersion, ...] = Field(default=(), exclude_if=lambda value: not value)
    usage: Usage | None = Field(default=None, exclude_if=lambda value: value is None)
    failure: str | None = Field(default=None, exclude_if=lambda value: value is None)


class Statement(Record):
    """A sentence that a model wrote, with the keys of the citations that it rests on."""

    text: str
    citations: tuple[int, ...]


class Dropped(Record):
    """A sentence of a model's that was left out, and why: `reason: words` of what speaks against it."""

    text: str
    reasons: tuple[str, ...]


class Score(Record):
    """Why a paragraph was chosen or not, for `--explain`."""

    symbol: str
    locator: str
    score: float
    support: float
    nearness: float
    lexical: float
    chosen: bool


class Explanation(Record):
    """How the question was read and how the paragraphs scored.

    `confidence` is the probability, from 0 to 1, that the best paragraph answers. `asked` is the
    question that was looked for, where a model rewrote or translated it. `shown` are the places that
    a model was shown, `shortened` those of which it was shown a part; `dropped` are its sentences that
    did not stand.
    """

    intent: str
    documents: tuple[str, ...] | None
    terms: dict[str, float]
    corrected: dict[str, str]
    asks: tuple[str, ...]
    notes: tuple[str, ...]
    reason: str
    confidence: float
    scores: tuple[Score, ...]
    asked: str | None = None
    shown: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class Answer(Record):
    """What the documents say to a question, or that they do not say it.

    `status` is `not_found` where the documents do not answer; `unsupported` are then the terms of
    the question that found no support, and `closest` the nearest passages, which do not answer it.
    `mode` is `generated` where a language model wrote the `statements`, each of which was held
    against its passages, and `usage` where the text tells what a drafting verb means: that is usage, in
    the assistant's own words, and the `citations` show the verb in use. `note` tells the reader where the
    model that was asked gave nothing to use.
    """

    question: str
    language: Language
    status: Literal["answered", "not_found"]
    mode: Literal["extractive", "generated", "usage"] = "extractive"
    text: str
    statements: tuple[Statement, ...] = Field(default=(), exclude_if=lambda value: not value)
    note: str | None = Field(default=None, exclude_if=lambda value: value is None)
    citations: tuple[Citation, ...] = ()
    closest: tuple[Citation, ...] = ()
    unsupported: tuple[str, ...] = ()
    searched: Searched
    receipt: Receipt
    explanation: Explanation | None = Field(default=None, exclude_if=lambda value: value is None)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def badge(self) -> Literal["quotes verified", "extractive", "usage", "not in the documents"]:
        """What a reader is told of the answer at a glance."""
        if self.status == "not_found":
            return "not in the documents"
        return "quotes verified" if self.mode == "generated" else self.mode


def cited_paragraphs(answer: Answer, index: Index) -> tuple[Paragraph, ...]:
    """The paragraphs that `answer` cited, as `index` holds them; those it no longer holds are left out."""
    found = (index.find(c.symbol, Locator(c.locator)) for c in answer.citations)
    return tuple(paragraph for paragraph in found if paragraph is not None)
