"""`/api/v1/check`: every quotation and every cited place of a text, looked up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request

from assistant.checking.model import TextCheck
from assistant.web.api import PREFIX
from assistant.web.api.choice import MOST_VALUES, Collection
from assistant.web.api.schemas import CheckRequest, Symbol
from assistant.web.parts import Parts
from assistant.web.uploads import as_file
from index.words import Language


def make_router(parts: Parts) -> APIRouter:
    """The routes of the quote checker."""
    router = APIRouter(prefix=PREFIX, tags=["quotes"])
    service = parts.service

    @router.post("/check", summary="Check the quotations of a text")
    async def check(body: CheckRequest) -> TextCheck:
        """`exact`, `altered`, `misattributed` or `unknown`, for each passage in quotation marks."""
        return await service.run(
            lambda: service.assistant.check(
                body.text,
                documents=body.documents,
                reader=body.reader,
                collection=body.collection,
            )
        )

    @router.post(
        "/check/file",
        summary="Check the quotations of a file",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                },
            }
        },
    )
    async def check_file(
        request: Request,
        name: Annotated[
            str, Query(min_length=1, max_length=200, description="The file's name.")
        ] = "text",
        document: Annotated[list[Symbol] | None, Query(max_length=MOST_VALUES)] = None,
        reader: Annotated[Language, Query(description="The language that places are in.")] = "en",
        collection: Annotated[Collection | None, Query()] = None,
    ) -> TextCheck:
        """The same for a file (DOCX, PDF, HTML, Markdown, text), which is the body of the request."""
        content = await request.body()

        def run() -> TextCheck:
            with as_file(content, name) as path:
                return service.assistant.check(
                    path, documents=document or (), reader=reader, collection=collection
                )

        return await service.run(run)

    return router
