"""The places of paragraphs that a stretch of running text names near a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.checking.forms import (
    find_forms,
    find_none,
    is_inside,
    items_before,
    items_behind,
)
from assistant.checking.mentions import Named, alike
from assistant.question.pack import Pack, blank, folded, load_pack
from assistant.question.places import Place, find_places
from index.errors import LocatorError
from index.locator import Locator
from index.words import LANGUAGES, Language

# How far before a document, and behind one up to the next, a place may stand.
_AROUND, _AFTER = 160, 2_000
# "A/RES/72/7, para. 1": what stands behind a symbol, up to the end of the place.
_PHRASE = re.compile(
    r"\s*[,，،]\s*((?:[^;；؛()（）\[\]“”«»\"\n\ufffc]|\((?:[a-z]{1,2}|[ivx]{1,5})\)){2,90})"
)
_CUTS = re.compile(r"[,，،]|\s")
_ADDRESS = re.compile(r"#([a-z][a-z0-9.]*[a-z0-9])")
# ", p3.b1", ", op1": a locator as it is; "p3" alone is a page.
_LOCATOR = re.compile(
    r"\s?,\s?((?:[pn]\d{1,3}|(?:op|pp)\d{1,3}(?=\.))(?:\.(?:[a-z]{1,2}|b\d{1,2}))+)(?!\w)"
)
# "§ 4", "¶¶ 4": signs for "paragraph".
_SIGNED = re.compile(r"[§¶]{1,2}\s?(\d{1,3})(?![\w/])")
_MORE = re.compile(r"\s*(?:[,،、]|and|et|и|y|و|和|及|to|à|по|a|إلى|至|[-–—])\s*(\d{1,3})(?![\w/])")
_RANGE = re.compile(r"to|à|по|\ba\b|إلى|至|[-–—]")
_LONGEST_RANGE = 30
# How far a bullet may stand from its paragraph.
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place of a paragraph that a text names at `[start, end)`.

    `locator` is the place where its words tell it; else `head` and `number` are what they do tell (see
    `assistant.question.places.Place`), `items` the sub-paragraphs; `is_numeral`: "paragraph 3", and not
    "the third paragraph".
    """

    start: int
    end: int
    locator: Locator | None = None
    head: str = ""
    number: int = 0
    is_numeral: bool = False
    items: tuple[str, ...] = ()


def pinpoint_behind(text: str, named: Named, language: Language) -> Pinpoint | None:
    """The place right behind a symbol as this program writes it: `#op1`, ", para. 1", in any language."""
    if address := _ADDRESS.match(text, named.end):
        try:
            return Pinpoint(address.start(), address.end(), Locator(address[1]))
        except LocatorError:
            return None
    if written := _LOCATOR.match(text, named.end):
        return Pinpoint(written.start(1), written.end(1), Locator(written[1]))
    match = _PHRASE.match(text, named.end)
    if match is None:
        return None
    for phrase in _prefixes(match[1]):
        for code in sorted(LANGUAGES, key=lambda code: code != language):
            if locator := _from_phrase(phrase, code):
                end = match.start(1) + len(phrase)
                if locator.head == "p" and any(map(str.isdigit, phrase)) and not locator.divisions:
                    # "الفقرة 24": a paragraph by its number, and not by its order.
                    return Pinpoint(
                        match.start(1), end, None, "p", locator.number or 0, True, locator.items
                    )
                return Pinpoint(match.start(1), end, locator)
    return None


def _prefixes(text: str) -> Iterator[str]:
    """`text` and its beginnings that end before a comma or space, the longest first."""
    cuts = [len(text), *(match.start() for match in reversed(list(_CUTS.finditer(text))))]
    for cut in cuts:
        shorter = text[:cut].rstrip(" .:,，،。")
        if shorter:
            yield shorter


@lru_cache(maxsize=4096)
def _from_phrase(phrase: str, language: Language) -> Locator | None:
    try:
        return Locator.from_phrase(phrase, language)
    except LocatorError:
        return None


def find_pinpoints(
    text: str, named: Named, language: Language, taken: list[Named]
) -> list[Pinpoint]:
    """The places of paragraphs that `text` names near a document, in its reading order.

    `taken` are all the documents that it names, whose numbers are none of paragraphs.
    """
    later = min((n.start for n in taken if n.start >= named.end), default=len(text))
    start = max(0, named.start - _AROUND)
    end = min(len(text), max(named.end + _AROUND, min(later, named.end + _AFTER)))
    spans = [(n.start - start, n.end - start) for n in taken if n.end > start and n.start < end]
    spans = [(max(0, a), min(end - start, b)) for a, b in spans]
    window = blank(folded(text[start:end]), spans)
    for code in alike(language):
        found = [_moved(p, start) for p in _read(window, text[start:end], load_pack(code))]
        if found:
            return found
    return []


def _read(window: str, text: str, pack: Pack) -> Iterator[Pinpoint]:
    language = pack.language
    window = blank(window, find_none(window, language))
    formed = list(_formed(window, language))
    for pinpoint in formed:
        yield pinpoint
        if pinpoint.is_numeral:
            yield from _listed(pinpoint, text, language)
    window = blank(window, [(pinpoint.start, pinpoint.end) for pinpoint in formed])
    places = [place for place in find_places(window, pack) if place.head]
    at = 0
    while at < len(places):
        place = places[at]
        end = place.end
        if noun := _noun(language).match(window, end):
            # "third preambular" – paragraph.
            end = noun.end()
        # Chinese has one form for "paragraph 3" and "the third paragraph": 第三段.
        numeral = language == "zh" or any(map(str.isdigit, text[place.start : place.end]))
        pinpoint = Pinpoint(place.start, end, None, place.head, place.number, numeral)
        following = places[at + 1] if at + 1 < len(places) else None
        if following and (both := _with_item(pinpoint, following, window, language)):
            pinpoint, at = both, at + 1
        elif numeral:
            pinpoint = _lettered(pinpoint, window, language)
        yield pinpoint
        if numeral:
            yield from _listed(pinpoint, text, language)
        at += 1


def _formed(window: str, language: Language) -> Iterator[Pinpoint]:
    """The places with a sign, or in a form of the language's own: "§ 4", "point 4 du dispositif"."""
    signed = [Pinpoint(*m.span(), None, "p", int(m[1]), True) for m in _SIGNED.finditer(window)]
    yield from (_lettered(pinpoint, window, language) for pinpoint in signed)
    window = blank(window, [(pinpoint.start, pinpoint.end) for pinpoint in signed])
    for form in find_forms(window, language):
        plain = Pinpoint(form.start, form.end, None, form.head, form.number, form.is_numeral)
        pinpoint = _lettered(plain, window, language)
        yield pinpoint if pinpoint.items else _bulleted(pinpoint, window, language)


def _lettered(pinpoint: Pinpoint, window: str, language: Language) -> Pinpoint:
    """`pinpoint` with the sub-paragraph named beside it: "(a)" behind, "subparagraph (a) of" before."""
    items, end = items_behind(window, pinpoint.end, language)
    if items:
        return replace(pinpoint, items=items, end=end)
    items, start = items_before(window, pinpoint.start, language)
    return replace(pinpoint, items=items, start=start) if items else pinpoint


def _bulleted(pinpoint: Pinpoint, window: str, language: Language) -> Pinpoint:
    """`pinpoint` with the bullet named right beside it: "paragraph 3, second bullet"."""
    pack = load_pack(language)
    start = max(0, pinpoint.start - _BESIDE)
    around = blank(
        window[start : pinpoint.end + _BESIDE],
        [(pinpoint.start - start, pinpoint.end - start)],
    )
    for place in find_places(around, pack):
        if place.head == "item":
            moved = replace(place, start=place.start + start, end=place.end + start)
            if both := _with_item(pinpoint, moved, window, language):
                return both
    return pinpoint


def _with_item(
    pinpoint: Pinpoint, other: Place, window: str, language: Language
) -> Pinpoint | None:
    """The bullet of a paragraph, where one of them stands right beside the other."""
    is_first = pinpoint.start <= other.start
    start, end = min(pinpoint.start, other.start), max(pinpoint.end, other.end)
    gap = window[pinpoint.end : other.start] if is_first else window[other.end : pinpoint.start]
    heads = (pinpoint.head, other.head)
    if heads[0] != "item" and heads[1] == "item" and re.fullmatch(r"\W{0,3}", gap):
        return replace(
            pinpoint,
            start=start,
            end=end,
            items=(f"b{other.number}",),
        )
    if is_inside(gap, language) and {"item"} < set(heads):
        item, paragraph = (pinpoint, other) if heads[0] == "item" else (other, pinpoint)
        numeral = pinpoint.is_numeral if paragraph is pinpoint else False
        return Pinpoint(
            start,
            end,
            None,
            paragraph.head,
            paragraph.number,
            numeral,
            (f"b{item.number}",),
        )
    return None


@lru_cache(maxsize=6)
def _noun(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s*{load_pack(language).place['paragraph'].pattern}")


def _listed(pinpoint: Pinpoint, text: str, language: Language) -> Iterator[Pinpoint]:
    """The numbers that follow the first: "paragraphs 1, 2 and 4 to 6", "paras. 12 (a) and 13"."""
    number, at = pinpoint.number, pinpoint.end
    while match := _MORE.match(text, at):
        last = int(match[1])
        joined = text[match.start() : match.start(1)].strip()
        runs = _RANGE.fullmatch(joined) and number < last <= number + _LONGEST_RANGE
        first = number + 1 if runs else last
        for each in range(first, last + 1):
            found = Pinpoint(match.start(1), match.end(1), None, pinpoint.head, each, True)
            yield found if each < last else _lettered(found, folded(text), language)
        number, at = last, match.end()


def _moved(pinpoint: Pinpoint, by: int) -> Pinpoint:
    return Pinpoint(
        pinpoint.start + by,
        pinpoint.end + by,
        pinpoint.locator,
        pinpoint.head,
        pinpoint.number,
        pinpoint.is_numeral,
        pinpoint.items,
    )
