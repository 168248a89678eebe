"""The numbers and dates that a text tells, however they are written.

Digits of any script, with separators of thousands; number words and ordinals of the six languages;
Chinese and Roman numerals. Dates as the six languages write them, and in figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import folded, load_pack
from index.words import LANGUAGES, Language, fold, words

# "COVID-19" is a name.
_DIGITS = re.compile(
    r"(?<![^\W_])(?<![^\W\d_][-\u2010\u2011])"
    r"\d+(?:[.,٫٬\u00a0\u202f ](?=\d{3}(?!\d))\d{3})*(?:[.,٫]\d+)?"
)
# What makes an ordinal of a figure.
_SUFFIX = re.compile(r"(?:st|nd|rd|th|er|re|e|[.]?[ªº]|-?(?:й|я|е|го|му|м|ю|ой|ая|ей))(?!\w)")
_ROMAN = re.compile(
    r"(?<![\w/.-])(?=[IVXLC]{2})(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN = re.compile(r"第?[〇○零一二三四五六七八九两十百千万亿]+")
_MEASURES = tuple("个项名次条段国届年方点种份位")
_TENS = range(20, 100, 10)


class Date(NamedTuple):
    """A date, or as much of it as is told: what is None is not."""

    year: int | None
    month: int | None
    day: int | None

    def told_by(self, other: Date) -> bool:
        """Whether `other` tells all that this one does."""
        return all(own is None or own == its for own, its in zip(self, other, strict=True))


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
    dates = tuple(_dates(text, language))
    taken = [(start, end) for _, start, end in dates]
    numbers = [
        (value, start, end)
        for value, start, end in (
            *_figures(text),
            *_roman(text),
            *(_han(text) if language == "zh" else _words(text, language)),
        )
        if not any(start < e and s < end for s, e in taken)
    ]
    return Found(dates, tuple(numbers))


def _dates(text: str, language: Language) -> Iterator[tuple[Date, int, int]]:
    plain = folded(_ascii_digits(text))
    found: list[tuple[int, int]] = []
    for pattern in _date_patterns(language):
        for match in pattern.finditer(plain):
            if not any(match.start() < e and s < match.end() for s, e in found):
                found.append(match.span())
                yield _date(match), *match.span()


def _date(match: re.Match[str]) -> Date:
    groups = match.groupdict()
    month = groups.get("month")
    if month is not None and not month.isdigit():
        month = str(_month_numbers()[month])
    year, day = groups.get("year"), groups.get("day")
    return Date(
        int(year) if year else None, int(month) if month else None, int(day) if day else None
    )


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, int]:
    # A name that two languages share stands for the same month in both.
    return {
        name: number
        for language in LANGUAGES
        for name, number in load_vocabulary(language).months.items()
    }


@lru_cache(maxsize=6)
def _date_patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    day, year = r"(?<!\d)(?P<day>[0-3]?\d)", r"(?P<year>[12]\d{3})(?!\d)"
    patterns = [
        r"(?P<year>[12]\d{3})[-/](?P<month>[01]?\d)[-/](?P<day>[0-3]?\d)(?!\d)",
        rf"{day}[./](?P<month>[01]?\d)[./]{year}",
        r"(?P<year>[12]\d{3})年(?:(?P<month>1?\d)月(?:(?P<day>[123]?\d)日?)?)?",
        r"(?<!\d)(?P<month>1?\d)月(?P<day>[123]?\d)日",
    ]
    names = "|".join(sorted(load_vocabulary(language).months, key=len, reverse=True))
    if language != "zh":
        # Arabic documents give the months two names: كانون الثاني/يناير.
        month = rf"(?:(?:\w+ )?\w+/)?(?P<month>{names})"
        patterns += [
            rf"{day}(?:st|nd|rd|th|er|º)?\.? (?:of |de |du )?{month}(?!\w)(?:,? (?:de |del |g\. )?{year})?",
            rf"(?<!\w){month} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,? {year})?",
            rf"(?<!\w){month},? (?:of |de |del )?{year}",
        ]
    return tuple(re.compile(pattern) for pattern in patterns)


def _figures(text: str) -> Iterator[tuple[float, int, int]]:
    for match in _DIGITS.finditer(_ascii_digits(text)):
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


def _words(text: str, language: Language) -> Iterator[tuple[float, int, int]]:
    """Number words; those of one number ("twenty-five", "treinta y dos") are taken together."""
    vocabulary = load_vocabulary(language)
    linked = {"and", "y", "et", "و"}
    waiting: tuple[float, int, int] | None = None
    for word in words(text, language):
        surface = fold(word.surface)
        value = _value(surface, language)
        if value is None:
            if waiting and surface not in linked and surface not in vocabulary.numbers:
                yield waiting
                waiting = None
            continue
        whole = _together(waiting[0], value, language) if waiting else None
        if waiting and whole is not None:
            waiting = (whole, waiting[1], word.end)
            continue
        if waiting:
            yield waiting
        waiting = (value, word.start, word.end)
    if waiting:
        yield waiting


def _together(before: float, value: float, language: Language) -> float | None:
    """What two number words in a row are as one number ("soixante-quinze", "two hundred"), or None."""
    if before < value and value in (100, 1_000, 1_000_000, 1_000_000_000):
        return before * value
    if language == "ar":
        # "الخامسة والسبعين", "السبعة عشر"
        return before + value if 0 < before < 10 and value in (10, *_TENS) else None
    if language == "fr" and (before, value) == (4, 20):
        return 80.0
    most = 20 if language == "fr" and before in (60, 80) else 10
    after_ten = before in _TENS and 0 < value < most
    after_hundred = before >= 100 and before % 100 == 0 and 0 < value < 100
    return before + value if after_ten or after_hundred else None


def _value(surface: str, language: Language) -> float | None:
    known = load_vocabulary(language).numbers
    if surface in known:
        return known[surface]
    if language == "ar":
        for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
            if surface.startswith(prefix) and surface[len(prefix) :] in known:
                return known[surface[len(prefix) :]]
    if language in ("ru", "fr", "es", "en"):
        for number, pattern in enumerate(load_pack(language).ordinals, start=1):
            if pattern.fullmatch(surface):
                return float(number)
    return None


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
            yield float(_han_value(run)), *match.span()
        elif ordinal and run == "一":
            yield 1.0, *match.span()


def _han_value(run: str) -> int:
    if not any(c in _HAN_UNITS for c in run):
        return int("".join(str(_HAN_DIGITS[c]) for c in run))
    total = section = digit = 0
    for character in run:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif (unit := _HAN_UNITS[character]) >= 10_000:
            total += (section + digit or 1) * unit
            section = digit = 0
        else:
            section += (digit or 1) * unit
            digit = 0
    return total + section + digit


def _ascii_digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )
