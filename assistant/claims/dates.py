"""The dates that a text tells, as the six languages write them, and in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.claims.numerals import HAN_DIGITS, ascii_digits, han_value
from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import folded
from index.words import LANGUAGES, Language

_HAN = "".join(HAN_DIGITS)


class Date(NamedTuple):
    """A date, or as much of it as is told: what is None is not."""

    year: int | None
    month: int | None
    day: int | None

    def told_by(self, other: Date) -> bool:
        """Whether `other` tells all that this one does."""
        return all(own is None or own == its for own, its in zip(self, other, strict=True))


def find_dates(text: str, language: Language) -> Iterator[tuple[Date, int, int]]:
    """The dates of `text`, each with its span in code points."""
    plain = folded(ascii_digits(text))
    found: list[tuple[int, int]] = []
    for pattern in _date_patterns(language):
        for match in pattern.finditer(plain):
            if not any(match.start() < e and s < match.end() for s, e in found):
                found.append(match.span())
                yield _date(match), *match.span()


def _date(match: re.Match[str]) -> Date:
    groups = match.groupdict()
    return Date(*(_part(groups.get(name)) for name in ("year", "month", "day")))


def _part(told: str | None) -> int | None:
    if not told:
        return None
    if told.isdigit():
        return int(told)
    month = _month_numbers().get(told)
    return han_value(told) if month is None else month


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
        rf"(?P<year>[{_HAN}]{{4}})年(?:(?P<month>[{_HAN}十]{{1,2}})月(?:(?P<day>[{_HAN}十]{{1,3}})日)?)?",
    ]
    names = "|".join(sorted(load_vocabulary(language).months, key=len, reverse=True))
    if language != "zh":
        # Arabic documents give the months two names: كانون الثاني/يناير.
        month = rf"(?:(?:\w+ )?\w+/)?(?P<month>{names})"
        patterns += [
            rf"{day}(?:st|nd|rd|th|er|º)?\.? (?:of |de |du )?{month}(?!\w)\.?"
            rf"(?:,? (?:de |del |g\. )?{year})?",
            rf"(?<!\w){month} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,? {year})?",
            rf"(?<!\w){month},? (?:of |de |del )?{year}",
        ]
    return tuple(re.compile(pattern) for pattern in patterns)
