"""What a system under evaluation is, and what it gives for a question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from eval.record import Status
from index.catalogue import DOCUMENTS
from index.embedder import Embedder, load_embedder
from index.home import home_folder
from index.words import Language


class Retrieved(BaseModel):
    """A paragraph that a system ranked, with the system's own score."""

    model_config = ConfigDict(frozen=True)

    address: str
    score: float = Field(allow_inf_nan=False)


class Cited(BaseModel):
    """A passage that a system cites: the address of its paragraph, and the words it quotes of it.

    `start` and `end` count code points of the stored text, where the system says where it quotes.
    """

    model_config = ConfigDict(frozen=True)

    address: str
    language: Language
    quote: str
    start: int | None = None
    end: int | None = None


class Response(BaseModel):
    """What a system gives for a question.

    `retrieved` has the ranked paragraphs, best first, each once. `confidence` rises with how sure
    the system is of its answer; `guess` is what it would have cited had it been made to answer.
    `speaks` tells whether `text` has sentences of the system's own beside the quotes. `answer` is the
    system's own object, handed back to it with a follow-up.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    status: Status
    text: str
    retrieved: tuple[Retrieved, ...]
    cited: tuple[Cited, ...] = ()
    confidence: float = Field(default=0.0, allow_inf_nan=False)
    guess: tuple[str, ...] = ()
    speaks: bool = False
    answer: object = Field(default=None, exclude=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all systems of a run are given.

    `documents` is the folder of the documents; `embedder` names a model (None: the shipped one).
    `model` and `model_url` are a chat model behind an OpenAI-compatible address; without them ours
    writes without one, and the systems that need one have a scripted stand-in.
    """

    documents: Path = DOCUMENTS
    embedder: str | None = None
    model: str | None = None
    model_url: str | None = None

    @property
    def home(self) -> Path | None:
        """The folder of the index: the usual one (None), or one of its own for other documents or models."""
        if self.documents == DOCUMENTS and self.embedder is None:
            return None
        made_of = f"{self.documents.resolve()}\0{self.embedder or ''}"
        name = hashlib.sha256(made_of.encode()).hexdigest()[:16]
        return home_folder() / "evaluation" / name

    def shipped(self) -> Setting:
        """The same over the shipped documents, which the development questions are about."""
        return replace(self, documents=DOCUMENTS)

    def load_embedder(self) -> Embedder:
        """The embedder of this setting; raises `EmbedderNotFound`."""
        return load_embedder(self.embedder)


class System(Protocol):
    """Answers questions from a collection of documents."""

    @property
    def name(self) -> str:
        """What it is called in reports."""

    @property
    def description(self) -> str:
        """What it does, in a line, with the settings that matter."""

    @property
    def chat_model(self) -> str | None:
        """The chat model that writes its answers, or None."""

    @property
    def waits(self) -> bool:
        """Whether it waits for a server, so that several questions at once save time."""

    def ask(self, question: str, history: Sequence[Response]) -> Response:
        """The response to `question` after the turns in `history`, oldest first."""

    def close(self) -> None:
        """Give files and servers back."""
