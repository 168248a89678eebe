"""Holds the citations of an answer's JSON against the documents: each fact of them is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from assistant.answer import Answer, Citation
from assistant.cite import cite
from assistant.phrases import load_phrases
from assistant.receipts.model import Difference
from index.document import Quote
from index.errors import UserError
from index.locator import Locator
from index.search import Index
from index.symbol import Symbol
from index.words import Language

_Fact = Literal["title", "date", "status", "kind", "force", "url"]
_FACTS: tuple[_Fact, ...] = get_args(_Fact)


def find_false_facts(answer: Answer, index: Index) -> Iterator[Difference]:
    """What the citations and closest passages of `answer` say of themselves that is not so.

    Of a citation whose words do not stand there only the place is looked at: of the rest its receipt tells.
    The closest passages have no place in a receipt, so it is told here where their words do not stand.
    """
    for number, citation in enumerate(answer.citations):
        yield from _false(citation, f"citations.{number}", answer.language, index)
    for number, citation in enumerate(answer.closest):
        where = f"closest.{number}"
        if _quote(citation, index) is None:
            yield Difference(part="quote", where=f"{where}.quote")
        yield from _false(citation, where, answer.language, index)


def _false(citation: Citation, where: str, reader: Language, index: Index) -> Iterator[Difference]:
    pinpoint = _pinpoint(citation, reader)
    if citation.pinpoint != pinpoint:
        yield Difference(part="pinpoint", where=f"{where}.pinpoint", held=pinpoint)
    if any(not citation.start <= start < end <= citation.end for start, end in citation.marks):
        yield Difference(part="marks", where=f"{where}.marks")
    quote = _quote(citation, index)
    if quote is None:
        return
    made = cite(citation.key, quote, index, reader)
    for fact in _FACTS:
        held = getattr(made, fact)
        if getattr(citation, fact) != held:
            yield Difference(part=fact, where=f"{where}.{fact}", held=held and str(held))


def _pinpoint(citation: Citation, reader: Language) -> str | None:
    """The place of `citation` in words; None where its address is none."""
    try:
        symbol, place = str(Symbol(citation.symbol)), Locator(citation.locator)
    except UserError:
        return None
    return load_phrases(reader)["of"].format(symbol=symbol, place=place.pinpoint(reader))


def _quote(citation: Citation, index: Index) -> Quote | None:
    """The words of `citation`, where they stand as it says."""
    paragraph = index.find(citation.symbol, citation.locator)
    version = paragraph.versions.get(citation.language) if paragraph else None
    start, end = citation.start, citation.end
    if paragraph is None or version is None or not version.exact:
        return None
    if not 0 <= start < end <= len(version.text) or version.text[start:end] != citation.quote:
        return None
    return Quote(paragraph, citation.language, start, end)
