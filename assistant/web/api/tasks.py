"""`/api/v1/tasks`: the tasking table, as JSON or as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from assistant.tasking.model import TaskTable
from assistant.web.api import PREFIX
from assistant.web.api.choice import MOST_VALUES, InAddress
from assistant.web.api.schemas import Symbol
from assistant.web.parts import Parts
from assistant.web.tables import MEDIA_TYPES, TableFormat, table_response
from index.words import Language


def make_router(parts: Parts) -> APIRouter:
    """The route of the tasking table."""
    router = APIRouter(prefix=PREFIX, tags=["tasks"])
    service = parts.service

    @router.get(
        "/tasks",
        summary="List who is asked to do what",
        response_model=TaskTable,
        responses={200: {"content": {form: {} for form in MEDIA_TYPES}}},
    )
    async def tasks(
        choice: InAddress,
        document: Annotated[
            list[Symbol] | None,
            Query(max_length=MOST_VALUES, description="Only these documents, by symbol."),
        ] = None,
        names: Annotated[
            Symbol | None,
            Query(description="Only tasks that name this body: `Centre`, `Secretary-General`."),
        ] = None,
        preamble: Annotated[bool, Query(description="The preambular paragraphs too.")] = False,
        language: Annotated[
            Language | None, Query(description="The versions that are read, where they are held.")
        ] = None,
        reader: Annotated[Language, Query(description="The language that places are in.")] = "en",
        form: Annotated[TableFormat, Query(alias="format")] = "json",
    ) -> Response:
        """Who is asked by whom to do what; each cell is a quote with its span, or empty."""

        def make() -> TaskTable:
            return service.assistant.tasks(
                documents=document or (),
                body=names,
                where=choice.where(),
                language=language,
                reader=reader,
                preamble=preamble,
                collection=choice.collection,
            )

        return await service.run(lambda: table_response(make(), form, reader))

    return router
