"""Whether a question asks what a drafting verb means: "What is the difference between welcomes and notes?".

It asks that alone: what is left of it beside the words that ask must be verbs of the glossary. What a
document means by words of its own is looked for in the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question.documents import DocumentsNamed
from assistant.question.pack import Pack
from assistant.question.terms import Term

if TYPE_CHECKING:
    from assistant.drafting.glossary import Entry

# Beside the verbs only common words may stand.
_MOST = 0.12
_QUOTED = re.compile(
    r"[“„«‘「『\"]\s*([^“”„«»‘’「」『』\"]{1,60}?)\s*[”“»’」』\"]|(?<!\w)'([^']{1,60})'(?!\w)"
)
_PIECE = re.compile(r"[^\W_](?:[^|.?!;:]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class AskedUsage:
    """The glossary entries asked for, in order; `ranks` tells that it is asked which is the stronger.

    `documents` are the symbols of those whose use is asked for, where any are named by symbol or year.
    """

    entries: tuple[Entry, ...]
    ranks: bool = False
    documents: tuple[str, ...] = ()


def find_usage(
    text: str,
    folded: str,
    pack: Pack,
    named: DocumentsNamed,
    outside: Callable[[Sequence[tuple[int, int]]], Sequence[Term]],
) -> AskedUsage | None:
    """The verbs whose meaning `text` asks for, or None; `folded` is the same text, offset for offset.

    `outside` gives the terms outside of spans.
    """
    patterns = pack.usage
    is_quoted = _QUOTED.search(text) is not None
    # "Does it bind?" asks for a verb's meaning only where the verb is marked as the word asked about.
    names = ("asks", "beside", "effect") if is_quoted else ("asks", "beside")
    needed = ("needed", "effect") if is_quoted else ("needed",)
    if not any(patterns[name].search(folded) for name in needed):
        return None
    asking = [m.span() for name in names for m in patterns[name].finditer(folded)]
    found = dict(_entries(text, folded, pack, [*asking, *named.spans]))
    if not found:
        return None
    joining = [m.span() for m in patterns["join"].finditer(folded)]
    left = outside([*asking, *joining, *named.spans, *found])
    # Without quotation marks the verb may be any word: "What is the meaning of the Centre's support?"
    if sum(term.weight for term in left) > (_MOST if is_quoted else 0.0):
        return None
    entries = {entry.verb.name: entry for entry in found.values()}
    ranks = bool(patterns["ranks"].search(folded))
    return AskedUsage(tuple(entries.values()), ranks, tuple(named.certain))


def find_verbs(
    text: str, folded: str, pack: Pack, asking: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], Entry]]:
    """The spans of `text` that are verbs of the glossary, each with its entry; `asking` are no verbs."""
    return list(_entries(text, folded, pack, asking))


def _entries(
    text: str, folded: str, pack: Pack, asking: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Entry]]:
    """The spans that are verbs of the glossary: what stands in quotation marks, else between what asks."""
    quoted = [m.span(m.lastindex or 0) for m in _QUOTED.finditer(text)]
    for start, end in quoted or _pieces(folded, pack, asking):
        # "The mandate" is no verb: without quotation marks a word must stand as the verb does.
        entry = _entry(text[start:end], pack, pack.stop if quoted else frozenset())
        if entry is not None:
            yield (start, end), entry


def _pieces(folded: str, pack: Pack, asking: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What stands between the words that ask and those that join."""
    rest = folded
    for start, end in (*asking, *(m.span() for m in pack.usage["join"].finditer(folded))):
        rest = rest[:start] + "|" * (end - start) + rest[end:]
    found = _PIECE.finditer(rest)
    return [match.span() for match in found if not pack.stop.issuperset(match.group().split())]


def _entry(words: str, pack: Pack, beside: frozenset[str]) -> Entry | None:
    """The entry for `words`, as they stand or without words `beside` the verb around them."""
    from assistant.drafting.glossary import (
        find_entry,
    )  # only questions that ask for a meaning need it

    kept = words.split()
    while kept:
        found = find_entry(" ".join(kept), pack.language)
        if found is not None:
            return found
        if kept[0].casefold() in beside:
            kept = kept[1:]
        elif kept[-1].casefold() in beside:
            kept = kept[:-1]
        else:
            return None
    return None
