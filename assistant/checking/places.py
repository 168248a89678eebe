"""Which paragraph of a document is meant by a place that a text names, and whether it is held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.model import PlaceVerdict
from assistant.checking.pinpoints import Pinpoint
from assistant.question.places import LAST
from index.document import Document
from index.errors import LocatorError
from index.locator import Locator, item_label
from index.search import Index
from index.symbol import Symbol

_YEAR = re.compile(r" \((?:19|20)\d\d\)$")


class Held:
    """The documents of an index by the symbols that they are cited by."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_symbol: dict[str, Symbol] = {}
        for document in index.documents:
            for symbol in (document.symbol, *document.symbol.parts):
                # Without the stars of a reissue, and without the year that the Council's have.
                for name in (str(symbol).rstrip("*"), str(symbol).partition(" (")[0]):
                    self._by_symbol.setdefault(name, document.symbol)

    def find(self, symbol: Symbol) -> Document | None:
        """The document under `symbol`, or None."""
        name = str(symbol).rstrip("*")
        held = self._by_symbol.get(name)
        if held is None and not name.startswith("S/"):
            # "A/RES/76/118 (2021)": the year is the writer's own; the Council's is part of the symbol.
            held = self._by_symbol.get(_YEAR.sub("", name))
        return None if held is None else self._index.document(str(held))

    def has(self, document: Document, locator: Locator) -> bool:
        """Whether the document has a paragraph there."""
        return self._index.find(str(document.symbol), locator) is not None


def locate(
    symbol: Symbol, pinpoint: Pinpoint | None, held: Held
) -> tuple[Symbol, Locator | None, PlaceVerdict]:
    """The document and the paragraph that are meant, and whether they are held.

    Where the words may mean several paragraphs, the document as a whole is meant.
    """
    document = held.find(symbol)
    if document is None:
        return symbol, _first(_meant(pinpoint, symbol, None)), "not held"
    wanted = list(_meant(pinpoint, document.symbol, document))
    if not wanted:
        return document.symbol, None, "held"
    for locator in wanted:
        if held.has(document, locator):
            return document.symbol, locator, "held"
    return document.symbol, wanted[0], "no such paragraph"


def locate_in_annex(
    symbol: Symbol, pinpoint: Pinpoint, annex: int, held: Held
) -> tuple[Symbol, Locator | None, PlaceVerdict]:
    """A numbered paragraph of an annex; the document as a whole, where its annex is not held so."""
    document = held.find(symbol)
    number = pinpoint.locator.number if pinpoint.locator else pinpoint.number
    for head in ("n", "op", "p") if document is not None and number and number > 0 else ():
        locator = Locator(f"annex{annex}.{head}{number}")
        if document is not None and held.has(document, locator):
            return document.symbol, locator, "held"
    return locate(symbol, None, held)


def _first(locators: Iterator[Locator]) -> Locator | None:
    return next(locators, None)


def _meant(
    pinpoint: Pinpoint | None, symbol: Symbol, document: Document | None
) -> Iterator[Locator]:
    """The locators that `pinpoint` may mean in a document, the likeliest first; none where in doubt."""
    if pinpoint is None:
        return
    if pinpoint.locator is not None:
        yield from _written(pinpoint.locator, symbol, document)
        return
    for head in _heads(pinpoint, symbol, document):
        for items in _items(pinpoint.items):
            try:
                yield Locator(".".join([head, *items]))
            except LocatorError:
                continue


def _written(locator: Locator, symbol: Symbol, document: Document | None) -> Iterator[Locator]:
    """A place as this program writes it. "paragraph 3" may be said of any numbered paragraph."""
    of_resolution = symbol.is_resolution or symbol.is_draft
    heads = {"op": ("op", "n", "p"), "n": ("op", "n", "p") if of_resolution else ("n", "op", "p")}
    if locator.divisions or locator.head not in heads:
        yield locator
        return
    for head in heads[locator.head][: None if document else 1]:
        for items in _items(locator.items):
            yield Locator(".".join([f"{head}{locator.number}", *items]))


def _heads(pinpoint: Pinpoint, symbol: Symbol, document: Document | None) -> Iterator[str]:
    number = pinpoint.number
    if number == LAST:
        yield from _last(pinpoint.head, document)
        return
    if pinpoint.head == "title":
        yield "title"
    elif pinpoint.head in ("pp", "op", "fn"):
        yield f"{pinpoint.head}{number}"
    elif pinpoint.head == "p" and (symbol.is_resolution or symbol.is_draft):
        # "Paragraph 3" of a resolution is its operative one; which is its third nobody can say.
        if pinpoint.is_numeral:
            yield f"op{number}"
    elif pinpoint.head == "p" and document is not None:
        yield from (f"n{number}", f"p{number}", f"op{number}")


def _last(head: str, document: Document | None) -> Iterator[str]:
    """The last preambular or operative paragraph of a document."""
    if head in ("pp", "op") and document is not None:
        held = [p.locator for p in document.paragraphs if not p.locator.divisions]
        numbers = [locator.number or 0 for locator in held if locator.head == head]
        if any(numbers):
            yield f"{head}{max(numbers)}"


def _items(items: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The sub-paragraphs as named; "first bullet" may be (a)."""
    yield items
    if len(items) == 1 and items[0][1:].isdigit():
        number = int(items[0][1:])
        if number > 0:
            yield (item_label(number, 0),)
    elif len(items) == 1 and len(items[0]) == 1:
        yield (f"b{ord(items[0]) - ord('a') + 1}",)
