"""What a reader should know of a quotation beside its verdict: what its words hide, or where they stand."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from assistant.checking.cited import is_at
from assistant.checking.model import Alteration, Caution, CitedPlace
from assistant.checking.parts import contradicts
from assistant.claims.denial import is_behind_negation, negations
from assistant.quotation.model import QuoteMatch
from index.search import Index
from index.words import Language

_HAN_DENIALS = tuple("不未无無非勿没莫")
_SENTENCE_ENDS = ".;:!?"


def cautions_of_exact(
    matches: Sequence[QuoteMatch], cited: Sequence[CitedPlace], index: Index
) -> Iterator[Caution]:
    """What to know of words that stand in the documents: that each place denies them, or was not checked."""
    first = matches[: len(matches) if not cited else 1]
    denials = [_denial(match, index) for match in first]
    if denials and all(denials):
        yield Caution(kind="reversed", words=denials[0])
    missing = dict.fromkeys(place.symbol for place in cited if place.verdict == "not held")
    if missing and not any(place.verdict == "held" for place in cited):
        yield Caution(kind="not confirmed", words="; ".join(missing))


def cautions_of_altered(
    given: str,
    matches: Sequence[QuoteMatch],
    alterations: Sequence[Alteration],
    cited: Sequence[CitedPlace],
    index: Index,
) -> Iterator[Caution]:
    """What to know of the altered words `given`: what was left out, where the nearest words stand."""
    language = matches[0].citation.language
    for alteration in alterations:
        if alteration.kind == "omission":
            yield from _left_out(alteration.stored, language)
        yield from _look_alikes(alteration)
    if len(alterations) == 1 and _is_first_letter(given, matches[0], alterations[0], index):
        yield Caution(kind="first letter", words=alterations[0].stored)
    known = [place for place in cited if place.verdict != "not held"]
    if known and not any(_is_there(matches[0], place) for place in known):
        yield Caution(kind="elsewhere", words=matches[0].citation.pinpoint)


def _is_first_letter(given: str, match: QuoteMatch, alteration: Alteration, index: Index) -> bool:
    """Whether a quotation has a small letter where a sentence of the document begins, or one in brackets."""
    if alteration.kind != "case" or not alteration.stored:
        return False
    stored = alteration.stored.split()[0]
    if given[:1] == "[":
        return given.replace("[", "", 1).replace("]", "", 1)[1 : len(stored)] == stored[1:]
    at = match.citation
    before = index.paragraph(at.symbol, at.locator).versions[at.language].text[: at.start]
    begins = at.quote.startswith(stored) and not before.rstrip()[-1:].isalnum()
    is_start = begins and (not before.strip() or before.rstrip()[-1] in _SENTENCE_ENDS)
    is_small = given[: len(stored)] == stored[:1].lower() + stored[1:]
    return is_start and is_small and alteration.given.split()[0] == given[: len(stored)]


def _look_alikes(alteration: Alteration) -> Iterator[Caution]:
    """Letters of a changed word that are of another alphabet than the document's."""
    own = {_script(c) for c in alteration.stored if c.isalpha()}
    if not own or alteration.kind == "omission":
        return
    given = {_script(c) for c in alteration.given if c.isalpha()}
    others = [c for c in alteration.given if c.isalpha() and _script(c) not in own]
    if others and given & own:
        told = (f"{c} (U+{ord(c):04X} {unicodedata.name(c, '')})" for c in dict.fromkeys(others))
        yield Caution(kind="look-alike", words="; ".join(told))


def _script(letter: str) -> str:
    """The alphabet of a letter, by the first word of its name."""
    return unicodedata.name(letter, "?").split()[0]


def _denial(match: QuoteMatch, index: Index) -> str:
    """The words right before a match that deny it, or nothing."""
    at = match.citation
    text = index.paragraph(at.symbol, at.locator).versions[at.language].text[: at.start]
    if at.language == "zh" and text[-1:] in _HAN_DENIALS:
        # A word may be cut: 不|符合.
        return text[-1:]
    if not is_behind_negation(text, len(text), at.language):
        return ""
    start = negations(text, at.language)[-1][0]
    return text[start:].strip()


def _left_out(stored: str, language: Language) -> Iterator[Caution]:
    denied = negations(stored, language)
    if denied:
        yield Caution(kind="negation left out", words=stored[slice(*denied[0])])
    conditions = [match.group().strip() for match in _condition(language).finditer(stored)]
    if conditions:
        yield Caution(kind="condition left out", words="; ".join(dict.fromkeys(conditions)))


def _is_there(match: QuoteMatch, place: CitedPlace) -> bool:
    at = match.citation
    is_place = place.locator is None or is_at(at.locator, place.locator)
    is_place = is_place and not contradicts(at.locator, place.among)
    return at.symbol == place.symbol and is_place and place.verdict == "held"


@lru_cache(maxsize=6)
def _condition(language: Language) -> re.Pattern[str]:
    text = (files("assistant.checking") / "cautions.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)[language]["condition"]
    edges = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edges[0]}(?:{words}){edges[1]}", re.IGNORECASE)
