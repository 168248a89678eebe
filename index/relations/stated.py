"""The relations that a document states in its own words.

United Nations usage: the preamble of a resolution recalls or reaffirms earlier ones by number; the line
under its heading names the draft that it was adopted from ("without reference to a Main Committee
(A/75/L.72)"); a letter that answers another speaks of "your letter dated 7 May 2007"; a symbol's suffix
says that a document revises, corrects or adds to another (Rev., Corr., Add.).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from index.document import Document, DocumentKind, Paragraph, Relation, Version
from index.locator import Kind
from index.readers.dates import find_date
from index.relations.kinds import (
    ADDS_TO,
    ADOPTED_FROM,
    CORRECTS,
    MENTIONS,
    REPLIES_TO,
    REVISES,
)
from index.relations.references import find_references
from index.symbol import Symbol, find_symbols
from index.words import Language

# Masthead and closing lines: what stands around a text, and not in it.
_AROUND = frozenset({Kind.MASTHEAD, Kind.CLOSING})
_SUFFIXES = (
    (re.compile(r"/Rev\."), REVISES),
    (re.compile(r"/Corr\."), CORRECTS),
    (re.compile(r"/Add\."), ADDS_TO),
)
_YOUR_LETTER: dict[Language, str] = {
    "en": r"\byour (?:letter|note)s?\b|\breply to (?:the|a) letter\b",
    "fr": r"\bvo(?:tre|s) (?:lettre|note)s?\b|\bréponse à (?:la|une) lettre\b",
    "ru": r"\bВаш\w* (?:письм\w+|нот\w+)|\bответ на письмо\b",
    "es": r"\bsus? (?:carta|nota)s?\b|\brespuesta a (?:la|una) carta\b",
    "ar": r"رسالتكم|رسالتيكم|ردا على رسالة",
    "zh": r"(?:你|您|阁下)的?.{0,12}(?:来信|信|函)|来信",
}
_LETTER = {
    language: re.compile(pattern, re.IGNORECASE) for language, pattern in _YOUR_LETTER.items()
}
# From "your letter" to its date and symbol.
_REACH = 160
_REACH_BEFORE = 40


def relations_of(document: Document) -> tuple[Relation, ...]:
    """The relations that `document` states in its own words (`relations_in`)."""
    return relations_in(document.symbol, document.kind, document.organ, document.paragraphs)


def relations_in(
    symbol: Symbol, kind: DocumentKind, organ: str, paragraphs: Sequence[Paragraph]
) -> tuple[Relation, ...]:
    """The relations that the document `symbol` states, in reading order, each once.

    `organ` is the document's: "its resolution" is of that organ. A target that is merely named is
    "mentions"; one of which more is said is not named again as mentioned. Each `source` is the place
    that says so, in English: "A/75/L.72, second preambular paragraph". A paragraph is read in English
    where it is held in English, else in the first language that it has: its versions say the same.
    """
    found = [*_by_symbol(symbol), *_by_text(symbol, kind, organ, paragraphs)]
    said = {r.target for r in found if r.kind != MENTIONS}
    once: dict[tuple[str, str], Relation] = {}
    for relation in found:
        if relation.kind != MENTIONS or relation.target not in said:
            once.setdefault((relation.kind, relation.target), relation)
    return tuple(once.values())


def answering(document: Document, letter: Document) -> tuple[Paragraph, ...]:
    """The paragraphs in which `document` says that it answers `letter`, by its symbol or its date.

    "I have the honour to inform you that your letter dated 7 May 2007 (S/2007/279) …". None for a
    document that is no letter.
    """
    if document.kind is not DocumentKind.LETTER or document.symbol == letter.symbol:
        return ()
    return tuple(
        paragraph
        for paragraph in document.paragraphs
        for version in [_version(paragraph)]
        if letter.symbol in _answered(version)
        or letter.date in [date for date, _, _ in _letters(version)]
    )


def named_in(text: str, language: Language, organ: str) -> tuple[Symbol, ...]:
    """Every document that `text` names, by symbol or as "resolution 60/288", in reading order."""
    found = [(start, symbol) for symbol, start, _ in find_symbols(text)]
    found += [(r.start, r.target) for r in find_references(text, language, organ)]
    return tuple(dict.fromkeys(symbol for _, symbol in sorted(found)))


def _by_symbol(symbol: Symbol) -> Iterator[Relation]:
    base = symbol.base
    for suffix, kind in _SUFFIXES:
        if base != symbol and suffix.search(symbol):
            yield Relation(kind, str(base), f"the symbol {symbol}")
            return


def _by_text(
    symbol: Symbol, kind: DocumentKind, organ: str, paragraphs: Iterable[Paragraph]
) -> Iterator[Relation]:
    for paragraph in paragraphs:
        version = _version(paragraph)
        source = f"{paragraph.symbol}, {paragraph.locator.pinpoint()}"
        stated = {
            r.target: r.relation
            for r in find_references(version.text, version.language, organ)
            if r.relation
        }
        if kind is DocumentKind.LETTER:
            stated |= dict.fromkeys(_answered(version), REPLIES_TO)
        for target in named_in(version.text, version.language, organ):
            if target == symbol or (target.base == symbol and not target.is_resolution):
                continue
            if kind is DocumentKind.RESOLUTION and paragraph.kind in _AROUND and target.is_draft:
                yield Relation(ADOPTED_FROM, str(target), source)
            else:
                yield Relation(stated.get(target) or MENTIONS, str(target), source)


def _answered(version: Version) -> Iterator[Symbol]:
    """The symbols of the letters that a paragraph says it answers."""
    for _, start, end in _letters(version):
        yield from (s for s, _, _ in find_symbols(version.text[start:end])[:1])


def _letters(version: Version) -> Iterator[tuple[dt.date | None, int, int]]:
    """Where a paragraph speaks of a letter that it answers: its date or None, and the span to search."""
    for match in _LETTER[version.language].finditer(version.text):
        # Chinese and, at times, Russian name the date before the letter.
        start = match.start() - (_REACH_BEFORE if version.language == "zh" else 0)
        start, end = max(0, start), match.end() + _REACH
        yield find_date(version.text[start:end]), start, end


def _version(paragraph: Paragraph) -> Version:
    return paragraph.version("en")
