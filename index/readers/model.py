"""What every reader gives: the language versions of documents that stand in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.document import DocumentKind, Relation, Version
from index.locator import Locator
from index.symbol import Symbol
from index.words import Language


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """One language version of one document, as read from a file.

    What the file does not state is None or empty: it is never guessed. `paragraphs` are in reading
    order. `number` is the resolution's ("72/7") where the text states it without a symbol. `facts` are
    named facts in words ("vote": "adopted without a vote"). `warnings` say what could not be read
    surely, a line each. A version whose `exact` is False is searched, and never quoted.
    """

    source: str
    language: Language
    paragraphs: Mapping[Locator, Version]
    symbol: Symbol | None = None
    number: str | None = None
    kind: DocumentKind | None = None
    organ: str | None = None
    date: dt.date | None = None
    title: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    sponsors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    is_resolution: bool = False
    is_draft: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether every paragraph may be quoted letter for letter."""
        return all(version.exact for version in self.paragraphs.values())
