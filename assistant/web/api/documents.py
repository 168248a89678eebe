"""`/api/v1/documents`: the collection, its documents and their paragraphs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.web.api import PREFIX
from assistant.web.api.choice import Collection, InAddress, Languages
from assistant.web.api.schemas import DocumentList, DocumentRecord, ParagraphList, ParagraphRecord
from assistant.web.parts import Parts
from index.words import Language

InCollection = Annotated[Collection | None, Query()]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def make_router(parts: Parts) -> APIRouter:
    """The routes of documents and paragraphs; a symbol's slashes stand in the path as they are."""
    router = APIRouter(prefix=PREFIX, tags=["documents"])
    assistant = parts.service.assistant

    @router.get("/documents", summary="List the documents")
    def documents(
        choice: InAddress,
        language: Languages = None,
        offset: Offset = 0,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    ) -> DocumentList:
        """The documents held, or those that are chosen, in the order in which they are held."""
        where = choice.model_copy(update={"languages": language or []}).where()
        held = assistant.documents(collection=choice.collection)
        chosen = [d for d in held if where.matches(d)] if where else held
        page = chosen[offset : offset + limit]
        return DocumentList(documents=[DocumentRecord.of(d) for d in page], total=len(chosen))

    # The longer paths first: a symbol would take in all that follows it.
    @router.get("/documents/{symbol:path}/paragraphs", summary="Read a document's paragraphs")
    def paragraphs(
        symbol: str,
        language: Language = "en",
        collection: InCollection = None,
        offset: Offset = 0,
        limit: Annotated[int | None, Query(ge=1, le=100_000)] = None,
    ) -> ParagraphList:
        """The paragraphs in order, with all their versions; places are written in `language`."""
        held = assistant.document(symbol, collection=collection).paragraphs
        page = held[offset : None if limit is None else offset + limit]
        return ParagraphList(
            paragraphs=[ParagraphRecord.of(p, language) for p in page], total=len(held)
        )

    @router.get("/documents/{symbol:path}/paragraphs/{locator}", summary="Read one paragraph")
    def paragraph(
        symbol: str, locator: str, language: Language = "en", collection: InCollection = None
    ) -> ParagraphRecord:
        """The paragraph at a locator such as `op1`, `pp3` or `p3.b1`, with all its versions."""
        document = assistant.document(symbol, collection=collection)
        return ParagraphRecord.of(document.paragraph(locator), language)

    @router.get("/documents/{symbol:path}", summary="Describe a document")
    def document(symbol: str, collection: InCollection = None) -> DocumentRecord:
        """What is known of the document, without its paragraphs."""
        return DocumentRecord.of(assistant.document(symbol, collection=collection))

    return router
