"""Forms of naming a paragraph that are read as a whole: "point 4 du dispositif", "执行部分第4段".

What differs by language is data (`forms.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.checking.links import number_words
from assistant.question.pack import load_pack
from index.words import Language

_HEADS = ("op", "pp", "p")
_END = r"(?![\w/]|\.\d)"
# Letters of sub-paragraphs as documents in Russian (Cyrillic keys, also those that look Latin) and in
# Arabic (the order of the alphabet's numerals) have them.
_LETTERS = dict(zip("абвгдежзиклмно", "abcdefghijklmno", strict=False)) | {"с": "c"}
_LETTERS |= dict(zip("ابجدهوزحطيكلمنسعفصقر", "abcdefghijklmnopqrst", strict=False))
_LETTER = r"(?P<letter>[a-z]{1,2}|[абвгдежзс]|[ابجدهوزحطيكلمن]\u0640?)"
_DEEPER = r"(?:\s?[(（](?P<roman>[ivx]{1,5})[)）])?"


@dataclass(frozen=True, slots=True)
class Form:
    """A paragraph that is named at `[start, end)`: `head` is `op`, `pp` or `p`.

    `is_numeral`: by its number, and not by its order.
    """

    head: str
    number: int
    start: int
    end: int
    is_numeral: bool


@dataclass(frozen=True, slots=True)
class _Forms:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    none: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    inside: re.Pattern[str]


def find_forms(window: str, language: Language) -> Iterator[Form]:
    """The paragraphs that `window`, which is folded, names in these forms; none over another."""
    taken: list[tuple[int, int]] = []
    for head, pattern in _load(language).patterns:
        for match in pattern.finditer(window):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            number = _number(match, language)
            if number:
                taken.append(match.span())
                named = match.groupdict().get("nth")
                yield Form(head, number, *match.span(), named is None or language == "zh")


def find_none(window: str, language: Language) -> list[tuple[int, int]]:
    """Where `window`, which is folded, names what has a number and is no paragraph."""
    return [match.span() for match in _load(language).none.finditer(window)]


def items_behind(window: str, at: int, language: Language) -> tuple[tuple[str, ...], int]:
    """The sub-paragraphs named right behind `at` ("(a) (ii)", ", subparagraph (a)"), and their end."""
    match = _load(language).behind.match(window, at)
    return ((), at) if match is None else (_items(match), match.end())


def items_before(window: str, at: int, language: Language) -> tuple[tuple[str, ...], int]:
    """The sub-paragraphs named right before `at` ("subparagraph (a) of"), and their beginning."""
    match = _load(language).before.search(window, max(0, at - 50), at)
    return ((), at) if match is None else (_items(match), match.start())


def is_inside(gap: str, language: Language) -> bool:
    """Whether `gap`, which is folded, stands between a bullet and its paragraph: "of the"."""
    return _load(language).inside.fullmatch(gap) is not None


@lru_cache(maxsize=6)
def _load(language: Language) -> _Forms:
    text = (files("assistant.checking") / "forms.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[language]
    written = "|".join(number_words(language))
    numbers = rf"\d{{1,3}}|{written}" if written else r"\d{1,3}"
    ordinals = "|".join(p.pattern for p in reversed(load_pack(language).ordinals))
    edge = {"zh": "", "ar": r"(?<!\w)[وفبكل]?"}.get(language, r"(?<!\w)")

    def compiled(pattern: str) -> re.Pattern[str]:
        filled = pattern.replace("{nth}", f"(?P<nth>{ordinals})")
        # In Chinese a number touches the words around it.
        end = "" if language == "zh" else _END
        filled = filled.replace("{n}", rf"(?P<n>{numbers}){end}")
        return re.compile(edge + filled.replace("{long}", rf"(?P<n>\d{{3}}){end}"))

    patterns = [(head, compiled(pattern)) for head in _HEADS for pattern in data[head]]
    if written:
        # "paragraph three"
        noun = load_pack(language).place["paragraph"].pattern
        patterns.append(("p", re.compile(rf"{noun}\s(?P<n>{written}){_END}")))
    noun, within = data["item"], data["in"]
    letter = rf"[(（]?{_LETTER}[)）]{_DEEPER}"
    return _Forms(
        tuple(patterns),
        compiled(re.sub(r"\{n\}", r"\\d+", data["none"])),
        re.compile(rf"\s?[,،]?\s?(?:{noun})?\s?{letter}(?:{noun if language == 'zh' else ''})?"),
        re.compile(rf"{edge}(?:{noun})\s?{letter}\s?{within}$"),
        re.compile(rf"\s?{within}"),
    )


def _number(match: re.Match[str], language: Language) -> int:
    found = match.groupdict()
    if found.get("nth"):
        ordinals = load_pack(language).ordinals
        return next((n for n, p in enumerate(ordinals, start=1) if p.fullmatch(found["nth"])), 0)
    words = number_words(language)
    return words.index(found["n"]) + 1 if found["n"] in words else int(found["n"])


def _items(match: re.Match[str]) -> tuple[str, ...]:
    letter = match["letter"].rstrip("\u0640")
    return tuple(filter(None, (_LETTERS.get(letter, letter), match["roman"])))
