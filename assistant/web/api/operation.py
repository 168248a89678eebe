"""`/api/v1/health`, `ready` and `metrics`: for those who keep the server running."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.web.api import PREFIX
from assistant.web.api.schemas import Health, Readiness
from assistant.web.observation.metrics import MEDIA_TYPE
from assistant.web.parts import Parts

if TYPE_CHECKING:
    from assistant.api import Assistant


def make_router(parts: Parts) -> APIRouter:
    """The routes of operation."""
    router = APIRouter(prefix=PREFIX, tags=["operation"])

    @router.head("/health", include_in_schema=False)
    @router.get("/health", summary="Does the server live?")
    async def health() -> Health:
        """It does, when it answers this."""
        return Health()

    @router.head("/ready", include_in_schema=False)
    @router.get(
        "/ready",
        summary="Does it take questions?",
        response_model=Readiness,
        responses={503: {"description": "It is stopping.", "model": Readiness}},
    )
    async def ready() -> Response:
        """503 while it is stopping; else from what it answers."""
        service = parts.service
        held = await run_in_threadpool(_held, service.assistant)
        record = Readiness(
            status="ready" if service.ready else "stopping",
            version=version("mandate-assistant"),
            index=held.checksum,
            documents=held.documents,
            paragraphs=held.paragraphs,
            model=service.assistant.model,
        )
        return JSONResponse(record.model_dump(), status_code=200 if service.ready else 503)

    @router.get(
        "/metrics",
        summary="Counts for Prometheus",
        response_class=PlainTextResponse,
    )
    async def metrics() -> Response:
        """Requests, answers and their seconds, in Prometheus' text format."""
        held = await run_in_threadpool(_held, parts.service.assistant)
        parts.metrics.hold(held.checksum, held.documents, held.paragraphs)
        return Response(parts.metrics.text(), media_type=MEDIA_TYPE)

    return router


class _Held(NamedTuple):
    """The state of the index that a question would be answered from."""

    checksum: str
    documents: int
    paragraphs: int


def _held(assistant: Assistant) -> _Held:
    """Not for the event loop's thread: another process may have added documents, which are then opened."""
    documents = assistant.documents()
    paragraphs = sum(len(document.paragraphs) for document in documents)
    return _Held(assistant.checksum, len(documents), paragraphs)
