"""Pages made of templates: documents, quote check, sources, sign-in, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.parts import Parts


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add all pages but the chat to `app`."""
    from assistant.web.pages import (
        check,
        compare,
        developers,
        documents,
        sign_in,
        source,
        tasks,
        trace,
        verify,
    )

    for module in (documents, source, compare, trace, tasks, check, verify, sign_in, developers):
        module.add_routes(app, parts)
