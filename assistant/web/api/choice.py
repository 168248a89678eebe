"""Which documents a request is about: a collection, and what is chosen from it by what it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, Field, StringConstraints

from index.document import DocumentKind, Status
from index.filter import Filter, filter_of
from index.words import Language

MOST_VALUES = 100

Collection = Annotated[
    str,
    StringConstraints(pattern="^[a-z0-9][a-z0-9_-]{0,63}$"),
    Field(description="The collection that is asked; else the one that is served."),
]
Body = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Year = Annotated[int, Field(ge=1945, le=2200)]

_BODIES = (
    "Only documents of these organs, by name in any of the six languages (`General Assembly`) or by "
    "the letters that their symbols begin with (`A`, `S`, `E/CN.4`)."
)
_KINDS = "Only documents of these kinds."
_YEARS = "Only documents of these years."
_STATUSES = "Only documents of this standing."
_LANGUAGES = "Only documents that have a version in one of these languages."


class Choice(BaseModel):
    """A collection and a filter: each field that is not empty must have one of a document's values."""

    collection: Collection | None = None
    bodies: list[Body] = Field(default_factory=list, max_length=MOST_VALUES, description=_BODIES)
    kinds: list[DocumentKind] = Field(
        default_factory=list, max_length=MOST_VALUES, description=_KINDS
    )
    years: list[Year] = Field(default_factory=list, max_length=MOST_VALUES, description=_YEARS)
    languages: list[Language] = Field(
        default_factory=list, max_length=MOST_VALUES, description=_LANGUAGES
    )
    statuses: list[Status] = Field(
        default_factory=list, max_length=MOST_VALUES, description=_STATUSES
    )

    def where(self) -> Filter | None:
        """The filter, if anything is to be chosen."""
        return filter_of(self.bodies, self.kinds, self.years, self.languages, self.statuses)


def _in_address(
    collection: Annotated[Collection | None, Query()] = None,
    body: Annotated[list[Body] | None, Query(max_length=MOST_VALUES, description=_BODIES)] = None,
    kind: Annotated[
        list[DocumentKind] | None, Query(max_length=MOST_VALUES, description=_KINDS)
    ] = None,
    year: Annotated[list[Year] | None, Query(max_length=MOST_VALUES, description=_YEARS)] = None,
    status: Annotated[
        list[Status] | None, Query(max_length=MOST_VALUES, description=_STATUSES)
    ] = None,
) -> Choice:
    return Choice(
        collection=collection,
        bodies=body or [],
        kinds=kind or [],
        years=year or [],
        statuses=status or [],
    )


InAddress = Annotated[Choice, Depends(_in_address)]
"""What an address chooses; a parameter may stand there several times. Languages are named apart."""

Languages = Annotated[list[Language] | None, Query(max_length=MOST_VALUES, description=_LANGUAGES)]
