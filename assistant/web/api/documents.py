"""`/api/v1/documents`: the collection, its documents and their paragraphs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.web.api import PREFIX
from assistant.web.api.schemas import DocumentList, DocumentRecord, ParagraphList, ParagraphRecord
from assistant.web.parts import Parts
from index.document import DocumentKind
from index.words import Language


def make_router(parts: Parts) -> APIRouter:
    """The routes of documents and paragraphs; a symbol's slashes stand in the path as they are."""
    router = APIRouter(prefix=PREFIX, tags=["documents"])
    assistant = parts.service.assistant

    @router.get("/documents", summary="List the documents")
    def documents(
        kind: DocumentKind | None = None,
        year: Annotated[int | None, Query(ge=1945, le=2200)] = None,
        language: Language | None = None,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    ) -> DocumentList:
        """The documents held, of a kind, year or language where one is given."""
        chosen = [
            document
            for document in assistant.documents()
            if kind in (None, document.kind)
            and year in (None, document.date.year)
            and (language is None or language in document.languages)
        ]
        page = chosen[offset : offset + limit]
        return DocumentList(documents=[DocumentRecord.of(d) for d in page], total=len(chosen))

    # The longer paths first: a symbol would take in all that follows it.
    @router.get("/documents/{symbol:path}/paragraphs", summary="Read a document's paragraphs")
    def paragraphs(symbol: str, language: Language = "en") -> ParagraphList:
        """Every paragraph in order, with all its versions; places are written in `language`."""
        document = assistant.document(symbol)
        return ParagraphList(
            paragraphs=[ParagraphRecord.of(p, language) for p in document.paragraphs]
        )

    @router.get("/documents/{symbol:path}/paragraphs/{locator}", summary="Read one paragraph")
    def paragraph(symbol: str, locator: str, language: Language = "en") -> ParagraphRecord:
        """The paragraph at a locator such as `op1`, `pp3` or `p3.b1`, with all its versions."""
        return ParagraphRecord.of(assistant.document(symbol).paragraph(locator), language)

    @router.get("/documents/{symbol:path}", summary="Describe a document")
    def document(symbol: str) -> DocumentRecord:
        """What is known of the document, without its paragraphs."""
        return DocumentRecord.of(assistant.document(symbol))

    return router
