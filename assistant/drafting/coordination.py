"""Finds the verbs of a paragraph that stand beside its opening one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.drafting.forms import Forms
from assistant.drafting.matcher import Match, load_matcher
from assistant.drafting.model import Force
from assistant.drafting.opening import find_opening
from assistant.drafting.table import load_forms
from index.words import LANGUAGES, Language

_ATTITUDES = {Force.WELCOMES, Force.DEPLORES, Force.AFFIRMS, Force.NOTES}
_ASIDE = r"(?:[^\W\d]+(?:\s+[^\W\d]+){1,6}[,،，]\s*)?"


def find_governing(text: str, language: Language) -> Iterator[Match]:
    """The opening verb, and each that is coordinated with it, in order."""
    opening = find_opening(text, language)
    if opening is None:
        return
    yield opening
    last = opening
    for joint in _joints(language).finditer(text, opening.end):
        if joint.end() < last.end:
            continue
        found = load_matcher(language).match(text, joint.end())
        if found and _governs(text, joint, opening, last, found, language):
            yield found
            last = found


def _governs(
    text: str, joint: re.Match[str], opening: Match, last: Match, found: Match, language: Language
) -> bool:
    if text[found.start].isupper() or _quoted(text, found.start):
        return False
    if _opening_only(language).match(text, found.head):
        return False
    comma = joint.group().lstrip()[:1] in ",،，;؛；"
    beside = not text[last.end : joint.start()].strip()
    if not comma:
        related = _relatives(language).search(text, last.end, joint.start())
        return found.finite == last.finite and (beside or (found.finite and not related))
    if not opening.finite:
        return not found.finite
    return found.finite or found.verb.force in _ATTITUDES


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count("«") > before.count("»")


@lru_cache(maxsize=len(LANGUAGES))
def _joints(language: Language) -> re.Pattern[str]:
    """What joins two verbs: a comma or semicolon, a word such as "and", or both."""
    spaced = language != "zh"
    word = Forms((), spaced=spaced).either(load_forms(language).connectors)
    if not spaced:
        return re.compile(rf"(?:[，；]{word}?)")
    return re.compile(rf"\s*[,،;؛]\s+(?:{word}\s+)?|\s+{word}\s+", re.IGNORECASE)


@lru_cache(maxsize=len(LANGUAGES))
def _opening_only(language: Language) -> re.Pattern[str]:
    """Words that tell an organ's act at the head of a paragraph alone: "supporting", "mandates"."""
    words = Forms((), spaced=language != "zh").either(load_forms(language).opening_only)
    return re.compile(words, re.IGNORECASE)


@lru_cache(maxsize=len(LANGUAGES))
def _relatives(language: Language) -> re.Pattern[str]:
    words = Forms((), spaced=language != "zh").either(load_forms(language).relatives)
    return re.compile(rf"\b{words}\b", re.IGNORECASE)
