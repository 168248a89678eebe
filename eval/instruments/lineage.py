"""Lineage: whether paragraphs are matched as a careful reader matches them.

Counted over every paragraph that the gold places, of both documents of a pair:

- `paragraphs placed`: a paragraph is right if the set of its partners in the other document is the gold's,
  which is empty for what is new or gone. One that the comparison leaves out is wrong.
- `links`: a link is a paragraph and one of its partners; a paragraph split in two has two. Precision is the
  share of the links found that are gold, recall the share of the gold's that are found, F1 their harmonic
  mean. Links of paragraphs that the gold does not place (a closing line) are passed over.

Strictly, and again with what is doubtful left out: paragraphs that stand in a doubtful group, and links
that such a group makes or could make. Intervals draw pairs of documents again; a pair in several languages is
drawn with all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from eval.instruments.figures import ALL, F1, PRECISION, RECALL, SHARE, Measured
from eval.instruments.gold import Group, PairGold

if TYPE_CHECKING:
    from assistant import Assistant, Comparison
    from index.document import Document
    from index.words import Language

PLACED = "paragraphs placed"
LINK_PRECISION, LINK_RECALL, LINK_F1 = "link precision", "link recall", "link F1"
SURE = ", doubtful left out"
"""What the names of measures end in that leave out what is doubtful."""

MEASURES = tuple(
    name + end for end in ("", SURE) for name in (PLACED, LINK_PRECISION, LINK_RECALL, LINK_F1)
)

Links = frozenset[tuple[str, str]]
Side = int
Partners = Mapping[tuple[Side, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Placing:
    """How the paragraphs of a pair were placed: by the gold, and by the program.

    `found` has every paragraph that the program listed, so that one without partners is told from one that
    was left out.
    """

    gold: PairGold
    found: tuple[Group, ...]

    def counts(self, sure: bool) -> tuple[int, int]:
        """How many paragraphs are placed right, of how many."""
        judged = [self.is_right(side, locator) for side, locator in self._judged(sure)]
        return sum(judged), len(judged)

    def links(self, sure: bool) -> tuple[int, int, int]:
        """How many links are in both, found, and gold."""
        left_out = _links(self.gold.doubtful) if sure else frozenset()
        placed = [frozenset(side) for side in self.gold.sides]
        held = {(a, b) for a, b in _links(self.found) if a in placed[0] and b in placed[1]}
        found, gold = held - left_out, _links(self.gold.pairs) - left_out
        return len(found & gold), len(found), len(gold)

    def is_right(self, side: Side, locator: str) -> bool:
        """Whether the paragraph has the gold's partners."""
        wanted = _partners(self.gold.pairs).get((side, locator), frozenset())
        return _partners(self.found).get((side, locator)) == wanted

    def failures(self) -> Iterator[str]:
        """A line for each paragraph that is not placed as in the gold."""
        gold, found = _partners(self.gold.pairs), _partners(self.found)
        doubtful = _partners(self.gold.doubtful)
        for side, locator in self._judged(sure=False):
            at = side, locator
            if self.is_right(*at):
                continue
            symbol = (self.gold.earlier, self.gold.later)[side]
            wanted = ", ".join(sorted(gold.get(at, ()))) or "nothing"
            got = found.get(at)
            shown = "left out" if got is None else ", ".join(sorted(got)) or "nothing"
            doubt = " (doubtful)" if at in doubtful else ""
            yield f"{symbol}#{locator}: gold {wanted}, found {shown}{doubt}"

    def _judged(self, sure: bool) -> list[tuple[Side, str]]:
        left_out = _partners(self.gold.doubtful) if sure else {}
        places = [(side, x) for side, own in enumerate(self.gold.sides) for x in own]
        return [place for place in places if place not in left_out]


def place(assistant: Assistant, gold: PairGold) -> Placing:
    """The two documents of `gold`, compared; raises the errors of `Assistant.compare`."""
    found = assistant.compare(gold.earlier, gold.later, language=gold.language)
    return Placing(gold, tuple(_groups(found, gold)))


def measure(placings: Sequence[Placing]) -> list[Measured]:
    """Every measure over all pairs, and the first by language and for each pair."""
    languages = dict.fromkeys(placing.gold.language for placing in placings)
    found = list(_figures(placings, ALL))
    for language in languages if len(languages) > 1 else ():
        own = [placing for placing in placings if placing.gold.language == language]
        found += _placed(own, language)
    return [*found, *(row for p in placings for row in _placed([p], p.gold.name))]


def usable(
    golds: Iterable[PairGold], documents: Mapping[str, Document]
) -> tuple[list[PairGold], list[str]]:
    """The pairs of which every paragraph is among `documents`, by symbol; and what is not."""
    kept: list[PairGold] = []
    missing: list[str] = []
    for gold in golds:
        lacking = [symbol for symbol in (gold.earlier, gold.later) if symbol not in documents]
        if not lacking:
            lacking = [
                f"{symbol}#{locator} ({gold.language})"
                for symbol, own in zip((gold.earlier, gold.later), gold.sides, strict=True)
                for locator in sorted(set(own) - _locators(documents[symbol], gold.language))
            ]
        missing += lacking
        kept += [] if lacking else [gold]
    return kept, missing


def _locators(document: Document, language: Language) -> set[str]:
    return {str(p.locator) for p in document.paragraphs if language in p.versions}


def _clusters(placings: Iterable[Placing]) -> list[list[Placing]]:
    """The same two documents together, in whatever languages."""
    found: defaultdict[tuple[str, str], list[Placing]] = defaultdict(list)
    for placing in placings:
        found[placing.gold.earlier, placing.gold.later].append(placing)
    return list(found.values())


def _placed(placings: Sequence[Placing], slice: str) -> Iterator[Measured]:
    yield from (row for row in _figures(placings, slice) if row.measure == PLACED)


def _figures(placings: Sequence[Placing], slice: str) -> Iterator[Measured]:
    for end, sure in (("", False), (SURE, True)):
        placed = [_sums(p.counts(sure) for p in own) for own in _clusters(placings)]
        yield SHARE.figure(PLACED + end, placed, sum(counts[-1] for counts in placed), slice)
        links = [_sums(p.links(sure) for p in own) for own in _clusters(placings)]
        gold = sum(counts[-1] for counts in links)
        statistics = ((LINK_PRECISION, PRECISION), (LINK_RECALL, RECALL), (LINK_F1, F1))
        for name, statistic in statistics:
            yield statistic.figure(name + end, links, gold, slice)


def _sums(rows: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def _groups(comparison: Comparison, gold: PairGold) -> Iterator[Group]:
    """The groups of `comparison`, the gold's earlier document first."""
    turned = comparison.earlier.symbol != gold.earlier
    for pair in comparison.pairs:
        sides = [tuple(c.locator for c in side) for side in (pair.earlier, pair.later)]
        yield (sides[1], sides[0]) if turned else (sides[0], sides[1])


def _links(groups: Iterable[Group]) -> Links:
    return frozenset(link for before, after in groups for link in product(before, after))


def _partners(groups: Iterable[Group]) -> Partners:
    """The partners of each paragraph of `groups`; of several groups with it, those of all."""
    found: defaultdict[tuple[Side, str], frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        for side, other in ((0, 1), (1, 0)):
            for locator in group[side]:
                found[side, locator] |= frozenset(group[other])
    return dict(found)
