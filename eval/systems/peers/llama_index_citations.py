"""LlamaIndex: CitationQueryEngine over an in-memory VectorStoreIndex.

Follows https://docs.llamaindex.ai/en/stable/examples/query_engine/citation_query_engine/
(`similarity_top_k=3`, `citation_chunk_size=512`), .../examples/embeddings/custom_embeddings/ and
.../api_reference/llms/openai_like/. Chunks are its defaults: nodes of 1024 tokens, cut again into
sources of 512. An answer that names no source by its number abstains.
"""

from __future__ import annotations

import os
import re
from typing import Any, Final

from eval.systems.peers.model import Chat, Documents, Found, Named, PeerAnswer
from index.embedder import Embedder

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.llms.openai_like import OpenAILike

TOP_K: Final = 3
_MARK = re.compile(r"\[(?P<numbers>\d+(?:, ?\d+)*)\]")
_HEAD = re.compile(r"\ASource \d+:\n")


class _Embedding(BaseEmbedding):
    """Our embedder as LlamaIndex takes one."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name="shared")
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, self._embedder.encode_query([query])[0]))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, row)) for row in self._embedder.encode_document(texts)]


class LlamaIndexPeer:
    """CitationQueryEngine over `documents`, whose prompts go to `chat`."""

    def __init__(
        self, documents: Documents, embedder: Embedder, chat: Chat, top_k: int = TOP_K
    ) -> None:
        # The window holds every source at once, so that an answer takes one prompt.
        llm = OpenAILike(
            model=chat.model,
            api_base=chat.url,
            api_key=chat.key,
            is_chat_model=True,
            context_window=32_768,
            temperature=0.0,
        )
        index = VectorStoreIndex.from_documents(
            [Document(text=text, id_=key) for key, text in documents],
            embed_model=_Embedding(embedder),
        )
        self._engine: Any = CitationQueryEngine.from_args(
            index, llm=llm, similarity_top_k=top_k, citation_chunk_size=512
        )

    def ask(self, question: str) -> PeerAnswer:
        """The engine's answer: its sources as found, and those that the answer cites as [n]."""
        response = self._engine.query(question)
        sources = tuple(
            Found(
                str(source.node.ref_doc_id),
                _HEAD.sub("", source.node.get_content()).removesuffix("\n"),
                float(source.score or 0.0),
            )
            for source in response.source_nodes
        )
        text = str(response.response)
        numbers = [int(n) for mark in _MARK.finditer(text) for n in mark["numbers"].split(",")]
        named = [n for n in dict.fromkeys(numbers) if 0 < n <= len(sources)]
        cited = tuple(Named(sources[n - 1].key, sources[n - 1].text) for n in named)
        return PeerAnswer(sources, cited, text, abstained=not cited)

    def close(self) -> None:
        """Nothing is held: the index is in memory."""
