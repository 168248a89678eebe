"""How a quote is altered: what a checker must never call exact."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from index.words import Language, Word, fold, words

_DATA = Path(__file__).parent / "altering.toml"
_ELLIPSES = ("…", "...", "[…]", "[...]", "(…)", ". . .")
_LONGEST_GAP = 6
_ALIKE = 3
_DIGITS = re.compile(r"(?<![^\W\d])[0-9]+")


class Wording(BaseModel):
    """What altering takes of a language, and sentences to set quotes in (`{quote}`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    negations: tuple[str, ...]
    negation: str
    auxiliaries: tuple[str, ...]
    sentences: tuple[str, ...]


@cache
def wordings() -> Mapping[Language, Wording]:
    """The data of every language."""
    read = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return TypeAdapter(dict[Language, Wording]).validate_python(read)


@dataclass(frozen=True, slots=True)
class Altering:
    """What one alteration needs: the quote, other words of its language, and words of others."""

    text: str
    language: Language
    own: Sequence[str]
    foreign: Sequence[str]
    chance: random.Random

    @property
    def words(self) -> list[Word]:
        """The words of the quote."""
        return words(self.text, self.language)

    @property
    def wording(self) -> Wording:
        """The data of its language."""
        return wordings()[self.language]

    @property
    def space(self) -> str:
        """What stands between words."""
        return "" if self.language == "zh" else " "

    def instead(self, start: int, end: int, text: str) -> str:
        """The quote with `text` in the place of `[start, end)`."""
        return self.text[:start] + text + self.text[end:]

    def without(self, word: Word) -> str:
        """The quote without `word` and the space before it."""
        start = word.start
        while start and self.text[start - 1].isspace():
            start -= 1
        return self.instead(start, word.end, "")

    def before(self, word: Word, text: str) -> str:
        """The quote with `text` put in before `word`."""
        return self.instead(word.start, word.start, text + self.space)

    def behind(self, word: Word, text: str) -> str:
        """The quote with `text` put in behind `word`."""
        return self.instead(word.end, word.end, self.space + text)


Alteration = Callable[[Altering], str | None]
"""Alters a quote; None where it has nothing of the kind."""


def _replaced(quote: Altering) -> str | None:
    """A word for another: half of the times for one that begins alike."""
    word = quote.chance.choice(quote.words)
    others = [other for other in quote.own if fold(other) != fold(word.surface)]
    alike = [other for other in others if fold(other)[:_ALIKE] == fold(word.surface)[:_ALIKE]]
    if alike and quote.chance.random() < 0.5:
        others = alike
    return quote.instead(word.start, word.end, quote.chance.choice(others)) if others else None


def _added(quote: Altering) -> str | None:
    """A word more, inside."""
    if len(quote.words) < 2 or not quote.own:
        return None
    return quote.before(quote.chance.choice(quote.words[1:]), quote.chance.choice(quote.own))


def _left_out(quote: Altering) -> str | None:
    """A word less, inside: without its first or last word a quote is true."""
    inner = quote.words[1:-1]
    return quote.without(quote.chance.choice(inner)) if inner else None


def _number_changed(quote: Altering) -> str | None:
    """Another digit."""
    found = list(_DIGITS.finditer(quote.text))
    if not found:
        return None
    number = quote.chance.choice(found)
    at = quote.chance.randrange(number.start(), number.end())
    digits = [digit for digit in "123456789" if digit != quote.text[at]]
    return quote.instead(at, at + 1, quote.chance.choice(digits))


def _negated(quote: Altering) -> str | None:
    """A negation put in: behind an auxiliary where there is one, else before any word inside."""
    if len(quote.words) < 2:
        return None
    auxiliaries = [w for w in quote.words[:-1] if w.surface.lower() in quote.wording.auxiliaries]
    if auxiliaries:
        return quote.behind(quote.chance.choice(auxiliaries), quote.wording.negation)
    return quote.before(quote.chance.choice(quote.words[1:]), quote.wording.negation)


def _affirmed(quote: Altering) -> str | None:
    """A negation taken out."""
    found = [word for word in quote.words if word.surface.lower() in quote.wording.negations]
    return quote.without(quote.chance.choice(found)) if found else None


def _exchanged(quote: Altering) -> str | None:
    """Two words, not far from each other, each in the other's place."""
    given = quote.words
    if len(given) < 2:
        return None
    first = quote.chance.randrange(len(given) - 1)
    last = min(len(given) - 1, first + quote.chance.randint(1, _LONGEST_GAP))
    one, other = given[first], given[last]
    if fold(one.surface) == fold(other.surface):
        return None
    between = quote.text[one.end : other.start]
    return quote.instead(one.start, other.end, f"{other.surface}{between}{one.surface}")


def _elided(quote: Altering) -> str | None:
    """An ellipsis in the place of words."""
    inner = quote.words[1:-1]
    if not inner:
        return None
    first = quote.chance.randrange(len(inner))
    last = min(len(inner) - 1, first + quote.chance.randrange(_LONGEST_GAP))
    ellipsis = quote.chance.choice(_ELLIPSES)
    return quote.instead(inner[first].start, inner[last].end, ellipsis)


def _foreign(quote: Altering) -> str | None:
    """A word in another language."""
    if not quote.foreign:
        return None
    word = quote.chance.choice(quote.words)
    return quote.instead(word.start, word.end, quote.chance.choice(quote.foreign))


ALTERATIONS: Mapping[str, Alteration] = {
    "word replaced": _replaced,
    "word added": _added,
    "word left out": _left_out,
    "number changed": _number_changed,
    "negation put in": _negated,
    "negation taken out": _affirmed,
    "words exchanged": _exchanged,
    "ellipsis for words": _elided,
    "word in another language": _foreign,
}
"""How a quote is altered, by name."""
