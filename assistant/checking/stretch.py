"""What one paragraph of running text cites: its documents, and the places of paragraphs that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.checking.again import find_again
from assistant.checking.links import ibid, load_links
from assistant.checking.mentions import (
    MASK,
    Named,
    alike,
    find_named,
    language_of,
    speaks_of_other,
)
from assistant.checking.model import CitedPlace
from assistant.checking.parts import of_ordinal, of_part, part_near
from assistant.checking.pinpoints import Pinpoint, find_pinpoints, pinpoint_behind
from assistant.checking.places import Held, locate, locate_in_annex
from assistant.checking.sentences import Sentences
from assistant.checking.shorthand import find_abbreviated, find_bare
from index.roman import from_roman
from index.symbol import Symbol
from index.words import Language

# What ends the mention of a place that goes without a document: "in paragraph 2, the Assembly …".
_PARTS, _LETTER = re.compile(f"[;；؛{MASK}]"), re.compile(r"[^\W\d_]")
# How far an "ibid." may stand from its source, and what begins a note.
NEAR, NOTE_HEAD = 1_000, re.compile(r"(?m)^[ \t]*(?:\[\^[^\]\s]{1,20}\]:|\[\d{1,3}\]|[¹²³⁴-⁹])")
_CLOSED = re.compile(r"[)）\]。]|\.\s+[A-ZÀ-ÞА-Я]")
_BARE = re.compile(r"\s?[,،，]?\s?[(（]?")
_FEW_LETTERS = 12
_CLAUSE, _AHEAD = re.compile(f'[.,;:，。；：،؛{MASK}“«„"「]'), 40
_ALONE = re.compile(r"\s*(?:[,;:.)\]،，：。；、\ufffc“«„\"「]|$)")


@dataclass(frozen=True, slots=True)
class Before:
    """What the text before a paragraph names: the documents of the last one that names any.

    `context` is the document that the paragraph's own places are of where it names none, or None;
    `language` that of the line above a list.
    """

    symbols: tuple[Symbol, ...] = ()
    context: Symbol | None = None
    language: Language | None = None


class Stretch:
    """Reads one paragraph, which begins at `offset` of the text; `before`: what is named before it."""

    def __init__(self, text: str, offset: int, held: Held, before: Before) -> None:
        self.text, self.offset, self.held = text, offset, held
        few = sum(map(str.isalpha, text.replace(MASK, ""))) < _FEW_LETTERS
        self.language = before.language if few and before.language else language_of(text)
        self.links = [load_links(code) for code in alike(self.language)]
        self.named = find_named(text, self.language)
        self._add_named(find_abbreviated(text))
        self._add_named(n for n in find_bare(text) if held.find(n.symbol))
        own = list(self.named)
        self.symbols = tuple(dict.fromkeys(named.symbol for named in own))
        self.ibid: list[Named] = []
        self._add_ibid(before.symbols[-1] if before.symbols else None)
        self.silent: list[Named] = list(find_again(text, self.language, own, before.symbols))
        if before.context is not None and not own:
            self.silent.append(Named(before.context, 0, 0))
        self._add_named(self.silent)
        self.implied: list[CitedPlace] = []
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
            if symbol and len(gap) < NEAR and len(NOTE_HEAD.findall(gap)) <= 1:
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
                    same = alone.setdefault((pinpoint.start, pinpoint.end), [])
                    # "1-4" names three places with its last number.
                    same += [] if pinpoint in same else [pinpoint]
                else:
                    _add(pinpoint, own[owner])
        self._add_listed(own, alone)
        for named, pinpoints in own.items():
            if not pinpoints and named in self.silent:
                self.implied += [self._place(named, None)] if named.end else []
            elif not pinpoints:
                yield self._place(named, None)
                if named in self.ibid:
                    self.again.append((named.start + self.offset, named.end + self.offset))
            for number, pinpoint in enumerate(pinpoints):
                yield self._place(named, pinpoint, apart=number > 0 or not named.end)
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
        leads = self.text[pinpoint.end : behind[0].start] if behind else ""
        goes_on = not _PARTS.search(leads) and not _CLOSED.search(leads)
        if behind and goes_on and _LETTER.search(leads) and self._links(leads, "of"):
            return behind[0]
        if before:
            gap = self.text[before[-1].end : pinpoint.start]
            if not _PARTS.search(gap) and self._links(gap, "behind"):
                return before[-1]
        # The place first, and the document right behind it: "OP2, A/RES/72/7", "OP2 (A/RES/72/7)".
        return behind[0] if behind and _BARE.fullmatch(leads) else None

    def _links(self, gap: str, side: str) -> bool:
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
        if not before or not (_ALONE.match(self.text, span[1]) or self._ends(span[1])):
            return None
        owner = before[-1]
        start, _ = self.sentences.around(*span)
        if start <= owner.start and owner.end:
            return owner if len({n.symbol for n in self.named}) == 1 else None
        gap = self.text[owner.end : span[1]]
        others = any(links.others.search(gap) for links in self.links) or NOTE_HEAD.search(gap)
        is_only = len({named.symbol for named in before}) == 1
        return owner if is_only and not others and not speaks_of_other(gap, [owner]) else None

    def _ends(self, at: int) -> bool:
        """Whether the mention of a place ends at `at`: no words follow that tell what it is of."""
        rest = _CLAUSE.split(self.text[at : at + _AHEAD], maxsplit=1)[0]
        return not any(n.of_any.match(rest) or n.others.search(rest) for n in self.links)

    def _annex(self, pinpoint: Pinpoint) -> int:
        """The number of the annex that a place without one of its own is of; 0 for none."""
        if pinpoint.locator and pinpoint.locator.divisions:
            return 0
        lead = self.text[max(0, pinpoint.start - _AHEAD) : pinpoint.start]
        match = next(filter(None, (links.annex.search(lead) for links in self.links)), None)
        if match is None:
            return 0
        number = match["number"] or "1"
        return int(number) if number.isdecimal() else from_roman(number.lower()) or 1

    def _place(self, named: Named, pinpoint: Pinpoint | None, apart: bool = False) -> CitedPlace:
        start = min(named.start, pinpoint.start) if pinpoint and not apart else named.start
        end = max(named.end, pinpoint.end) if pinpoint and not apart else named.end
        if pinpoint and apart:
            start, end = pinpoint.start, pinpoint.end
        annex = self._annex(pinpoint) if pinpoint else 0
        if pinpoint and annex:
            symbol, locator, verdict = locate_in_annex(named.symbol, pinpoint, annex, self.held)
        else:
            symbol, locator, verdict = locate(named.symbol, pinpoint, self.held)
        return CitedPlace(
            start=start + self.offset,
            end=end + self.offset,
            text=self.text[start:end],
            symbol=str(symbol),
            locator=None if locator is None else str(locator),
            verdict=verdict,
            among=self._among(named, pinpoint)
            if verdict == "held" and not (locator or annex)
            else (),
        )

    def _among(self, named: Named, pinpoint: Pinpoint | None) -> tuple[str, ...]:
        """The paragraphs that may be meant where a part of a resolution is named and no paragraph."""
        document = self.held.find(named.symbol)
        if document is None or not (named.symbol.is_resolution or named.symbol.is_draft):
            return ()
        if pinpoint is not None:
            return of_ordinal(pinpoint, document)
        head = part_near(self.text, named, self.language, self._links)
        return of_part(head, document) if head else ()


def _add(pinpoint: Pinpoint, found: list[Pinpoint]) -> None:
    """Add a place to those `found`; one that tells more than another there takes its stead."""
    for number, other in enumerate(found):
        if _overlap(pinpoint, other):
            told = other.locator.items if other.locator else other.items
            is_same = pinpoint.number == _number(other)
            # "paragraph 2" of "paragraph 2 of the preamble"
            is_part = pinpoint.head in ("pp", "op") and pinpoint.end > other.end
            if is_same and (is_part or (pinpoint.items and not told)):
                found[number] = pinpoint
            return
    found.append(pinpoint)


def _number(pinpoint: Pinpoint) -> int | None:
    return pinpoint.locator.number if pinpoint.locator else pinpoint.number


def _overlap(a: Pinpoint, b: Pinpoint) -> bool:
    if (a.start, a.end) == (b.start, b.end) and not (a.locator or b.locator):
        # "4 to 6" names three places.
        return a.number == b.number
    return a.start < b.end and b.start < a.end
