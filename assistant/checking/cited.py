"""Every symbol and paragraph that a text cites, each looked up among the documents held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.checking.links import ibid, load_links
from assistant.checking.marks import paragraph_ends
from assistant.checking.mentions import (
    MASK,
    Named,
    Pinpoint,
    alike,
    find_named,
    find_pinpoints,
    language_of,
    names_documents,
    pinpoint_behind,
    speaks_of_other,
)
from assistant.checking.model import CitedPlace
from assistant.checking.places import Held, locate
from assistant.checking.sentences import Sentences
from assistant.checking.shorthand import find_abbreviated, find_bare
from index.locator import Locator
from index.search import Index
from index.symbol import Symbol

# A paragraph that is longer is read in parts.
_LONGEST = 20_000
# What ends the mention of a place that goes without a document: "in paragraph 2, the Assembly …".
_PARTS, _LETTER = re.compile(f"[;；؛{MASK}]"), re.compile(r"[^\W\d_]")
# How far an "ibid." may stand from its source, and what begins a note.
_NEAR, _NOTE_HEAD = 1_000, re.compile(r"(?m)^[ \t]*(?:\[\^[^\]\s]{1,20}\]:|\[\d{1,3}\]|[¹²³⁴-⁹])")
_ALONE = re.compile(r"\s*(?:[,;:.)\]،，：。；、\ufffc“«„\"「]|$)")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text cites: `places` in order, and `loose`, the spans of paragraphs of unnamed documents."""

    places: tuple[CitedPlace, ...]
    loose: tuple[tuple[int, int], ...]


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
    held = Held(index)
    places: list[CitedPlace] = []
    loose: list[tuple[int, int]] = []
    again: list[tuple[int, int]] = []
    last: Symbol | None = None
    for start, end in _paragraphs(text):
        stretch = text[start:end]
        if not (names_documents(stretch) or (last and ibid().search(stretch))):
            last = last if end - start < _NEAR else None
            continue
        found = _Stretch(stretch, start, held, last)
        places += found.places()
        loose += found.loose
        again += found.again
        last = found.named[-1].symbol if found.named else None
    ordered = sorted(places, key=lambda p: (p.start, p.end))
    return Cited(tuple(_with_same(ordered, frozenset(again))), tuple(loose))


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


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in paragraph_ends(text):
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end


class _Stretch:
    """Reads one paragraph, which begins at `offset` of the text."""

    def __init__(self, text: str, offset: int, held: Held, last: Symbol | None = None) -> None:
        self.text, self.offset, self.held = text, offset, held
        self.language = language_of(text)
        self.links = [load_links(code) for code in alike(self.language)]
        self.named = find_named(text, self.language)
        self._add_named(find_abbreviated(text))
        self._add_named(n for n in find_bare(text) if held.find(n.symbol))
        self.ibid: list[Named] = []
        self._add_ibid(last)
        self.again: list[tuple[int, int]] = []
        self.sentences = Sentences(text)
        self.loose: list[tuple[int, int]] = []

    def _add_named(self, found: Iterable[Named]) -> None:
        """Add documents named where none is yet."""
        for named in found:
            if not any(n.start < named.end and named.start < n.end for n in self.named):
                self.named.append(named)
        self.named.sort(key=lambda named: named.start)

    def _add_ibid(self, last: Symbol | None) -> None:
        """Add each "ibid." as the document named before it; `last` is that of the text before.

        Where a note stands between, its source is no document that is known.
        """
        for match in ibid().finditer(self.text):
            before = [named for named in self.named if named.end <= match.start()]
            symbol = before[-1].symbol if before else last
            since = before[-1].end if before else 0
            gap = self.text[since : match.start()]
            if symbol and len(gap) < _NEAR and len(_NOTE_HEAD.findall(gap)) <= 1:
                self.ibid.append(Named(symbol, *match.span()))
                self._add_named(self.ibid[-1:])

    def places(self) -> Iterator[CitedPlace]:
        """What the paragraph cites, each document with its paragraphs, or as a whole."""
        own: dict[Named, list[Pinpoint]] = {named: [] for named in self.named}
        alone: dict[tuple[int, int], list[Pinpoint]] = {}
        for named in self.named:
            if pinpoint := pinpoint_behind(self.text, named, self.language):
                own[named].append(pinpoint)
        for named in self.named:
            for pinpoint in find_pinpoints(self.text, named, self.language, self.named):
                owner = self._owner(pinpoint)
                if owner is None:
                    alone.setdefault((pinpoint.start, pinpoint.end), [pinpoint])
                elif not any(_overlap(pinpoint, other) for other in own[owner]):
                    own[owner].append(pinpoint)
        self._add_listed(own, alone)
        for named, pinpoints in own.items():
            if not pinpoints:
                yield self._place(named, None)
                if named in self.ibid:
                    self.again.append((named.start + self.offset, named.end + self.offset))
            for number, pinpoint in enumerate(pinpoints):
                yield self._place(named, pinpoint, apart=number > 0)
        yield from self._alone(own, alone)

    def _add_listed(
        self,
        own: dict[Named, list[Pinpoint]],
        alone: dict[tuple[int, int], list[Pinpoint]],
    ) -> None:
        """Take "3" of "paragraphs 1 and 3 of resolution 72/7" to where the document's place stands."""
        for named, pinpoints in own.items():
            for pinpoint in list(pinpoints):
                for span, others in list(alone.items()):
                    near = min(abs(span[0] - pinpoint.end), abs(pinpoint.start - span[1]))
                    same = {o.head for o in others} == {pinpoint.head} and not pinpoint.locator
                    if near <= len(" and ") and same:
                        own[named] += alone.pop(span)

    def _owner(self, pinpoint: Pinpoint) -> Named | None:
        """The document that a place is of: the words between say so."""
        behind = [n for n in self.named if n.start >= pinpoint.end]
        before = [n for n in self.named if n.end <= pinpoint.start]
        if behind:
            gap = self.text[pinpoint.end : behind[0].start]
            if not _PARTS.search(gap) and _LETTER.search(gap) and self._links(gap, "of"):
                return behind[0]
        if before:
            gap = self.text[before[-1].end : pinpoint.start]
            if not _PARTS.search(gap) and self._links(gap, "behind"):
                return before[-1]
        return None

    def _links(self, gap: str, side: Literal["of", "behind"]) -> bool:
        """Whether the words of `gap` are such as stand between a place and the document that it is of."""
        return any(getattr(links, side).fullmatch(gap) for links in self.links)

    def _alone(
        self,
        own: dict[Named, list[Pinpoint]],
        alone: dict[tuple[int, int], list[Pinpoint]],
    ) -> Iterator[CitedPlace]:
        """Places that go without a document are of the only one named; else they are no places."""
        for span, pinpoints in alone.items():
            taken = any(_overlap(p, q) for p in pinpoints for ps in own.values() for q in ps)
            if taken:
                continue
            owner = self._meant_at(span)
            if owner is not None:
                yield from (self._place(owner, p, apart=True) for p in pinpoints)
            else:
                self.loose.append((span[0] + self.offset, span[1] + self.offset))

    def _meant_at(self, span: tuple[int, int]) -> Named | None:
        """The document that a place without one is of: the last named, if no other text is spoken of.

        Of several documents, one that is named in the same sentence.
        """
        before = [named for named in self.named if named.end <= span[0]]
        if not before or not _ALONE.match(self.text, span[1]):
            return None
        start, _ = self.sentences.around(*span)
        if start <= before[-1].start:
            return before[-1] if len({n.symbol for n in self.named}) == 1 else None
        gap = self.text[before[-1].end : span[1]]
        others = any(links.others.search(gap) for links in self.links) or _NOTE_HEAD.search(gap)
        is_only = len({named.symbol for named in before}) == 1
        return (
            before[-1] if is_only and not others and not speaks_of_other(gap, before[-1:]) else None
        )

    def _place(self, named: Named, pinpoint: Pinpoint | None, apart: bool = False) -> CitedPlace:
        start = min(named.start, pinpoint.start) if pinpoint and not apart else named.start
        end = max(named.end, pinpoint.end) if pinpoint and not apart else named.end
        if pinpoint and apart:
            start, end = pinpoint.start, pinpoint.end
        symbol, locator, verdict = locate(named.symbol, pinpoint, self.held)
        return CitedPlace(
            start=start + self.offset,
            end=end + self.offset,
            text=self.text[start:end],
            symbol=str(symbol),
            locator=None if locator is None else str(locator),
            verdict=verdict,
        )


def _overlap(a: Pinpoint, b: Pinpoint) -> bool:
    if (a.start, a.end) == (b.start, b.end) and not (a.locator or b.locator):
        # "4 to 6" names three places.
        return a.number == b.number
    return a.start < b.end and b.start < a.end


def is_at(locator: str, place: str) -> bool:
    """Whether what stands at `locator` stands at `place`: there, or in one of its items."""
    return locator == place or Locator(locator).startswith(f"{place}.")


def spans_of(places: Sequence[CitedPlace]) -> list[tuple[int, int]]:
    """Where `places` stand."""
    return [(place.start, place.end) for place in places]
