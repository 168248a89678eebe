"""Documents in memory that receipts are held against: what of an index they need, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.errors import UnknownDocument
from index.locator import Locator
from index.symbol import Symbol

SYMBOL = "A/RES/95/1"
TEXTS: dict[str, dict[str, str]] = {
    "pp1": {
        "en": "Recalling its debate on lighthouses and buoys,",
        "fr": "Rappelant son débat sur les phares et les bouées,",
    },
    "op1": {
        "en": "Requests the harbour masters to count the lighthouses of every lake;",
        "fr": "Prie les capitaines de port de compter les phares de chaque lac ;",
        "ar": "تطلب إلى مديري الموانئ إحصاء منارات كل بحيرة؛",
        "zh": "请各港务长清点每个湖泊的灯塔；",
    },
    "op2": {"en": "Decides to remain seized of the matter."},
}


def document(texts: Mapping[str, Mapping[str, str]] = TEXTS, symbol: str = SYMBOL) -> Document:
    """A resolution with a text in each of some languages at each of some places."""
    return Document(
        symbol=Symbol(symbol),
        kind=DocumentKind.RESOLUTION,
        status=Status.ADOPTED,
        organ="General Assembly",
        date=dt.date(2040, 11, 2),
        titles={"en": "Lighthouses"},
        paragraphs=tuple(
            Paragraph(
                Symbol(symbol),
                Locator(locator),
                {
                    language: Version(language, text, "file", 0, len(text))
                    for language, text in versions.items()
                },
            )
            for locator, versions in texts.items()
        ),
    )


def changed(**places: Mapping[str, str] | None) -> dict[str, dict[str, str]]:
    """`TEXTS` with other texts at some places; None takes one away."""
    texts = {**TEXTS, **places}
    return {place: dict(versions) for place, versions in texts.items() if versions is not None}


def unsure(held: Document, language: str) -> Document:
    """`held`, its versions in `language` not read surely."""
    return replace(
        held,
        paragraphs=tuple(
            replace(
                paragraph,
                versions={
                    code: replace(version, exact=code != language)
                    for code, version in paragraph.versions.items()
                },
            )
            for paragraph in held.paragraphs
        ),
    )


class Shelf:
    """Documents by symbol."""

    def __init__(self, *documents: Document, checksum: str = "sha256:" + "0" * 64) -> None:
        self.checksum = checksum
        self._held = {str(held.symbol): held for held in documents}

    def document(self, symbol: str) -> Document:
        if symbol not in self._held:
            raise UnknownDocument(symbol)
        return self._held[symbol]

    def find(self, symbol: str, locator: str) -> Paragraph | None:
        held = self._held.get(symbol)
        return next((p for p in held.paragraphs if p.locator == locator), None) if held else None
