"""What reports say in the reader's language, and what they show of a finding."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from assistant.checking.model import Alteration, Caution, CheckedQuote, CitedPlace, TextCheck
from assistant.phrases import load_phrases
from assistant.quotation.model import QuoteMatch
from index.locator import Locator
from index.words import Language

SIGNS = {"exact": "✓", "altered": "≠", "misattributed": "⚠", "unknown": "?"}
"""Verdicts are told apart by these signs too, and not by colour alone."""
PLACE_SIGNS = {"held": "✓", "no such paragraph": "✗", "not held": "–"}

MOST_MATCHES = 5
"""How many places of a quotation are shown; of an altered one those of the best passage come first."""


@lru_cache(maxsize=6)
def load_labels(language: Language) -> dict[str, str]:
    """The labels of `language` by name; those of a table are named `table.name`."""
    path = files("assistant.checking.reports") / "languages" / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    flat = {name: value for name, value in data.items() if isinstance(value, str)}
    for table, values in data.items():
        if isinstance(values, dict):
            flat |= {f"{table}.{name}": value for name, value in values.items()}
    return flat


def heading(check: TextCheck, labels: dict[str, str]) -> str:
    """The report's title, with the name of the file."""
    return labels["of"].format(name=check.name) if check.name else labels["title"]


def outcome(check: TextCheck, labels: dict[str, str]) -> str:
    """What came of it all, in one sentence."""
    if not check.quotes and not check.places:
        return labels["nothing"]
    if check.passed:
        is_plain = all(quote.verdict == "exact" for quote in check.quotes)
        return labels["passed" if is_plain else "passed_but"]
    wrong = sum(not quote.is_right for quote in check.quotes)
    wrong += sum(place.verdict == "no such paragraph" for place in check.places)
    return labels["failed"].format(count=wrong or len(check.unmatched))


def remarks(check: TextCheck, labels: dict[str, str]) -> list[str]:
    """How much was searched, and what was not checked."""
    searched = check.searched
    found = [
        labels["searched"].format(paragraphs=searched.paragraphs, documents=searched.documents)
    ]
    if check.unmatched:
        found.append(labels["unmatched"].format(count=len(check.unmatched)))
    return found


def place_name(place: CitedPlace, language: Language) -> str:
    """A cited place in the reader's words: "A/RES/72/7, para. 1"."""
    if place.locator is None and not place.among:
        return place.symbol
    if place.locator:
        pinpoint = Locator(place.locator).pinpoint(language)
    else:
        among = [Locator(locator).pinpoint(language) for locator in place.among]
        pinpoint = " / ".join(among) if len(among) <= _FEW else f"{among[0]} … {among[-1]}"
    return load_phrases(language)["of"].format(symbol=place.symbol, place=pinpoint)


def shown_matches(quote: CheckedQuote) -> tuple[QuoteMatch, ...]:
    """The matches that a report shows, one for each place."""
    places = {match.citation.pinpoint: match for match in reversed(quote.matches)}
    return tuple(m for m in quote.matches if places[m.citation.pinpoint] is m)[:MOST_MATCHES]


def verdict_name(quote: CheckedQuote, labels: dict[str, str]) -> str:
    """The verdict in the reader's words; one on a mere term says so."""
    return labels["term" if quote.is_term else f"verdict.{quote.verdict}"]


_FEW = 3
_PLACES = ("joined", "elsewhere", "not confirmed", "look-alike")


def cautioned(caution: Caution, language: Language) -> str:
    """What a caution says; words of a document stand in quotation marks in it."""
    labels, phrases = load_labels(language), load_phrases(language)
    words = caution.words
    if caution.kind not in _PLACES:
        words = f"{phrases['open']}{words}{phrases['close']}"
    # Not `format`: what is filled in may have braces.
    return labels[f"caution.{caution.kind}"].replace("{words}", words)


def called_out(alteration: Alteration, labels: dict[str, str]) -> tuple[str, str]:
    """The kind of an alteration, and a sentence about it in which {given} and {stored} are to be filled."""
    kind = labels[f"kind.{alteration.kind}"]
    if alteration.given and alteration.stored:
        return kind, labels["changed"]
    return kind, labels["put_in" if alteration.given else "left_out"]
