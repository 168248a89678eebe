"""A paragraph that was reworded from one resolution of a series to the next.

So much may have been put in that its words do not show it alone. The comparison of the two documents does:
it is what stands for the paragraph where every other has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from assistant.lineage.likeness import likenesses
from assistant.lineage.matching import match
from assistant.lineage.passage import Reading
from index.document import Document, Paragraph, Status
from index.search import Index
from index.words import Language

# What is less like the paragraph has its place more than its words.
_LEAST = 0.4
_COMPARED = (Status.ADOPTED, Status.DRAFT)


def find_reworded(
    found: dict[str, list[Paragraph]],
    matter: Collection[str],
    index: Index,
    shared_language: Callable[[Paragraph, Paragraph], Language | None],
) -> None:
    """Add to what was `found`, by symbol, what stands for it in other resolutions and drafts of `matter`.

    Each is compared with the one found that is nearest to it by date.
    """
    held = {symbol: index.document(symbol) for symbol in {*found, *matter}}
    first = next(iter(found))
    wanted = [d for symbol, d in held.items() if symbol not in found and d.status in _COMPARED]
    for document in sorted(wanted, key=lambda d: (_days(d, held[first]), str(d.symbol))):
        near = [held[s] for s in found if s in matter and held[s].status in _COMPARED]
        near.sort(key=lambda d: (_days(d, document), str(d.symbol)))
        if not near or len(found[str(near[0].symbol)]) != 1:
            continue
        step = found[str(near[0].symbol)][0]
        some = next((p for p in document.paragraphs if shared_language(step, p)), None)
        code = shared_language(step, some) if some else None
        other = _standing_for(step, near[0], document, code) if code else None
        if other is not None:
            found[str(document.symbol)] = [other]


def _days(one: Document, other: Document) -> int:
    return abs((one.date - other.date).days)


def _standing_for(
    step: Paragraph, own: Document, document: Document, language: Language
) -> Paragraph | None:
    """The paragraph of `document` that is matched with `step`, one of the document `own`."""
    ours, theirs = Reading(own, language), Reading(document, language)
    number = _number(step, ours.paragraphs)
    before, after = ours.passages(theirs), theirs.passages(ours)
    alike = likenesses(before, after)
    for i, j in match(before, after, alike):
        if i == number:
            return after[j].paragraph if alike[i, j] >= _LEAST else None
    return None


def _number(step: Paragraph, paragraphs: Sequence[Paragraph]) -> int:
    return next(n for n, p in enumerate(paragraphs) if p.locator == step.locator)
