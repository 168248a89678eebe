"""The words that a reader puts in quotation marks: they are meant as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# An apostrophe stands inside words, and a single mark on the outside of them.
_QUOTED = re.compile(
    r"“([^“”]+)”|„([^“”„]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\""
    r"|(?<!\w)‘([^‘]+?)’(?!\w)|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)
_ENOUGH = 6
_LETTERS = re.compile(r"[^\W\d_]")


class Quoted(NamedTuple):
    """The `words` in quotation marks, which with these stand in `[start, end)` of the question."""

    words: str
    start: int
    end: int


def find_quoted(text: str) -> Quoted | None:
    """What stands in quotation marks in a question; None where nothing does, or more than one thing."""
    found = [
        Quoted(match[match.lastindex or 0].strip(), *match.span())
        for match in _QUOTED.finditer(text)
        if _LETTERS.search(match[match.lastindex or 0])
    ]
    return found[0] if len(found) == 1 else None


def without_quoted(text: str) -> str:
    """`text` without what stands in quotation marks, where enough is left to tell its language by."""
    found = find_quoted(text)
    if found is None:
        return text
    left = f"{text[: found.start]} {text[found.end :]}"
    return left if len(_LETTERS.findall(left)) >= _ENOUGH else text


def find_kind(
    spans: Mapping[str, Sequence[tuple[int, int]]], *, of_others: bool, of_meaning: bool
) -> str | None:
    """What is asked of words in quotation marks, of `assistant.question.lineage.TRACED`; or None.

    `spans` are the words that ask, by the names of the packs; `of_others` tells that it is asked who or how
    many, `of_meaning` that it is asked what the words mean.
    """
    if spans["origin"] and not of_others:
        return "origin"
    # "Which documents say what “decides” means?"
    if of_meaning or not any(spans[name] for name in ("still", "kept", "says", "yet")):
        return None
    if spans["which"] or spans["places"]:
        return "carriers"
    if spans["open"]:
        return None
    return "still" if any(spans[name] for name in ("still", "kept", "yet")) else "stands"
