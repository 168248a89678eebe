"""Other projects' systems, run where their packages are installed, over the same documents.

Each cuts the documents by its own default recipe and is given our embedder's vectors, so that what is
compared is the system and not the model. The chat model that writes their answers is the one that is
given, or a scripted stand-in: figures that hang on it (abstention above all) are then the script's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import cast

from eval.systems.model import Cited, Response, Retrieved, Setting
from eval.systems.passages import Nearest, Text, texts_of
from eval.systems.peers.model import Chat, Peer, PeerAnswer
from eval.systems.scripted import MODEL, scripted_server
from index.catalogue import read_documents

PACKAGES: dict[str, tuple[str, ...]] = {
    "txtai": ("txtai",),
    "llama-index": ("llama_index.core", "llama_index.llms.openai_like"),
    "verbatim-rag": ("verbatim_rag", "milvus_lite"),
}
"""The packages that each needs."""

_CLASSES = {
    "txtai": ("eval.systems.peers.txtai_rag", "TxtaiPeer"),
    "llama-index": ("eval.systems.peers.llama_index_citations", "LlamaIndexPeer"),
    "verbatim-rag": ("eval.systems.peers.verbatim_rag_spans", "VerbatimRagPeer"),
}
_DESCRIPTIONS = {
    "txtai": "txtai: hybrid index, RAG over three passages, cites the passage it names as reference",
    "llama-index": "LlamaIndex: CitationQueryEngine, three nodes, cites the sources its answer numbers",
    "verbatim-rag": "verbatim-rag: Milvus Lite, five chunks, its span extractor and template",
}
_UNKNOWN = "#?"
# Asked from four threads at once, txtai's index ended the process.
_THREAD_SAFE = frozenset({"llama-index"})


class PeerSystem:
    """A peer as a system: what it names is looked up in the documents."""

    def __init__(
        self, name: str, peer: Peer, texts: Sequence[Text], nearest: Nearest, chat_model: str
    ) -> None:
        self.name, self.description = name, _DESCRIPTIONS[name]
        self.chat_model: str | None = chat_model
        self.waits = name in _THREAD_SAFE
        self.held = ExitStack()
        self._peer, self._nearest = peer, nearest
        self._texts = {text.key: text for text in texts}

    def ask(self, question: str, history: Sequence[Response]) -> Response:
        """The peer's answer; it is not told of the turns before."""
        answer = self._peer.ask(question)
        retrieved: dict[str, float] = {}
        for key, text, score in answer.found:
            for cited in self._nearest.pick(question, self._texts[key].find(text)):
                retrieved.setdefault(cited.address, score)
        cited_ = tuple(self._cited(question, answer))
        return Response(
            status="not_found" if answer.abstained else "answered",
            text=answer.text,
            retrieved=tuple(Retrieved(address=a, score=s) for a, s in retrieved.items()),
            cited=() if answer.abstained else cited_,
            confidence=0.0 if answer.abstained else max(retrieved.values(), default=0.0),
            guess=tuple(c.address for c in cited_) or tuple(retrieved)[:1],
        )

    def close(self) -> None:
        """Close the peer, and the scripted server."""
        self._peer.close()
        self.held.close()

    def _cited(self, question: str, answer: PeerAnswer) -> Iterable[Cited]:
        """Each paragraph once; words that stand nowhere, each by themselves."""
        found: list[Cited] = []
        for key, words in answer.named:
            text = self._texts[key]
            stands = self._nearest.pick(question, text.find(words))
            # Words that are not in the document stay what they are: a citation of no paragraph.
            found += stands or [
                Cited(address=text.symbol + _UNKNOWN, language=text.language, quote=words)
            ]
        return {c if c.address.endswith(_UNKNOWN) else c.address: c for c in found}.values()


def open_peer(name: str, setting: Setting) -> PeerSystem:
    """Open the peer `name` over the documents of `setting`; raises whatever its library raises."""
    embedder = setting.load_embedder()
    texts = texts_of(read_documents(setting.documents))
    module, kind = _CLASSES[name]
    opener = getattr(import_module(module), kind)
    with ExitStack() as held:
        if setting.model and setting.model_url:
            key = os.environ.get("OPENAI_API_KEY", "none")
            chat = Chat(setting.model_url, setting.model, key)
        else:
            chat = Chat(held.enter_context(scripted_server()), MODEL)
        peer = cast("Peer", opener([(text.key, text.text) for text in texts], embedder, chat))
        system = PeerSystem(name, peer, texts, Nearest(embedder), chat.model)
        system.held = held.pop_all()
    return system
