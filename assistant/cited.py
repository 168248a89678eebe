"""A document as results name it."""

from __future__ import annotations

from assistant.record import Record
from index.document import Document, DocumentKind, Status
from index.words import Language


class CitedDocument(Record):
    """What names a document: its title is in `language` where it has one in it."""

    symbol: str
    title: str
    date: str
    kind: DocumentKind
    status: Status
    organ: str
    language: Language
    url: str

    @classmethod
    def of(cls, document: Document, language: Language) -> CitedDocument:
        """`document` as it is named where it is read in `language`."""
        return cls(
            symbol=str(document.symbol),
            title=document.titles.get(language) or document.title,
            date=document.date.isoformat(),
            kind=document.kind,
            status=document.status,
            organ=document.organ,
            language=language,
            url=document.symbol.link(language),
        )
