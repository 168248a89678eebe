"""`/api/v1/collections`: what can be asked."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.web.api import PREFIX
from assistant.web.api.schemas import CollectionList, CollectionRecord
from assistant.web.collected import Collections
from assistant.web.parts import Parts


def make_router(parts: Parts) -> APIRouter:
    """The route of the collections."""
    router = APIRouter(prefix=PREFIX, tags=["documents"])
    collections = Collections(parts.service.assistant, parts.settings.collection)

    @router.get("/collections", summary="List the collections")
    def names() -> CollectionList:
        """The collections, the one first that is asked where a request names none."""
        return CollectionList(
            collections=[
                CollectionRecord(name=name, served=name == collections.served)
                for name in collections.names()
            ]
        )

    return router
