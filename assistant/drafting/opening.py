"""Finds the verb that a paragraph opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.drafting.forms import Forms
from assistant.drafting.matcher import Match, load_matcher
from assistant.drafting.table import load_forms
from index.words import LANGUAGES, Language

_LABEL = re.compile(r"(?:\W*\d[\d.]*\W+)?(?:\s*\(?\w{1,4}\)\s+)?\W*")
_COMMA = re.compile(r"[,،，:：]\s*")
_FURTHEST = 600
"""How far into a paragraph its verb may be after what introduces it, in characters."""


def find_opening(text: str, language: Language) -> Match | None:
    """The opening verb: at the start, after the organ that acts, or after an introduction."""
    matcher = load_matcher(language)
    label = _LABEL.match(text)
    start = label.end() if label else 0
    first = next(
        filter(None, (matcher.match(text, at) for at in _starts(text, start, language))), None
    )
    return first or _after_introduction(text, start, language)


def _starts(text: str, start: int, language: Language) -> Iterator[int]:
    """Where a verb may stand at `start`: there, and behind the name of the organ that acts."""
    yield start
    subject = _subjects(language).match(text, start)
    if subject:
        yield subject.end()


def _after_introduction(text: str, start: int, language: Language) -> Match | None:
    if not _introductions(language).match(text, start):
        return None
    found = [
        match
        for place in _places(text, start, language)
        for at in _starts(text, place, language)
        if (match := load_matcher(language).match(text, at)) and not text[at].isupper()
    ]
    return next((match for match in found if match.finite), found[0] if found else None)


def _places(text: str, start: int, language: Language) -> list[int]:
    """Where the verb may stand behind an introduction: after a comma, or after its own object."""
    last = start + _FURTHEST
    late = [found.start() for found in _late(language).finditer(text, start, last)]
    return sorted([comma.end() for comma in _COMMA.finditer(text, start, last)] + late)


@lru_cache(maxsize=len(LANGUAGES))
def _late(language: Language) -> re.Pattern[str]:
    return _compiled(load_forms(language).late, language)


@lru_cache(maxsize=len(LANGUAGES))
def _introductions(language: Language) -> re.Pattern[str]:
    return _compiled(load_forms(language).introductions, language)


@lru_cache(maxsize=len(LANGUAGES))
def _subjects(language: Language) -> re.Pattern[str]:
    return _compiled(load_forms(language).subjects, language, close=r"\s*")


def _compiled(forms: tuple[str, ...], language: Language, close: str = "") -> re.Pattern[str]:
    edge = r"(?!\w)" if language != "zh" else ""
    return re.compile(
        Forms((), spaced=language != "zh").either(forms) + edge + close, re.IGNORECASE
    )
