"""Look-ups in the lexicon: translations, paraphrases, rarity and likeness of stems."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.lexicon.tables import DamagedLexicon, LinkTable, Tables, checksum, read_tables
from index.words import LANGUAGES, Language

FOLDER = Path(__file__).parent / "weights"
"""Where the trained lexicon stands in the package."""

# The geometric mean of the two probabilities of a link is small even for good ones (each of
# three synonyms gets a third); this power lifts true translations above 0.4. Of 0.4 to 1, the
# lower ones do better on held-out paragraphs (see evaluate.py), but lift noise as well.
_POWER = 0.5
_RELATED = 8
_RELATED_LEAST = 0.02
_TRANSLATION_LEAST = 0.01
_INFLECTION = 0.8
_PREFIX: dict[Language, int] = {"en": 5, "fr": 5, "ru": 5, "es": 5, "ar": 4}
_TAILS = 3
_LATIN = ("en", "fr", "es")
_SAME_NAME = 0.9


class _Side:
    """One language's tables with the look-ups that they need, each built when first asked for."""

    def __init__(self, language: Language, tables: Tables) -> None:
        self.language = language
        self.tables = tables
        self.stems = tables.stems
        self.number = {stem: number for number, stem in enumerate(tables.stems)}

    @cached_property
    def longest(self) -> int:
        """The length in characters of the longest stem."""
        return max(map(len, self.stems), default=0)


class Lexicon:
    """A statistical lexicon of stems (as `index.words.stem` gives them) in six languages.

    A language's tables are read when it is first asked about. A stem that was never seen in
    training stands for its nearest seen one where `translations` and `similarity` are asked: an
    inflected form for a form with the same beginning, a Chinese word for the shorter words in it.
    Look-ups raise DamagedLexicon where the language's file is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        # Bound to this lexicon, so that two lexicons do not share answers.
        self._side = lru_cache(maxsize=None)(self._read_side)
        self._from_english = lru_cache(maxsize=None)(self._transpose)
        self._stand_ins = lru_cache(maxsize=65536)(self._find_stand_ins)
        self._reach = lru_cache(maxsize=4096)(self._find_reach)

    def knows(self, stem: str, language: Language) -> bool:
        """Whether `stem` was seen in training (twice, or as a thesaurus term)."""
        return stem in self._side(language).number

    def vocabulary(self, language: Language) -> Sequence[str]:
        """The stems of `language` that the lexicon knows, in code point order."""
        return self._side(language).stems

    def rarity(self, stem: str, language: Language) -> float:
        """How rare `stem` is in United Nations resolutions: 0 (in all paragraphs) to 1 (unseen).

        ln((N + 1) / (n + 0.5)) for n of N paragraphs, divided by its value at n = 0: the inverse
        document frequency of Spärck Jones (1972), smoothed.
        """
        side = self._side(language)
        number = side.number.get(stem)
        seen = 0 if number is None else int(side.tables.frequency[number])
        all_of_them = side.tables.documents + 1
        idf = math.log(all_of_them / (seen + 0.5)) / math.log(all_of_them / 0.5)
        return min(1.0, max(0.0, idf))

    def to_english(self, stem: str, language: Language) -> list[tuple[str, float]]:
        """English stems that translate `stem`, with t(English | stem), best first."""
        if language == "en":
            return [(stem, 1.0)]
        side, english = self._side(language), self._side("en").stems
        found: dict[str, float] = {}
        for number, share in self._stand_ins(stem, language):
            for target, forward, _ in zip(*side.tables.links.links(number), strict=True):
                found[english[target]] = found.get(english[target], 0.0) + share * forward
        return _best(found, _TRANSLATION_LEAST)

    def from_english(self, stem: str, language: Language) -> list[tuple[str, float]]:
        """Stems of `language` that translate the English `stem`, with t(stem | English)."""
        if language == "en":
            return [(stem, 1.0)]
        names = self._side(language).stems
        found: dict[str, float] = {}
        for number, share in self._stand_ins(stem, "en"):
            for target, forward, _ in zip(*self._from_english(language).links(number), strict=True):
                found[names[target]] = found.get(names[target], 0.0) + share * forward
        return _best(found, _TRANSLATION_LEAST)

    def related(self, stem: str, language: Language) -> list[tuple[str, float]]:
        """Stems of the same language that `stem` may be paraphrased by, best first, at most 8.

        p(b | a) is the sum over translations f of t(b | f) t(f | a) (Bannard and Callison-Burch
        2005, "Paraphrasing with Bilingual Parallel Corpora"): of an English stem the mean over
        the five other languages, of another language's by way of English.
        """
        side = self._side(language)
        found: dict[str, float] = {}
        for number, share in self._stand_ins(stem, language):
            for target, likelihood in self._paraphrases(number, language):
                name = side.stems[target]
                found[name] = found.get(name, 0.0) + share * likelihood
        found.pop(stem, None)
        return _best(found, _RELATED_LEAST)[:_RELATED]

    def similarity(
        self, stem_a: str, language_a: Language, stem_b: str, language_b: Language
    ) -> float:
        """How far two stems mean the same, 0 to 1; 1 for a stem and itself.

        √(t(b | a) t(a | b)) raised to 0.5 for a link; the best product of two of them where two
        links lead from one stem to the other by way of English. Translations are mostly above
        0.4, unrelated words below 0.1.
        """
        return float(self.similarities(stem_a, language_a, [stem_b], language_b)[0])

    def similarities(
        self, stem: str, language: Language, stems: Sequence[str], language_b: Language
    ) -> NDArray[np.float32]:
        """The `similarity` of `stem` with each of `stems` of `language_b`, shape [len(stems)]."""
        reach = self._reach(stem, language, language_b)
        number = self._side(language_b).number
        same = self._same_spelling(stem, language, language_b)
        values = np.zeros(len(stems), dtype=np.float32)
        for k, other in enumerate(stems):
            at = number.get(other)
            if other == stem and same:
                values[k] = same
            elif at is not None:
                values[k] = reach.get(at, 0.0)
            else:
                shares = self._stand_ins(other, language_b)
                values[k] = sum(share * reach.get(at, 0.0) for at, share in shares)
        return np.minimum(values, 1.0)

    def _same_spelling(self, stem: str, language: Language, language_b: Language) -> float:
        """The similarity of `stem` with the same letters in `language_b`; 0 where links decide."""
        if language == language_b:
            return 1.0
        if any(map(str.isdigit, stem)):
            return 1.0
        if stem.isascii() and not (language in _LATIN and language_b in _LATIN):
            # Latin letters in a text of another script are a name or an acronym.
            return 1.0
        if self.knows(stem, language) and self.knows(stem, language_b):
            return 0.0
        return _SAME_NAME

    def _find_reach(self, stem: str, language: Language, language_b: Language) -> dict[int, float]:
        """All stems of `language_b` that `stem` is at all similar to, with how far."""
        reach: dict[int, float] = {}
        for number, share in self._stand_ins(stem, language):
            near: dict[int, float] = {}
            if language == language_b:
                near[number] = 1.0
            for pivot, to_pivot in self._pivots(number, language).items():
                for target, onward in self._from_pivot(pivot, language, language_b):
                    near[target] = max(near.get(target, 0.0), to_pivot * onward)
            for target, value in near.items():
                reach[target] = reach.get(target, 0.0) + share * value
        return reach

    def _pivots(self, number: int, language: Language) -> dict[int, float]:
        """The English stems nearest to a stem, each with its similarity to it."""
        found = _scores(self._side(language).tables.links, number)
        if language == "en":
            found[number] = 1.0
        return found

    def _from_pivot(
        self, pivot: int, language: Language, language_b: Language
    ) -> list[tuple[int, float]]:
        if language_b != "en":
            return list(_scores(self._from_english(language_b), pivot).items())
        if language == "en":
            return [(pivot, 1.0)]
        return list(self._pivots(pivot, "en").items())

    def _paraphrases(self, number: int, language: Language) -> list[tuple[int, float]]:
        links = self._side(language).tables.links
        targets, forward, _ = links.links(number)
        if language == "en":
            return list(zip(targets, forward, strict=True))
        found: dict[int, float] = {}
        for pivot, there in zip(targets, forward, strict=True):
            for back, again, _ in zip(*self._from_english(language).links(pivot), strict=True):
                found[back] = found.get(back, 0.0) + there * again
        return list(found.items())

    def _find_stand_ins(self, stem: str, language: Language) -> tuple[tuple[int, float], ...]:
        """The numbers of the seen stems that stand for `stem`, with their shares."""
        side = self._side(language)
        number = side.number.get(stem)
        if number is not None:
            return ((number, 1.0),)
        if not any(map(str.isalpha, stem)):
            return ()
        if language == "zh" and not stem.isascii():
            parts = _split(stem, side)
            return tuple((side.number[part], 1.0 / len(parts)) for part in parts)
        nearest = _nearest(stem, side.stems, _PREFIX.get(language, _PREFIX["en"]))
        return ((side.number[nearest], _INFLECTION),) if nearest else ()

    def _read_side(self, language: Language) -> _Side:
        if language not in LANGUAGES:
            raise ValueError(f"not one of the six languages: {language!r}")
        side = _Side(language, read_tables(self._folder / f"{language}.npz"))
        english = side if language == "en" else self._side("en")
        if side.tables.english != checksum(english.stems):
            raise DamagedLexicon(f"{language}.npz was not trained together with en.npz")
        return side

    def _transpose(self, language: Language) -> LinkTable:
        return self._side(language).tables.links.transposed(len(self._side("en").stems))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon that ships with the package; the same object every time."""
    return Lexicon()


def _best(found: dict[str, float], least: float) -> list[tuple[str, float]]:
    kept = [(name, value) for name, value in found.items() if value >= least]
    return sorted(kept, key=lambda item: (-item[1], item[0]))


def _scores(table: LinkTable, number: int) -> dict[int, float]:
    targets, forward, backward = table.links(number)
    return {
        target: min(1.0, (there * back) ** (_POWER / 2))
        for target, there, back in zip(targets, forward, backward, strict=True)
    }


def _split(word: str, side: _Side) -> list[str]:
    """`word` cut into seen words, as few as possible; characters that none covers are left out.

    A character that is left out costs more than any cut, so that coverage comes first.
    """
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(word) + 1):
        cost, parts = best[end - 1]
        choice = (cost + len(word) + 1, parts)
        for start in range(max(0, end - side.longest), end):
            piece = word[start:end]
            if piece in side.number and best[start][0] + 1 < choice[0]:
                choice = (best[start][0] + 1, [*best[start][1], piece])
        best.append(choice)
    return best[-1][1]


def _nearest(stem: str, stems: Sequence[str], shared: int) -> str | None:
    """The stem in the sorted `stems` with the longest common beginning, if it is long enough.

    At least `shared` characters must agree, and at most 3 in all be left over on both sides.
    Sorted neighbours share the longest beginnings, so the search ends where it gets too short.
    """
    best: tuple[int, int, str] | None = None
    at = bisect_left(stems, stem)
    for step, place in ((-1, at - 1), (1, at)):
        while 0 <= place < len(stems):
            other = stems[place]
            common = _common(stem, other)
            left = len(stem) + len(other) - 2 * common
            if common < shared or len(stem) - common > _TAILS:
                break
            if left <= _TAILS and (best is None or (left, -common) < best[:2]):
                best = (left, -common, other)
            place += step
    return best[2] if best else None


def _common(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    for k, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return k
    return min(len(one), len(other))
