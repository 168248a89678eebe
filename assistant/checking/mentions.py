"""The documents and places of paragraphs that a stretch of running text names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.question.pack import Pack, blank, folded, load_pack
from assistant.question.places import find_places
from index.errors import LocatorError
from index.languages import detect_language
from index.locator import Locator
from index.relations.references import find_references
from index.relations.wording import GENERAL_ASSEMBLY
from index.symbol import Symbol, find_symbols
from index.words import LANGUAGES, Language

MASK = "\ufffc"
"""Stands for each character of a quotation: what it cites is cited by the document quoted."""

# How far before a document, and behind one up to the next, a place may stand.
_AROUND, _AFTER = 160, 2_000
_NUMBERED = re.compile(r"\d\s?/\s?\d|/\S*\d|\d ?\((?:\d{4}|[IVXLC]+)")
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
# "(a)", "(a) (ii)", "(a)(ii)" behind a paragraph's number.
_ITEMS = re.compile(r"\s?\(([a-z]{1,2})\)(?:\s?\(([ivx]{1,5})\))?")
_MORE = re.compile(r"\s*(?:[,،、]|and|et|и|y|و|和|及|to|à|по|a|إلى|至|[-–—])\s*(\d{1,3})(?![\w/])")
_RANGE = re.compile(r"to|à|по|\ba\b|إلى|至|[-–—]")
_LONGEST_RANGE = 30
_LATIN: tuple[Language, ...] = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a text names at `[start, end)`."""

    symbol: Symbol
    start: int
    end: int


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


def names_documents(text: str) -> bool:
    """Whether `text` may name a document at all; most sentences do not."""
    return bool(_NUMBERED.search(text))


@lru_cache(maxsize=2048)
def language_of(text: str) -> Language:
    """The language of a paragraph, quotations in it apart."""
    return detect_language(text.replace(MASK, ""))


def find_named(text: str, language: Language) -> list[Named]:
    """The documents that `text` names by symbol, and the resolutions that it names by number."""
    found = [Named(symbol, start, end) for symbol, start, end in find_symbols(text)]
    for code in alike(language):
        for reference in find_references(text, code, GENERAL_ASSEMBLY):
            if not any(n.start < reference.end and reference.start < n.end for n in found):
                found.append(Named(reference.target, reference.start, reference.end))
    return sorted(found, key=lambda named: named.start)


def speaks_of_other(text: str, named: Sequence[Named]) -> bool:
    """Whether `text` speaks of a kind of document that none of `named` is.

    "The letter" is another one than the resolution named before; "the text" is that one.
    """
    own = {kind for each in named for kind in _kinds(each.symbol)}
    bare = folded(text)
    patterns = load_pack(language_of(text)).document
    return any(pattern.search(bare) for kind, pattern in patterns.items() if kind not in own)


def _kinds(symbol: Symbol) -> set[str]:
    """By which nouns a document may be called again."""
    if symbol.is_resolution:
        return {"resolution", "other"}
    return {"draft", "resolution", "other"} if symbol.is_draft else {"letter", "other"}


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
                return Pinpoint(match.start(1), match.start(1) + len(phrase), locator)
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


def alike(language: Language) -> tuple[Language, ...]:
    """`language`, and those that a few words of it may be taken for: "See para. 2" is Spanish but for one."""
    others = tuple(code for code in _LATIN if code != language)
    return (language, *others) if language in _LATIN else (language,)


def _read(window: str, text: str, pack: Pack) -> Iterator[Pinpoint]:
    signed = list(_signed(window, pack.language))
    yield from signed
    window = blank(window, [(pinpoint.start, pinpoint.end) for pinpoint in signed])
    places = [place for place in find_places(window, pack) if place.head]
    at = 0
    while at < len(places):
        place = places[at]
        end = place.end
        items: tuple[str, ...] = ()
        if noun := _noun(pack.language).match(window, end):
            # "third preambular" – paragraph.
            end = noun.end()
        following = places[at + 1] if at + 1 < len(places) else None
        # Chinese has one form for "paragraph 3" and "the third paragraph": 第三段.
        numeral = pack.language == "zh" or any(map(str.isdigit, text[place.start : place.end]))
        is_item = following is not None and following.head == "item" and place.head != "item"
        if following and is_item and re.fullmatch(r"\W{0,3}", text[end : following.start]):
            items, end, at = (f"b{following.number}",), following.end, at + 1
        elif numeral and (lettered := _ITEMS.match(text, end)):
            items, end = tuple(filter(None, lettered.groups())), lettered.end()
        yield Pinpoint(place.start, end, None, place.head, place.number, numeral, items)
        if numeral and not items:
            yield from _listed(place.head, place.number, text, end)
        at += 1


def _signed(window: str, language: Language) -> Iterator[Pinpoint]:
    """The places with a sign or a number in words: "§ 4", "paragraph three"."""
    for match in _SIGNED.finditer(window):
        yield Pinpoint(*match.span(), None, "p", int(match[1]), True)
    words = number_words(language)
    if not words:
        return
    pattern = rf"{load_pack(language).place['paragraph'].pattern}\s({'|'.join(words)})(?!\w)"
    for match in re.finditer(pattern, window):
        yield Pinpoint(*match.span(), None, "p", words.index(match[match.lastindex or 0]) + 1, True)


@lru_cache(maxsize=6)
def number_words(language: Language) -> tuple[str, ...]:
    """The words for 1, 2, … of a language as they stand behind "paragraph" (see `links.toml`)."""
    text = (files("assistant.checking") / "links.toml").read_text(encoding="utf-8")
    return tuple(str(tomllib.loads(text)[language]["numbers"]).split())


@lru_cache(maxsize=6)
def _noun(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s*{load_pack(language).place['paragraph'].pattern}")


def _listed(head: str, number: int, text: str, at: int) -> Iterator[Pinpoint]:
    """The numbers that follow the first: "paragraphs 1, 2 and 4 to 6"."""
    while match := _MORE.match(text, at):
        last = int(match[1])
        joined = text[match.start() : match.start(1)].strip()
        runs = _RANGE.fullmatch(joined) and number < last <= number + _LONGEST_RANGE
        first = number + 1 if runs else last
        for each in range(first, last + 1):
            yield Pinpoint(match.start(1), match.end(1), None, head, each, True)
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
