"""Every symbol and paragraph that a text cites, each looked up among the documents held."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.again import may_name_again
from assistant.checking.links import ibid
from assistant.checking.lists import Listed, find_listed
from assistant.checking.marks import ALL, paragraph_ends
from assistant.checking.mentions import MASK, language_of, names_documents
from assistant.checking.model import CitedPlace
from assistant.checking.places import Held
from assistant.checking.stretch import NEAR, Before, Stretch
from index.locator import Locator
from index.search import Index
from index.symbol import Symbol
from index.words import Language

# A paragraph that is longer is read in parts.
_LONGEST = 20_000
# A parenthesis right behind a quotation.
_BEHIND = re.compile(rf"{MASK}[.!?。！？]?[{re.escape(ALL)}][.,;。，；]?\s?[(（\[]")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text cites: `places` in order, and `loose`, the spans of paragraphs of unnamed documents.

    `implied` are documents that are named again without a symbol ("that resolution"), `items` the parts of
    lists, with the lines that say what they are of.
    """

    places: tuple[CitedPlace, ...]
    loose: tuple[tuple[int, int], ...]
    implied: tuple[CitedPlace, ...] = ()
    items: tuple[Listed, ...] = ()


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with the words of quotations masked, but for the mark that ends one."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start < at:
            continue
        last = text[end - 1] if text[end - 1] in ".!?。！？" else MASK
        pieces += [text[at:start], MASK * (end - start - 1), last]
        at = end
    return "".join([*pieces, text[at:]])


def find_cited(text: str, index: Index) -> Cited:
    """What `text`, whose quotations are `masked`, cites."""
    reading = _Reading(Held(index), list(find_listed(text)))
    for start, end in _paragraphs(text, reading.listed):
        reading.read(text[start:end], start)
    places = sorted(reading.places, key=lambda p: (p.start, p.end))
    return Cited(
        places=tuple(_with_same(places, frozenset(reading.again))),
        loose=tuple(reading.loose),
        implied=tuple(reading.implied),
        items=tuple(item for item in reading.listed if item.is_item),
    )


class _Reading:
    """Reads the paragraphs of a text in order, each with what those before it name."""

    def __init__(self, held: Held, listed: Sequence[Listed]) -> None:
        self.held, self.listed = held, listed
        self.places: list[CitedPlace] = []
        self.implied: list[CitedPlace] = []
        self.loose: list[tuple[int, int]] = []
        self.again: list[tuple[int, int]] = []
        self._by_start = {item.start: item for item in listed}
        self._named: list[tuple[int, Symbol]] = []
        self._contexts: dict[int, Symbol] = {}
        self._heads: dict[tuple[int, int], Symbol | None] = {}
        self._last: tuple[Symbol, ...] = ()
        self._language: Language | None = None

    def read(self, text: str, start: int) -> None:
        """Read the paragraph that begins at `start`."""
        context = self._context(start, text)
        if context:
            self._contexts[start] = context
        if not names_documents(text):
            known = self._last or ((context,) if context else ())
            if not (known and self._refers(text, context)):
                self._last = self._last if len(text) < NEAR else ()
                return
        language = self._language if context else None
        found = Stretch(text, start, self.held, Before(self._last, context, language))
        self._language = found.language
        self.places += found.places()
        self.implied += found.implied
        self.loose += found.loose
        self.again += found.again
        self._named += [(start + n.start, n.symbol) for n in found.named if n not in found.silent]
        self._last = found.symbols or self._last

    def _refers(self, text: str, context: Symbol | None) -> bool:
        """Whether a paragraph that names no document may yet cite one."""
        if ibid().search(text) or may_name_again(text, language_of(text)):
            return True
        return context is not None and any(map(str.isalnum, text.replace(MASK, "")))

    def _context(self, start: int, text: str) -> Symbol | None:
        """The document that the line above a list, or a heading, names, where it names one alone."""
        item = self._by_start.get(start)
        if item is None:
            return self._only(text)
        head = item.head_start, item.head_end
        if head not in self._heads:
            first, last = (bisect_left(self._named, (at,)) for at in head)
            named = {symbol for _, symbol in self._named[first:last]}
            outer = self._contexts.get(head[0])
            self._heads[head] = outer if not named else named.pop() if len(named) == 1 else None
        return self._heads[head]

    def _only(self, text: str) -> Symbol | None:
        """The only document that the text has named so far, where a quotation has a place behind it."""
        named = {symbol for _, symbol in self._named}
        is_only = len(named) == 1 and bool(self._last) and _BEHIND.search(text) is not None
        return named.pop() if is_only else None


def _with_same(
    places: Sequence[CitedPlace], again: frozenset[tuple[int, int]]
) -> Iterator[CitedPlace]:
    """`places`, each "ibid." that gives no other paragraph with that of the place before it."""
    before: CitedPlace | None = None
    for place in places:
        is_same = before is not None and before.symbol == place.symbol
        if before is not None and is_same and (place.start, place.end) in again:
            place = place.model_copy(update={"locator": before.locator, "verdict": before.verdict})
        yield place
        before = place


def _paragraphs(text: str, listed: Sequence[Listed]) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text, each item of a list by itself."""
    cuts = {place for item in listed for place in (item.start, item.head_start) if place}
    start = 0
    for end in sorted(cuts | set(paragraph_ends(text))):
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end


def is_at(locator: str, place: str) -> bool:
    """Whether what stands at `locator` stands at `place`: there, or in one of its items."""
    return locator == place or Locator(locator).startswith(f"{place}.")


def spans_of(places: Sequence[CitedPlace]) -> list[tuple[int, int]]:
    """Where `places` stand."""
    return [(place.start, place.end) for place in places]
