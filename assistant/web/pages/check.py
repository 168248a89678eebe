"""`/check`: whether words that somebody has stand in the documents letter for letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.phrases import load_phrases
from assistant.web.interface import load_labels
from assistant.web.pages.links import Links
from assistant.web.pages.routing import get_page, post_page
from assistant.web.pages.wording import Day, Words, fill, title_of
from assistant.web.problems import Refusal, refusal_of
from index.errors import CollectionError, UserError
from index.locator import Locator

if TYPE_CHECKING:
    from fastapi import FastAPI
    from markupsafe import Markup

    from assistant.api import Assistant
    from assistant.quotation.model import QuoteCheck, QuoteMatch
    from assistant.web.parts import Parts
    from index.words import Language

_BUSY, _OUT_OF_TIME = 503, 504


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


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why words were not checked, and the HTTP status that says so."""

    message: Words
    status: int


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the form, and what answers it: by POST, or by GET for a link with `?text=`."""

    @get_page(app, "/check")
    async def form(request: Request) -> HTMLResponse:
        return await _answer(request, parts, request.query_params.get("text"))

    @post_page(app, "/check")
    async def check(request: Request) -> HTMLResponse:
        async with request.form() as fields:
            text = fields.get("text", "")
        return await _answer(request, parts, text if isinstance(text, str) else "")


async def _answer(request: Request, parts: Parts, text: str | None) -> HTMLResponse:
    """The page with the form, and below it what came of `text`, if there is any."""
    lang = parts.site.language_of(request)
    collection = parts.site.collections.asked(request)
    result: QuoteCheck | None = None
    found: list[Found] = []
    wrong: Wrong | None = None
    if text is not None:
        try:
            result, found = await _check(parts, text, Links.of(request, lang, collection))
        except CollectionError:
            raise
        except (Refusal, UserError) as error:
            wrong = _wrong(error, lang)
    return parts.site.page(
        request,
        "check.html",
        status=wrong.status if wrong else 200,
        text=text or "",
        result=result,
        found=found,
        wrong=wrong,
        fill=fill,
    )


async def _check(parts: Parts, text: str, links: Links) -> tuple[QuoteCheck, list[Found]]:
    """What comes of `text` in the collection that `links` are of, and where it stands there."""
    assistant = parts.service.assistant.within(links.collection)

    def check() -> tuple[QuoteCheck, list[Found]]:
        result = assistant.check_quote(text, language=links.lang)
        return result, _found(assistant, result, links)

    return await parts.service.run(check)


def _found(assistant: Assistant, result: QuoteCheck, links: Links) -> list[Found]:
    found: list[Found] = []
    for match in result.matches:
        cited = match.citation
        document = assistant.document(cited.symbol)
        pinpoint = Locator(cited.locator).pinpoint(links.lang)
        place = fill(load_phrases(links.lang)["of"], symbol=cited.symbol, place=pinpoint)
        link = links.quote(cited.symbol, cited.locator, cited.language, cited.start, cited.end)
        title, day = title_of(document, links.lang), Day.of(document.date, links.lang)
        found.append(Found(match, place, link, title, day))
    return found


def _wrong(error: Refusal | UserError, lang: Language) -> Wrong:
    """What is said at the form; an error that has no label of its own says it in English."""
    refusal = error if isinstance(error, Refusal) else refusal_of(error)
    labels = load_labels(lang)
    if isinstance(error, EmptyQuestion):
        label = "check.empty"
    elif isinstance(error, QuestionTooLong):
        label = "check.too_long"
    elif refusal.status in (_BUSY, _OUT_OF_TIME):
        label = "chat.busy" if refusal.status == _BUSY else "check.gave_up"
    else:
        return Wrong(Words(refusal.detail, "en"), refusal.status)
    return Wrong(Words(labels[label], lang), refusal.status)
