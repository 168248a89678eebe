"""What the words of a statement may be, by language: data in `assistant/claims/vocabulary`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.question.pack import folded
from index.words import Language, fold, stem

# Languages whose words of pointing and reporting have too many forms to list.
_BY_STEM = ("ru", "ar")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words; patterns match text that was `folded`.

    `plain` assert nothing by themselves: function words, and words of reporting; `plain_stems` are
    their stems, where the language inflects them. `negation`, `obligation`, `exclusive` ("only") and
    `universal` ("all") find words that a statement may not add; `obliges` what gives a passage the
    force of a duty. `numbers` are number words, `months` the names of the months, with their values.
    """

    language: Language
    plain: frozenset[str]
    plain_stems: frozenset[str]
    negation: re.Pattern[str]
    obligation: re.Pattern[str]
    obliges: re.Pattern[str]
    exclusive: re.Pattern[str]
    universal: re.Pattern[str]
    joins: re.Pattern[str]
    role: frozenset[str]
    adverse: re.Pattern[str]
    months: Mapping[str, int]
    one: frozenset[str]
    numbers: Mapping[str, float]


@lru_cache(maxsize=6)
def load_vocabulary(language: Language) -> Vocabulary:
    """The vocabulary of `language`."""
    path = files("assistant.claims") / "vocabulary" / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    plain = frozenset(map(fold, data["plain"].split()))
    stems = {stem(word, language) for word in plain} if language in _BY_STEM else set()
    return Vocabulary(
        language=language,
        plain=plain,
        plain_stems=frozenset(stems),
        negation=_pattern(data["negation"], language, attached=False),
        obligation=_pattern(data["obligation"], language),
        obliges=_pattern(data["obliges"], language),
        exclusive=_pattern(data["exclusive"], language),
        universal=_pattern(data["universal"], language),
        joins=_pattern(data["joins"], language, attached=False),
        role=frozenset(map(fold, data["role"].split())),
        adverse=_pattern(data["adverse"], language),
        months={
            fold(name).replace("-", " "): number
            for number, names in enumerate(data["months"].split(), start=1)
            for name in names.split("|")
        },
        one=frozenset(map(fold, data["one"].split())),
        numbers=dict(_numbers(data["numbers"])),
    )


def _numbers(table: str) -> Iterator[tuple[str, float]]:
    """Each word with its value; a line of `table` has a value and the words for it."""
    for line in filter(str.strip, table.splitlines()):
        value, *found = line.split()
        for word in found:
            yield fold(word), float(value)


def _pattern(pattern: str, language: Language, *, attached: bool = True) -> re.Pattern[str]:
    """The pattern for folded text; Arabic words may have a preposition or article `attached`."""
    pattern = "".join(c if c.isascii() else folded(c) for c in pattern)
    if language == "zh":
        # Chinese writes words without spaces.
        return re.compile(pattern)
    if language == "ar":
        # Conjunctions, prepositions and the article are written with the word.
        before = "[وفبكل]?(?:ال)?" if attached else ""
        return re.compile(rf"(?<!\w){before}(?:{pattern})(?!\w)")
    if language == "en":
        # "isn't" is one word and two.
        return re.compile(rf"(?:(?<!\w)|(?=n['’]t))(?:{pattern})(?!\w)")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
