"""Whether a question asks how documents are related: which is the newest, what a draft became.

It asks that alone: what is left of it, beside the words that ask and the documents named, must say nothing
of its own. "Which later resolution speaks of women?" has a topic, and is looked for as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.question.documents import DocumentsNamed
from assistant.question.pack import Pack, without_gaps
from assistant.question.terms import Term
from index.document import Document, DocumentKind, Paragraph
from index.errors import SymbolError
from index.symbol import Symbol

# Beside what asks for a relation only common words may stand.
_MOST = 0.12
# In this order: "was the latest draft adopted" asks what became of it.
_KINDS = (
    "adopted_from", "became", "replied", "adopted", "newest", "newer", "recalls", "recalled_by",
)  # fmt: skip
_OF_ONE = frozenset(_KINDS) - {"newest", "newer"}
MARK = "@"


@dataclass(frozen=True, slots=True)
class Asked:
    """What relation is asked for, and of which documents (symbols, held or not; empty: of none named).

    `kind` is a name of the table `relation` of the language packs. `terms` are the words beside those
    that ask it: they say on what. `only`, where given, are the symbols of the only documents that may be
    asked.
    """

    kind: str
    of: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    only: tuple[str, ...] | None = None


class Reading(Protocol):
    """What is known of a question while it is read: `assistant.question.reader.Reader`."""

    folded: str
    pack: Pack
    named: DocumentsNamed
    follows: bool


def find_asked(
    reading: Reading,
    documents: Sequence[Document],
    outside: Callable[[Sequence[tuple[int, int]]], Sequence[Term]],
    weigh: Callable[[Sequence[Term]], float],
) -> Asked | None:
    """The relation that a question asks for, or None.

    `documents` are those held; `outside` gives the terms outside of some spans of the question, `weigh` what
    they say beside naming documents.
    """
    patterns = reading.pack.relation
    marked, places = mark(reading.folded, reading.named.numbered)
    if patterns["contents"].search(marked):
        return None
    beside = spans_of(patterns["beside"], marked, places)
    for kind in _KINDS:
        spans = spans_of(patterns[kind], marked, places)
        if not spans:
            continue
        if kind == "newest" and not _is_of_resolutions(marked, patterns[kind], reading.pack):
            continue
        for other in ("became", "adopted") if kind in ("adopted_from", "became") else ():
            spans += spans_of(patterns[other], marked, places)
        of = _documents_of(kind, reading.named, documents)
        if of or kind not in _OF_ONE or reading.follows:
            terms = tuple(outside([*spans, *beside]))
            if weigh(terms) <= _MOST:
                return Asked(kind, of, terms)
    return None


def _is_of_resolutions(marked: str, newest: re.Pattern[str], pack: Pack) -> bool:
    """Whether what is called the newest is no draft or letter: "the latest draft" is one document."""
    found = [match.group() for match in newest.finditer(marked)]
    return not any(pack.document[kind].search(t) for t in found for kind in ("draft", "letter"))


def spans_of(pattern: re.Pattern[str], marked: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """Where the words stand that `pattern` matches in a marked text, but for those in its gaps."""
    found = [span for match in pattern.finditer(marked) for span in without_gaps(match)]
    return [(places[start], places[end]) for start, end in found]


def complete(
    asked: Asked, cited: Sequence[Paragraph], documents: Sequence[Document]
) -> Asked | None:
    """`asked` of the document that the turns before spoke of; None where it was of none that fits."""
    if asked.of or asked.kind == "newest":
        return asked
    named = DocumentsNamed(symbols=list(dict.fromkeys(str(p.symbol) for p in cited)))
    named.certain = list(named.symbols)
    of = _documents_of(asked.kind, named, documents)[:1]
    if of:
        return replace(asked, of=of)
    return None if asked.kind in _OF_ONE else asked


def mark(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """`text` with a mark for each document that is named by symbol or number.

    With it, for each of its characters and its end, the place in `text`.
    """
    kept: list[tuple[str, int]] = []
    inside = {n: start for start, end in spans for n in range(start, end)}
    for n, character in enumerate(text):
        if n not in inside:
            kept.append((character, n))
        elif inside[n] == n:
            kept.append((MARK, n))
    return "".join(c for c, _ in kept), [*(n for _, n in kept), len(text)]


def _documents_of(
    kind: str, named: DocumentsNamed, documents: Sequence[Document]
) -> tuple[str, ...]:
    """The documents named of which `kind` can be asked: drafts are adopted, letters are answered."""
    if kind == "newest":
        return tuple(named.certain)
    held = {str(document.symbol): document for document in documents}
    fitting = [s for s in named.symbols if _fits(kind, held[s], s in named.certain)]
    if kind == "newer" and len(fitting) > 1 and not named.certain:
        # "a newer resolution" names none of them.
        return ()
    unheld = [s for s in named.unheld if _fits_unheld(kind, s)]
    return tuple(dict.fromkeys([*fitting, *unheld]))


def _fits(kind: str, document: Document, certain: bool) -> bool:
    if kind in ("became", "adopted"):
        return document.kind is DocumentKind.DRAFT_RESOLUTION
    if kind == "adopted_from":
        return certain and document.kind is DocumentKind.RESOLUTION
    if kind == "replied":
        return document.kind is DocumentKind.LETTER
    if kind == "newer":
        return certain
    return certain or document.kind is DocumentKind.LETTER


def _fits_unheld(kind: str, name: str) -> bool:
    try:
        symbol = Symbol(name)
    except SymbolError:
        return False
    if kind in ("became", "adopted"):
        return symbol.is_draft
    if kind in ("adopted_from", "newer"):
        return symbol.is_resolution
    if kind == "replied":
        return not symbol.is_draft and not symbol.is_resolution
    return True
