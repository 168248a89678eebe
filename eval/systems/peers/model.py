"""What every peer takes and gives, so that their answers can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat model behind an OpenAI-compatible address, which ends in `/v1`."""

    url: str
    model: str
    key: str = "none"


class Found(NamedTuple):
    """A chunk that a peer found: the document's key, the chunk as the peer cut it, its score."""

    key: str
    text: str
    score: float


class Named(NamedTuple):
    """What a peer's answer rests on: the document's key, and the words or the chunk it cites."""

    key: str
    words: str


class PeerAnswer(NamedTuple):
    """What a peer answered: chunks found (best first), citations in order, text, whether none."""

    found: tuple[Found, ...]
    named: tuple[Named, ...]
    text: str
    abstained: bool


class Peer(Protocol):
    """A question answering library with its index built."""

    def ask(self, question: str) -> PeerAnswer:
        """The library's answer to `question`."""

    def close(self) -> None:
        """Let go of files and connections."""


Documents = Iterable[tuple[str, str]]
"""(key, text) pairs, such as ("A/RES/72/7 en", paragraphs joined by blank lines)."""
