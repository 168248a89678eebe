"""Paragraphs as they are compared: the stems of their words, each with what it weighs.

A word weighs as much as it tells: rare ones in the resolutions of the United Nations (by the lexicon, the
same in every collection) more than frequent ones, and names that every paragraph of the two documents has
less than what only one has. Figures and dates tell little: years, sessions, amounts and symbols are what
changes where a paragraph is taken up again. That there is one tells about as much as which one it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log, pow

from index.document import Document, Paragraph
from index.lexicon import load_lexicon
from index.locator import Kind
from index.words import Language, stems

COMPARED = frozenset({Kind.PREAMBULAR, Kind.OPERATIVE, Kind.BODY, Kind.ITEM})
"""Kinds of paragraphs that are compared: those that say something, and not the lines around them."""

# Rarities are of 0.2 for "report" and of 0.6 for "liaise": raised to this power, three words of a formula
# do not outweigh the one that it is about.
_CONTRAST = 1.5
# Frequent words are passed over in the order of words: "of" weighs 0.001, "in" 0.003, "its" 0.008.
_FUNCTION = 0.011
# Less than "resolution" (0.06), so that the recall of last year's is that of this year's.
_FIGURE, _ANY_FIGURE = 0.02, 0.02
_ANY = "#"
# "17 December 2019", "7 شباط/فبراير 2025": words between two figures are a month.
_OF_DATE = 2
# A stem of every paragraph keeps this much of its weight.
_EVERYWHERE = 0.3
# What is done, and about what, stands at the beginning; the end of a paragraph is what is added to it and
# cut from it. So many words on, a word counts half. Of 36 pairs of paragraphs on the edge of being the
# same, from successive resolutions and told by reading, 30 came out right with 8, 25 with 15, 24 with 25.
_HALF = 8


@dataclass(frozen=True, eq=False)
class Passage:
    """A paragraph's version: its stems that tell something, in order, and what each weighs.

    `number` counts the passages of its document from 0.
    """

    paragraph: Paragraph
    number: int
    text: str
    stems: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        """What all its stems weigh."""
        return sum(self.weights)

    @cached_property
    def occurrences(self) -> tuple[tuple[str, int], ...]:
        """Each stem with how many times it stood before: the second "Centre" is not the first."""
        seen: dict[str, int] = {}
        found = []
        for stem in self.stems:
            seen[stem] = seen.get(stem, -1) + 1
            found.append((stem, seen[stem]))
        return tuple(found)

    @cached_property
    def leading(self) -> tuple[float, ...]:
        """The weights, where those that stand first count most."""
        return tuple(weight / (1 + at / _HALF) for at, weight in enumerate(self.weights))


class Reading:
    """A document as it is compared in one language: its paragraphs, each with its stems, read once."""

    def __init__(self, document: Document, language: Language) -> None:
        self.language = language
        self.paragraphs = tuple(
            p for p in document.paragraphs if p.kind in COMPARED and is_held(p, language)
        )
        self._stems = [content_stems(p.versions[language].text, language) for p in self.paragraphs]
        self._shares = shares_of(self._stems)

    def passages(self, *others: Reading) -> tuple[Passage, ...]:
        """The paragraphs, their words weighed by how far they tell those of all these documents apart."""
        weights = {
            stem: weigh_among(
                stem, self.language, *(r._shares.get(stem, 0.0) for r in (self, *others))
            )
            for stem in self._shares
        }
        return tuple(
            Passage(
                paragraph,
                number,
                paragraph.versions[self.language].text,
                own,
                tuple(weights[stem] for stem in own),
            )
            for number, (paragraph, own) in enumerate(
                zip(self.paragraphs, self._stems, strict=True)
            )
        )


def is_held(paragraph: Paragraph, language: Language) -> bool:
    """Whether `paragraph` has a version in `language` that may be quoted."""
    version = paragraph.versions.get(language)
    return version is not None and version.exact and bool(version.text.strip())


@lru_cache(maxsize=4096)
def content_stems(text: str, language: Language) -> tuple[str, ...]:
    """The stems of `text` that tell something, in order; all of them where none does."""
    found = [s for s in stems(text, language) if _is_figure(s) or weigh(s, language) > _FUNCTION]
    figures = [n for n, stem in enumerate(found) if _is_figure(stem)]
    dated = {n for a, b in pairwise(figures) for n in range(a + 1, b) if b - a - 1 <= _OF_DATE}
    marked = (_dated(stem) if n in dated else stem for n, stem in enumerate(found))
    told = (piece for stem in marked for piece in ((_ANY, stem) if _is_figure(stem) else (stem,)))
    return tuple(told) or tuple(stems(text, language))


@lru_cache(maxsize=65536)
def weigh(stem: str, language: Language) -> float:
    """What `stem` tells, from 0 to 1, wherever it stands."""
    if stem == _ANY:
        return _ANY_FIGURE
    if _is_figure(stem):
        return _FIGURE
    return pow(max(load_lexicon().rarity(stem, language), 0.01), _CONTRAST)


def weigh_among(stem: str, language: Language, *shares: float) -> float:
    """What `stem` tells where it stands everywhere to these `shares` (`shares_of`), from 0 to 1.

    That there is a figure tells the same in a table, where one is everywhere.
    """
    if stem == _ANY:
        return _ANY_FIGURE
    return weigh(stem, language) * (1 - (1 - _EVERYWHERE) * max(shares))


@lru_cache(maxsize=65536)
def _is_figure(stem: str) -> bool:
    """Whether `stem` is a number, or was found to be part of a date."""
    return stem.startswith(_ANY) or not any(map(str.isalpha, stem))


def _dated(stem: str) -> str:
    return f"{_ANY}{stem}"


def shares_of(paragraphs: Sequence[Sequence[str]]) -> dict[str, float]:
    """How far each stem is everywhere: 0 in one of the `paragraphs`, 1 in all, by the logarithm."""
    counts = Counter(stem for own in paragraphs for stem in set(own))
    most = log(max(len(paragraphs), 2))
    return {stem: log(count) / most for stem, count in counts.items()}
