"""verbatim-rag: Milvus Lite over our vectors, its LLM span extractor and its template.

Follows the README at https://pypi.org/project/verbatim-rag/ (`LocalMilvusStore`, `VerbatimIndex`,
`VerbatimRAG`), `DenseEmbeddingProvider` for the vectors, and `LLMClient(api_base=...)` for the
chat server. The README's SPLADE vectors and ModernBERT extractor are hub models, left out.

Its default chunker cuts at Markdown headings only, so a text without any is one chunk, of which
Milvus keeps 60,000 bytes: `max_chunk_size` is the chunker's own option to cut at blank lines.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from eval.systems.peers.model import Chat, Documents, Found, Named, PeerAnswer
from index.embedder import Embedder

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from verbatim_rag import DocumentSchema, VerbatimIndex, VerbatimRAG
from verbatim_rag.chunker_providers import MarkdownChunkerProvider
from verbatim_rag.embedding_providers import DenseEmbeddingProvider
from verbatim_rag.llm_client import LLMClient
from verbatim_rag.vector_stores import LocalMilvusStore

TOP_K: Final = 5
_CREATED = dt.datetime(2000, 1, 1)
"""One date for all: the library writes it into the text that it embeds, and takes now if none."""


class _Dense(DenseEmbeddingProvider):
    """Our embedder as verbatim-rag takes one: it embeds questions singly, chunks in batches."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_text(self, text: str) -> list[float]:
        return list(map(float, self._embedder.encode_query([text])[0]))

    def embed_batch(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, row)) for row in self._embedder.encode_document(texts)]

    def get_dimension(self) -> int:
        return self._embedder.dimension


class VerbatimRagPeer:
    """verbatim-rag over `documents`, whose prompts go to `chat`."""

    def __init__(
        self,
        documents: Documents,
        embedder: Embedder,
        chat: Chat,
        top_k: int = TOP_K,
        max_chunk_size: int | None = None,
    ) -> None:
        with contextlib.ExitStack() as held:
            folder = held.enter_context(tempfile.TemporaryDirectory())
            store: Any = LocalMilvusStore(
                db_path=str(Path(folder) / "index.db"),
                dense_dim=embedder.dimension,
                enable_sparse=False,
            )
            held.callback(store.client.close)
            chunker = MarkdownChunkerProvider(max_chunk_size=max_chunk_size)
            index = VerbatimIndex(store, _Dense(embedder), chunker_provider=chunker)
            index.add_documents_bulk(
                DocumentSchema(id=key, title=key, source=key, content=text, created_at=_CREATED)
                for key, text in documents
            )
            client: Any = LLMClient(
                chat.model, temperature=0.0, api_base=chat.url, api_key=chat.key
            )
            held.callback(client.client.close)
            self._rag: Any = VerbatimRAG(index, k=top_k, llm_client=client)
            self._held = held.pop_all()

    def ask(self, question: str) -> PeerAnswer:
        """The library's answer: the chunks found, and the spans it highlights in them."""
        with contextlib.redirect_stdout(io.StringIO()):  # it prints each step
            response, results = self._rag.query(question, return_search_results=True)
        retrieved = tuple(Found(str(r.metadata["source"]), r.text, float(r.score)) for r in results)
        spans = (
            Named(retrieved[citation.doc_index].key, citation.text)
            for citation in response.structured_answer.citations
        )
        cited = tuple(dict.fromkeys(spans))  # it lists every place where a span occurs
        return PeerAnswer(retrieved, cited, str(response.answer), abstained=not cited)

    def close(self) -> None:
        """Close the clients and remove the index's folder."""
        self._held.close()
