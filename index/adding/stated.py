"""What a `catalogue.toml` states of the files beside it, for what their texts do not say themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.catalogue import CATALOGUE, read_facts
from index.intake.sources import Source
from index.readers.model import ReadVersion


@dataclass(frozen=True, slots=True)
class Stated:
    """The facts of one document; they go before what its file says, but for its title and its texts."""

    facts: ReadVersion

    @property
    def digest(self) -> str:
        """A hash of the facts: a file is read anew when they change."""
        return hashlib.sha256(repr(self.facts).encode()).hexdigest()

    def of(self, read: ReadVersion) -> ReadVersion:
        """`read` with the facts."""
        facts = self.facts
        return replace(
            read,
            symbol=facts.symbol,
            kind=facts.kind,
            organ=facts.organ,
            date=facts.date,
            title=read.title or facts.title,
            session=facts.session or read.session,
            facts={**read.facts, **facts.facts},
            relations=tuple(dict.fromkeys((*facts.relations, *read.relations))),
        )


def stated_of(sources: Sequence[Source]) -> dict[Path, Stated]:
    """What is stated of the files among `sources`, by path; raises `CatalogueError`."""
    found: dict[Path, Stated] = {}
    for source in sources:
        if is_catalogue(source):
            folder = source.path.parent
            for name, facts in read_facts(folder).items():
                found[(folder / name).resolve()] = Stated(facts)
    return found


def is_catalogue(source: Source) -> bool:
    """Whether a file states facts of others, and is none itself."""
    return source.path.name == CATALOGUE
