"""Drafts in, spans out: the only way from anybody's words to a quote.

A candidate quote that does not stand in its paragraph letter for letter is dropped. No place is
repaired, no likeness accepted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.document import Paragraph, Quote
from index.words import Language


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a writer wants to quote: the key of a passage that it was shown, and words."""

    key: str
    words: str


def verify(candidates: Sequence[Candidate], passages: Mapping[str, Paragraph]) -> list[Quote]:
    """The candidates that stand in their passages, as spans, in order.

    `passages` maps the opaque keys that the writer was shown to paragraphs. An unknown key or words
    that are not in the passage give nothing.
    """
    found = (find_quote(passages.get(c.key), c.words) for c in candidates)
    return [quote for quote in found if quote is not None]


def find_quote(paragraph: Paragraph | None, words: str) -> Quote | None:
    """Where `words` stand in any version of `paragraph`, code point for code point, or None."""
    if paragraph is None or not words.strip():
        return None
    words = unicodedata.normalize("NFC", words)
    for language, version in paragraph.versions.items():
        start = version.text.find(words)
        if start >= 0:
            return Quote(paragraph, language, start, start + len(words))
    return None


def whole(paragraph: Paragraph, language: Language) -> Quote:
    """All of the version in `language`, or of the version that stands for it where there is none."""
    version = paragraph.version(language)
    return Quote(paragraph, version.language, 0, len(version.text))
