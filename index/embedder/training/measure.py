"""Measures a matrix on paragraphs of documents that were not trained on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embedder.training.batches import tokenize
from index.embedder.training.corpus import Aligned
from index.words import LANGUAGES, Language

WORDS: Final = 8
HAN_CHARACTERS: Final = 16
QUERIES: Final = 1500


@dataclass(frozen=True, slots=True)
class Figures:
    """Recall by language: of the English paragraph, and of the one in the same language."""

    paragraphs: int
    # Running words of a paragraph -> its English paragraph among the first ten.
    words_to_english: dict[Language, float]
    # Running words of a paragraph -> the paragraph itself among the first ten.
    words_to_own: dict[Language, float]
    # Whole paragraph -> its English paragraph as the first.
    whole_to_english: dict[Language, float]


def measure_pairs(
    tokenizer: Tokenizer, matrix: NDArray[np.float32], held_out: Aligned
) -> dict[Language, float]:
    """By language: the share of texts whose English version is the nearest of all."""
    english = embed(tokenizer, matrix, held_out.texts["en"])
    rows = np.arange(len(english))
    return {
        language: _recall(embed(tokenizer, matrix, texts), english, rows, 1)
        for language, texts in held_out.texts.items()
        if language != "en"
    }


def measure(
    tokenizer: Tokenizer, matrix: NDArray[np.float32], held_out: Aligned, seed: int
) -> Figures:
    """Recall among all held-out paragraphs, with up to `QUERIES` paragraphs a language."""
    random = np.random.default_rng(seed)
    english = embed(tokenizer, matrix, held_out.texts["en"])
    words_to_english: dict[Language, float] = {}
    words_to_own: dict[Language, float] = {}
    whole_to_english: dict[Language, float] = {}
    for language in LANGUAGES:
        texts = held_out.texts[language]
        rows = np.array([row for row, text in enumerate(texts) if _long_enough(text, language)])
        rows = random.choice(rows, size=min(QUERIES, len(rows)), replace=False)
        spans = embed(tokenizer, matrix, [_span(texts[row], language, random) for row in rows])
        own = embed(tokenizer, matrix, texts)
        words_to_english[language] = _recall(spans, english, rows, 10)
        words_to_own[language] = _recall(spans, own, rows, 10)
        if language != "en":
            whole_to_english[language] = _recall(own[rows], english, rows, 1)
    return Figures(len(english), words_to_english, words_to_own, whole_to_english)


def embed(
    tokenizer: Tokenizer, matrix: NDArray[np.float32], texts: list[str]
) -> NDArray[np.float32]:
    """Unit rows of the means of the pieces' rows; zero rows for texts without pieces."""
    tokens = tokenize(tokenizer, texts)
    rows = np.zeros((len(texts), matrix.shape[1]), dtype=np.float32)
    for row in np.flatnonzero(tokens.lengths):
        pieces = tokens.flat[tokens.offsets[row] : tokens.offsets[row + 1]]
        rows[row] = matrix[pieces].mean(axis=0)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(norms, 1e-12)
    return unit


def _long_enough(text: str, language: Language) -> bool:
    return len(text) > HAN_CHARACTERS if language == "zh" else len(text.split()) > WORDS


def _span(text: str, language: Language, random: np.random.Generator) -> str:
    if language == "zh":
        start = int(random.integers(len(text) - HAN_CHARACTERS + 1))
        return text[start : start + HAN_CHARACTERS]
    words = text.split()
    start = int(random.integers(len(words) - WORDS + 1))
    return " ".join(words[start : start + WORDS])


def _recall(
    queries: NDArray[np.float32], texts: NDArray[np.float32], rows: NDArray[np.int64], depth: int
) -> float:
    scores = queries @ texts.T
    target = scores[np.arange(len(rows)), rows]
    return float(np.mean((scores > target[:, None]).sum(axis=1) < depth))
