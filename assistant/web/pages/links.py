"""Addresses of pages, below the server's root path and in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from index.errors import SymbolError
from index.symbol import Symbol

if TYPE_CHECKING:
    from starlette.requests import Request

    from index.words import Language


def document_path(symbol: str) -> str:
    """The path of a document's page: `/documents/A/RES/72/7`."""
    return f"/documents/{quote(symbol, safe='/')}"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the addresses that the pages for one request link to."""

    root: str
    lang: Language
    collection: str | None = None

    @classmethod
    def of(cls, request: Request, lang: Language, collection: str | None = None) -> Links:
        """Those of a page in the language `lang`, of `collection` if that is not the one served."""
        return cls(request.scope.get("root_path", ""), lang, collection)

    def to(self, path: str, fragment: str = "", **query: object) -> str:
        """The address of the page at `path`; what is None or empty in `query` is left out."""
        wished = {"collection": self.collection, **query}
        given = {name: value for name, value in wished.items() if value not in (None, "")}
        end = f"#{quote(fragment)}" if fragment else ""
        return f"{self.root}{path}?{urlencode({'lang': self.lang} | given)}{end}"

    def document(self, symbol: str, fragment: str = "", **query: object) -> str:
        """The address of a document's page; `fragment` is a paragraph's place."""
        return self.to(document_path(symbol), fragment, **query)

    def quote(self, symbol: str, locator: str, language: str, start: int, end: int) -> str:
        """The address at which a document's page shows a quote in its paragraph, marked."""
        return self.document(
            symbol, locator, paragraph=locator, language=language, start=start, end=end
        )


def official_link(symbol: str, language: Language) -> str | None:
    """The official document in `language`; None where `symbol` is none, as a catalogue may have it."""
    try:
        return Symbol(symbol).link(language)
    except SymbolError:
        return None
