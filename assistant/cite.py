"""From quotes to citations: everything that is needed to look a quote up."""

from __future__ import annotations

from collections.abc import Collection

from assistant.answer import Citation
from assistant.marks import find_marks
from assistant.phrases import load_phrases
from index.document import Quote
from index.search import Index
from index.words import Language


def cite(
    key: int, quote: Quote, index: Index, reader: Language, asks: Collection[str] = ()
) -> Citation:
    """The citation of `quote` under the marker `key`, its place written in the `reader`'s language."""
    paragraph = quote.paragraph
    document = index.document(paragraph.symbol)
    place = load_phrases(reader)["of"].format(
        symbol=paragraph.symbol, place=paragraph.locator.pinpoint(reader)
    )
    marks = find_marks(quote.text, quote.language, asks)
    return Citation(
        key=key,
        symbol=str(paragraph.symbol),
        locator=str(paragraph.locator),
        pinpoint=place,
        language=quote.language,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        title=document.titles.get(quote.language) or document.title,
        date=document.date.isoformat(),
        status=document.status,
        kind=paragraph.kind,
        force=_force(quote, index),
        url=paragraph.symbol.link(quote.language),
        marks=tuple((quote.start + start, quote.start + end) for start, end in marks),
    )


def _force(quote: Quote, index: Index) -> str | None:
    """The words that give the paragraph its force; an item has them from the one that lists it."""
    holder = quote.paragraph
    while holder.versions[quote.language].force is None and holder.locator.parent is not None:
        holder = index.paragraph(holder.symbol, holder.locator.parent)
        if quote.language not in holder.versions:
            return None
    version = holder.versions[quote.language]
    return version.text[slice(*version.force)] if version.force else None
