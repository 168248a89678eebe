"""`/embed.js`: the script that puts the assistant into another site's page."""

from __future__ import annotations

import json
from functools import lru_cache

from fastapi import APIRouter
from starlette.responses import Response

from assistant.web.interface import load_labels
from assistant.web.pages.site import STATIC
from index.words import LANGUAGES

_PLACE = "const LABELS = {};"


def make_router() -> APIRouter:
    """The route of the script; the page that it shows in a frame is the chat's, at `/embed`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/embed.js")
    async def embed() -> Response:
        headers = {"cache-control": "public, max-age=300"}
        return Response(_script(), media_type="text/javascript", headers=headers)

    return router


@lru_cache(maxsize=1)
def _script() -> str:
    """The script with its labels in the six languages: it can ask nobody for them."""
    labels = {
        code: {
            name.removeprefix("widget."): label
            for name, label in load_labels(code).items()
            if name.startswith("widget.")
        }
        for code in LANGUAGES
    }
    text = (STATIC / "embed.js").read_text(encoding="utf-8")
    assert _PLACE in text, "the script has a place for its labels"
    return text.replace(_PLACE, f"const LABELS = {json.dumps(labels, ensure_ascii=False)};", 1)
