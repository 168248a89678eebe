"""The work of one file: reading it and making it ready. It runs in any process, on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.adding.stated import Stated
from index.editions import Edition, Rank
from index.embedder import Embedder, load_embedder
from index.intake.formats import Format
from index.intake.guard import read_guarded
from index.intake.read import ReadOutcome
from index.prepare import PreparedEdition, prepare
from index.readers.model import ReadVersion
from index.symbol import Symbol

RANKS = {
    Format.AKN: Rank.MARKUP,
    Format.JSON_LINE: Rank.MARKUP,
    Format.DOCX: Rank.WORD,
    Format.HTML: Rank.HTML,
    Format.TEXT: Rank.TEXT,
    Format.PDF: Rank.PDF,
}
"""How surely each format is read."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a file: its outcome, the editions in it, and these made ready, if they were."""

    outcome: ReadOutcome
    editions: tuple[Edition, ...]
    prepared: tuple[PreparedEdition, ...] = ()

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The symbols of the editions."""
        return frozenset(edition.symbol for edition in self.editions)

    @property
    def counted(self) -> ReadOutcome:
        """The outcome with its versions, which travel in the editions."""
        return replace(self.outcome, versions=tuple(e.read for e in self.editions))

    @property
    def size(self) -> int:
        """How many versions of paragraphs there are."""
        return sum(len(edition.read.paragraphs) for edition in self.editions)


def make(
    name: str,
    content: bytes,
    format: Format,
    stated: Stated | None,
    embedder: str | None,
) -> Made:
    """Read the file and make it ready with the static embedder in the folder `embedder`.

    An empty folder names the embedder that ships; without one (None) nothing is made ready here.
    """
    made = read(name, content, format, stated)
    if embedder is None:
        return made
    return replace(made, prepared=tuple(prepare(made.editions, _embedder(embedder))))


def read(name: str, content: bytes, format: Format, stated: Stated | None) -> Made:
    """Read the file, and no more; `stated` is what a catalogue says of it."""
    outcome = read_guarded(name, content, format)
    if stated is not None:
        versions = (*outcome.versions, *outcome.nameless)
        refusal = None if outcome.nameless else outcome.refusal
        outcome = ReadOutcome(tuple(stated.of(version) for version in versions), refusal)
    editions = tuple(_editions(outcome.versions, RANKS[format]))
    return Made(ReadOutcome((), outcome.refusal), editions)


def _editions(versions: Sequence[ReadVersion], rank: Rank) -> list[Edition]:
    found: list[Edition] = []
    for version in versions:
        assert version.symbol is not None, "a version without a symbol is refused"
        found.append(Edition(version.symbol, rank, version))
    return found


@lru_cache(maxsize=1)
def _embedder(folder: str) -> Embedder:
    return load_embedder(folder or None)
