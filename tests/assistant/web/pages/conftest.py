"""The pages alone, behind the layers that they count on, with any documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import cast

import pytest
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from assistant import Assistant
from assistant.answer import Citation
from assistant.cite import cite
from assistant.quotation.model import QuoteCheck
from assistant.web import api, pages
from assistant.web.collected import Collections
from assistant.web.faults import add_handlers
from assistant.web.observation.metrics import Metrics
from assistant.web.pages.site import STATIC, Site
from assistant.web.parts import Parts
from assistant.web.root_path import RootPath
from assistant.web.security.headers import Headers
from assistant.web.security.sign_in import Sessions
from assistant.web.service import Service
from assistant.web.settings import ServerSettings
from index.document import Document, DocumentKind, Paragraph, Quote, Status, Version
from index.errors import UnknownDocument
from index.locator import Locator
from index.search import Index
from index.symbol import Symbol
from index.words import Language

from .tree import Element, parse

Read = Callable[..., Element]


class Shelf:
    """Documents without an index: they can be read and cited, but not asked."""

    checksum, model = "sha256:0", None

    def __init__(self, documents: Sequence[Document], check: QuoteCheck | None = None) -> None:
        self._documents = {document.symbol: document for document in documents}
        self._all, self._check = tuple(documents), check

    def documents(self, *, collection: str | None = None) -> tuple[Document, ...]:
        return self._all

    def collections(self) -> list[str]:
        return ["default"]

    def within(self, collection: str | None) -> Shelf:
        return self

    def document(self, symbol: str, *, collection: str | None = None) -> Document:
        try:
            return self._documents[Symbol(symbol)]
        except KeyError:
            raise UnknownDocument(symbol) from None

    def paragraph(self, symbol: str, locator: str) -> Paragraph:
        return self.document(symbol).paragraph(locator)

    def cite(
        self,
        address: str,
        *,
        language: Language,
        start: int | None,
        end: int | None,
        reader: Language,
    ) -> Citation:
        paragraph = self.paragraph(*address.split("#"))
        last = len(paragraph.versions[language].text) if end is None else end
        return cite(1, Quote(paragraph, language, start or 0, last), cast(Index, self), reader)

    def check_quote(self, text: str, **options: object) -> QuoteCheck:
        assert self._check is not None
        return self._check


@pytest.fixture(scope="session")
def make_pages(
    make_settings: Callable[..., ServerSettings],
) -> Iterator[Callable[..., TestClient]]:
    """A client of the pages of an assistant, or of what stands for one, with the settings given."""
    with ExitStack() as opened:

        def make(assistant: Assistant, **given: object) -> TestClient:
            settings = make_settings(**given)
            sessions, metrics = Sessions(settings), Metrics("0", assistant.checksum, 1, 1)
            service = Service(assistant, settings, metrics)
            site = Site(settings.language, sessions, Collections(assistant, settings.collection))
            parts = Parts(settings, service, metrics, site, sessions)
            app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
            add_handlers(app, parts.site)
            api.add_routes(app, parts)
            app.mount("/web", StaticFiles(directory=STATIC))
            pages.add_routes(app, parts)
            opened.callback(service.close)
            layered = RootPath(Headers(app), settings.root_path)
            return opened.enter_context(TestClient(layered, follow_redirects=False))

        yield make


@pytest.fixture(scope="session")
def client(make_pages: Callable[..., TestClient], assistant: Assistant) -> TestClient:
    """A client of the pages of the shipped documents."""
    return make_pages(assistant)


@pytest.fixture(scope="session")
def read(client: TestClient) -> Read:
    """The tree of a page of the shipped documents; it is found, unless another status is given."""

    def open_page(path: str, status: int = 200, using: TestClient = client) -> Element:
        response = using.get(path)
        assert response.status_code == status, response.text[:500]
        assert response.headers["content-type"].startswith("text/html")
        return parse(response.text)

    return open_page


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """A document of paragraphs by locator, each a text in English or texts by language."""

    def make(
        symbol: str = "A/RES/80/1",
        paragraphs: dict[str, str | dict[str, str]] | None = None,
        **fields: object,
    ) -> Document:
        stored = []
        for locator, texts in (paragraphs or {"op1": "Decides to go on."}).items():
            by_language = {"en": texts} if isinstance(texts, str) else texts
            versions = {c: Version(c, t, "f.txt", 0, len(t)) for c, t in by_language.items()}
            stored.append(Paragraph(Symbol(symbol), Locator(locator), versions))
        given = {
            "kind": DocumentKind.RESOLUTION,
            "status": Status.ADOPTED,
            "organ": "General Assembly",
            "date": dt.date(2025, 12, 1),
            "titles": {"en": "A title"},
        }
        return Document(Symbol(symbol), paragraphs=tuple(stored), **(given | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def shelf() -> type[Shelf]:
    """Makes what stands for an assistant of some documents: `shelf(documents)`."""
    return Shelf
