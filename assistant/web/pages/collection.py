"""The documents of a collection: what may be chosen from them, and the pages of the list.

Nothing here looks at paragraphs: there may be twenty thousand documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from assistant.web.pages.query import read_number, read_word
from index.document import DocumentKind, Status
from index.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.api import Assistant
    from index.document import Document
    from index.words import Language

PAGE_LENGTH = 50
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose to see: empty for all. `find` are words of the title, or of the symbol."""

    find: str = ""
    body: str = ""
    kind: str = ""
    year: str = ""
    language: str = ""
    status: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """The choice that a query makes."""
        return cls(*(read_word(query, field.name) for field in fields(cls)))

    def chosen(self, documents: Sequence[Document]) -> list[Document]:
        """Those of the `documents` that are of that body, kind, year, language and status."""
        words = self.find.casefold().split()
        return [d for d in documents if self._passes(d) and _has_words(d, words)]

    def _passes(self, document: Document) -> bool:
        return (
            self.body in ("", document.organ)
            and self.kind in ("", document.kind)
            and self.status in ("", document.status)
            and self.year in ("", str(document.date.year))
            and (not self.language or self.language in document.languages)
        )


def _has_words(document: Document, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = "\n".join([str(document.symbol), *document.titles.values()]).casefold()
    return all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of many documents; `number` counts from 1. `near` are pages to go to, 0 for a gap."""

    documents: tuple[Document, ...]
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
    """All documents of one state of a collection, the newest first."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents

    @cached_property
    def ordered(self) -> tuple[Document, ...]:
        """The documents, the newest first."""
        return tuple(sorted(self.documents, key=lambda d: (-d.date.toordinal(), d.symbol)))

    @cached_property
    def bodies(self) -> list[str]:
        """The organs that any document is of, by their English names, those with most documents first."""
        held = Counter(document.organ for document in self.documents if document.organ)
        return sorted(held, key=lambda organ: (-held[organ], organ))

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds that any document is of, in their usual order."""
        held = {document.kind for document in self.documents}
        return [kind for kind in DocumentKind if kind in held]

    @cached_property
    def statuses(self) -> list[str]:
        """The standings that any document has, in their usual order."""
        held = {document.status for document in self.documents}
        return [status for status in Status if status in held]

    @cached_property
    def years(self) -> list[str]:
        """The years of the documents, the latest first."""
        held = {document.date.year for document in self.documents}
        return [str(year) for year in sorted(held, reverse=True)]

    @cached_property
    def languages(self) -> list[Language]:
        """The languages that any document is held in."""
        held = {language for document in self.documents for language in document.languages}
        return [language for language in LANGUAGES if language in held]

    def page(self, choice: Choice, number: str | None) -> Page:
        """A page of what is chosen: the first where `number` is none, the last where there are fewer."""
        found = choice.chosen(self.ordered)
        pages = max(1, -(-len(found) // PAGE_LENGTH))
        at = min(max(read_number(number) or 1, 1), pages)
        shown = found[(at - 1) * PAGE_LENGTH : at * PAGE_LENGTH]
        return Page(tuple(shown), at, pages, len(found))


class Lists:
    """The list of each collection that readers have looked at, made anew when it has changed."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._lock = assistant, Lock()
        self._lists: dict[str | None, Collection] = {}

    def of(self, collection: str | None) -> Collection:
        """The newest list of `collection`; raises `CollectionError` where there is none."""
        documents = self._assistant.documents(collection=collection)
        with self._lock:
            found = self._lists.get(collection)
            # The state of an index gives the same documents each time, and another state others.
            if found is None or found.documents is not documents:
                found = self._lists[collection] = Collection(documents)
        return found
