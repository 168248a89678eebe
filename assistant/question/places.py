"""Which places of a document a question names: "OP2", "the third preambular paragraph"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.pack import Pack, blank

LAST = -1
# Han characters touch numerals; Latin letters, slashes and points make them part of a symbol.
_DIGITS = re.compile(r"(?<![A-Za-z0-9/.])(\d{1,2})(?![A-Za-z0-9/]|\.\d)")
_JOIN = re.compile(r"[\s,.:№()«»\"'n°o第-]*(?:no|number|num|numero|رقم|号)?[\s.:]*")
_NOUNS = ("footnote", "item", "paragraph", "preambular", "operative")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a question names.

    `head` is `pp`, `op`, `p` (a paragraph, of which part is not said), `item`, `fn` or `title`; or
    empty where only an ordinal stands ("and the third?"). `number` counts from 1, or is LAST.
    """

    head: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Noun:
    head: str
    start: int
    end: int


def find_places(folded: str, pack: Pack) -> list[Place]:
    """The places in a question whose mentions of documents have been blanked out."""
    places = [
        Place(match["head"], int(match["number"]), *match.span())
        for match in pack.place["short"].finditer(folded)
    ]
    short = list(places)
    nouns = _find_nouns(folded, pack)
    ordinals = _find_ordinals(folded, pack)
    for number, start, end in ordinals:
        if any(start < p.end and p.start < end for p in short):
            continue
        # "third and fourth functions" has one noun for both.
        others = [span for n, *span in ordinals if span != [start, end]]
        noun = _nearest(nouns, start, end, blank(folded, others))
        head = noun.head if noun else ""
        span = (min(start, noun.start), max(end, noun.end)) if noun else (start, end)
        places.append(Place(head, number, *span))
    for match in _DIGITS.finditer(folded):
        noun = _adjacent(nouns, match.start(), match.end(), folded)
        number = int(match[1])
        if noun and number and not any(p.start <= match.start() < p.end for p in places):
            span = (min(match.start(), noun.start), max(match.end(), noun.end))
            places.append(Place(noun.head, number, *span))
    return sorted(places, key=lambda place: place.start)


def find_classes(folded: str, pack: Pack) -> list[str]:
    """The heads of the classes of paragraphs that a question names, numbered or not."""
    return list(dict.fromkeys(noun.head for noun in _find_nouns(folded, pack)))


def find_class_spans(folded: str, pack: Pack) -> list[tuple[int, int]]:
    """Where the words stand that name a class of paragraphs."""
    return [(noun.start, noun.end) for noun in _find_nouns(folded, pack)]


def _find_ordinals(folded: str, pack: Pack) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for number, pattern in reversed(list(enumerate(pack.ordinals, start=1))):
        # Longer ordinals ("fourteenth", "الثالثة عشرة") hold shorter ones.
        for match in pattern.finditer(folded):
            if not any(match.start() < b and a < match.end() for _, a, b in found):
                found.append((number, *match.span()))
    found += [(LAST, *match.span()) for match in pack.place["last"].finditer(folded)]
    return sorted(found, key=lambda item: item[1])


def _find_nouns(folded: str, pack: Pack) -> list[_Noun]:
    """The class nouns, with "paragraph" made preambular or operative by a word near it."""
    taken: list[tuple[str, int, int]] = []
    for name in _NOUNS:
        for match in pack.place[name].finditer(folded):
            if not any(match.start() < b and a < match.end() for _, a, b in taken):
                taken.append((name, *match.span()))
    parts = [t for t in taken if t[0] in ("preambular", "operative")]
    nouns: list[_Noun] = []
    for name, start, end in sorted(taken, key=lambda t: t[1]):
        if name in ("footnote", "item"):
            nouns.append(_Noun({"footnote": "fn", "item": "item"}[name], start, end))
            continue
        near = [p for p in parts if abs(p[1] - end) < 30 or abs(start - p[2]) < 30]
        part = near[0] if near else None
        head = {"preambular": "pp", "operative": "op"}[part[0]] if part else "p"
        if part:
            start, end = min(start, part[1]), max(end, part[2])
        nouns.append(_Noun(head, start, end))
    return nouns


def _nearest(nouns: list[_Noun], start: int, end: int, folded: str) -> _Noun | None:
    """The class noun that an ordinal belongs to: at most one word lies between."""
    near: list[tuple[int, _Noun]] = []
    for noun in nouns:
        if noun.start <= start and end <= noun.end:
            return noun
        between = folded[end : noun.start] if noun.start >= end else folded[noun.end : start]
        if (
            len(between.split()) <= 1
            and len("".join(between.split())) <= 14
            and not re.search(r"[.;?!？。؟]", between)
        ):
            near.append((len(between), noun))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _adjacent(nouns: list[_Noun], start: int, end: int, folded: str) -> _Noun | None:
    """The class noun that a numeral touches: "para. 1", "第3段", "пункт 3"."""
    for noun in nouns:
        if noun.start <= start < noun.end:
            return noun
        between = folded[end : noun.start] if noun.start >= end else folded[noun.end : start]
        if _JOIN.fullmatch(between):
            return noun
    return None
