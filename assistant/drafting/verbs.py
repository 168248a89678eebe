"""The table of drafting verbs in the six languages, and which of them a paragraph has."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.coordination import find_governing
from assistant.drafting.model import DraftingVerb, Force, FoundVerb
from assistant.drafting.opening import find_opening
from assistant.drafting.table import load_verbs
from index.words import Language

__all__ = ["DraftingVerb", "Force", "FoundVerb", "find_opening_verb", "find_verbs", "verbs"]


def verbs() -> tuple[DraftingVerb, ...]:
    """The verbs of the table, the strongest first."""
    return tuple(load_verbs().values())


def find_opening_verb(text: str, language: Language) -> FoundVerb | None:
    """The verb that a preambular or operative paragraph begins with, or None.

    Words before it that are no part of it are passed over where usage has them there: "In this regard,
    requests …", "Acting under Chapter VII …, decides …".
    """
    found = find_opening(text, language)
    return FoundVerb(found.verb, found.start, found.end) if found else None


def find_verbs(text: str, language: Language) -> Iterator[FoundVerb]:
    """Every verb of the table that governs a part of the paragraph, in order: the opening one first.

    "Welcomes the report, and requests the Secretary-General …" has two. Verbs inside what a paragraph
    quotes or relates ("efforts to encourage dialogue") are none of them.
    """
    for found in find_governing(text, language):
        yield FoundVerb(found.verb, found.start, found.end)
