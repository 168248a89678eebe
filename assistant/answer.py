"""Answers as callers get them: plain data, ready for JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from index.document import Paragraph, Status
from index.locator import Kind, Locator
from index.search import Index
from index.words import Language


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Citation(_Record):
    """A quote with everything needed to look it up.

    `quote` is `[start, end)` of the stored text of the paragraph's version in `language`, counted in
    Unicode code points. `marks` are the spans, of the same text, of the words that answer who, when,
    where or how many. `force` are the words that give the paragraph its force, also read from the
    text.
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


class Searched(_Record):
    """How much was searched: a "not found" is bounded by it."""

    documents: int
    paragraphs: int


class Receipt(_Record):
    """What the answer was made from: the index, the version of this program, the model or none."""

    index: str
    version: str
    model: str | None = None


class Score(_Record):
    """Why a paragraph was chosen or not, for `--explain`."""

    symbol: str
    locator: str
    score: float
    support: float
    nearness: float
    lexical: float
    chosen: bool


class Explanation(_Record):
    """How the question was read and how the paragraphs scored.

    `confidence` is the probability, from 0 to 1, that the best paragraph answers.
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


class Answer(_Record):
    """What the documents say to a question, or that they do not say it.

    `status` is `not_found` where the documents do not answer; `unsupported` are then the terms of
    the question that found no support, and `closest` the nearest passages, which do not answer it.
    """

    question: str
    language: Language
    status: Literal["answered", "not_found"]
    mode: Literal["extractive"] = "extractive"
    text: str
    citations: tuple[Citation, ...] = ()
    closest: tuple[Citation, ...] = ()
    unsupported: tuple[str, ...] = ()
    searched: Searched
    receipt: Receipt
    explanation: Explanation | None = Field(default=None, exclude_if=lambda value: value is None)


def cited_paragraphs(answer: Answer, index: Index) -> tuple[Paragraph, ...]:
    """The paragraphs that `answer` cited, as `index` holds them; those it no longer holds are left out."""
    held = {(p.symbol, p.locator): p for p in index.paragraphs}
    keys = [(citation.symbol, Locator(citation.locator)) for citation in answer.citations]
    return tuple(held[key] for key in keys if key in held)
