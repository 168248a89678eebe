"""`/api/v1/quotes/verify`: whether a quote stands in the documents."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.quotation.model import QuoteCheck
from assistant.web.api import PREFIX
from assistant.web.api.schemas import VerifyRequest
from assistant.web.parts import Parts


def make_router(parts: Parts) -> APIRouter:
    """The route of the quote check."""
    router = APIRouter(prefix=PREFIX, tags=["quotes"])

    @router.post("/quotes/verify", summary="Verify a quote")
    async def verify(body: VerifyRequest) -> QuoteCheck:
        """`exact`, `nearly` with the differences word by word, or `absent`; each with its place."""
        assistant = parts.service.assistant.within(body.collection)
        return await parts.service.run(
            lambda: assistant.check_quote(body.text, documents=body.documents)
        )

    return router
