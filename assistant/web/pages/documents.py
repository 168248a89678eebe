"""`/documents`: the collection, and each document paragraph by paragraph."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.web.interface import load_labels
from assistant.web.pages.collection import Choice, Lists
from assistant.web.pages.facts import facts_of, relations_of, source_of
from assistant.web.pages.links import Links, document_path
from assistant.web.pages.reading import View, read_rows
from assistant.web.pages.routing import get_page
from assistant.web.pages.wording import Day, fill, language_names, organ_name, title_of
from index.errors import CollectionError, UserError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.pages.site import Site
    from assistant.web.parts import Parts
    from index.document import Document


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the page of the collection, and that of each document."""
    assistant, site = parts.service.assistant, parts.site
    lists = Lists(assistant)

    @get_page(app, "/documents")
    def documents(request: Request) -> HTMLResponse:
        return _collection_page(request, site, lists)

    @get_page(app, "/documents/{symbol:path}")
    def document(request: Request, symbol: str) -> Response:
        if not symbol.strip("/ "):
            return _moved(request, "/documents")
        try:
            found = assistant.document(symbol, collection=site.collections.asked(request))
        except CollectionError:
            raise
        except UserError:
            return unknown_document(request, site, symbol)
        if symbol != found.symbol:
            return _moved(request, document_path(found.symbol))
        return _document_page(request, parts, found)


def unknown_document(request: Request, site: Site, symbol: str) -> HTMLResponse:
    """The page that says that no document stands under `symbol`."""
    label = load_labels(site.language_of(request))["error.unknown_document"]
    message = fill(label, symbol=symbol[:100])
    return site.page(request, "error.html", status=404, message=message)


def _collection_page(request: Request, site: Site, lists: Lists) -> HTMLResponse:
    lang, asked = site.language_of(request), site.collections.asked(request)
    held, choice = lists.of(asked), Choice.of(request.query_params)
    return site.page(
        request,
        "documents.html",
        held=held,
        choice=choice,
        given=asdict(choice),
        page=held.page(choice, request.query_params.get("page")),
        links=Links.of(request, lang, asked),
        names=language_names(),
        organ_of=lambda organ: organ_name(organ, lang),
        title_of=lambda document: title_of(document, lang),
        day_of=lambda document: Day.of(document.date, lang),
        fill=fill,
    )


def _document_page(request: Request, parts: Parts, document: Document) -> HTMLResponse:
    lang = parts.site.language_of(request)
    asked = parts.site.collections.asked(request)
    links, labels = Links.of(request, lang, asked), load_labels(lang)
    view = View.of(request.query_params, document, lang)
    return parts.site.page(
        request,
        "document.html",
        document=document,
        title=title_of(document, lang),
        day=Day.of(document.date, lang),
        date_source=source_of(document, "date"),
        facts=list(facts_of(document, labels, links)),
        relations=relations_of(
            document,
            labels,
            links,
            partial(parts.service.assistant.document, collection=asked),
        ),
        official=document.symbol.link(view.language),
        view=view,
        reading=read_rows(document, view, lang),
        links=links,
        names=language_names(),
        fill=fill,
    )


def _moved(request: Request, path: str) -> RedirectResponse:
    """To the one address of a page, with the query as it was."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}{query}", status_code=301)
