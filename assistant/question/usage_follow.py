"""A follow-up to a question on a drafting verb: "And “urges”?", "Is it binding?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.question.documents import DocumentsNamed
from assistant.question.pack import Pack
from assistant.question.usage import AskedUsage, find_verbs

# Beside the verbs and what asks only common words may stand.
_MOST = 0.12
_POINTERS = ("start", "topic", "it", "that", "they")


class Reading(Protocol):
    """What is known of a question while it is read: `assistant.question.reader.Reader`."""

    text: str
    folded: str
    pack: Pack
    named: DocumentsNamed

    def weigh_outside(self, spans: Sequence[tuple[int, int]]) -> float:
        """The weight of what is said outside `spans`, beside naming documents."""


def follow_usage(reading: Reading, before: AskedUsage | None) -> AskedUsage | None:
    """What is asked of verbs after what was asked `before`; None where the question says more."""
    if before is None or reading.named.symbols or reading.named.unheld:
        return None
    usage, follow = reading.pack.usage, reading.pack.follow
    asking = [
        m.span()
        for pattern in (*usage.values(), *(follow[name] for name in _POINTERS))
        for m in pattern.finditer(reading.folded)
    ]
    found = dict(find_verbs(reading.text, reading.folded, reading.pack, asking))
    if reading.weigh_outside([*asking, *found]) > _MOST:
        return None
    points = bool(follow["it"].search(reading.folded))
    ranks = bool(usage["ranks"].search(reading.folded))
    named = tuple({entry.verb.name: entry for entry in found.values()}.values())
    if named:
        # "Is it stronger than “urges”?" is of both.
        both = (*before.entries, *named) if ranks and points and len(named) == 1 else named
        return AskedUsage(both, ranks)
    asks = usage["needed"].search(reading.folded) or usage["effect"].search(reading.folded)
    return AskedUsage(before.entries, ranks and len(before.entries) == 2) if asks else None
