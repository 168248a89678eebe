"""The relations among many documents, looked up both ways, and which of a series is the newest.

United Nations usage: a later resolution under the same title goes on from the earlier one, and says so
in its preamble; it does not end it. "continued by" is what such pairs are called here; "superseded by"
only where a text says that it supersedes or replaces another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache

from index.document import Document, DocumentKind, Relation, Status
from index.relations import titles
from index.relations.kinds import (
    ADOPTED_AS,
    REAFFIRMS,
    RECALLS,
    SUPERSEDES,
    TAKES_NOTE_OF,
    canonical,
    inverse,
)
from index.relations.stated import answering
from index.symbol import Symbol

_BUILDS_ON = (RECALLS, REAFFIRMS, TAKES_NOTE_OF, SUPERSEDES)
_OF_SERIES = (Status.ADOPTED, Status.DRAFT)
_TIES = frozenset({*_BUILDS_ON, *map(inverse, _BUILDS_ON)})


class Relations:
    """The relations of `documents`, by symbol, from both sides."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """The documents' own `relations` are taken as they are; inverses and series are worked out.

        No paragraph is read for that.
        """
        self._documents = {_key(document.symbol): document for document in documents}
        self._naming: dict[str, list[tuple[Symbol, Relation]]] = defaultdict(list)
        for document in self._documents.values():
            for relation in document.relations:
                self._naming[_key(relation.target)].append((document.symbol, relation))

    def of(self, symbol: str, kind: str | None = None) -> tuple[Relation, ...]:
        """The relations of `symbol`, held or not, also those that other documents state; or of one kind.

        The source of a relation that another document states is that document's place. Series are not
        among them: they are known by title, and no text states them (`earlier`, `newer`).
        """
        document = self.held(symbol)
        found: dict[tuple[str, str], Relation] = {}
        for relation in document.relations if document else ():
            own = canonical(relation.kind)
            found.setdefault((own, _key(relation.target)), replace(relation, kind=own))
        for naming, relation in self._naming.get(_key(symbol), ()):
            other = inverse(relation.kind)
            if other is not None:
                stated = Relation(other, str(naming), relation.source)
                found.setdefault((other, _key(naming)), stated)
        wanted = canonical(kind) if kind else None
        return tuple(r for r in found.values() if wanted in (None, r.kind))

    def held(self, symbol: str) -> Document | None:
        """The document under `symbol`, if it is one of them."""
        return self._documents.get(_key(symbol))

    def replies(self, letter: Document) -> list[Document]:
        """The letters held that answer `letter`: by its symbol, or by its date where no other has it.

        Letters of later dates are read for it, unless one is known to answer.
        """
        known = [self.held(r.target) for r in self.of(letter.symbol, "replied to by")]
        found = [document for document in known if document is not None]
        if known:
            return found
        letters = [d for d in self._documents.values() if d.kind is DocumentKind.LETTER]
        alone = sum(d.date == letter.date for d in letters) == 1
        later = (d for d in letters if d.date >= letter.date and d is not letter) if alone else ()
        return [d for d in later if answering(d, letter)]

    def newer(self, document: Document) -> list[Document]:
        """The later adopted resolutions of the series that `document` is of, oldest first.

        A later one has the same title, or builds on an earlier one of the series under a title alike.
        For a draft, the resolution that it became is not newer than it.
        """
        became = {_key(r.target) for r in self.of(document.symbol, ADOPTED_AS)}
        return [
            d
            for d in self.series(document)
            if _order(d) > _order(document) and _key(d.symbol) not in became
        ]

    def earlier(self, document: Document) -> list[Document]:
        """The earlier adopted resolutions of the series that `document` is of, oldest first."""
        return [d for d in self.series(document) if _order(d) < _order(document)]

    def series(self, document: Document) -> list[Document]:
        """The adopted resolutions of one organ on the item of `document`, oldest first, itself too."""
        chosen = {_key(document.symbol): document}
        waiting = [document]
        while waiting:
            member = waiting.pop()
            for other in self._near(member):
                kin = titles.are_kin(document.titles, other.titles)
                adopted = other.status is Status.ADOPTED and _key(other.symbol) not in chosen
                if adopted and kin and self._is_next(member, other):
                    chosen[_key(other.symbol)] = other
                    waiting.append(other)
        return sorted((d for d in chosen.values() if d.status is Status.ADOPTED), key=_order)

    def drafts(self, document: Document) -> list[Document]:
        """The drafts of the series that `document` is of, oldest first."""
        once = {
            _key(draft.symbol): draft
            for member in self.series(document)
            for draft in self._near(member)
            if draft.status is Status.DRAFT and self._is_next(member, draft)
        }
        return sorted(once.values(), key=_order)

    def continued(self) -> list[tuple[Document, Document]]:
        """Each resolution with the next of its series: pairs of "continues"."""
        pairs = []
        for document in self._adopted:
            later = self.newer(document)
            pairs += [(later[0], document)] if later else []
        return pairs

    @cached_property
    def _adopted(self) -> tuple[Document, ...]:
        found = (d for d in self._documents.values() if d.status is Status.ADOPTED)
        return tuple(sorted(found, key=_order))

    def _near(self, document: Document) -> list[Document]:
        """The resolutions and drafts that may be of its series: of one title, or tied to it by their text."""
        found = [d for key in _title_keys(document) for d in self._titled.get(key, ())]
        tied = (r for r in self.of(document.symbol) if r.kind in _TIES)
        found += [d for r in tied if (d := self.held(r.target)) is not None]
        return [d for d in found if d.organ == document.organ and d.status in _OF_SERIES]

    @cached_property
    def _titled(self) -> dict[tuple[str, str], list[Document]]:
        """The documents by what is compared of their titles, in each language."""
        found: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for document in self._documents.values():
            for key in _title_keys(document):
                found[key].append(document)
        return found

    def _is_next(self, one: Document, other: Document) -> bool:
        """Whether two resolutions are of one series, in either order.

        An organ does not take up one item twice on a day: what it then adopts under titles that are
        only alike is two items.
        """
        if titles.are_same(one.titles, other.titles):
            return True
        builds = self._builds(one, other) or self._builds(other, one)
        return builds and one.date != other.date and titles.are_alike(one.titles, other.titles)

    def _builds(self, later: Document, earlier: Document) -> bool:
        return any(
            relation.kind in _BUILDS_ON and _key(relation.target) == _key(earlier.symbol)
            for relation in later.relations
        )


def newest(documents: Iterable[Document]) -> Document | None:
    """The latest adopted resolution of `documents` by date, then by number; None where none is adopted.

    A draft is never the newest resolution, whatever its date.
    """
    adopted = [d for d in documents if d.status is Status.ADOPTED]
    return max(adopted, key=_order, default=None)


def _order(document: Document) -> tuple[str, tuple[int, ...]]:
    numbers = tuple(map(int, re.findall(r"\d+", document.symbol)))
    return document.date.isoformat(), numbers


def _title_keys(document: Document) -> list[tuple[str, str]]:
    return [(code, titles.key(title, code)) for code, title in document.titles.items()]


@lru_cache(maxsize=65536)
def _key(symbol: str) -> str:
    """One spelling: the letter of a resolution in parts may stand apart (A/RES/54/237 C)."""
    return re.sub(r" (?=[A-Z](?:-[A-Z])?$)", "", str(symbol)).rstrip("*")
