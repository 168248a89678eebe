"""What the addresses of pages carry: read so that a wrong value is none, and never a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.document import Paragraph
    from index.words import Language

_MOST_DIGITS = 9
_MOST_CHARACTERS = 100


def read_number(text: str | None) -> int | None:
    """`text` as a number from 0, if it is written in at most nine digits."""
    if text and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    return None


def read_word(query: Mapping[str, str], name: str) -> str:
    """The value of `name`, short and without space around it; empty where there is none."""
    return query.get(name, "").strip()[:_MOST_CHARACTERS]


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a paragraph that an address names; nothing of it is checked before `span_in`."""

    locator: str
    language: str
    start: str | None
    end: str | None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Place:
        """The place that a query names by `paragraph`, `language`, `start` and `end`."""
        locator, language = read_word(query, "paragraph"), read_word(query, "language")
        return cls(locator, language, query.get("start"), query.get("end"))

    def span_in(self, paragraph: Paragraph, language: Language) -> tuple[int, int] | None:
        """`[start, end)`, where it is a span of the paragraph's version in `language`, and named so."""
        start, end = read_number(self.start), read_number(self.end)
        version = paragraph.versions.get(language)
        if self.locator != paragraph.locator or self.language != language or not version:
            return None
        if start is None or end is None or not start < end <= len(version.text):
            return None
        return start, end
