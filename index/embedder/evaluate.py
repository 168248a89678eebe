"""Measures an embedding model: `python -m index.embedder.evaluate --data D [--embedder E]`.

On the same held-out texts as the model card (`index.embedder.training.measure`), any model that
`load_embedder` takes; and how fast it loads and encodes. The shipped model has been trained on
these texts: of it, only the times mean anything here, its figures are those of its twin.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from index.embedder import Embedder, load_embedder
from index.embedder.bulk import encode_documents
from index.embedder.training.card import figures_table
from index.embedder.training.corpus import read_corpus
from index.embedder.training.measure import measure

_QUESTION = "Which documents ask the Centre to help Governments?"
_QUESTIONS = 200
_PARAGRAPHS = 5_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m index.embedder.evaluate", description="Measure an embedding model."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned texts")
    parser.add_argument("--embedder", help="folder or hub name; the shipped model without one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    embedder = load_embedder(options.embedder)
    embedder.encode_query([_QUESTION])
    print(f"{embedder.name}: loads in {time.perf_counter() - started:.2f} s")
    corpus = read_corpus(options.data)
    print(_times(embedder, corpus.held_out.texts["en"][:_PARAGRAPHS]), flush=True)
    print(figures_table(measure(embedder, corpus, options.seed)))


def _times(embedder: Embedder, paragraphs: list[str]) -> str:
    started = time.perf_counter()
    encode_documents(embedder, paragraphs, lambda line: print(line, flush=True))
    rate = len(paragraphs) / (time.perf_counter() - started)
    started = time.perf_counter()
    for _ in range(_QUESTIONS):
        embedder.encode_query([_QUESTION])
    each = (time.perf_counter() - started) / _QUESTIONS
    return f"{rate:,.0f} paragraphs a second, {each * 1000:.2f} ms a question"


if __name__ == "__main__":
    main()
