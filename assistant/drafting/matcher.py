"""Matches the drafting verbs of one language at a place of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.drafting.forms import Forms, first_words, fold, inner_words, weight
from assistant.drafting.model import DraftingVerb
from assistant.drafting.table import load_forms, load_verbs, manner_changes
from assistant.drafting.view import View, view
from index.words import LANGUAGES, Language

_WORD = re.compile(r"\w(?:[\w\u064b-\u0652\u2010\u2011’'-]*\w)?")
_WITHIN = re.compile(r"[\w-]")
_SPACE = re.compile(r"\s+")
_CLOSE = r"(?![\w\u064b-\u0652-])"
_MOST_ADVERBS = 3
_LONGEST = 60
_FURTHEST = 240


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

    def __init__(self, forms: Forms, rows: list[tuple[str, str]]) -> None:
        self._forms = forms
        self._rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, form in rows:
            for first in first_words(form):
                key = first if forms.spaced else first[:1]
                self._rows[key].append((name, form))
        self._long = {
            key for key, kept in self._rows.items() if any(" " in form for _, form in kept)
        }
        self._compiled: dict[str, tuple[re.Pattern[str], list[tuple[str, int]]]] = {}

    def match(self, text: str, at: int, see: Callable[[str, int], View]) -> _Hit | None:
        """The form at `at`, the heaviest of those that match there."""
        word = _WORD.match(text, at)
        if word is None:
            return None
        key = fold(word.group()) if self._forms.spaced else text[at]
        if key not in self._rows:
            return None
        pattern, names = self._pattern(key)
        # Forms of one word have nothing between their words that could be left out.
        seen = see(text, at) if key in self._long else View(text[at : at + _LONGEST], at, ())
        found = pattern.match(seen.seen)
        if found is None or found.lastgroup is None:
            return None
        name, heavy = names[int(found.lastgroup[1:])]
        return _Hit(heavy, name, at, seen.in_text(found.end()))

    def _pattern(self, key: str) -> tuple[re.Pattern[str], list[tuple[str, int]]]:
        if key not in self._compiled:
            rows = sorted(self._rows[key], key=lambda row: weight(row[1]), reverse=True)
            ways = (f"(?P<f{n}>{self._forms.expression(form)})" for n, (_, form) in enumerate(rows))
            close = _CLOSE if self._forms.spaced else ""
            names = [(name, weight(form)[0]) for name, form in rows]
            pattern = re.compile(f"(?:{'|'.join(ways)}){close}", re.IGNORECASE)
            self._compiled[key] = pattern, names
        return self._compiled[key]


class Matcher:
    """The forms of one language."""

    def __init__(self, language: Language) -> None:
        self.data = load_forms(language)
        manners = self.data.manners
        adverbs = (*self.data.adverbs, *manners.appreciation, *manners.concern)
        self.forms = Forms(adverbs, spaced=language != "zh")
        groups = {kind: self._rows(kind) for kind in ("operative", "preambular", "plain")}
        self._groups = {kind: _Group(self.forms, rows) for kind, rows in groups.items()}
        # A word that is part of a form ("prie instamment") is no adverb inside forms.
        fixed = {
            fold(word) for rows in groups.values() for _, form in rows for word in inner_words(form)
        }
        inner = [form for form in adverbs if not first_words(form) & fixed]
        self._inner = self._words(inner)
        self._inner_first = {word for form in inner for word in first_words(form)}
        self._before = self._words((*adverbs, *self.data.before))
        self._after = self._words(adverbs)
        self._after_participle = self._words((*adverbs, *self.data.after_participle))
        self._preamble = self._words(self.data.preamble)
        self._before_plain = self._words(self.data.before_plain)
        leads = (*adverbs, *self.data.before, *self.data.preamble, *self.data.before_plain)
        forms = [form for rows in groups.values() for _, form in rows]
        firsts = {word for form in (*forms, *leads) for word in first_words(form)}
        self._firsts = {word for word in firsts if "*" not in word}
        self._endings = tuple(word[1:] for word in firsts if word.startswith("*"))
        self._appreciation = self._words(manners.appreciation)
        self._concern = self._words(manners.concern)

    def match(self, text: str, start: int, *, attached: bool = False) -> Match | None:
        """The verb that begins at `start`, adverbs before it and after it included.

        It begins a word, unless it is `attached` to what stands before it, as to the Arabic "and".
        """
        if self.forms.spaced and not attached and _WITHIN.search(text, max(start - 1, 0), start):
            return None
        if self.forms.spaced and not self._may_begin(text, start):
            return None
        hits = [hit for at in self._places(text, start) for hit in self._verbs(text, at)]
        if not hits:
            return None
        # An adverb may be part of a form ("вновь подтверждает"): of two readings the form that says more
        # is meant, and of equals the first, which takes fewer words for adverbs.
        (_, name, head, end), finite = max(hits, key=lambda hit: hit[0].weight)
        end = self._with_adverbs(text, end, self._after if finite else self._after_participle)
        verb = load_verbs()[self._with_manner(name, text[start:end])]
        return Match(verb, start, end, finite, head)

    def _may_begin(self, text: str, at: int) -> bool:
        """Whether the word at `at` begins any form or adverb: of most words this is soon denied."""
        word = _WORD.match(text, at)
        key = fold(word.group()) if word else ""
        return key in self._firsts or bool(word and key.endswith(self._endings))

    def _places(self, text: str, start: int) -> Iterator[int]:
        """Where the verb itself may begin: at once, or after adverbs."""
        yield start
        for _ in range(_MOST_ADVERBS):
            adverb = self._before.match(text, start)
            space = self._space(text, adverb.end()) if adverb else None
            if space is None:
                return
            start = space
            yield start

    def _space(self, text: str, at: int) -> int | None:
        """Where the space at `at` ends; in Chinese, where words are not apart, `at` itself."""
        if not self.forms.spaced:
            return at
        space = _SPACE.match(text, at)
        return space.end() if space else None

    def _with_adverbs(self, text: str, end: int, adverbs: re.Pattern[str]) -> int:
        """Where the adverbs end that follow a verb; Chinese has them before it."""
        for _ in range(_MOST_ADVERBS if self.forms.spaced else 0):
            space = _SPACE.match(text, end)
            adverb = adverbs.match(text, space.end()) if space else None
            if adverb is None:
                break
            end = adverb.end()
        return end

    def _verbs(self, text: str, at: int) -> Iterator[tuple[_Hit, bool]]:
        """The forms at `at`, each with whether it is finite."""
        for kind, finite in (("operative", True), ("preambular", False)):
            if found := self._groups[kind].match(text, at, self._see):
                yield found, finite
        for lead, kind, finite in (
            (self._preamble, "operative", False),
            (self._before_plain, "plain", True),
        ):
            before = lead.match(text, at)
            space = self._space(text, before.end()) if before else None
            for place in self._places(text, space) if space else ():
                if found := self._groups[kind].match(text, place, self._see):
                    yield found, finite

    def _see(self, text: str, at: int) -> View:
        return (
            view(text, at, self._adverb_end)
            if self.forms.spaced
            else View(text[at : at + _FURTHEST], at, ())
        )

    def _adverb_end(self, text: str, at: int) -> int | None:
        word = _WORD.match(text, at)
        if word is None or fold(word.group()) not in self._inner_first:
            return None
        adverb = self._inner.match(text, at)
        return adverb.end() if adverb else None

    def _with_manner(self, name: str, words: str) -> str:
        approving, concerned = manner_changes()[name]
        if concerned and self._concern.search(words):
            return concerned
        if approving and self._appreciation.search(words):
            return approving
        return name

    def _words(self, forms: Iterable[str]) -> re.Pattern[str]:
        close = _CLOSE if self.forms.spaced else ""
        return re.compile(f"{self.forms.either(forms)}{close}", re.IGNORECASE)

    def _rows(self, kind: str) -> list[tuple[str, str]]:
        """The forms of a kind, each with the name of its verb."""
        return [
            (name, form)
            for name, verb in self.data.verbs.items()
            for form in verb.model_dump()[kind]
        ]


@lru_cache(maxsize=len(LANGUAGES))
def load_matcher(language: Language) -> Matcher:
    """The matcher of a language, compiled once."""
    return Matcher(language)
