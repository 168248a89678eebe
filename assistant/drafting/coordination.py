"""Finds the verbs of a paragraph that stand beside its opening one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.drafting.forms import Forms
from assistant.drafting.matcher import Match, load_matcher
from assistant.drafting.model import Force
from assistant.drafting.opening import find_opening
from assistant.drafting.table import load_forms
from index.words import LANGUAGES, Language

_COMMAS = ",،，;؛；"
_COLON = re.compile(r"\s*[:：]")
_QUOTES = (("“", "”"), ("«", "»"), ("《", "》"))
# What a participle within an operative paragraph may do: it says how the organ sees the matter, and asks
# nothing of anybody ("…, promoting, encouraging and facilitating …" is what others are to do).
_ATTITUDES = {Force.WELCOMES, Force.DEPLORES, Force.AFFIRMS, Force.NOTES}


def find_governing(text: str, language: Language) -> Iterator[Match]:
    """The opening verb, and each that is coordinated with it, in order."""
    opening = find_opening(text, language)
    if opening is None:
        return
    yield opening
    last = opening
    for joint in _joints(language).finditer(text, opening.end, _list_begins(text, opening.end)):
        if joint.end() < last.end:
            continue
        found = _match(text, joint, language)
        if found and _governs(text, joint, opening, last, found, language):
            yield found
            last = found


def _list_begins(text: str, start: int) -> int:
    """Where a list or another text begins, whose verbs are not the paragraph's.

    A colon in quotation marks is a title's, and so is one behind which a capital letter goes on.
    """
    for colon in _COLON.finditer(text, start):
        if not _quoted(text, colon.start()) and not text[colon.end() :].lstrip()[:1].isupper():
            return colon.start()
    return len(text)


def _match(text: str, joint: re.Match[str], language: Language) -> Match | None:
    """The verb behind a joint; a conjunction that is written together with it belongs to its word."""
    attached = joint.lastgroup == "attached"
    found = load_matcher(language).match(text, joint.end(), attached=attached)
    return replace(found, start=joint.start("attached")) if found and attached else found


def _governs(
    text: str, joint: re.Match[str], opening: Match, last: Match, found: Match, language: Language
) -> bool:
    """Whether a verb of the table is one of the paragraph, and no noun, relative clause or deed of others."""
    if text[found.start].isupper() or _quoted(text, found.start):
        return False
    if _opening_only(language).match(text, found.head):
        return False
    if joint.group().lstrip()[:1] not in _COMMAS:
        beside = not text[last.end : joint.start()].strip()
        related = _relatives(language).search(text, last.end, joint.start())
        clear = not related or _resumes(text, found, language)
        return found.finite == last.finite and (beside or (found.finite and clear))
    if (
        not found.finite
        and found.verb.force not in _ATTITUDES
        and _listed(text, joint, last, language)
    ):
        return False
    if not opening.finite:
        # "Recalling its resolution, requests …": a participle goes before the verb of the paragraph.
        between = _relatives(language).search(text, opening.end, joint.start())
        return not found.finite or (joint.group().strip() in _COMMAS and not between)
    return found.finite or found.verb.force in _ATTITUDES


def _resumes(text: str, found: Match, language: Language) -> bool:
    """Whether what follows a verb tells that it is the organ's again, behind a relative clause."""
    return bool(_resuming(language).match(text, found.start))


def _listed(text: str, joint: re.Match[str], last: Match, language: Language) -> bool:
    """Whether a participle goes on with a list of deeds, with no conjunction before it."""
    bare = joint.group().strip() in _COMMAS
    return bare and bool(_listing(language).search(text, last.end, joint.start()))


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return any(before.count(first) > before.count(second) for first, second in _QUOTES)


@lru_cache(maxsize=len(LANGUAGES))
def _joints(language: Language) -> re.Pattern[str]:
    """What joins two verbs: a comma or semicolon, a word such as "and", or both."""
    data, spaced = load_forms(language), language != "zh"
    word = Forms((), spaced=spaced).either(data.connectors)
    if not spaced:
        return re.compile(
            rf"[，；]\s*{word}?|{word}(?={Forms((), spaced=False).either(data.resuming)})"
        )
    attached = "|".join(map(re.escape, data.attached)) or r"(?!)"
    between = rf"(?:\s*[,،;؛]\s+|\s+)(?P<attached>{attached})(?=\w)"
    return re.compile(rf"{between}|\s*[,،;؛]\s+(?:{word}\s+)?|\s+{word}\s+", re.IGNORECASE)


@lru_cache(maxsize=len(LANGUAGES))
def _opening_only(language: Language) -> re.Pattern[str]:
    """Words that tell an organ's act at the head of a paragraph alone: "supporting", "mandates"."""
    words = Forms((), spaced=language != "zh").either(load_forms(language).opening_only)
    return re.compile(words, re.IGNORECASE)


@lru_cache(maxsize=len(LANGUAGES))
def _listing(language: Language) -> re.Pattern[str]:
    words = Forms((), spaced=language != "zh").either(load_forms(language).listing)
    return re.compile(rf"\b{words}", re.IGNORECASE)


@lru_cache(maxsize=len(LANGUAGES))
def _resuming(language: Language) -> re.Pattern[str]:
    """The verbs, with the words behind them, that an organ alone uses: "prie le Secrétaire général"."""
    words = Forms((), spaced=language != "zh").either(load_forms(language).resuming)
    return re.compile(words, re.IGNORECASE)


@lru_cache(maxsize=len(LANGUAGES))
def _relatives(language: Language) -> re.Pattern[str]:
    words = Forms((), spaced=language != "zh").either(load_forms(language).relatives)
    return re.compile(rf"\b{words}\b", re.IGNORECASE)
