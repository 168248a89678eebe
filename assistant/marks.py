"""The words inside a quote that answer who, when, where or how many."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.words import Language

_DATE = re.compile(
    r"\d{1,2} [^\W\d_]+ \d{4}|(?:[^\W\d_]+ )?(?<!\d)(?:19|20)\d\d(?!\d)(?: года)?"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
)
_NUMBER = re.compile(
    r"(?<![\w/.])\d+(?:[.,]\d+)*(?![\w/])"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|двух|трех|четырех|пяти)\b",
    re.IGNORECASE,
)
_LINK = r"(?:of|for|and|the|on|in|against|to|de|la|le|les|des|du|d’|et|pour|по|и|в|с)"
_NAME = re.compile(
    rf"[^\W\d_a-zа-яà-ÿ][\w’'-]*(?:(?:\s+{_LINK}){{0,3}}\s+[^\W\d_a-zа-яà-ÿ][\w’'-]*)*"
)
_PLACE = re.compile(
    r"(?:\b(?:in|at|à|au|en|в)\s+)([^\W\d_a-zа-яà-ÿ][\w’'-]*(?:,?\s+[^\W\d_a-zа-яà-ÿ][\w’'-]*)*)"
    # "in December 2017" is no place.
    r"(?!\s*\d)(?![\w’'-])"
)


def find_marks(text: str, language: Language, asks: Collection[str]) -> tuple[tuple[int, int], ...]:
    """The spans of `text` that answer what is asked, in order; none for other questions."""
    if language in ("ar", "zh") and not {"when", "how_many"} & set(asks):
        # Neither script shows names by capitals.
        return ()
    if "when" in asks:
        return tuple(match.span() for match in _DATE.finditer(text))
    if "how_many" in asks:
        return tuple(match.span() for match in _NUMBER.finditer(text))
    if "where" in asks:
        return tuple(match.span(1) for match in _PLACE.finditer(text))
    if "who" in asks:
        # The first word has its capital from its place, unless a name or a list goes on from it.
        return tuple(
            m.span()
            for m in _NAME.finditer(text)
            if m.start() > 0 or " " in m.group() or text[m.end() : m.end() + 1] == ","
        )
    return ()
