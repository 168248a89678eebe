"""Writes a trained model as sentence-transformers lays a model out, with its model card."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.embedder.training.corpus import PAIR_FILES, RESOLUTIONS, RESOLUTIONS_WEIGHT
from index.embedder.training.loop import Settings
from index.embedder.training.measure import HAN_CHARACTERS, WORDS, Figures
from index.words import LANGUAGES, Language

_MODULE: Final = "sentence_transformers.sentence_transformer.modules"
_STATIC: Final = "0_StaticEmbedding"
_NORMALIZE: Final = "1_Normalize"
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": _STATIC,
        "type": f"{_MODULE}.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": _NORMALIZE,
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}
_NORMALIZE_CONFIG = {
    "module_input_name": "sentence_embedding",
    "module_output_name": "sentence_embedding",
}
_SPAN: Final = f"{WORDS} running words ({HAN_CHARACTERS} characters in Chinese)"

_TERMS: Final = {
    "un": "United Nations (machine-readable resolutions, AKN4UN); unofficial copies, no warranty",
    "unbis": "United Nations (UNBIS thesaurus)",
    "tatoeba": "Tatoeba, CC BY 2.0",
    "tico19": "TICO-19, CC0",
    "laws": "Crown text that may be reproduced if accurate and not called official",
    "mlqe": "MLQE-PE, CC0",
    "sdg": "MIT",
    "php": "PHP Documentation Group, CC BY 3.0",
    "mozilla": "Mozilla, CC BY-SA 3.0",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of the model card."""

    resolutions: Figures
    pairs: dict[str, dict[Language, float]]


def save_model(
    folder: Path,
    tokenizer: Tokenizer,
    matrix: NDArray[np.float32],
    settings: Settings,
    measured: Measured,
) -> None:
    """Write the model to `folder`, which is made if need be; `matrix` is (pieces, dimension).

    Raises `OSError` where the folder cannot be written.
    """
    (folder / _STATIC).mkdir(parents=True, exist_ok=True)
    (folder / _NORMALIZE).mkdir(exist_ok=True)
    tokenizer.save(str(folder / _STATIC / "tokenizer.json"), pretty=False)
    weights = folder / _STATIC / "model.safetensors"
    save_file({"embedding.weight": half(matrix)}, weights)
    # It is written for the owner alone, and an installed model is read by others.
    weights.chmod(0o644)
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "config_sentence_transformers.json", _CONFIG)
    _write_json(folder / _NORMALIZE / "config.json", _NORMALIZE_CONFIG)
    card = model_card(matrix.shape, settings, measured)
    (folder / "README.md").write_text(card, encoding="utf-8")


def half(matrix: NDArray[np.float32]) -> NDArray[np.float16]:
    """`matrix` in half precision, its rows scaled to a mean length of one: cosines stay."""
    scaled: NDArray[np.float16] = (matrix / np.linalg.norm(matrix, axis=1).mean()).astype(
        np.float16
    )
    return scaled


def model_card(shape: tuple[int, ...], settings: Settings, measured: Measured) -> str:
    """The model card, in Markdown."""
    pieces, dimension = shape
    figures = measured.resolutions
    columns = " | ".join(LANGUAGES)
    rules = " | ".join("---:" for _ in LANGUAGES)
    rows = [
        (
            f"{_SPAN} → the paragraph they are from, recall@10",
            figures.words_to_own,
        ),
        (
            f"{_SPAN} → the English paragraph, recall@10",
            figures.words_to_english,
        ),
        ("whole paragraph → the English paragraph, recall@1", figures.whole_to_english),
        *(
            (f"`{name}`, last part → the English text, recall@1", recall)
            for name, recall in measured.pairs.items()
        ),
    ]
    measures = "\n".join(
        f"| {title} | {' | '.join(_cell(values, language) for language in LANGUAGES)} |"
        for title, values in rows
    )
    sources = "\n".join(
        f"| `{file.name}` | {file.weight:.2%} | {_TERMS[file.name.split('_')[0]]} |"
        for file in PAIR_FILES
    )
    return f"""---
library_name: sentence-transformers
tags: [sentence-transformers, static-embedding, united-nations]
language: [{", ".join(LANGUAGES)}]
---
# Static embeddings for United Nations documents

A text's vector is the mean of the rows of its word pieces, scaled to length one: no attention, no
word order. {pieces:,} pieces, {dimension} dimensions, float16, {_megabytes(shape):.1f} MB
beside the tokenizer. English, French, Russian, Spanish, Arabic and Chinese share one space. No
prompt is needed.

## Training
Symmetric InfoNCE with the other texts of the batch as negatives; {settings.steps:,} batches of
{settings.batch:,} pairs, each batch of one source and one pair of languages; Adam, rate
{settings.rate:g} falling to zero, scale {settings.scale:g}, seed {settings.seed}. Left sides are
cut to a random span of 4 to 20 pieces half of the time, and some are given the words of a question
("What is", "Какие") so that these come to count for little. To train it again:

    python -m index.embedder.train --data FOLDER --out FOLDER --seed {settings.seed}

| data | share of batches | source and terms |
| --- | ---: | --- |
| `{RESOLUTIONS}`, sessions 74–77 | {RESOLUTIONS_WEIGHT:.2%} | {_TERMS["un"]} |
{sources}

## Measured
On the {figures.paragraphs:,} different titles and paragraphs of the resolutions of session 78 whose
English text stands in no training document, each looked for among all of them, and on the last
parts of two other sources (sentences on public health, thesaurus terms). None of it was trained
on; but resolutions repeat each other with small changes from year to year, so other texts will
have lower figures than these.

| task | {columns} |
| --- | {rules} |
{measures}

## Terms
The sources are acknowledged in the table. The United Nations and the Government of Canada neither
made nor endorse this model, and the copies it was trained on are not official versions. Texts under
share-alike terms are among the sources.

## Limits
- A mean of words: "A invites B" and "B invites A" have nearly one vector, and a negation hardly
  moves it. Use it beside a lexical index.
- It knows the words of resolutions best; everyday words outside English and French, and names,
  are known less well.
- Accents, vowel signs, case and punctuation are ignored. Texts in other scripts have no vector.
- In sentence-transformers the arithmetic is half precision too, and a text without a single known
  piece gives NaN there; `index.embedder` gives it a fixed row of length one.
- A long text blurs: it is meant for paragraphs.
"""


def _megabytes(shape: tuple[int, ...]) -> float:
    return math.prod(shape) * np.dtype(np.float16).itemsize / 1e6


def _cell(values: dict[Language, float], language: Language) -> str:
    return f"{values[language]:.3f}" if language in values else "–"


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
