"""Trains the shipped embedding model: `python -m index.embedder.train --data D --out O`.

    data ─ corpus ─ vocabulary ─ batches ─ first ─ loop ─ save ─ measure ─ card

Reads a folder of aligned texts (`index.embedder.training.corpus` names the files) and trains twice:
without the documents that are held out, to measure, and then with all of them, to ship. The first
is written to `measured/` of the folder with its figures, the second to `model/`. About a quarter of
an hour each on one core.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embedder.pooling import Pooling
from index.embedder.static import StaticEmbedder
from index.embedder.training import batches, corpus, first, loop, measure, save, vocabulary
from index.embedder.training.card import model_card

FIGURES: Final = "figures.json"
# All but the longest paragraphs in a hundred are told apart by what they say; slope and floor were
# chosen on the held-out session (the model card has the figures of others).
_PIVOT: Final = 0.99
_SLOPE: Final = 0.5
_FLOOR: Final = 0.6


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(
        prog="python -m index.embedder.train", description="Train the shipped embedding model."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned texts")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the models to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=loop.Settings().steps)
    parser.add_argument(
        "--only",
        choices=("measured", "model"),
        help="one of the two trainings; the second takes the figures that the first has left",
    )
    options = parser.parse_args(arguments)
    settings = loop.Settings(seed=options.seed, steps=options.steps)
    log = _log_since(time.monotonic())
    if options.only != "model":
        train_and_measure(options.data, options.out / "measured", settings, log)
    if options.only != "measured":
        train(
            corpus.read_corpus(options.data, hold_out=False), options.out / "model", settings, log
        )
    write_card(options.out, settings)


def train_and_measure(data: Path, out: Path, settings: loop.Settings, log: loop.Log) -> None:
    """Train on what is not held out, and write the model and its figures to `out`.

    Raises `OSError` for a file that is missing or a folder that cannot be written, `ValueError`
    for a line of a file that is not as expected.
    """
    texts = corpus.read_corpus(data)
    train(texts, out, settings, log)
    figures = asdict(measure.measure(StaticEmbedder(out), texts, settings.seed))
    (out / FIGURES).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    log(f"measured {figures}")


def train(texts: corpus.Corpus, out: Path, settings: loop.Settings, log: loop.Log) -> None:
    """Train on `texts` and write the model to `out`. Raises `OSError` where it cannot be written."""
    log(f"read {sum(len(aligned) for aligned in texts.training):,} aligned texts")
    tokenizer = vocabulary.train_tokenizer(texts.training, settings.seed)
    pieces = vocabulary.pieces_of(tokenizer)
    log(f"trained a tokenizer of {len(pieces):,} pieces")
    sources = [batches.prepare(tokenizer, aligned) for aligned in texts.training]
    log("tokenized")
    # One coordinate is left for what a paragraph's vector says beside its words.
    start = first.first_table(
        sources, pieces, settings.dimension - 1, settings.saturation, settings.seed
    )
    log("solved the first table")
    sampler = batches.Sampler(sources, settings.batch, settings.seed)
    table = np.pad(loop.train(sampler, start, settings, log).numpy(), ((0, 0), (0, 1)))
    # What the tokenizer does not know says nothing.
    table[tokenizer.token_to_id(vocabulary.UNKNOWN)] = 0
    pooling = _pooling(tokenizer, table, texts.training[0].texts["en"], settings)
    save.save_model(out, tokenizer, table, pooling)
    log(f"wrote {out}")


def write_card(out: Path, settings: loop.Settings) -> None:
    """Write the model card beside the model, with the figures of its twin."""
    figures = out / "measured" / FIGURES
    model = out / "model"
    if figures.is_file() and model.is_dir():
        measured = measure.Figures(**json.loads(figures.read_text(encoding="utf-8")))
        (model / "README.md").write_text(model_card(settings, measured), encoding="utf-8")


def _pooling(
    tokenizer: Tokenizer, table: NDArray[np.float32], paragraphs: list[str], settings: loop.Settings
) -> Pooling:
    """How to sum: a paragraph as long as the longest of `paragraphs` is not made shorter."""
    tokens = batches.tokenize(tokenizer, paragraphs)
    saturated = Pooling(settings.saturation)
    lengths = [
        float(np.linalg.norm(weights @ table[pieces]))
        for start, end in zip(tokens.offsets[:-1], tokens.offsets[1:], strict=True)
        for pieces, weights in [saturated.weights(tokens.flat[start:end].astype(np.int64))]
    ]
    pivot = float(np.quantile(lengths, _PIVOT))
    return Pooling(settings.saturation, pivot, _SLOPE, _FLOOR)


def _log_since(start: float) -> loop.Log:
    def log(line: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {line}", flush=True)

    return log


if __name__ == "__main__":
    main()
