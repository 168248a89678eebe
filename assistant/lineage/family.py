"""The documents that a paragraph might have been repeated in: those on the same matter.

They are the series of its document, with the drafts (`Relations`), and what was adopted from it, revises or
corrects it. A letter or a report is of no series: the documents that name it are on its matter, with theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.document import Document, Status
from index.relations.graph import Relations
from index.relations.kinds import (
    ADDS_TO,
    ADOPTED_AS,
    ADOPTED_FROM,
    CORRECTS,
    REPLIES_TO,
    REVISES,
    inverse,
)

_ONE_MATTER = frozenset(
    {
        ADOPTED_AS,
        ADOPTED_FROM,
        *(
            name
            for kind in (REVISES, CORRECTS, ADDS_TO, REPLIES_TO)
            for name in (kind, inverse(kind))
        ),
    }
)
_OF_SERIES = (Status.ADOPTED, Status.DRAFT)


def family(document: Document, relations: Relations) -> list[Document]:
    """The documents on the same matter as `document`, itself among them, oldest first."""
    found = list(_series(document, relations))
    own = relations.of(document.symbol)
    held = {r.target: relations.held(r.target) for r in own}
    near = [d for r in own if r.kind in _ONE_MATTER and (d := held[r.target])]
    if document.status not in _OF_SERIES:
        near += [d for r in own if _names_it(r.kind) and (d := held[r.target])]
    for other in near:
        found += _series(other, relations)
    once = {str(d.symbol): d for d in found}
    return sorted(once.values(), key=lambda d: (d.date, str(d.symbol)))


def _series(document: Document, relations: Relations) -> Iterator[Document]:
    yield document
    if document.status in _OF_SERIES:
        yield from relations.series(document)
        yield from relations.drafts(document)


def _names_it(kind: str) -> bool:
    """Whether a relation is that of a document which another one names: "mentioned by", "recalled by"."""
    return kind.endswith(" by") and inverse(kind) is not None
