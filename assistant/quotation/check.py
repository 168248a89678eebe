"""Checks a quote: exact places first, and where there is none what is nearly the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import Literal

from assistant.answer import Searched
from assistant.cite import cite
from assistant.question.reading import whole_characters
from assistant.quotation.candidates import Candidates, find_candidates
from assistant.quotation.difference import likenesses
from assistant.quotation.exact import Place, find_exact
from assistant.quotation.model import QuoteCheck, QuoteMatch, WordDifference
from assistant.quotation.near import Near, find_near
from assistant.quotation.pasted import Pasted, readings
from assistant.quotation.strand import Strand
from index.languages import detect_language
from index.search import Index
from index.words import Language

_MOST_EXACT = 20
_MOST_NEAR = 5
# The language of so many characters is told without a doubt: others are looked into afterwards.
_SURE_CHARACTERS = 100


def check_quote(
    text: str,
    index: Index,
    *,
    documents: Sequence[str] = (),
    language: Language | None = None,
    interface: Language = "en",
) -> QuoteCheck:
    """Whether `text` stands in `documents` (by symbol; none given: in all), and where.

    Versions in every language are looked into; `language` is the one that places are written in, else
    the text's own, where `interface` breaks ties. Raises `EmptyQuestion`, `QuestionTooLong`,
    `UnknownDocument` and `SymbolError`.
    """
    read = readings(text)
    symbols = {str(index.document(symbol).symbol) for symbol in documents} or None
    own = detect_language(read[-1].folded, interface)
    reader = language or own
    matches: tuple[QuoteMatch, ...] = ()
    status: Literal["exact", "nearly", "absent"] = "absent"
    for languages in _rounds(read[-1].text, own, index):
        candidates = find_candidates(read[-1], index, own, languages, symbols)
        if places := _exact(read, candidates, index, reader):
            status, matches = "exact", tuple(_exact_matches(places, index, reader))
            break
        # A version in another language may have the words themselves: a note that names a book.
        if not matches and (near := find_near(read[-1], candidates)):
            status, matches = "nearly", tuple(_near_matches(near, read[-1], index, reader))
    return QuoteCheck(
        text=whole_characters(text),
        status=status,
        matches=matches,
        searched=_searched(index, symbols),
    )


def _rounds(text: str, own: Language, index: Index) -> list[tuple[Language, ...]]:
    """The languages to look into at once: the text's own, then the others; of a short text, all."""
    if len(text) < _SURE_CHARACTERS or own not in index.languages:
        return [index.languages]
    others = tuple(language for language in index.languages if language != own)
    return [(own,), others] if others else [(own,)]


def _exact(
    read: Sequence[Pasted], candidates: Candidates, index: Index, reader: Language
) -> list[Place]:
    """The places where a reading of the text stands, those in the reader's language first.

    With the quotation marks around it, where they are the document's own; else without.
    """
    strands = sorted(candidates, key=_order(index, reader))
    for pasted in read:
        places: list[Place] = []
        for strand in strands:
            # It may begin with a few words of the paragraph before.
            starts = {n for m in candidates[strand] for n in (m - 1, m) if n >= 0}
            places += find_exact(pasted, strand, starts, _MOST_EXACT - len(places))
        if places:
            return places
    return []


def _exact_matches(places: Sequence[Place], index: Index, reader: Language) -> Iterator[QuoteMatch]:
    for key, quote in enumerate(chain.from_iterable(places), start=1):
        yield QuoteMatch(
            citation=cite(key, quote, index, reader),
            similarity=1.0,
            differences=(WordDifference(kind="same", text=quote.text),),
        )


def _near_matches(
    found: Sequence[Near], pasted: Pasted, index: Index, reader: Language
) -> Iterator[QuoteMatch]:
    """The best passage with all its paragraphs, and others as far as there is room for them."""
    key, place = 0, _order(index, reader)
    for near in sorted(found, key=lambda near: (-near.similarity, place(near.strand))):
        likely = likenesses(near.steps, pasted.text, near.strand)
        if key and key + len(likely) > _MOST_NEAR:
            return
        for like in likely:
            key += 1
            yield QuoteMatch(
                citation=cite(key, like.quote, index, reader),
                similarity=like.similarity,
                differences=like.differences,
            )


def _order(index: Index, reader: Language) -> Callable[[Strand], tuple[bool, int]]:
    """What strands are sorted by: the reader's language first, then as the documents follow."""
    numbers = {document.symbol: number for number, document in enumerate(index.documents)}
    return lambda strand: (strand.language != reader, numbers[strand.document.symbol])


def _searched(index: Index, symbols: Collection[str] | None) -> Searched:
    if symbols is None:
        return Searched(documents=len(index.documents), paragraphs=index.paragraph_count)
    held = [index.document(symbol) for symbol in symbols]
    return Searched(documents=len(held), paragraphs=sum(len(d.paragraphs) for d in held))
