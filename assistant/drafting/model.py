"""What a drafting verb is, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Force(StrEnum):
    """What a drafting verb does, the strongest first.

    DECIDES: the organ acts, and its act takes effect in the Organization ("decides", "approves").
    REQUESTS: it tasks those who are to carry it out ("demands", "requests").
    ENCOURAGES: it appeals to those who remain free ("urges", "calls upon", "encourages", "invites").
    WELCOMES: it approves of something, or thanks for it ("welcomes", "commends").
    DEPLORES: it disapproves of something, or is concerned ("condemns", "expresses concern").
    AFFIRMS: it states its view, or confirms it ("reaffirms", "stresses", "recognizes").
    NOTES: it records something, neither for nor against it ("takes note of", "recalls").

    The order is that of the tie which the words make, not of their tone: "condemns" is sharper than
    "decides" and binds nobody.
    """

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
    "welcomes" and "notes" there is none. `source` is the key of what its force is taken from ("charter"),
    which the glossary calls by its name. `rank` is its place among the verbs of its class where usage
    orders them ("urges" 1, "encourages" 4), the strongest first, and 0 where usage has no order.
    """

    name: str
    force: Force
    addresses: bool
    source: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class FoundVerb:
    """A verb of the table in a text: `[start, end)`, adverbs with it ("Strongly urges", "Welcoming also")."""

    verb: DraftingVerb
    start: int
    end: int
