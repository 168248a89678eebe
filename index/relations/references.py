"""Which resolutions a text names, by number or by symbol, in any of the six languages.

One noun may be followed by many numbers, in Chinese preceded ("resolutions 60/1, 64/12 and 72/7").
Whose resolution a number is, the body named beside it tells, or "its", or the form of the number. A number
that may be that of another body's resolution names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.relations.numbers import FIRST_YEAR, NUMBER, plain, symbol_of
from index.relations.objects import Clauses
from index.relations.wording import (
    ECONOMIC_AND_SOCIAL_COUNCIL,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS_COUNCIL,
    OTHER,
    SECURITY_COUNCIL,
)
from index.symbol import Symbol, find_symbols
from index.words import Language

# Characters from a noun to its first number, from one number to the next, to a body before "its".
_TO_FIRST, _TO_NEXT, _TO_BODY = 70, 220, 140
_BY_SESSION = (GENERAL_ASSEMBLY, HUMAN_RIGHTS_COUNCIL)
_LISTED_ZH = re.compile(r"(?:[第号、和及与，以\s-]|[A-Z]|\([IVXLC]+\)|题为.{0,60}的)*")
_MONTH = r"[^\W\d]+(?:\s?/\s?[^\W\d]+)?"
_DATE = (
    r"(?:of|du|от|de|del|en date du|المؤرخ(?:ة|ين)?|adopted on|adoptée le)?\s*"
    rf"\d{{1,2}}(?:er)?\s+(?:de\s+)?{_MONTH}(?:\s+(?:الأول|الثاني)(?:/{_MONTH}(?:\s+(?:الأول|الثاني))?)?)?"
    r"\s+(?:de\s+)?\d{4}(?:\s+года|\s+г\.)?"
)
_ONLY_DATES = re.compile(
    rf"(?:{_DATE}|[\s,،]|\b(?:and|et|и|y|e|of|the|du|de|la|del|des|l|en)\b|['’]|"
    r"\b(?:United Nations|Nations Unies|Naciones Unidas|Организации Объединенных Наций|الأمم المتحدة)\b)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A resolution that a text names.

    `[start, end)` is its number or symbol, in code points. `relation` is what is done with it where it is
    the object of a verb such as "Recalling"; None where it is merely named.
    """

    target: Symbol
    start: int
    end: int
    relation: str | None = None


@lru_cache(maxsize=8192)
def find_references(text: str, language: Language, organ: str) -> tuple[Reference, ...]:
    """The resolutions that `text`, of a document of `organ`, names, in reading order."""
    if not any(map(str.isdigit, text)):
        return ()
    written, places = plain(text)
    found = _Finder(written, language, organ).find()
    return tuple(replace(r, start=places[r.start], end=places[r.end]) for r in found)


class _Finder:
    """Finds the references of one text."""

    def __init__(self, text: str, language: Language, organ: str) -> None:
        self.text, self.language, self.organ = text, language, organ
        self.clauses = Clauses(text, language)
        self.nouns = self.clauses.nouns
        self.symbols = [found for found in find_symbols(text) if found[0].is_resolution]

    def find(self) -> list[Reference]:
        """The references, in reading order."""
        if not self.nouns and not self.symbols:
            return []
        return sorted([*self._by_number(), *self._by_symbol()], key=lambda r: r.start)

    def _by_symbol(self) -> Iterator[Reference]:
        for symbol, start, end in self.symbols:
            near = [n for n in self.nouns if n["noun"] and n.end() <= start <= n.end() + 2]
            noun = near[-1].span() if near else (start, end)
            yield Reference(symbol, start, end, self.clauses.relation(noun, start))

    def _by_number(self) -> Iterator[Reference]:
        last: tuple[re.Match[str], int] | None = None
        for number in NUMBER.finditer(self.text):
            if any(a < number.end() and number.start() < b for _, a, b in self.symbols):
                continue
            noun = self._noun_of(number, last)
            if noun is None:
                continue
            last = noun, number.end()
            target = symbol_of(number, self._body(number, noun))
            if target is not None:
                relation = self.clauses.relation(noun.span(), number.start())
                yield Reference(target, *number.span(), relation)

    def _noun_of(
        self, number: re.Match[str], last: tuple[re.Match[str], int] | None
    ) -> re.Match[str] | None:
        """The noun that a number belongs to; None where it is not that of a resolution."""
        if self.language == "zh":
            return self._noun_behind(number)
        before = [noun for noun in self.nouns if noun.end() <= number.start()]
        if not before or not before[-1]["noun"]:
            return None
        noun = before[-1]
        goes_on = last is not None and last[0] is noun
        since = last[1] if goes_on and last else noun.end()
        between = self.text[since : number.start()]
        near = len(between) <= (_TO_NEXT if goes_on else _TO_FIRST)
        return noun if near and not re.search(r"[;؛]|\.\s", between) else None

    def _noun_behind(self, number: re.Match[str]) -> re.Match[str] | None:
        """Chinese numbers come before the noun: 第60/1号和第72/7号决议."""
        head = self.text[max(0, number.start() - 2) : number.start()].rstrip()
        behind = [noun for noun in self.nouns if noun.start() >= number.end()]
        if not head.endswith(("第", "和", "、", "及", "-")) or not behind or not behind[0]["noun"]:
            return None
        between = self.text[number.end() : behind[0].start()]
        rest = re.sub(rf"{NUMBER.pattern}|\d+年\d+月\d+日", "", between)
        return behind[0] if _LISTED_ZH.fullmatch(rest) else None

    def _body(self, number: re.Match[str], noun: re.Match[str]) -> str:
        """Whose resolution it is: a body named beside it, "its" own, else what the form tells."""
        beside = self._beside(number, noun)
        if beside is not None:
            return beside
        if self.clauses.is_own(noun):
            if self.clauses.is_object(noun.span(), number.start()):
                return self.organ
            # "adopted by the Human Rights Council in its resolution 21/11"
            near = self.clauses.bodies(max(0, noun.start() - _TO_BODY), noun.start())
            return near[-1][0] if near else self.organ
        if number["session"] and int(number["session"]) >= FIRST_YEAR:
            return ECONOMIC_AND_SOCIAL_COUNCIL
        own = self.organ if self.organ in _BY_SESSION else GENERAL_ASSEMBLY
        # "Human Rights Council decision 18/120 and resolutions 24/14": nothing says whose.
        others = {self._owner(n) for n in self.nouns if n.end() < noun.start()}
        return own if others <= {own, SECURITY_COUNCIL, None} else OTHER

    def _beside(self, number: re.Match[str], noun: re.Match[str]) -> str | None:
        """The body named next to them: "Security Council resolution", "résolution 60/1 du Conseil"."""
        if self.language == "zh":
            return self._beside_zh(number)
        between = self.clauses.bodies(noun.end(), number.start())
        before = self.clauses.body_before(noun.start())
        if before or between:
            return before or between[-1][0]
        return None if self.clauses.is_own(noun) else self._behind(number)

    def _behind(self, number: re.Match[str]) -> str | None:
        """The body behind a list of numbers and dates: "60/1 et 72/7 du 17 novembre de l’Assemblée"."""
        stop = min((n.start() for n in self.nouns if n.start() >= number.end()), default=None)
        for body, start in self.clauses.bodies(number.end(), number.end() + _TO_NEXT):
            if stop is not None and start > stop:
                return None
            between = self.text[number.end() : start]
            listed = _ONLY_DATES.fullmatch(NUMBER.sub(" ", between))
            belongs = listed and not self.clauses.joins(between)
            return body if belongs else None
        return None

    def _beside_zh(self, number: re.Match[str]) -> str | None:
        start = self.clauses.opening_zh(number.start())
        named = self.clauses.bodies(start, number.start())
        # 关于设立人权理事会的第60/251号决议: a body that the resolution is about.
        about = self.text.find("关于", start, number.start())
        own = [body for body, a in named if a == start or about < 0 or a < about]
        return own[-1] if own and not self.clauses.wording.own.match(self.text, start) else None

    def _owner(self, noun: re.Match[str]) -> str | None:
        """The body named right before or right behind a noun: "les résolutions du Conseil"."""
        near = (
            body
            for body, start in self.clauses.bodies(noun.end(), noun.end() + 40)
            if len(self.text[noun.end() : start].split()) <= 2
        )
        return self.clauses.body_before(noun.start()) or next(near, None)
