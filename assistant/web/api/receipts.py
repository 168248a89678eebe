"""`/api/v1/receipts`: the receipt of an answer, and whether one still stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request

from assistant.receipts.model import AnswerReceipt, ReceiptCheck
from assistant.receipts.read import read_receipt
from assistant.web.api import PREFIX
from assistant.web.api.choice import Collection
from assistant.web.api.schemas import GivenAnswer
from assistant.web.parts import Parts
from index.words import Language


class ReceiptRequest(BaseModel):
    """An answer as it was given, and the collection that was asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: GivenAnswer
    collection: Collection | None = None


def make_router(parts: Parts) -> APIRouter:
    """The routes of receipts."""
    router = APIRouter(prefix=PREFIX, tags=["receipts"])
    service = parts.service

    @router.post("/receipts", summary="Make the receipt of an answer")
    async def make(body: ReceiptRequest) -> AnswerReceipt:
        """The hashes of the answer, of its quotes and of the documents that it quotes, to be kept.

        An answer whose quotes do not stand in the documents held has none.
        """
        return await service.run(
            lambda: service.assistant.receipt(body.answer, collection=body.collection)
        )

    @router.post("/receipts/verify", summary="Verify a receipt")
    async def verify(
        body: AnswerReceipt,
        request: Request,
        reader: Annotated[
            Language | None, Query(description="The language of places; else the answer's.")
        ] = None,
        collection: Annotated[Collection | None, Query()] = None,
    ) -> ReceiptCheck:
        """Whether each quote stands letter for letter where the receipt says, and each document as it was.

        A quote `stands`, or the same words stand `elsewhere` in the document, or there is `changed` text,
        `no paragraph`, `no version` in its language, or `no document`.
        """
        # Once more, and strictly: of a name that stands twice FastAPI takes the last.
        receipt = read_receipt(await request.body())
        return await service.run(
            lambda: service.assistant.verify(
                receipt, reader=reader or body.language, collection=collection
            )
        )

    @router.post("/receipts/verify/answer", summary="Verify an answer as it was given")
    async def verify_answer(
        body: ReceiptRequest,
        reader: Annotated[
            Language | None, Query(description="The language of places; else the answer's.")
        ] = None,
    ) -> ReceiptCheck:
        """Whether its quotes stand, and whether all else in it is what the documents give today.

        Its text, the places, titles, dates and status of its citations, and its statements; `answer` names
        each difference by where it is.
        """
        return await service.run(
            lambda: service.assistant.verify(
                body.answer, reader=reader or body.answer.language, collection=body.collection
            )
        )

    return router
