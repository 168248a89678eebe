"""Paragraphs that are like another and were not found to carry it.

A formula is taken up for another matter with its name in place of the first one's ("the people of …"): no
later text of the paragraph, but what a reader who looks for it wants to know of.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.lineage.candidates import Candidates
from assistant.lineage.likeness import likeness
from index.document import Paragraph
from index.words import Language

# The same formula with another name is 0.62 and more like, in English, Arabic and Chinese; what shares no
# more than the matter or the usual words, 0.42 and less.
_LEAST = 0.6
_MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A paragraph, and how like it is to the one that was asked for, by their words in `language`."""

    paragraph: Paragraph
    language: Language
    similarity: float


def find_alike(
    origin: Paragraph, carrying: Collection[str], candidates: Candidates
) -> tuple[Alike, ...]:
    """The few paragraphs most like `origin`, the best of each document but those `carrying` it."""
    best: dict[str, Alike] = {}
    for paragraph in candidates.first:
        symbol = str(paragraph.symbol)
        code = candidates.shared_language(origin, paragraph)
        if symbol in carrying or code is None:
            continue
        value = likeness(*(candidates.passage(p, code) for p in (origin, paragraph)))
        if value >= _LEAST and (symbol not in best or value > best[symbol].similarity):
            best[symbol] = Alike(paragraph, code, value)
    found = sorted(best.values(), key=lambda a: (-round(a.similarity, 3), a.paragraph.address))
    return tuple(found[:_MOST])
