"""Whether words stand in one paragraph of a document, in any of its languages."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checking.cited import is_at
from assistant.cite import cite
from assistant.quotation.exact import find_exact
from assistant.quotation.model import QuoteMatch, WordDifference
from assistant.quotation.pasted import readings
from assistant.quotation.strand import Strand
from index.document import Quote
from index.search import Index
from index.words import Language


def find_at(
    words: str, index: Index, symbol: str, locator: str, reader: Language
) -> tuple[QuoteMatch, ...]:
    """Where `words` begin in the paragraph at `locator`, or in one of its items, letter for letter.

    As in `assistant.quotation.check`, up to typography; a match for each paragraph that they are from.
    """
    document = index.document(symbol)
    languages = sorted(document.languages, key=lambda code: code != reader)
    for pasted in readings(words):
        for language in languages:
            strand = Strand(document, language)
            starts = [n for place, n in strand.numbers.items() if is_at(place, locator)]
            for place in find_exact(pasted, strand, starts, 1):
                return tuple(_matches(place, index, reader))
    return ()


def _matches(place: tuple[Quote, ...], index: Index, reader: Language) -> Iterator[QuoteMatch]:
    for key, quote in enumerate(place, start=1):
        same = WordDifference(kind="same", text=quote.text)
        yield QuoteMatch(
            citation=cite(key, quote, index, reader), similarity=1.0, differences=(same,)
        )
