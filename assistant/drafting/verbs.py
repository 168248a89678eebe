"""The table of drafting verbs in the six languages, and which of them a paragraph has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.words import Language


class Force(StrEnum):
    """What a drafting verb does, the strongest first."""

    DECIDES = "decides"
    REQUESTS = "requests"
    ENCOURAGES = "encourages"
    WELCOMES = "welcomes"
    DEPLORES = "deplores"
    AFFIRMS = "affirms"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class DraftingVerb:
    """A verb of the table: `name` is its English form in an operative paragraph ("takes note of").

    `addresses` tells whether it has an addressee who is to act ("requests", "encourages"); of
    "welcomes" and "notes" there is none. `source` names the usage that its force is taken from.
    """

    name: str
    force: Force
    addresses: bool
    source: str


@dataclass(frozen=True, slots=True)
class FoundVerb:
    """A verb of the table in a text: `[start, end)`, adverbs with it ("Strongly urges", "Welcoming also")."""

    verb: DraftingVerb
    start: int
    end: int


def verbs() -> tuple[DraftingVerb, ...]:
    """The verbs of the table, the strongest first."""
    raise NotImplementedError


def find_opening_verb(text: str, language: Language) -> FoundVerb | None:
    """The verb that a preambular or operative paragraph begins with, or None.

    Words before it that are no part of it are passed over where usage has them there: "In this regard,
    requests …", "Acting under Chapter VII …, decides …".
    """
    raise NotImplementedError


def find_verbs(text: str, language: Language) -> Iterator[FoundVerb]:
    """Every verb of the table that governs a part of the paragraph, in order: the opening one first.

    "Welcomes the report, and requests the Secretary-General …" has two. Verbs inside what a paragraph
    quotes or relates ("efforts to encourage dialogue") are none of them.
    """
    raise NotImplementedError
