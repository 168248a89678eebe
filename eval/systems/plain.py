"""`plain`: the usual LangChain recipe, over the same documents and with the same embedder.

Chunks of 1,000 characters with 200 of overlap, Chroma, the best four by similarity: the steps of
LangChain's tutorial "Build a semantic search engine" (docs.langchain.com), which retrieval chains are
built on. A chunk holds several paragraphs. The recipe cites all of it; here it is credited with the one
paragraph of it that is nearest to the question, which is more than the recipe gives. A least score is
chosen as for the other searches (`similarity_score_threshold` in LangChain's terms).
"""

from __future__ import annotations

from uuid import uuid4

import chromadb
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from eval.files import read_split
from eval.systems.model import Setting
from eval.systems.passages import Nearest, Text, texts_of
from eval.systems.tuned import Passage, TunedSystem, tune
from index.catalogue import read_documents
from index.embedder import Embedder

CHUNK, OVERLAP, BEST = 1000, 200, 4
_DEPTH = 10


class PlainEngine:
    """Fixed-size chunks in Chroma."""

    name = "plain"

    def __init__(self, texts: list[Text], embedder: Embedder) -> None:
        self.description = (
            f"LangChain's recipe: chunks of {CHUNK} characters (overlap {OVERLAP}), Chroma, "
            f"{embedder.name}"
        )
        self._texts = {text.key: text for text in texts}
        self._embedder = embedder
        self._nearest = Nearest(embedder)
        self._client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        self._store = Chroma(
            client=self._client,
            # Ephemeral clients of a process share what they hold.
            collection_name=f"plain-{uuid4().hex}",
            embedding_function=_Adapted(embedder),
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
        )
        chunks = splitter.create_documents(
            [text.text for text in texts], [{"source": text.key} for text in texts]
        )
        self._store.add_documents(chunks)

    def search(self, question: str) -> list[Passage]:
        """The best chunks, each citing the paragraph of it that is nearest to the question."""
        vector = self._embedder.encode_query([question])[0]
        passages: list[Passage] = []
        for chunk, distance in self._store.similarity_search_by_vector_with_relevance_scores(
            [float(x) for x in vector], k=_DEPTH
        ):
            start = chunk.metadata["start_index"]
            text = self._texts[chunk.metadata["source"]]
            held = text.cite(start, start + len(chunk.page_content))
            nearest = self._nearest.pick(question, held)
            passages.append(Passage(tuple(nearest), 1.0 - distance))
        return passages

    def close(self) -> None:
        """Forget the chunks."""
        self._store.delete_collection()


class _Adapted(Embeddings):
    """An embedder of ours as LangChain wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self._embedder.encode_document(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self._embedder.encode_query([text])[0]]


def open_plain(setting: Setting) -> TunedSystem:
    """The recipe over the documents of `setting`, its least score chosen on the development questions."""
    embedder = setting.load_embedder()
    shipped = PlainEngine(texts_of(read_documents(setting.shipped().documents)), embedder)
    tuning = tune(shipped.search, read_split("development"), counts=[BEST])
    if setting.documents == setting.shipped().documents:
        return TunedSystem(shipped, tuning)
    shipped.close()
    return TunedSystem(PlainEngine(texts_of(read_documents(setting.documents)), embedder), tuning)
