"""Draws training batches from tokenized sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embedder.training.aligned import Aligned
from index.embedder.training.questions import QUESTIONS
from index.words import LANGUAGES, Language

Ints = NDArray[np.int64]

# A long paragraph is seen through a window, which bounds the time of a step.
WINDOW: Final = 256
SPAN: Final = (4, 20)

_QUESTION = 0.3
# How often both sides are in one language, in sources of six languages and of two.
_SAME_LANGUAGE = 0.25
_SAME_OF_TWO = 0.15
_ENGLISH = 0.55


@dataclass(frozen=True, slots=True)
class Tokens:
    """Texts as pieces: those of text i are `flat[offsets[i]:offsets[i + 1]]`."""

    flat: NDArray[np.int32]
    offsets: Ints

    @property
    def lengths(self) -> Ints:
        """How many pieces each text has."""
        return np.diff(self.offsets)

    def take(self, starts: Ints, lengths: Ints) -> Bags:
        """The pieces of the given stretches of `flat`, one bag a stretch."""
        offsets = np.cumsum(lengths) - lengths
        positions = np.arange(int(lengths.sum())) + np.repeat(starts - offsets, lengths)
        return Bags(self.flat[positions], offsets)


@dataclass(frozen=True, slots=True)
class Bags:
    """Pieces and where each bag of them starts, as `torch.nn.EmbeddingBag` takes them."""

    pieces: NDArray[np.int32]
    offsets: Ints

    @property
    def owners(self) -> Ints:
        """The number of the bag that each piece is in."""
        sizes = np.diff(self.offsets, append=len(self.pieces))
        return np.repeat(np.arange(len(self.offsets)), sizes)

    def after(self, first: Bags) -> Bags:
        """As many bags, each with the pieces of `first` and then its own."""
        order = np.argsort(np.concatenate([first.owners, self.owners]), kind="stable")
        return Bags(
            np.concatenate([first.pieces, self.pieces])[order], first.offsets + self.offsets
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts on the left with their counterparts on the right; equal `groups` are one text."""

    left: Bags
    right: Bags
    groups: Ints


@dataclass(frozen=True, slots=True)
class Source:
    """A tokenized source; texts with equal `groups` are one text."""

    weight: float
    evidence: float
    # How often a left side is cut to a span.
    cut: float
    tokens: dict[Language, Tokens]
    # What is asked with, where that is not the text itself.
    asked: dict[Language, Tokens] | None
    # The words of questions, put before what is asked with.
    questions: dict[Language, Tokens]
    groups: Ints
    # Of each pair of languages, the texts that stand in both.
    rows: dict[tuple[Language, Language], Ints]


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> Tokens:
    """The pieces of `texts`."""
    lists: list[NDArray[np.int32]] = []
    for start in range(0, len(texts), 8192):
        for encoding in tokenizer.encode_batch_fast(
            texts[start : start + 8192], add_special_tokens=False
        ):
            lists.append(np.asarray(encoding.ids, dtype=np.int32))
    lengths = np.array([len(ids) for ids in lists], dtype=np.int64)
    flat = np.concatenate(lists) if lists else np.zeros(0, dtype=np.int32)
    return Tokens(flat, np.concatenate([[0], np.cumsum(lengths)]))


def prepare(tokenizer: Tokenizer, aligned: Aligned) -> Source:
    """Tokenize `aligned` and find the rows of each pair of languages."""
    tokens = {language: tokenize(tokenizer, texts) for language, texts in aligned.texts.items()}
    asked = None
    if aligned.asked is not None:
        asked = {code: tokenize(tokenizer, texts) for code, texts in aligned.asked.items()}
    first = next(iter(aligned.texts.values()))
    _, groups = np.unique(np.array(first, dtype=object), return_inverse=True)
    lefts = asked or tokens
    rows = {
        (left, right): np.flatnonzero((lefts[left].lengths > 0) & (tokens[right].lengths > 0))
        for left in tokens
        for right in tokens
    }
    # The other sources have real questions, or sides that are the same kind of text.
    questions = {
        language: tokenize(tokenizer, QUESTIONS[language])
        for language in LANGUAGES
        if len(tokens) == len(LANGUAGES)
    }
    return Source(
        aligned.weight,
        aligned.evidence,
        aligned.cut,
        tokens,
        asked,
        questions,
        groups.astype(np.int64),
        rows,
    )


class Sampler:
    """Draws batches; each comes from one source and one pair of languages.

    So all negatives of a batch are of one kind, and telling languages or sources apart does not
    help. Left sides are cut to a random span often, always where both sides would be one text: then
    the task is to find the paragraph that a passage is from.
    """

    def __init__(self, sources: Sequence[Source], size: int, seed: int) -> None:
        self._sources = [source for source in sources if len(source.groups)]
        self._size = size
        self._random = np.random.default_rng(seed)
        weights = np.array([source.weight for source in self._sources])
        self._weights = weights / weights.sum()

    def draw(self) -> Batch:
        """The next batch."""
        source = self._sources[int(self._random.choice(len(self._sources), p=self._weights))]
        left, right = self._languages(source)
        rows = source.rows[left, right]
        rows = self._random.choice(rows, size=min(self._size, len(rows)), replace=False)
        one_text = left == right and source.asked is None
        cut = self._random.random(len(rows)) < (1.0 if one_text else source.cut)
        lefts = self._bags((source.asked or source.tokens)[left], rows, cut)
        if left in source.questions:
            lefts = lefts.after(self._questions(source.questions[left], len(rows)))
        return Batch(
            lefts,
            self._bags(source.tokens[right], rows, np.zeros(len(rows), dtype=bool)),
            source.groups[rows],
        )

    def _languages(self, source: Source) -> tuple[Language, Language]:
        languages = [language for language in LANGUAGES if language in source.tokens]
        left = languages[int(self._random.integers(len(languages)))]
        chance = self._random.random()
        if len(languages) == 1 or chance < (_SAME_LANGUAGE if len(languages) > 2 else _SAME_OF_TWO):
            return left, left
        others = [language for language in languages if language != left]
        if left != "en" and chance < _SAME_LANGUAGE + _ENGLISH:
            return left, "en"
        return left, others[int(self._random.integers(len(others)))]

    def _bags(self, tokens: Tokens, rows: Ints, cut: NDArray[np.bool_]) -> Bags:
        lengths = tokens.lengths[rows]
        spans = self._random.integers(SPAN[0], SPAN[1] + 1, size=len(rows))
        wanted = np.minimum(np.where(cut, spans, WINDOW), lengths)
        room = lengths - wanted
        starts = tokens.offsets[rows] + self._random.integers(0, room + 1)
        return tokens.take(starts, wanted)

    def _questions(self, phrases: Tokens, count: int) -> Bags:
        """The words of a question for some, nothing for the others."""
        chosen = self._random.integers(len(phrases.lengths), size=count)
        lengths = np.where(self._random.random(count) < _QUESTION, phrases.lengths[chosen], 0)
        return phrases.take(phrases.offsets[chosen], lengths)
