"""The collection of documents: what may be chosen from it, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.web.pages.query import read_number, read_word
from index.document import DocumentKind
from index.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.document import Document
    from index.words import Language

PAGE_LENGTH = 50
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its languages, which take a look at each of its paragraphs to tell."""

    document: Document
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader chose to see: empty for all."""

    kind: str = ""
    year: str = ""
    language: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """The filter that a query asks for."""
        return cls(*(read_word(query, name) for name in ("kind", "year", "language")))

    def passes(self, entry: Entry) -> bool:
        """Whether the document of `entry` is of that kind, year and language."""
        document = entry.document
        return (
            self.kind in ("", document.kind)
            and self.year in ("", str(document.date.year))
            and (not self.language or self.language in entry.languages)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Some of many entries; `number` counts from 1. `near` are pages to go to, 0 for a gap."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int

    @property
    def near(self) -> list[int]:
        """The first page, those around this one, and the last: `[1, 0, 7, 8, 9, 10, 11, 0, 400]`."""
        around = range(self.number - _NEAR, self.number + _NEAR + 1)
        numbers = sorted({1, self.pages, *(n for n in around if 1 <= n <= self.pages)})
        found: list[int] = []
        for number in numbers:
            if found and number > found[-1] + 1:
                found.append(0)
            found.append(number)
        return found


class Collection:
    """All documents, the newest first."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """An entry for each document."""
        ordered = sorted(self._documents, key=lambda d: (-d.date.toordinal(), d.symbol))
        return tuple(Entry(document, document.languages) for document in ordered)

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds that any document is of, in their usual order."""
        held = {entry.document.kind for entry in self.entries}
        return [kind for kind in DocumentKind if kind in held]

    @cached_property
    def years(self) -> list[str]:
        """The years of the documents, the latest first."""
        held = {entry.document.date.year for entry in self.entries}
        return [str(year) for year in sorted(held, reverse=True)]

    @cached_property
    def languages(self) -> list[Language]:
        """The languages that any document is held in."""
        held = {language for entry in self.entries for language in entry.languages}
        return [language for language in LANGUAGES if language in held]

    def page(self, chosen: Filter, number: str | None) -> Page:
        """A page of what passes: the first where `number` is none, the last where there are fewer."""
        found = [entry for entry in self.entries if chosen.passes(entry)]
        pages = max(1, -(-len(found) // PAGE_LENGTH))
        at = min(max(read_number(number) or 1, 1), pages)
        shown = found[(at - 1) * PAGE_LENGTH : at * PAGE_LENGTH]
        return Page(tuple(shown), at, pages, len(found))
