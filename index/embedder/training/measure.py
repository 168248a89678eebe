"""Measures an embedder on documents that were not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedder.protocol import Embedder, Vectors
from index.embedder.training.aligned import Aligned
from index.embedder.training.corpus import Corpus
from index.words import LANGUAGES, Language

WORDS: Final = 8
HAN_CHARACTERS: Final = 16
QUERIES: Final = 1500

Recalls = dict[Language, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """Recall by language: of the English paragraph, and of the one in the same language."""

    paragraphs: int
    # Running words of a paragraph -> its English paragraph among the first ten.
    words_to_english: Recalls
    # Running words of a paragraph -> the paragraph itself among the first ten.
    words_to_own: Recalls
    # Whole paragraph -> its English paragraph as the first.
    whole_to_english: Recalls
    # By source: text -> its English version as the first.
    pairs: dict[str, Recalls]
    # By source: question -> its passage as the first.
    questions: dict[str, Recalls]


def measure(embedder: Embedder, corpus: Corpus, seed: int) -> Figures:
    """Recall on what `corpus` holds out; `QUERIES` of its paragraphs a language are looked for."""
    random = np.random.default_rng(seed)
    held_out = corpus.held_out
    english = embedder.encode_document(held_out.texts["en"])
    words_to_english: Recalls = {}
    words_to_own: Recalls = {}
    whole_to_english: Recalls = {}
    for language in LANGUAGES:
        texts = held_out.texts[language]
        rows = np.array([row for row, text in enumerate(texts) if _long_enough(text, language)])
        rows = random.choice(rows, size=min(QUERIES, len(rows)), replace=False)
        spans = embedder.encode_query([_span(texts[row], language, random) for row in rows])
        own = english if language == "en" else embedder.encode_document(texts)
        words_to_english[language] = _recall(spans, english, rows, 10)
        words_to_own[language] = _recall(spans, own, rows, 10)
        if language != "en":
            whole = embedder.encode_query([texts[row] for row in rows])
            whole_to_english[language] = _recall(whole, english, rows, 1)
    return Figures(
        len(english),
        words_to_english,
        words_to_own,
        whole_to_english,
        {part.name: _of_pairs(embedder, part) for part in corpus.held_out_pairs},
        {part.name: _of_questions(embedder, part) for part in corpus.held_out_questions},
    )


def _of_pairs(embedder: Embedder, held_out: Aligned) -> Recalls:
    """By language: the share of texts whose English version is the nearest of all."""
    english = embedder.encode_document(held_out.texts["en"])
    rows = np.arange(len(english))
    return {
        language: _recall(embedder.encode_query(texts), english, rows, 1)
        for language, texts in held_out.texts.items()
        if language != "en"
    }


def _of_questions(embedder: Embedder, held_out: Aligned) -> Recalls:
    """By language: the share of questions whose passage is the nearest of all passages."""
    assert held_out.asked is not None
    recalls: Recalls = {}
    for language, questions in held_out.asked.items():
        passages, rows = _numbered(held_out.texts[language])
        vectors = embedder.encode_document(passages)
        recalls[language] = _recall(embedder.encode_query(questions), vectors, rows, 1)
    return recalls


def _numbered(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The different texts, and which of them each is."""
    numbers: dict[str, int] = {}
    rows = [numbers.setdefault(text, len(numbers)) for text in texts]
    return list(numbers), np.array(rows)


def _long_enough(text: str, language: Language) -> bool:
    return len(text) > HAN_CHARACTERS if language == "zh" else len(text.split()) > WORDS


def _span(text: str, language: Language, random: np.random.Generator) -> str:
    if language == "zh":
        start = int(random.integers(len(text) - HAN_CHARACTERS + 1))
        return text[start : start + HAN_CHARACTERS]
    words = text.split()
    start = int(random.integers(len(words) - WORDS + 1))
    return " ".join(words[start : start + WORDS])


def _recall(queries: Vectors, texts: Vectors, rows: NDArray[np.int64], depth: int) -> float:
    scores = queries @ texts.T
    target = scores[np.arange(len(rows)), rows]
    return float(np.mean((scores > target[:, None]).sum(axis=1) < depth))
