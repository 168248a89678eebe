"""Filters: which of the documents held are to be asked, by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from index.document import Document, DocumentKind, Status
from index.errors import FilterError
from index.symbol import Symbol
from index.usage import ORGANS
from index.words import Language

_ORGANS = {name.casefold(): organ for name, organ in ORGANS.items()}


@dataclass(frozen=True, slots=True)
class Filter:
    """Chooses documents: each field that is not empty must have one of its values.

    `bodies` are names of organs in any official language ("General Assembly", "Conseil de sécurité") or
    the letters that their symbols begin with ("A", "S", "E/CN.4"); `kinds` are of `DocumentKind`,
    `statuses` of `Status`; a document is of a year by its date, and of a language where it has a version
    in it. Raises `FilterError` for a value that none of them may have.
    """

    symbols: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "symbols", tuple(str(Symbol(s)) for s in self.symbols))
        _check("kind", self.kinds, list(DocumentKind))
        _check("status", self.statuses, list(Status))
        _check("language", self.languages, list(get_args(Language)))

    def __bool__(self) -> bool:
        return any(
            (self.symbols, self.bodies, self.kinds, self.years, self.languages, self.statuses)
        )

    def matches(self, document: Document) -> bool:
        """Whether `document` is one of those chosen."""
        return (
            (not self.symbols or str(document.symbol) in self.symbols)
            and (not self.bodies or any(_is_of(document, body) for body in self.bodies))
            and (not self.kinds or document.kind in self.kinds)
            and (not self.years or document.date.year in self.years)
            and (not self.languages or not set(self.languages).isdisjoint(document.languages))
            and (not self.statuses or document.status in self.statuses)
        )


def filter_of(
    bodies: Sequence[str] | None,
    kinds: Sequence[str] | None,
    years: Sequence[int] | None,
    languages: Sequence[str] | None,
    statuses: Sequence[str] | None,
) -> Filter | None:
    """The filter that the arguments make; None where they choose nothing. Raises `FilterError`."""
    chosen = Filter(
        bodies=tuple(bodies or ()),
        kinds=tuple(kinds or ()),
        years=tuple(years or ()),
        languages=tuple(languages or ()),
        statuses=tuple(statuses or ()),
    )
    return chosen or None


def _is_of(document: Document, body: str) -> bool:
    named = body.strip()
    if named.isupper() and named.isascii():
        return f"{document.symbol}/".startswith(f"{named}/")
    return document.organ.casefold() == _ORGANS.get(named.casefold(), named).casefold()


def _check(what: str, values: tuple[str, ...], known: list[str]) -> None:
    for value in values:
        if value not in known:
            raise FilterError(f"{value!r} is no {what}; give one of {', '.join(known)}")


def choose(documents: Iterable[Document], where: Filter | None) -> list[Document]:
    """Those of `documents` that `where` chooses, or all; raises `FilterError` where it chooses none."""
    chosen = [document for document in documents if where is None or where.matches(document)]
    if where is not None and not chosen:
        raise FilterError(
            "no document that is held is as the filter asks; "
            "mandate documents lists them with their kinds, dates and languages"
        )
    return chosen
