"""The checks of what can be counted or named: symbols, kinds of documents, places, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.claims.claim import Claim
from assistant.claims.dates import Date
from assistant.claims.ground import Ground, Objection
from assistant.claims.numbers import Found, find_numbers
from assistant.question.pack import blank, folded, load_pack
from assistant.question.places import Place, find_classes, find_places
from index.document import Document, Status
from index.symbol import find_symbols

# What makes a part of a number.
_PART = re.compile(
    r"%|٪|per ?cent|pour cent|procent|процент\w*|por ciento|بالم(?:ا)?ئة|في المائة|百分",
    re.IGNORECASE,
)
# A resolution's number in running text: "resolution 72/7".
_NUMBER = re.compile(r"(?<![A-Za-z0-9/.])\d{1,3}/\d{1,4}(?![A-Za-z0-9/])")


def check_symbols(claim: Claim) -> Iterator[Objection]:
    """A document symbol, or the number of a resolution, must be that of a passage or stand in it."""
    symbols = {ground.document.symbol for ground in claim.grounds}
    known = {str(s) for s in symbols} | {str(s.base) for s in symbols}
    known |= {s for text, _ in claim.texts for s, _, _ in find_symbols(text)}
    spans = []
    for symbol, start, end in find_symbols(claim.rest):
        spans.append((start, end))
        if symbol not in known:
            yield Objection("symbol", symbol)
    claim.take(spans)
    numbers = {n for text, _ in claim.texts for n in _NUMBER.findall(text)}
    numbers |= {"/".join(s.components[-2:]) for s in symbols}
    spans = []
    for match in _NUMBER.finditer(claim.rest):
        spans.append(match.span())
        if match.group() not in numbers:
            yield Objection("symbol", match.group())
    claim.take(spans)


def check_status(claim: Claim) -> Iterator[Objection]:
    """What kind of document it is said to be: a draft is no resolution, whatever became of it."""
    pack = load_pack(claim.language)
    plain = folded(claim.rest)
    spans: list[tuple[int, int]] = []
    for name in ("draft", "resolution", "letter"):
        found = [m.span() for m in pack.document[name].finditer(blank(plain, spans))]
        if found and _is_called(claim, name):
            spans += found
        elif found and name != "letter":
            # A "letter" may also be one of the alphabet, or the Charter: a word like others.
            yield Objection("status", claim.rest[slice(*found[0])])
    claim.take(spans)


def _is_called(claim: Claim, name: str) -> bool:
    """Whether a document under the statement is a draft, a resolution or a letter, or names one."""
    standing = {"draft": Status.DRAFT, "letter": Status.LETTER}.get(name)
    for ground in claim.grounds:
        document = ground.document
        if document.status is standing or (name == "resolution" and document.symbol.is_resolution):
            return True
    return any(load_pack(held).document[name].search(folded(text)) for text, held in claim.texts)


def check_places(claim: Claim) -> Iterator[Objection]:
    """A place must be that of a passage; where its number stands in a passage, it may be another's."""
    found = find_places(folded(claim.rest), load_pack(claim.language))
    _, numbers = _held_numbers(claim)
    heads = {place.head for place in found if place.head}
    told = find_numbers(claim.rest, claim.language)
    for place in found:
        # "The first function concerns …, the fifth …": the noun stands once.
        readings = [place] if place.head else [replace(place, head=head) for head in heads]
        if not readings or _is_part(place, told):
            continue
        if any(_is_at(r, ground) for r in readings for ground in claim.grounds):
            claim.take([(place.start, place.end)])
        elif place.number not in numbers:
            yield Objection("place", claim.rest[place.start : place.end])


def check_numbers(claim: Claim) -> Iterator[Objection]:
    """Dates and numbers must stand in a passage, or in what is told of its document."""
    told = find_numbers(claim.rest, claim.language)
    dates, numbers = _held_numbers(claim)
    part = _PART.search(claim.rest)
    if part and not any(_PART.search(text) for text, _ in claim.texts):
        yield Objection("number", part.group())
    for date, start, end in told.dates:
        if not any(date.told_by(held) for held in dates):
            yield Objection("date", claim.rest[start:end])
    for number, start, end in told.numbers:
        if number not in numbers:
            yield Objection("number", claim.rest[start:end])
    claim.take(told.spans)


def _held_numbers(claim: Claim) -> tuple[set[Date], set[float]]:
    # A document's own date is told of the document, where a statement speaks of it.
    spoken_of = claim.rest != blank(claim.text, claim.verbatim_spans)
    dates = {_date_of(ground.document) for ground in claim.grounds if spoken_of}
    numbers: set[float] = {float(d.year) for d in dates if d.year}
    for text, held in (*claim.texts, *claim.heads):
        found = find_numbers(text, held)
        dates |= {date for date, _, _ in found.dates}
        numbers |= {number for number, _, _ in found.numbers}
        # A text's year may be told without its day.
        numbers |= {float(date.year) for date, _, _ in found.dates if date.year}
    items = {g.paragraph for g in claim.grounds if g.paragraph.locator.items}
    if len(items) > 1 and len({p.locator.parent for p in items}) == 1:
        # "The letter lists five functions", resting on all five.
        numbers.add(float(len(items)))
    documents = len({g.document.symbol for g in claim.grounds})
    if documents > 1 or _paragraphs_are_named(claim):
        # "Both resolutions", "the first of the two paragraphs, the second".
        numbers |= {float(n) for n in range(1, len(claim.grounds) + 1)}
    return dates, numbers


def _is_at(place: Place, ground: Ground) -> bool:
    """Whether `place` is that of the paragraph, or of one above it."""
    locator = ground.paragraph.locator
    if place.head == "title":
        return locator == "title"
    if place.head == "item" and locator.items:
        return locator.item_number == place.number
    heads = {"p": ("p", "op", "pp")}.get(place.head, (place.head,))
    return locator.head in heads and locator.number == place.number


def _date_of(document: Document) -> Date:
    return Date(document.date.year, document.date.month, document.date.day)


def _is_part(place: Place, told: Found) -> bool:
    """Whether the ordinal of `place` is a part of a longer number: "seventy-fifth session"."""
    return any(
        start < place.end and place.start < end and number != place.number
        for number, start, end in told.numbers
    )


def _paragraphs_are_named(claim: Claim) -> bool:
    return bool(find_classes(folded(claim.text), load_pack(claim.language)))
