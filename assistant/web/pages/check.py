"""`/check`: whether words that somebody has stand in the documents letter for letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from assistant.errors import EmptyQuestion, QuestionTooLong, TextTooLong, UnreadableText
from assistant.web.pages.citing import show_citation
from assistant.web.pages.links import Links
from assistant.web.pages.routing import get_page, post_page
from assistant.web.pages.text_check import answer_text, read_given
from assistant.web.pages.wording import Day, Words, fill, title_of
from assistant.web.pages.wrong import Wrong, attempt

if TYPE_CHECKING:
    from fastapi import FastAPI
    from markupsafe import Markup

    from assistant.api import Assistant
    from assistant.quotation.model import QuoteCheck, QuoteMatch
    from assistant.web.parts import Parts

_LABELS: dict[type[Exception], str] = {
    EmptyQuestion: "check.empty",
    QuestionTooLong: "check.too_long",
    TextTooLong: "check.too_long",
    UnreadableText: "check.unreadable",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words stand, or nearly do: in words, as a link, with its document."""

    match: QuoteMatch
    place: Markup
    link: str
    title: Words
    day: Day

    @property
    def differs(self) -> bool:
        """Whether anything there is not as it was pasted."""
        return any(difference.kind != "same" for difference in self.match.differences)


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the form, and what answers it: by POST, or by GET for a link with `?text=`."""

    @get_page(app, "/check")
    async def form(request: Request) -> HTMLResponse:
        return await _answer(request, parts, request.query_params.get("text"))

    @post_page(app, "/check")
    async def check(request: Request) -> Response:
        given = await read_given(request)
        if given.is_text:
            return await answer_text(request, parts, given)
        return await _answer(request, parts, given.text)


async def _answer(request: Request, parts: Parts, text: str | None) -> HTMLResponse:
    """The page with the form, and below it what came of `text`, if there is any."""
    lang = parts.site.language_of(request)
    collection = parts.site.collections.asked(request)
    result: QuoteCheck | None = None
    found: list[Found] = []
    wrong: Wrong | None = None
    if text is not None:
        links = Links.of(request, lang, collection)
        checked, wrong = await attempt(
            parts.service, lambda: _check(parts, text, links), lang, _LABELS
        )
        result, found = checked or (None, [])
    return parts.site.page(
        request,
        "check.html",
        status=wrong.status if wrong else 200,
        text=text or "",
        result=result,
        report=None,
        found=found,
        wrong=wrong,
        fill=fill,
    )


def _check(parts: Parts, text: str, links: Links) -> tuple[QuoteCheck, list[Found]]:
    """What comes of `text` in the collection that `links` are of, and where it stands there."""
    assistant = parts.service.assistant.within(links.collection)
    result = assistant.check_quote(text, language=links.lang)
    return result, _found(assistant, result, links)


def _found(assistant: Assistant, result: QuoteCheck, links: Links) -> list[Found]:
    found: list[Found] = []
    for match in result.matches:
        document, shown = (
            assistant.document(match.citation.symbol),
            show_citation(match.citation, links),
        )
        title, day = title_of(document, links.lang), Day.of(document.date, links.lang)
        found.append(Found(match, shown.place, shown.link, title, day))
    return found
