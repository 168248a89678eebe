"""The numbers that a text tells in words: "twenty-five", "soixante-quinze", "خمسة وسبعون"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import load_pack
from index.words import Language, Word, fold, words

_LINKS = frozenset({"and", "y", "et", "و"})
_TENS = range(20, 100, 10)
_HUNDRED, _THOUSAND = 100, 1000


def find_number_words(text: str, language: Language) -> Iterator[tuple[float, int, int]]:
    """The numbers of `text` in words, each with its span; those of one number are taken together.

    A word for one counts as a part of a number: elsewhere it is an article.
    """
    number: _Number | None = None
    linked = False
    for word in words(text, language):
        apart = number is not None and text[number.end : word.start].strip(" -\u2010\u2011\u00a0")
        if number is not None and fold(word.surface) in _LINKS and not apart:
            linked = True
            continue
        value = _value(word, language)
        gap = apart if not linked else text[: word.start].rstrip()[-1:] in ",;:."
        if value is not None and number is not None and not gap and number.add(value, word):
            linked = False
            continue
        if number is not None and number.is_told:
            yield number.span
        linked = False
        number = None if value is None else _Number(value, word, language)
    if number is not None and number.is_told:
        yield number.span


_ONE_ALONE = -1.0


class _Number:
    """A number as its words come: `part` is what is below a thousand, `total` what is above.

    `is_told` is whether it is a number at all: a word for one alone is none.
    """

    def __init__(self, value: float, word: Word, language: Language) -> None:
        self.start, self.end, self.language = word.start, word.end, language
        self.is_told = value != _ONE_ALONE
        value = abs(value)
        self.total, self.part = (value, 0.0) if value >= _THOUSAND else (0.0, value)
        self.scale = value if value >= _THOUSAND else float("inf")

    @property
    def span(self) -> tuple[float, int, int]:
        return self.total + self.part, self.start, self.end

    def add(self, value: float, word: Word) -> bool:
        """Take in `value`, if it goes on with this number."""
        value = abs(value)
        if value < 1 or self.part % 1:
            return False
        if value >= _THOUSAND:
            if not self.part or value >= self.scale:
                return False
            self.total += self.part * value
            self.part, self.scale = 0.0, value
        else:
            joined = self._joined(value)
            if joined is None:
                return False
            self.part = joined
        self.end = word.end
        self.is_told = True
        return True

    def _joined(self, value: float) -> float | None:
        part, rest = self.part, self.part % _HUNDRED
        if value == _HUNDRED:
            return part * value if 0 < part < 10 else None
        if not rest and value < self.scale and (part or self.total):
            return part + value if part >= _HUNDRED or (self.total and not part) else None
        if self.language == "ar" and 0 < rest < 10:
            # "الخامسة والسبعين", "السبعة عشر"
            return part + value if value == 10 or value in _TENS else None
        if self.language == "fr":
            if (rest, value) == (4, 20):
                return part + 76
            if (rest in (60, 80) and value < 20) or (rest in (10, 70, 90) and 7 <= value < 10):
                return part + value
        return part + value if rest in _TENS and 0 < value < 10 else None


def _value(word: Word, language: Language) -> float | None:
    surface = fold(word.surface)
    known = load_vocabulary(language)
    if surface in known.numbers:
        return known.numbers[surface]
    if surface in known.one:
        return _ONE_ALONE
    if language == "ar":
        for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
            bare = surface.removeprefix(prefix)
            if bare != surface and (bare in known.numbers or bare in known.one):
                return known.numbers.get(bare, _ONE_ALONE)
    if language in ("ru", "fr", "es", "en"):
        for number, pattern in enumerate(load_pack(language).ordinals, start=1):
            if pattern.fullmatch(surface):
                return float(number)
    return None
