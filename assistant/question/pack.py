"""Language packs: how each of the six languages asks, as data in `assistant/languages`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index.words import Language, fold


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's ways of asking. Patterns match `folded` text; sets hold folded words."""

    language: Language
    stop: frozenset[str]
    frame: frozenset[str]
    body: frozenset[str]
    ask: dict[str, re.Pattern[str]]
    document: dict[str, re.Pattern[str]]
    place: dict[str, re.Pattern[str]]
    ordinals: tuple[re.Pattern[str], ...]
    numerals: tuple[re.Pattern[str], ...]
    follow: dict[str, re.Pattern[str]]
    line: dict[str, tuple[str, ...]]
    relation: dict[str, re.Pattern[str]]
    lineage: dict[str, re.Pattern[str]]
    usage: dict[str, re.Pattern[str]]
    several: dict[str, re.Pattern[str]]


@lru_cache(maxsize=6)
def load_pack(language: Language) -> Pack:
    """The pack of `language`."""
    text = (files("assistant") / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    place = data["place"]
    ordinals, numerals = place.pop("ordinals"), place.pop("numerals")
    return Pack(
        language,
        _words(data["stop"]),
        _words(data["frame"]),
        _words(data["body"]),
        _patterns(data["ask"], language),
        _patterns(data["document"], language),
        _patterns(place, language),
        tuple(_pattern(p, language) for p in ordinals),
        tuple(_pattern(p, language) for p in numerals),
        _patterns(data["follow"], language),
        {name: tuple(words.split()) for name, words in data["line"].items()},
        _patterns(data["relation"], language),
        _patterns(data["lineage"], language),
        _patterns(data["usage"], language),
        _patterns(data["several"], language),
    )


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` folded character by character, so that offsets stay what they were."""
    return "".join(map(_folded_character, text))


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    piece = fold(character)
    return piece if len(piece) == 1 else character


def blank(text: str, spans: Iterable[Sequence[int]]) -> str:
    """`text` with `spans` blanked out, so that offsets stay what they were."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def without_gaps(match: re.Match[str]) -> list[tuple[int, int]]:
    """What a pattern matched but for its groups `gap…`, which hold a question's own words."""
    found: list[tuple[int, int]] = []
    start = match.start()
    for name in match.groupdict():
        if match.start(name) >= 0:
            found.append((start, match.start(name)))
            start = match.end(name)
    return [(a, b) for a, b in [*found, (start, match.end())] if a < b]


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _patterns(table: dict[str, str], language: Language) -> dict[str, re.Pattern[str]]:
    return {name: _pattern(pattern, language) for name, pattern in table.items()}


def _pattern(pattern: str, language: Language) -> re.Pattern[str]:
    # Letters are folded as the text is; what is ASCII may be an escape of the pattern's.
    pattern = "".join(c if c.isascii() else folded(c) for c in pattern)
    if language == "zh":
        # Chinese writes words without spaces.
        return re.compile(pattern)
    if language == "ar":
        # Conjunctions, prepositions and the article are written with the word.
        return re.compile(rf"(?<!\w)[وفبكل]?(?:ال|ل)?(?:{pattern})(?!\w)")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
