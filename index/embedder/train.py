"""Trains the shipped embedding model: `python -m index.embedder.train --data D --out O`.

    data ─ corpus ─ vocabulary ─ batches ─ loop ─ measure ─ save

Reads a folder of aligned texts (`index.embedder.training.corpus` names the files), trains a
tokenizer and one matrix of word-piece vectors, measures them on documents that were held out,
and writes a sentence-transformers folder. About ten minutes.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder.training import batches, corpus, loop, measure, save, vocabulary


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(
        prog="python -m index.embedder.train", description="Train the shipped embedding model."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned texts")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=loop.Settings().steps)
    options = parser.parse_args(arguments)
    settings = loop.Settings(seed=options.seed, steps=options.steps)
    train(options.data, options.out, settings, _log_since(time.monotonic()))


def train(data: Path, out: Path, settings: loop.Settings, log: loop.Log) -> None:
    """Train on the files under `data` and write the model to `out`.

    Raises `OSError` for a file that is missing or a folder that cannot be written, `ValueError`
    for a line of a file that is not as expected.
    """
    texts = corpus.read_corpus(data)
    log(f"read {sum(len(aligned) for aligned in texts.training):,} aligned texts")
    tokenizer = vocabulary.train_tokenizer(texts.training, settings.seed)
    log(f"trained a tokenizer of {tokenizer.get_vocab_size():,} pieces")
    sources = [batches.prepare(tokenizer, aligned) for aligned in texts.training]
    log("tokenized")
    sampler = batches.Sampler(sources, settings.batch, settings.seed)
    shares = piece_shares(sources, tokenizer.get_vocab_size())
    matrix = loop.train(sampler, shares, settings, log)
    # What the tokenizer does not know says nothing: it is no more than a longer text.
    matrix[tokenizer.token_to_id(vocabulary.UNKNOWN)] = 0
    # Measured as it will be used: in half precision.
    used = save.half(matrix).astype(np.float32)
    measured = save.Measured(
        measure.measure(tokenizer, used, texts.held_out, settings.seed),
        {part.name: measure.measure_pairs(tokenizer, used, part) for part in texts.held_out_pairs},
    )
    log(f"measured {dataclasses.asdict(measured)}")
    save.save_model(out, tokenizer, matrix, settings, measured)
    log(f"wrote {out}")


def piece_shares(sources: Sequence[batches.Source], pieces: int) -> NDArray[np.float64]:
    """The share of every piece in what is trained on, each language counting as much."""
    shares = np.zeros(pieces)
    for source in sources:
        for tokens in source.tokens.values():
            counts = np.bincount(tokens.flat, minlength=pieces)
            shares += source.weight / len(source.tokens) * counts / max(1, counts.sum())
    total: NDArray[np.float64] = shares / shares.sum()
    return total


def _log_since(start: float) -> loop.Log:
    def log(line: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {line}", flush=True)

    return log


if __name__ == "__main__":
    main()
