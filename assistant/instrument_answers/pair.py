"""Which two documents a question compares: both as they are named, or one and its neighbour."""

from __future__ import annotations

from collections.abc import Collection

from assistant.question.lineage import AskedLineage
from index.document import Document
from index.relations.graph import Relations


def find_pair(asked: AskedLineage, graph: Relations) -> tuple[str, str] | None:
    """The symbols of the two documents to be compared; None where it cannot be told which.

    Of one that is named, the other is that before it in its series; where the question asks what became
    of it since, the last one behind it. "The draft" and "the resolution" are the one pair of their kinds
    that is of one series.
    """
    groups = list(dict.fromkeys(mention.symbols for mention in asked.mentions))
    if len(groups) == 1:
        other = _neighbour(groups[0], asked, graph)
        return (other, groups[0][0]) if other else None
    if len(groups) != 2:
        return None
    first, second = groups
    if len(first) == len(second) == 1:
        return (first[0], second[0]) if first != second else None
    alone, several = (first, second) if len(first) == 1 else (second, first)
    if len(alone) != 1:
        return None
    other = _of_several(alone[0], set(several), graph)
    return (other, alone[0]) if other else None


def _neighbour(group: tuple[str, ...], asked: AskedLineage, graph: Relations) -> str | None:
    document = graph.held(group[0]) if len(group) == 1 else None
    if document is None:
        return None
    before, behind = _around(document, graph)
    if asked.since or asked.later:
        return str(behind[-1].symbol) if behind else None
    # What a text changed, and what is new in it or gone from it, is so beside an earlier one.
    return str(before[-1].symbol) if before else None


def _around(document: Document, graph: Relations) -> tuple[list[Document], list[Document]]:
    """The resolutions of its series before a document, and those behind it; else the drafts there."""
    before = graph.earlier(document)
    behind = graph.newer(document)
    drafts = [d for d in graph.drafts(document) if d.symbol != document.symbol]
    return before, behind or [d for d in drafts if d.date > document.date]


def _of_several(symbol: str, several: Collection[str], graph: Relations) -> str | None:
    """The one of `several` documents that stands next to another in its series."""
    document = graph.held(symbol)
    if document is None:
        return None
    before, behind = _around(document, graph)
    near = [*reversed(before), *behind, *graph.drafts(document)]
    found = (str(d.symbol) for d in near if str(d.symbol) in several and d.symbol != symbol)
    return next(found, None)
