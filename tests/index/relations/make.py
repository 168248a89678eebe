"""Documents for the tests of relations, from a few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from index.document import Document, DocumentKind, Paragraph, Relation, Version
from index.editions import status_of
from index.locator import Locator
from index.relations.stated import relations_of
from index.symbol import Symbol
from index.words import Language


def make_paragraph(symbol: str, locator: str, **texts: str) -> Paragraph:
    """A paragraph with a text in each of some languages."""
    versions: dict[Language, Version] = {
        language: Version(language, text, "file.txt", 0, len(text))  # type: ignore[misc, arg-type]
        for language, text in texts.items()
    }
    return Paragraph(Symbol(symbol), Locator(locator), versions)


def make_document(
    symbol: str,
    date: str,
    *texts: str,
    language: Language = "en",
    title: str = "Role of the lighthouse",
    organ: str = "General Assembly",
    kind: DocumentKind = DocumentKind.RESOLUTION,
    relations: Sequence[Relation] = (),
    meeting: str = "",
) -> Document:
    """A document with `texts` for its preamble (a letter's body), which states its own relations."""
    head = "p" if kind is DocumentKind.LETTER else "pp"
    paragraphs = [
        make_paragraph(symbol, f"{head}{number}", **{language: text})
        for number, text in enumerate(texts, start=1)
    ]
    if meeting:
        paragraphs.append(make_paragraph(symbol, "meeting", **{language: meeting}))
    document = Document(
        symbol=Symbol(symbol),
        kind=kind,
        status=status_of(kind),
        organ=organ,
        date=dt.date.fromisoformat(date),
        titles={language: title},
        paragraphs=tuple(paragraphs),
    )
    found = (*relations, *relations_of(document))
    return Document(
        **{
            name: getattr(document, name)
            for name in ("symbol", "kind", "status", "organ", "date", "titles", "paragraphs")
        },
        relations=found,
    )
