"""Follows a paragraph from document to document.

What carries it is looked for by its rarest words. In the documents on the same matter, what carries that is
looked for again, so that a paragraph which changed a little each year is followed to its end. It must be
like the paragraph that was asked for too, or the chain would drift to another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.lineage.alike import Alike, find_alike
from assistant.lineage.candidates import Candidates
from assistant.lineage.carrying import Carried, carry
from assistant.lineage.likeness import likeness
from assistant.lineage.naming import names_another_matter
from assistant.lineage.passage import COMPARED, Passage, is_held
from assistant.lineage.reworded import find_reworded
from assistant.lineage.words import is_same_text
from index.document import Document, Paragraph
from index.search import Index
from index.words import Language

# The share of the shorter paragraph, by weight and less what is passed over, that both must have: in the
# documents on the same matter, and in others, which share the formulas of all resolutions. Of 61 places
# drawn from 8 pairs of successive resolutions, annotated by another reader, among 72,000 paragraphs: all
# that carry them were found, and nothing else.
_CARRIED, _ELSEWHERE = 0.6, 0.8
# What must be left of the paragraph that was asked for, where it is reached through others.
_OF_ORIGIN = 0.45
# Fewer words are a formula ("Takes note of the report of the Secretary-General"), which is carried on only
# in the documents on the same matter, by a paragraph that says no more.
_WORDS, _NO_MORE = 6, 0.8
# A paragraph that is so small a part of the other is no more than mentioned in it.
_PART = 0.15
# Where another paragraph has so many of the words that were found, and is more like, they are its own.
_SAME_WORDS = 0.8
# For so many paragraphs of a chain is looked what carries them.
_FOLLOWED = 24


@dataclass(frozen=True, slots=True)
class Link:
    """A paragraph of the chain, and the one before it that it is most like: none for the first.

    `language` is the one in which they were compared, `similarity` the share of the shorter one's weight.
    """

    paragraph: Paragraph
    before: Paragraph | None = None
    language: Language | None = None
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class _Found:
    """A paragraph that carries another, how far, and how like the two are as wholes."""

    paragraph: Paragraph
    carried: Carried
    alike: float


def follow(
    origin: Paragraph, index: Index, preferred: Sequence[Language], matter: Collection[str]
) -> tuple[list[Link], tuple[Alike, ...]]:
    """The paragraphs that carry `origin`, itself among them, by date; compared in `preferred` languages.

    `matter` are the symbols of the documents on the same matter. Beside them those most like it that were
    not found to carry it.
    """
    search = _Search(origin, index, preferred, matter)
    chain = sorted(search.chain(), key=lambda p: _order(p, index))
    links = [Link(chain[0])]
    for number, paragraph in enumerate(chain[1:], start=1):
        links.append(search.link(paragraph, chain[:number]))
    return links, search.alike({str(p.symbol) for p in chain})


class _Search:
    """The search for what carries one paragraph."""

    def __init__(
        self,
        origin: Paragraph,
        index: Index,
        preferred: Sequence[Language],
        matter: Collection[str],
    ) -> None:
        self._origin, self._index, self._matter = origin, index, matter
        self._candidates = Candidates(origin, index, preferred)

    def chain(self) -> list[Paragraph]:
        """The paragraphs that carry the origin, or one that does: the best of each document."""
        found = {str(self._origin.symbol): [self._origin]}
        waiting = [self._origin]
        for _ in range(_FOLLOWED):
            if not waiting:
                break
            step = waiting.pop(0)
            near = self._candidates.first if step is self._origin else self._candidates.like(step)
            carrying: dict[str, list[_Found]] = defaultdict(list)
            for one in self._carrying(step, near):
                if str(one.paragraph.symbol) not in found:
                    carrying[str(one.paragraph.symbol)].append(one)
            for symbol, those in carrying.items():
                found[symbol] = _best(those)
                waiting += found[symbol] if symbol in self._matter else []
        find_reworded(found, self._matter, self._index, self._candidates.shared_language)
        return [paragraph for those in found.values() for paragraph in those]

    def alike(self, carrying: Collection[str]) -> tuple[Alike, ...]:
        """The paragraphs most like the origin, of documents not among those `carrying` it."""
        return find_alike(self._origin, carrying, self._candidates)

    def link(self, paragraph: Paragraph, before: Sequence[Paragraph]) -> Link:
        """`paragraph` with the one of those `before` it that it is most like; of those alike the latest."""
        best: tuple[float, int] | None = None
        link = Link(paragraph)
        for number, other in enumerate(before):
            code = self._candidates.shared_language(other, paragraph)
            if other.symbol == paragraph.symbol or code is None:
                continue
            pair = (self._candidates.passage(p, code) for p in (other, paragraph))
            one, two = pair
            value = round(likeness(one, two), 2), number
            if best is None or value > best:
                best, link = value, Link(paragraph, other, code, carry(one, two).shared)
        return link

    def _carrying(self, step: Paragraph, near: Sequence[Paragraph]) -> Iterator[_Found]:
        for candidate in near:
            code = self._candidates.shared_language(step, candidate)
            if candidate.symbol == step.symbol or code is None:
                continue
            found = self._compare(step, candidate, code)
            if (
                found
                and not self._is_of_another_matter(candidate, code)
                and (step is self._origin or self._is_of_origin(candidate))
                and not self._is_anothers(step, found, code)
            ):
                yield found

    def _is_of_origin(self, candidate: Paragraph) -> bool:
        code = self._candidates.shared_language(self._origin, candidate)
        # One in another language is like what it was found by, which is like the origin.
        if code is None:
            return True
        pair = (self._candidates.passage(p, code) for p in (self._origin, candidate))
        return carry(*pair).score >= _OF_ORIGIN

    def _is_of_another_matter(self, candidate: Paragraph, code: Language) -> bool:
        """Whether a document on another matter says of that what the origin says of its own."""
        if str(candidate.symbol) in self._matter or not is_held(self._origin, code):
            return False
        pair = self._origin, candidate
        return names_another_matter(
            (pair[0].versions[code].text, pair[1].versions[code].text),
            (self._index.document(pair[0].symbol), self._index.document(pair[1].symbol)),
            code,
        )

    def _is_anothers(self, step: Paragraph, found: _Found, code: Language) -> bool:
        """Whether what was found is rather another paragraph of the step's own document, in the same words.

        Where two were merged each has words of its own in it.
        """
        if found.alike == 1.0:
            return False
        own, other = (self._candidates.passage(p, code) for p in (step, found.paragraph))
        told = carry(other, own).places
        for rival in self._index.document(step.symbol).paragraphs:
            if rival.kind not in COMPARED or rival == step or not is_held(rival, code):
                continue
            one = self._candidates.passage(rival, code)
            if not _may_carry(other, one) or likeness(one, other) <= found.alike:
                continue
            if len(told & carry(other, one).places) >= _SAME_WORDS * len(told):
                return True
        return False

    def _compare(self, step: Paragraph, candidate: Paragraph, code: Language) -> _Found | None:
        one, other = (self._candidates.passage(p, code) for p in (step, candidate))
        near = str(candidate.symbol) in self._matter
        if min(one.weight, other.weight) < _PART * max(one.weight, other.weight):
            return None
        # What has not enough of the words at all need not be looked at word by word.
        if not (_may_carry(one, other) or _may_carry(other, one)):
            return None
        if is_same_text(one.text, other.text) and (near or len(set(one.stems)) >= _WORDS):
            return _Found(candidate, Carried(1.0, 1.0, frozenset()), 1.0)
        carried, alike = carry(one, other), likeness(one, other)
        if len({one.stems[n] for n in carried.places}) < _WORDS:
            return _Found(candidate, carried, alike) if near and alike >= _NO_MORE else None
        least = _CARRIED if near else _ELSEWHERE
        return _Found(candidate, carried, alike) if carried.score >= least else None


def _may_carry(one: Passage, other: Passage) -> bool:
    """Whether enough of the words of `one` stand in `other` at all."""
    held = set(other.stems)
    pairs = zip(one.stems, one.weights, strict=True)
    return sum(weight for stem, weight in pairs if stem in held) >= _CARRIED * one.weight


def _best(found: Sequence[_Found]) -> list[Paragraph]:
    """The best of a document, and those beside it that carry another part: where it was split."""
    ordered = sorted(found, key=lambda f: (-round(f.carried.score, 2), -f.alike))
    kept, covered = [ordered[0].paragraph], set(ordered[0].carried.places)
    for one in ordered[1:]:
        places = one.carried.places
        if places and covered and len(places - covered) >= _CARRIED * len(places):
            kept.append(one.paragraph)
            covered |= places
    return kept


def _order(paragraph: Paragraph, index: Index) -> tuple[str, str, int]:
    document: Document = index.document(paragraph.symbol)
    places = [p.locator for p in document.paragraphs]
    return document.date.isoformat(), str(document.symbol), places.index(paragraph.locator)
