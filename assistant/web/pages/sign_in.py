"""`/sign-in` and `/sign-out`, where the server has users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.web.pages.local import local_path
from assistant.web.pages.routing import get_page, post_page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.datastructures import FormData

    from assistant.web.parts import Parts


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the pages of signing in and out; without users there are none."""
    sessions, site = parts.sessions, parts.site

    @get_page(app, "/sign-in")
    async def form(request: Request) -> Response:
        _check_users(parts)
        target = local_path(request.query_params.get("next", ""))
        if sessions.user(request):
            return _to(request, target)
        return site.page(request, "sign_in.html", next=target, wrong=False)

    @post_page(app, "/sign-in")
    async def sign_in(request: Request) -> Response:
        _check_users(parts)
        _check_origin(request)
        async with request.form() as fields:
            name, password, target = (_text(fields, key) for key in ("user", "password", "next"))
        target = local_path(target)
        if not await sessions.is_user(name, password):
            return site.page(request, "sign_in.html", status=403, next=target, wrong=True)
        response = _to(request, target)
        sessions.sign_in(response, request, name)
        return response

    @post_page(app, "/sign-out")
    async def sign_out(request: Request) -> Response:
        _check_users(parts)
        _check_origin(request)
        lang = site.language_of(request)
        response = _to(request, f"/sign-in?lang={lang}")
        sessions.sign_out(response, request)
        return response


def _check_users(parts: Parts) -> None:
    if not parts.sessions:
        raise HTTPException(404)


def _check_origin(request: Request) -> None:
    """Refuse a form that another site's page has sent: nobody is signed in or out by a third party.

    Browsers tell it by `Sec-Fetch-Site` (W3C, Fetch Metadata Request Headers); what is no browser does
    not, and has no cookie to be abused.
    """
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise HTTPException(403)


def _text(fields: FormData, name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _to(request: Request, path: str) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}", status_code=303)
