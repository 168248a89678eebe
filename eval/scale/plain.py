"""The plain LangChain and Chroma recipe: the programs of processes that are measured.

    python -m eval.scale.plain add CORPUS FOLDER
    python -m eval.scale.plain ask FOLDER SAMPLES

Its steps are those of `eval.systems.plain`: chunks of 1,000 characters with 200 of overlap, in a Chroma
collection on disk, through LangChain. It has no words index, no paragraphs and nothing to cite by.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from eval.scale.corpus import texts_in
from eval.scale.results import Sample, Times
from index.embedder import Embedder, load_embedder

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document

CHUNK, OVERLAP, BEST = 1000, 200, 4


class TimedEmbeddings(Embeddings):
    """An embedder of ours as LangChain wants it, which keeps how many seconds it takes."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.seconds = 0.0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of chunks."""
        started = time.perf_counter()
        vectors = [[float(x) for x in row] for row in self._embedder.encode_document(texts)]
        self.seconds += time.perf_counter() - started
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return [float(x) for x in self._embedder.encode_query([text])[0]]


def chunks_of(corpus: Path) -> list[Document]:
    """The chunks of the texts in `corpus`, each with the key of its text as source."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
    )
    texts = texts_in(corpus)
    return splitter.create_documents([t for _, t in texts], [{"source": key} for key, _ in texts])


def add(corpus: Path, folder: Path) -> dict[str, float]:
    """Put the chunks of `corpus` into a collection in `folder`."""
    embeddings = TimedEmbeddings(load_embedder())
    chunks = chunks_of(corpus)
    store = _store(folder, embeddings)
    # Chroma takes no more at once; the recipe's own constructors cut by the same number.
    most: int = store._client.get_max_batch_size()
    for at in range(0, len(chunks), most):
        store.add_documents(chunks[at : at + most])
    return {"chunks": len(chunks), "embedding": embeddings.seconds}


def ask(folder: Path, samples: Path) -> dict[str, object]:
    """Ask about the samples, in everything and in the text that each is from."""
    store = _store(folder, TimedEmbeddings(load_embedder()))
    lines = samples.read_text(encoding="utf-8").splitlines()
    asked = [Sample.model_validate_json(line) for line in lines]

    def timed(where: Callable[[Sample], dict[str, str] | None]) -> Times:
        seconds: list[float] = []
        for sample in asked:
            started = time.perf_counter()
            store.similarity_search(sample.question, k=BEST, filter=where(sample))
            seconds.append(time.perf_counter() - started)
        return Times.of(seconds)

    # The first question loads what all need.
    store.similarity_search(asked[0].question, k=BEST)
    return {
        "everything": timed(lambda s: None).model_dump(),
        "one_document": timed(lambda s: {"source": f"{s.symbol} {s.language}"}).model_dump(),
    }


def _store(folder: Path, embeddings: Embeddings) -> Chroma:
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    return Chroma(
        client=chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False)),
        collection_name="plain",
        embedding_function=embeddings,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )


if __name__ == "__main__":
    _do = {"add": add, "ask": ask}[sys.argv[1]]
    print(json.dumps(_do(Path(sys.argv[2]), Path(sys.argv[3]))))
