"""`/conversations/…`: a conversation as a file, and the receipts of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.render.conversation import CONVERSATIONS, FILE_TYPES
from assistant.web.conversations import Conversations

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.web.service import Service


def receipt_address(conversation: str, answer: Answer, collection: str | None = None) -> str:
    """Where the receipt of an answer of `conversation` is, relative to the page's root."""
    query = "?" + urlencode({"collection": collection}) if collection else ""
    return f"conversations/{conversation}/{_name(answer)}.json{query}"


def make_router(conversations: Conversations, service: Service) -> APIRouter:
    """The routes of downloads; who knows a conversation's name may have it."""
    router = APIRouter(include_in_schema=False)
    names = {file.extension.removeprefix("."): name for name, file in FILE_TYPES.items()}

    @router.get("/conversations/{conversation}.{extension}")
    async def download(conversation: str, extension: str) -> Response:
        form = names.get(extension)
        answers = conversations.answers(conversation)
        if form is None or not answers:
            raise HTTPException(404)
        content = await run_in_threadpool(CONVERSATIONS[form], answers)
        name = f"mandate-conversation.{extension}"
        return _file(content, name, FILE_TYPES[form].media_type)

    @router.get("/conversations/{conversation}/{answer}.json")
    async def receipt(request: Request, conversation: str, answer: str) -> Response:
        found = [a for a in conversations.answers(conversation) if _name(a) == answer]
        if not found:
            raise HTTPException(404)
        asked = service.assistant.within(request.query_params.get("collection"))
        kept = await service.run(lambda: asked.receipt(found[0]))
        content = f"{kept.model_dump_json(indent=2)}\n".encode()
        return _file(content, "mandate-receipt.json", "application/json")

    return router


def _file(content: bytes, name: str, media_type: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def _name(answer: Answer) -> str:
    """What names an answer in its conversation, whatever is taken back before it."""
    from assistant.receipts.hashes import hash_text

    return hash_text(f"{answer.question}\n{answer.text}").removeprefix("sha256:")[:32]
