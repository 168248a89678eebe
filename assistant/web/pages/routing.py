"""How pages are added to the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

Endpoint = TypeVar("Endpoint", bound="Callable[..., object]")


def get_page(app: FastAPI, path: str) -> Callable[[Endpoint], Endpoint]:
    """Adds a page that is read at `path`, by GET and HEAD, and is no part of the API."""
    return app.api_route(path, methods=["GET", "HEAD"], include_in_schema=False)


def post_page(app: FastAPI, path: str) -> Callable[[Endpoint], Endpoint]:
    """Adds what answers a form that is sent to `path`."""
    return app.post(path, include_in_schema=False)
