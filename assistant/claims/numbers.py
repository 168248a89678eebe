"""The numbers and dates that a text tells, however they are written.

Digits of any script, with separators of thousands; number words and ordinals of the six languages;
Chinese and Roman numerals. Dates as the six languages write them, and in figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.claims.dates import Date, find_dates
from assistant.claims.number_words import find_number_words
from assistant.claims.numerals import ascii_digits, han_value
from index.words import Language, words

# "COVID-19" is a name.
_DIGITS = re.compile(
    r"(?<![^\W_])(?<![^\W\d_][-\u2010\u2011])"
    r"\d+(?:[.,٫٬\u00a0\u202f ](?=\d{3}(?!\d))\d{3})*(?:[.,٫]\d+)?"
)
# What makes an ordinal of a figure.
_SUFFIX = re.compile(r"(?:st|nd|rd|th|er|re|e|[.]?[ªº]|-?(?:й|я|е|го|му|м|ю|ой|ая|ей))(?!\w)")
_ROMAN = re.compile(
    r"(?<![\w/.-])(?=[IVXLC]{2}|(?<=\w )[VX](?!\w))(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HAN = re.compile(r"第?[〇○零一二三四五六七八九两十百千万亿]+")
_MEASURES = tuple("个项名次条段国届年方点种份位")


class Found(NamedTuple):
    """The dates and numbers of a text, each with its span; numbers inside dates are not among them."""

    dates: tuple[tuple[Date, int, int], ...]
    numbers: tuple[tuple[float, int, int], ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where they stand."""
        return [(start, end) for _, start, end in (*self.dates, *self.numbers)]


@lru_cache(maxsize=4096)
def find_numbers(text: str, language: Language) -> Found:
    """The dates and numbers that `text` of `language` tells; one as a word is not told from an article."""
    dates = tuple(find_dates(text, language))
    taken = [(start, end) for _, start, end in dates]
    numbers = [
        (value, start, end)
        for value, start, end in (
            *_figures(text),
            *_roman(text),
            *(_han(text) if language == "zh" else find_number_words(text, language)),
        )
        if not any(start < e and s < end for s, e in taken)
    ]
    return Found(dates, tuple(numbers))


def _figures(text: str) -> Iterator[tuple[float, int, int]]:
    for match in _DIGITS.finditer(ascii_digits(text)):
        run = re.sub(r"[\u00a0\u202f ٬]|[.,٫](?=\d{3}(?!\d))", "", match.group())
        suffix = _SUFFIX.match(text, match.end())
        end = suffix.end() if suffix else match.end()
        yield float(re.sub(r"[,٫]", ".", run)), match.start(), end


def _roman(text: str) -> Iterator[tuple[float, int, int]]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[c] for c in match.group()]
        following = [*values[1:], 0]
        total = sum(-v if v < after else v for v, after in zip(values, following, strict=True))
        yield float(total), *match.span()


def _han(text: str) -> Iterator[tuple[float, int, int]]:
    """Chinese numerals that stand as words of their own; "一" alone is mostly an article."""
    cut = {(word.start, word.end) for word in words(text, "zh")}
    starts, ends = {s for s, _ in cut}, {e for _, e in cut}
    for match in _HAN.finditer(text):
        run = match.group().removeprefix("第")
        counted = text[match.end() : match.end() + 1] in _MEASURES
        alone = match.start() in starts and (match.end() in ends or counted)
        ordinal = match.group()[0] == "第"
        if run and run != "一" and (ordinal or alone or len(run) > 1):
            yield float(han_value(run)), *match.span()
        elif ordinal and run == "一":
            yield 1.0, *match.span()
