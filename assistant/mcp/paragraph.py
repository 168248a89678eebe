"""All about one paragraph, gathered from its document."""

from __future__ import annotations

from assistant.mcp.results import ParagraphItem, VersionText, WholeParagraph
from index.document import Document, Paragraph, Version
from index.locator import Locator
from index.words import Language


def describe_paragraph(
    document: Document, locator: str, language: Language | None
) -> WholeParagraph:
    """The paragraph at `locator`, in `language` where it has it; in all it has where none is given.

    Raises `LocatorError` and `UnknownParagraph`.
    """
    paragraph = document.paragraph(Locator(locator.strip()))
    places = [str(p.locator) for p in document.paragraphs]
    at = places.index(paragraph.locator)
    reader = language or "en"
    shown = [paragraph.version(language)] if language else list(paragraph.versions.values())
    title = document.titles.get(language, document.title) if language else document.title
    return WholeParagraph(
        symbol=str(document.symbol),
        locator=str(paragraph.locator),
        pinpoint=paragraph.locator.pinpoint(reader),
        kind=paragraph.kind,
        document_kind=document.kind,
        status=document.status,
        organ=document.organ,
        date=document.date.isoformat(),
        title=title,
        languages=tuple(paragraph.versions),
        versions=tuple(_version_text(version, document) for version in shown),
        items=tuple(_item(item, reader) for item in document.items(paragraph.locator)),
        parent=paragraph.locator.parent,
        previous=places[at - 1] if at else None,
        next=places[at + 1] if at + 1 < len(places) else None,
    )


def _version_text(version: Version, document: Document) -> VersionText:
    return VersionText(
        language=version.language,
        text=version.text,
        exact=version.exact,
        force=version.text[slice(*version.force)] if version.force else None,
        link=document.symbol.link(version.language),
    )


def _item(item: Paragraph, language: Language) -> ParagraphItem:
    version = item.version(language)
    return ParagraphItem(
        locator=item.locator, language=version.language, text=version.text, exact=version.exact
    )
