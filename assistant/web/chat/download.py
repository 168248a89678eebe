"""`/conversations/…`: a conversation as a file."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.render.conversation import CONVERSATIONS, FILE_TYPES
from assistant.web.conversations import Conversations


def make_router(conversations: Conversations) -> APIRouter:
    """The route of downloads; who knows a conversation's name may have it."""
    router = APIRouter(include_in_schema=False)
    names = {file.extension.removeprefix("."): name for name, file in FILE_TYPES.items()}

    @router.get("/conversations/{conversation}.{extension}")
    async def download(conversation: str, extension: str) -> Response:
        form = names.get(extension)
        answers = conversations.answers(conversation)
        if form is None or not answers:
            raise HTTPException(404)
        content = await run_in_threadpool(CONVERSATIONS[form], answers)
        name = f'attachment; filename="mandate-conversation.{extension}"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(content, media_type=FILE_TYPES[form].media_type, headers=headers)

    return router
