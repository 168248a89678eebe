"""Matches the drafting verbs of one language at a place of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.drafting.forms import Forms, first_words, fold, weight
from assistant.drafting.model import DraftingVerb
from assistant.drafting.table import load_forms, load_verbs, manner_changes
from index.words import LANGUAGES, Language

_WORD = re.compile(r"\w(?:[\w\u064b-\u0652\u2010\u2011’'-]*\w)?")
_MOST_ADVERBS = 3
_ANY = ""
"""The key of the forms whose first word is not fixed."""


@dataclass(frozen=True, slots=True)
class Match:
    """A verb at `[start, end)`; `finite` is False of the participles of preambular paragraphs.

    `head` is where the form itself begins, behind adverbs.
    """

    verb: DraftingVerb
    start: int
    end: int
    finite: bool
    head: int


class _Hit(NamedTuple):
    """A form of the verb `name` in `[start, end)`; `weight` counts its fixed words."""

    weight: int
    name: str
    start: int
    end: int


class _Group:
    """The forms of one kind (operative, preambular or plain), compiled as their first words are met."""

    def __init__(self, forms: Forms, rows: list[tuple[str, str]], tail: str) -> None:
        self._forms, self._tail = forms, tail
        self._rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, form in rows:
            for first in first_words(form):
                key = first if forms.spaced else first[:1]
                self._rows[_ANY if "*" in key else key].append((name, form))
        self._compiled: dict[str, tuple[re.Pattern[str], list[tuple[str, int]]]] = {}

    def match(self, text: str, at: int) -> _Hit | None:
        """The form at `at`, the heaviest of those that match there."""
        word = _WORD.match(text, at)
        if word is None:
            return None
        key = fold(word.group()) if self._forms.spaced else text[at]
        for each in (key, _ANY):
            pattern, names = self._pattern(each)
            found = pattern.match(text, at)
            if found and found.lastgroup:
                name, heavy = names[int(found.lastgroup[1:])]
                return _Hit(heavy, name, at, found.end())
        return None

    def _pattern(self, key: str) -> tuple[re.Pattern[str], list[tuple[str, int]]]:
        if key not in self._rows:
            return _NEVER, []
        if key not in self._compiled:
            rows = sorted(self._rows[key], key=lambda row: weight(row[1]), reverse=True)
            ways = (
                f"(?P<f{n}>{self._forms.expression(form)})" for n, (_, form) in enumerate(rows)
            )
            source = f"(?:{'|'.join(ways)}){self._tail}"
            names = [(name, weight(form)[0]) for name, form in rows]
            self._compiled[key] = re.compile(source, re.IGNORECASE), names
        return self._compiled[key]


_NEVER = re.compile(r"(?!)")


class Matcher:
    """The forms of one language."""

    def __init__(self, language: Language) -> None:
        self.data = load_forms(language)
        manners = self.data.manners
        adverbs = (*self.data.adverbs, *manners.appreciation, *manners.concern)
        self.forms = Forms(adverbs, spaced=language != "zh")
        self._space, self._close = (r"\s+", r"(?![\w\u064b-\u0652-])") if self.forms.spaced else ("", "")
        self._adverb = self._lead((*adverbs, *self.data.before))
        self._preamble = self._lead(self.data.preamble)
        self._before_plain = self._lead(self.data.before_plain)
        self._operative = self._group("operative", self.forms.adverbs)
        after = (*adverbs, *self.data.after_participle)
        self._preambular = self._group("preambular", self.forms.either(after))
        self._plain = self._group("plain", self.forms.adverbs)
        self._appreciation = re.compile(self.forms.either(manners.appreciation), re.IGNORECASE)
        self._concern = re.compile(self.forms.either(manners.concern), re.IGNORECASE)

    def match(self, text: str, start: int) -> Match | None:
        """The verb that begins at `start`, adverbs before it and after it included."""
        if self.forms.spaced and start and (text[start - 1].isalnum() or text[start - 1] == "-"):
            return None
        hits = [hit for at in self._places(text, start) for hit in self._verbs(text, at)]
        if not hits:
            return None
        # An adverb may be part of a form ("вновь подтверждает"): of two readings the form that says more
        # is meant, and of equals the first, which takes fewer words for adverbs.
        (_, name, head, end), finite = max(hits, key=lambda hit: hit[0].weight)
        verb = load_verbs()[self._with_manner(name, text[start:end])]
        return Match(verb, start, end, finite, head)

    def _places(self, text: str, start: int) -> Iterator[int]:
        """Where the verb itself may begin: at once, or after adverbs."""
        yield start
        for _ in range(_MOST_ADVERBS):
            adverb = self._adverb.match(text, start)
            if adverb is None:
                return
            start = adverb.end()
            yield start

    def _verbs(self, text: str, at: int) -> Iterator[tuple[_Hit, bool]]:
        if found := self._operative.match(text, at):
            yield found, True
        if found := self._preambular.match(text, at):
            yield found, False
        for lead, group, finite in (
            (self._preamble, self._operative, False),
            (self._before_plain, self._plain, True),
        ):
            before = lead.match(text, at)
            for place in self._places(text, before.end()) if before else ():
                if found := group.match(text, place):
                    yield found, finite

    def _with_manner(self, name: str, words: str) -> str:
        approving, concerned = manner_changes()[name]
        if concerned and self._concern.search(words):
            return concerned
        if approving and self._appreciation.search(words):
            return approving
        return name

    def _lead(self, forms: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(f"{self.forms.either(forms)}{self._space}", re.IGNORECASE)

    def _group(self, kind: str, after: str) -> _Group:
        rows = [
            (name, form)
            for name, verb in self.data.verbs.items()
            for form in verb.model_dump()[kind]
        ]
        tail = f"{self._close}(?:{self._space}{after}{self._close}){{0,{_MOST_ADVERBS}}}"
        return _Group(self.forms, rows, tail)


@lru_cache(maxsize=len(LANGUAGES))
def load_matcher(language: Language) -> Matcher:
    """The matcher of a language, compiled once."""
    return Matcher(language)
