"""How a language says who is asked to do what: patterns and lists of words, read from `data/`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from index.words import Language

Span = tuple[int, int]
"""`[start, end)` of a text, in code points."""

_NEVER = r"(?!)"
_LISTS = {"asks", "condition", "deadline", "counterpart", "recipient", "helped", "reporting_to"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of one language, told in `data/en.toml`; one that is missing finds nothing.

    All are tried on a text that was blotted out (`blot`), which has the length of the text itself.
    """

    language: Language
    head_first: bool
    joint: re.Pattern[str]
    connective: re.Pattern[str]
    participle: re.Pattern[str]
    both: re.Pattern[str]
    again: re.Pattern[str]
    thing_joined: re.Pattern[str]
    item: re.Pattern[str]
    item_opening: re.Pattern[str]
    shall: re.Pattern[str]
    asked_to: re.Pattern[str]
    clause_before: re.Pattern[str]
    bare: re.Pattern[str]
    opening: re.Pattern[str]
    attention: re.Pattern[str]
    action: re.Pattern[str]
    not_before_action: re.Pattern[str]
    not_this_action: re.Pattern[str]
    other_action: re.Pattern[str]
    insertion: re.Pattern[str]
    with_others: re.Pattern[str]
    resume: re.Pattern[str]
    resume_other: re.Pattern[str]
    carries_on: re.Pattern[str]
    trailing: re.Pattern[str]
    that: re.Pattern[str]
    finite: re.Pattern[str]
    passive: re.Pattern[str]
    relative: re.Pattern[str]
    possessive: re.Pattern[str]
    to_person: re.Pattern[str]
    delegated: re.Pattern[str]
    clitic: re.Pattern[str]
    deed: re.Pattern[str]
    not_before_deed: re.Pattern[str]
    by_whom: re.Pattern[str]
    within_verb: re.Pattern[str]
    verb_first: re.Pattern[str]
    name_end: re.Pattern[str]
    name_more: re.Pattern[str]
    name_on: re.Pattern[str]
    name_on_more: re.Pattern[str]
    pronoun: re.Pattern[str]
    no_deed: re.Pattern[str]
    author: re.Pattern[str]
    owned: re.Pattern[str]
    authored: re.Pattern[str]
    head: re.Pattern[str]
    head_end: re.Pattern[str]
    not_head: re.Pattern[str]
    asked_by: re.Pattern[str]
    asks: tuple[re.Pattern[str], ...]
    not_before_condition: re.Pattern[str]
    condition_more: re.Pattern[str]
    not_before_deadline: re.Pattern[str]
    not_before_date: re.Pattern[str]
    deadline_joint: re.Pattern[str]
    counterpart_joint: re.Pattern[str]
    proviso: re.Pattern[str]
    condition: tuple[re.Pattern[str], ...]
    deadline: tuple[re.Pattern[str], ...]
    counterpart: tuple[re.Pattern[str], ...]
    recipient: tuple[re.Pattern[str], ...]
    helped: tuple[re.Pattern[str], ...]
    reporting_to: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=6)
def load_grammar(language: Language) -> Grammar:
    """The grammar of `language`."""
    text = (files("assistant.tasking") / "data" / f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words: dict[str, str] = data.pop("words", {})
    for name, listed in words.items():
        words[name] = _filled(listed, words)
    patterns: dict[str, re.Pattern[str] | tuple[re.Pattern[str], ...]] = {}
    for field in fields(Grammar)[2:]:
        many = field.name in _LISTS
        given = data.get(field.name, [] if many else _NEVER)
        patterns[field.name] = (
            tuple(re.compile(_filled(one, words)) for one in given)
            if many
            else re.compile(_filled(given, words))
        )
    return Grammar(language, bool(data.get("head_first")), **patterns)  # type: ignore[arg-type]


def _filled(pattern: str, words: dict[str, str]) -> str:
    """`pattern` with the lists that it names put in."""
    return re.sub(r"\{([a-z_]+)\}", lambda match: words[match[1]], pattern)


_BLOTTED = re.compile(
    r"“[^”]*”|”[^“”]*“|«[^»]*»|„[^“]*“|\"[^\"]*\"|（[^）]*）|\([^()]*\)|(?<=\d)[.,](?=\d)|《[^》]*》"
)


# The hyphen and the blank at which no line breaks are like any other.
_PLAIN = str.maketrans("\u2011\u00a0", "- ")


def blot(text: str) -> str:
    """`text` with what stands in quotation marks and brackets blotted out, and of the same length.

    Nothing in them is part of the sentence around: "the item entitled “…”", "(COVID-19)". The point
    and the comma of a number go as well.
    """
    return _BLOTTED.sub(lambda match: "¤" * len(match.group()), text.translate(_PLAIN))
