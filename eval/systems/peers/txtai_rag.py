"""txtai: a hybrid index (BM25 and our vectors) and its RAG pipeline.

Follows https://neuml.github.io/txtai/embeddings/configuration/vectors/ (`method: external`,
`transform`, `instructions`), .../embeddings/configuration/general/ (`hybrid`, `content`),
.../pipeline/data/segmentation/ (`paragraphs`) and .../pipeline/text/rag/ (`template`,
`output="reference"`, three passages, which is its default). The generator is a function, as RAG
allows, since txtai itself speaks HTTP only through litellm.
"""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eval.systems.peers.model import Chat, Documents, Found, Named, PeerAnswer
from index.embedder import Embedder

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from txtai import Embeddings
from txtai.pipeline import RAG, Segmentation

LIMIT: Final = 3
NO_ANSWER: Final = "I don't have data on that"
TEMPLATE: Final = f"""Answer the following question using only the context below. Only include \
information specifically discussed. If the context has no answer, say "{NO_ANSWER}".

question: {{question}}
context: {{context}}"""
_INSTRUCTIONS: Final = {"query": "query: ", "data": "passage: "}


class TxtaiPeer:
    """txtai over `documents`, whose RAG prompts go to `chat`."""

    def __init__(
        self, documents: Documents, embedder: Embedder, chat: Chat, limit: int = LIMIT
    ) -> None:
        self._limit = limit
        self._keys: dict[str, str] = {}
        segment = Segmentation(paragraphs=True)
        rows: list[tuple[str, str]] = []
        for key, text in documents:
            for i, chunk in enumerate(segment(text)):
                rows.append((f"{key}#{i}", chunk))
                self._keys[f"{key}#{i}"] = key
        self._embeddings: Any = Embeddings(
            method="external",
            transform=_transform(embedder),
            instructions=_INSTRUCTIONS,
            hybrid=True,
            content=True,
        )
        self._embeddings.index(rows)
        self._rag: Any = RAG(
            self._embeddings,
            lambda prompts: [_complete(chat, prompt) for prompt in prompts],
            template=TEMPLATE,
            context=limit,
            separator="\n\n",
            output="reference",
        )

    def ask(self, question: str) -> PeerAnswer:
        """The answer: the passages its search finds, and the one its RAG names as reference."""
        query = _as_words(question)
        found = self._embeddings.search(query, self._limit)
        retrieved = tuple(
            Found(self._keys[row["id"]], row["text"], float(row["score"])) for row in found
        )
        answer = self._rag({"query": query, "question": question})
        text = str(answer["answer"])
        texts = {row["id"]: row["text"] for row in found}
        reference = answer.get("reference")
        abstained = NO_ANSWER in text or reference is None
        cited = () if abstained else (Named(self._keys[reference], texts.get(reference, "")),)
        return PeerAnswer(retrieved, cited, text, abstained)

    def close(self) -> None:
        """Close the index and its SQLite file."""
        self._embeddings.close()


def _as_words(question: str) -> str:
    """`question` as words to look for: txtai runs one that begins with "select" as SQL."""
    return f"“{question}”" if question.lstrip().lower().startswith("select") else question


def _transform(embedder: Embedder) -> Callable[[list[str]], NDArray[np.float32]]:
    """The vectors of questions or of passages, as txtai's instruction before each tells.

    A plain function: txtai calls any other callable without arguments, to build one.
    """

    def transform(texts: list[str]) -> NDArray[np.float32]:
        query = texts[0].startswith(_INSTRUCTIONS["query"])
        prefix = _INSTRUCTIONS["query" if query else "data"]
        bare = [text.removeprefix(prefix) for text in texts]
        return embedder.encode_query(bare) if query else embedder.encode_document(bare)

    return transform


def _complete(chat: Chat, prompt: str) -> str:
    """The chat server's answer to one prompt."""
    body = {"model": chat.model, "messages": [{"role": "user", "content": prompt}]}
    request = urllib.request.Request(
        f"{chat.url}/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {chat.key}"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return str(json.load(response)["choices"][0]["message"]["content"])
