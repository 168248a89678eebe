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


def verify(
    candidates: Sequence[Candidate],
    passages: Mapping[str, Paragraph],
    shown: Mapping[str, Language] | None = None,
) -> list[Quote]:
    """The candidates that stand in their passages, as spans, in order.

    `passages` maps the opaque keys that the writer was shown to paragraphs, `shown` to the language
    of the version that it was shown (None: any version counts). An unknown key or words that are not
    in the passage give nothing.
    """
    found = (
        find_quote(passages.get(c.key), c.words, shown.get(c.key) if shown else None)
        for c in candidates
    )
    return [quote for quote in found if quote is not None]


def find_quote(
    paragraph: Paragraph | None, words: str, language: Language | None = None
) -> Quote | None:
    """Where `words` stand in `paragraph`, code point for code point and as whole words, or None.

    They are looked for in the version in `language` alone, or in all of them where none is given.
    """
    words = unicodedata.normalize("NFC", words).strip()
    if paragraph is None or not words:
        return None
    for code, version in paragraph.versions.items():
        if language in (None, code) and version.exact:
            start = _find(words, version.text)
            if start is not None:
                return Quote(paragraph, code, start, start + len(words))
    return None


def _find(words: str, text: str) -> int | None:
    """The first place where `words` stand in `text` without cutting a word at either end."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (
            _joined(text[start - 1 : start], words[0]) or _joined(words[-1], text[end : end + 1])
        ):
            return start
        start = text.find(words, start + 1)
    return None


def _joined(before: str, after: str) -> bool:
    """Whether two characters are of one word; Chinese writes words without spaces."""
    if not before or not after or unicodedata.category(after)[0] == "M":
        # A vowel sign belongs to the letter before it.
        return bool(before and after)
    return all(_is_letter(c) for c in (before, after))


def _is_letter(character: str) -> bool:
    han = "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
    return not han and (character.isalnum() or unicodedata.category(character)[0] == "M")


def whole(paragraph: Paragraph, language: Language) -> Quote:
    """All of the version in `language`, or of the version that stands for it where there is none."""
    version = paragraph.version(language)
    return Quote(paragraph, version.language, 0, len(version.text))
