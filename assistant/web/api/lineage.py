"""`/api/v1/compare` and `/api/v1/trace`: how paragraphs go from one document to the next."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.lineage.model import Comparison, Lineage
from assistant.web.api import PREFIX
from assistant.web.api.choice import Collection
from assistant.web.api.schemas import Short, Symbol
from assistant.web.parts import Parts
from index.words import Language

InCollection = Annotated[Collection | None, Query()]
Compared = Annotated[
    Language | None, Query(description="The language to compare in; else the reader's, if held.")
]
Reader = Annotated[Language, Query(description="The language that places are written in.")]


def make_router(parts: Parts) -> APIRouter:
    """The routes of lineage."""
    router = APIRouter(prefix=PREFIX, tags=["lineage"])
    service = parts.service

    @router.get("/compare", summary="Compare two documents")
    async def compare(
        first: Annotated[Symbol, Query(examples=["A/RES/72/7"])],
        second: Annotated[Symbol, Query(examples=["A/75/L.72"])],
        language: Compared = None,
        reader: Reader = "en",
        collection: InCollection = None,
    ) -> Comparison:
        """Paragraphs matched, changed, new and gone, word by word; the earlier document by date first."""
        return await service.run(
            lambda: service.assistant.compare(
                first, second, language=language, reader=reader, collection=collection
            )
        )

    @router.get("/trace", summary="Trace a paragraph")
    async def trace(
        of: Annotated[
            Short,
            Query(
                min_length=1,
                description="A place, such as `S/2007/279#p3.b1` (`#` is `%23` in an address), or words.",
                examples=["S/2007/279#p3.b1"],
            ),
        ],
        language: Compared = None,
        reader: Reader = "en",
        collection: InCollection = None,
    ) -> Lineage:
        """Every document that carries a paragraph, by date, with how its words changed."""
        return await service.run(
            lambda: service.assistant.trace(
                of, language=language, reader=reader, collection=collection
            )
        )

    return router
