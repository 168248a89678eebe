"""`/source`: a quote in its surroundings, as a fragment that the chat shows beside the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.errors import UnknownLanguage
from assistant.render.references import REFERENCES
from assistant.web.interface import load_labels
from assistant.web.pages.links import Links
from assistant.web.pages.query import Place, read_number
from assistant.web.pages.reading import Column, column_of
from assistant.web.pages.routing import get_page
from assistant.web.pages.surroundings import surroundings_of
from assistant.web.pages.wording import Day, fill, language_names, title_of
from index.errors import CollectionError, LocatorError, UnknownParagraph, UserError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answer import Citation
    from assistant.api import Assistant
    from assistant.web.pages.site import Site
    from assistant.web.parts import Parts
    from index.document import Document, Paragraph
    from index.words import Language

# The labels of the formats that `REFERENCES` names.
_FORMATS = {
    "footnote": "source.footnote",
    "bibtex": "source.bibtex",
    "ris": "source.ris",
    "csl-json": "source.csl",
    "text": "source.text",
}
_REFUSALS: tuple[tuple[type[UserError], str, int], ...] = (
    (UnknownParagraph, "error.unknown_paragraph", 404),
    (CollectionError, "error.unknown_collection", 404),
    (UnknownLanguage, "source.wrong_place", 422),
    (LocatorError, "source.wrong_place", 422),
    (UserError, "error.unknown_document", 404),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A paragraph in one language, with what stands around it, and the addresses of both.

    It is `quoted` where the quote was taken from this version: what the others say is not claimed. One is
    `shown` first: the one that is quoted, or that the address names.
    """

    language: Language
    shown: bool
    quoted: bool
    before: tuple[Column, ...]
    column: Column
    after: tuple[Column, ...]
    repairs: int
    official: str
    page: str


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the fragment of a source."""
    assistant, site = parts.service.assistant, parts.site

    @get_page(app, "/source/{symbol:path}")
    def source(request: Request, symbol: str) -> HTMLResponse:
        asked = assistant.within(site.collections.asked(request))
        reader = site.language_of(request)
        try:
            document = asked.document(symbol)
            paragraph = document.paragraph(Place.of(request.query_params).locator)
            citation = _cite(asked, paragraph, request, reader)
        except UserError as error:
            return _refuse(request, site, symbol, error)
        return _show(request, site, document, paragraph, citation)


def _language(paragraph: Paragraph, request: Request, reader: Language) -> str:
    """The language that an address names, else the best that the paragraph has for the `reader`."""
    return Place.of(request.query_params).language or paragraph.version(reader).language


def _cite(
    assistant: Assistant, paragraph: Paragraph, request: Request, reader: Language
) -> Citation | None:
    """The citation that an address asks for: of the whole paragraph where it names no span.

    None where the text was not read surely, and so is not quoted. Raises `UserError` of the kinds in
    `_REFUSALS`.
    """
    query = request.query_params
    start, end = (read_number(query.get(name)) for name in ("start", "end"))
    if (start is None and query.get("start")) or (end is None and query.get("end")):
        raise LocatorError("start and end are numbers of code points, such as start=0&end=141")
    language = _language(paragraph, request, reader)
    if any(v.language == language and not v.exact for v in paragraph.versions.values()):
        return None
    return assistant.cite(
        paragraph.address,
        language=language,
        start=start,
        end=end,
        reader=reader,
    )


def _show(
    request: Request,
    site: Site,
    document: Document,
    paragraph: Paragraph,
    citation: Citation | None,
) -> HTMLResponse:
    lang = site.language_of(request)
    shown = _language(paragraph, request, lang)
    links = Links.of(request, lang, site.collections.asked(request))
    text = site.render(
        request,
        "source.html",
        document=document,
        links=links,
        address=paragraph.address,
        citation=citation,
        title=title_of(document, lang),
        day=Day.of(document.date, lang),
        place=paragraph.locator.pinpoint(lang),
        tabs=_tabs(document, paragraph, citation, shown, links),
        references=_references(citation, lang) if citation else [],
        names=language_names(),
        fill=fill,
    )
    return _fragment(text, lang)


def _references(citation: Citation, reader: Language) -> list[tuple[str, str]]:
    """The citation in each format, with the label of its button."""
    return [(label, REFERENCES[form](citation, reader)) for form, label in _FORMATS.items()]


def _tabs(
    document: Document,
    paragraph: Paragraph,
    citation: Citation | None,
    shown: str,
    links: Links,
) -> list[Tab]:
    before, after = surroundings_of(document, paragraph)
    symbol, locator = document.symbol, paragraph.locator
    tabs: list[Tab] = []
    for language, version in paragraph.versions.items():
        quoted = citation if citation and citation.language == language else None
        span = (quoted.start, quoted.end) if quoted else None
        tabs.append(
            Tab(
                language,
                language == shown,
                quoted is not None,
                tuple(column_of(p, language) for p in before),
                column_of(paragraph, language, span),
                tuple(column_of(p, language) for p in after),
                len(version.repairs),
                symbol.link(language),
                links.quote(symbol, locator, language, *span)
                if span
                else links.document(symbol, locator, paragraph=locator, language=language),
            )
        )
    return tabs


def _refuse(request: Request, site: Site, symbol: str, error: UserError) -> HTMLResponse:
    """What is said where there is no such source."""
    lang = site.language_of(request)
    label, status = next((n, s) for kind, n, s in _REFUSALS if isinstance(error, kind))
    message = fill(load_labels(lang)[label], symbol=symbol[:100])
    return _fragment(site.render(request, "source_refused.html", message=message), lang, status)


def _fragment(text: str, language: Language, status: int = 200) -> HTMLResponse:
    headers = {"vary": "accept-language", "content-language": language}
    return HTMLResponse(text, status_code=status, headers=headers)
