"""Asks an open assistant: the program of a process that is measured.

    python -m eval.scale.asking COLLECTION QUESTIONS SEED FILE

prints what it measured as JSON, and writes the samples that it asked about into FILE.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant import Assistant
from eval.scale.errors import BenchmarkError
from eval.scale.results import Asked, Sample, Times
from eval.scale.samples import draw_samples
from index.builder import VECTORS
from index.collections import collection_folder
from index.embedder import load_embedder
from index.filter import Filter
from index.home import current_build, read_manifest
from index.rows import Rows
from index.search import Index
from index.vectors import VectorStore

DEPTHS = (10, 50)
_WARMING = 10
_FIRST = 5
# Cosines that differ by less are the same: Chroma's arithmetic is another one.
_SAME = 1e-5


def main(collection: str, count: int, seed: int, file: Path) -> None:
    """Draw samples, ask about them, and print what was measured."""
    samples = draw(collection, count + _WARMING, seed)
    warming, asked = samples[:_WARMING], samples[_WARMING:] or samples
    file.write_text("".join(f"{s.model_dump_json()}\n" for s in asked), encoding="utf-8")
    print(ask(collection, warming, asked).model_dump_json())


def draw(collection: str, count: int, seed: int) -> list[Sample]:
    """Samples of what is in `collection`; raises `BenchmarkError` where it has none."""
    with Index(_build(collection), load_embedder()) as index:
        found = draw_samples(index.documents, count, seed)
    if not found:
        raise BenchmarkError(f"no paragraph of {collection} has six words to ask about")
    return found


def ask(collection: str, warming: Sequence[Sample], asked: Sequence[Sample]) -> Asked:
    """Ask about each of `asked`, once in everything and once in a part."""
    started = time.perf_counter()
    with Assistant(collection=collection, model="none") as assistant:
        opening = time.perf_counter() - started

        def timed(where: Callable[[Sample], Filter | None]) -> Times:
            return _timed(
                lambda s: assistant.ask(s.question, language=s.language, where=where(s)), asked
            )

        for sample in warming:
            assistant.ask(sample.question, language=sample.language)
        everything = timed(lambda s: None)
        one_document = timed(lambda s: Filter(symbols=(s.symbol,)))
        one_year = timed(lambda s: Filter(years=(s.year,)))
        found = sum(_is_found(assistant, sample) for sample in asked)
    exact, chroma, recall = nearest(_build(collection), asked)
    return Asked(
        questions=len(asked),
        opening=opening * 1000,
        everything=everything,
        one_document=one_document,
        one_year=one_year,
        exact=exact,
        chroma=chroma,
        recall=recall,
        known_item=found / len(asked),
    )


def nearest(build: Path, asked: Sequence[Sample]) -> tuple[Times, Times, dict[int, float]]:
    """The times of exact search and of Chroma, and Chroma's recall at each of `DEPTHS`.

    A row that is as near as the last one that is wanted counts as found: which of equals is first is
    not said. Rows that Chroma has not been given yet are left out.
    """
    manifest = read_manifest(build)
    rows, store = Rows(build, manifest.dimension), VectorStore(build / VECTORS)
    indexed = rows.wanted(None).copy()
    indexed[manifest.indexed :] = False
    vectors = load_embedder().encode_query([sample.question for sample in asked])
    store.query(vectors[0], max(DEPTHS))
    exact: list[float] = []
    chroma: list[float] = []
    shares: dict[int, list[float]] = {depth: [] for depth in DEPTHS}
    for vector in vectors:
        started = time.perf_counter()
        best = rows.nearest(vector, indexed, max(DEPTHS))
        between = time.perf_counter()
        near = store.query(vector, max(DEPTHS))
        chroma.append(time.perf_counter() - between)
        exact.append(between - started)
        for depth in DEPTHS:
            wanted = [score for _, score in best[:depth]]
            chosen = np.zeros(len(rows), dtype=np.bool_)
            chosen[[row for row, _ in near[:depth]]] = True
            scores = [score for _, score in rows.nearest(vector, chosen & indexed, depth)]
            hits = sum(score >= wanted[-1] - _SAME for score in scores)
            shares[depth].append(hits / len(wanted))
    store.close()
    recall = {depth: sum(of) / len(of) for depth, of in shares.items()}
    return Times.of(exact), Times.of(chroma), recall


def _build(collection: str) -> Path:
    build = current_build(collection_folder(collection))
    if build is None:
        raise BenchmarkError(f"there is no collection {collection}")
    return build


def _timed(ask: Callable[[Sample], object], asked: Sequence[Sample]) -> Times:
    seconds: list[float] = []
    for sample in asked:
        started = time.perf_counter()
        ask(sample)
        seconds.append(time.perf_counter() - started)
    return Times.of(seconds)


def _is_found(assistant: Assistant, sample: Sample) -> bool:
    """Whether the paragraph, or one that says the very same, is among the first."""
    found = assistant.retrieve(sample.question, language=sample.language)[:_FIRST]
    return any(
        f"{citation.symbol}#{citation.locator}" == sample.address or citation.quote == sample.text
        for citation, _ in found
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
