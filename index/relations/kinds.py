"""The names of relations, each with its inverse.

A resolution recalls, reaffirms or takes note of another in so many words; a letter replies to another;
a draft is adopted as a resolution. "supersedes" is used only where the text says so. A later
resolution of one organ under the same title "continues" the earlier one: it is the next of a series,
as organs take an item up session after session. That has no legal effect by itself: the earlier one
keeps its standing unless a text ends it.
"""

from __future__ import annotations

RECALLS = "recalls"
REAFFIRMS = "reaffirms"
TAKES_NOTE_OF = "takes note of"
SUPERSEDES = "supersedes"
REPLIES_TO = "replies to"
ADOPTED_AS = "adopted as"
ADOPTED_FROM = "adopted from"
CONTINUES = "continues"
REVISES = "revises"
CORRECTS = "corrects"
ADDS_TO = "adds to"
MENTIONS = "mentions"

_PAIRS = {
    RECALLS: "recalled by",
    REAFFIRMS: "reaffirmed by",
    TAKES_NOTE_OF: "taken note of by",
    SUPERSEDES: "superseded by",
    REPLIES_TO: "replied to by",
    ADOPTED_AS: ADOPTED_FROM,
    CONTINUES: "continued by",
    REVISES: "revised by",
    CORRECTS: "corrected by",
    ADDS_TO: "added to by",
    MENTIONS: "mentioned by",
}
_INVERSES = _PAIRS | {inverse: kind for kind, inverse in _PAIRS.items()}
_OTHER_NAMES = {
    "draft of": ADOPTED_AS,
    "draft was": ADOPTED_FROM,
    "reply to": REPLIES_TO,
    "in reply to": REPLIES_TO,
    "replaces": SUPERSEDES,
    "replaced by": "superseded by",
}


def canonical(kind: str) -> str:
    """The one name of a relation that catalogues may name otherwise: a "draft of" is "adopted as"."""
    kind = " ".join(kind.casefold().split())
    return _OTHER_NAMES.get(kind, kind)


def inverse(kind: str) -> str | None:
    """How the relation `kind` reads from the other side; None for a kind that is not known."""
    return _INVERSES.get(canonical(kind))
