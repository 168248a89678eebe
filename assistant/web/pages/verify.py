"""`/verify`: whether the quotes of a kept answer still stand in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.errors import ReceiptError
from assistant.phrases import load_phrases
from assistant.receipts.read import MOST_BYTES, read_receipt
from assistant.web.pages.links import Links
from assistant.web.pages.routing import get_page, post_page
from assistant.web.pages.wording import Words, fill, title_of
from assistant.web.pages.wrong import Wrong, wrong_of
from assistant.web.problems import Refusal
from index.errors import CollectionError, UnknownDocument, UserError
from index.locator import Locator

if TYPE_CHECKING:
    from fastapi import FastAPI
    from markupsafe import Markup

    from assistant.api import Assistant
    from assistant.receipts.model import (
        Difference,
        DifferentPart,
        ReceiptCheck,
        StandsAs,
        VerifiedDocument,
        VerifiedQuote,
    )
    from assistant.web.parts import Parts

_BADGES: dict[StandsAs, str] = {"stands": "exact", "elsewhere": "nearly", "changed": "nearly"}
_WRONG = "verify.wrong"
# What is told of in one word on the page.
_PARTS: dict[DifferentPart, str] = {
    "kind": "force",
    "marks": "text",
    "quotation": "text",
    "marker": "text",
    "unmarked": "text",
    "wording": "text",
    "statement": "text",
    "claim": "sentence",
}
_DOCUMENT_BADGES = {"unchanged": "exact", "changed": "nearly", "not held": "absent"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in words, and the page that shows it, if there is one."""

    words: Markup
    link: str | None


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote: its place, how it stands, by label and badge, and where else it stands `now`."""

    quote: VerifiedQuote
    place: Place
    label: str
    badge: str
    now: Place | None


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document that was quoted: its title and page where it is held, and whether it has changed."""

    document: VerifiedDocument
    title: Words | None
    link: str | None
    label: str
    badge: str


@dataclass(frozen=True, slots=True)
class ShownWrong:
    """A part of an answer that is not right: of which quote, what, and what the documents have there."""

    key: int | None
    label: str
    held: str | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a receipt, as the page shows it."""

    check: ReceiptCheck
    quotes: tuple[ShownQuote, ...]
    documents: tuple[ShownDocument, ...]
    wrong: tuple[ShownWrong, ...]
    ask_again: str

    @property
    def means(self) -> str:
        """The label of what the verdict means."""
        check = self.check
        if not check.stands and all(quote.verdict == "stands" for quote in check.quotes):
            return "verify.altered_means" if check.checksum == "wrong" or self.wrong else _UNQUOTED
        if not check.quotes:
            return _UNQUOTED
        return f"verify.{'holds' if check.stands else 'fails'}_means"


_UNQUOTED = "verify.unquoted_means"


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the form, and what answers it."""

    @get_page(app, "/verify")
    async def form(request: Request) -> HTMLResponse:
        return await _answer(request, parts, None)

    @post_page(app, "/verify")
    async def verify(request: Request) -> HTMLResponse:
        async with request.form(max_part_size=2 * MOST_BYTES) as fields:
            file, text = fields.get("file"), fields.get("receipt")
            given: str | bytes = text if isinstance(text, str) else b""
            if isinstance(file, UploadFile) and file.filename:
                given = await file.read(MOST_BYTES + 1)
        return await _answer(request, parts, given)


async def _answer(request: Request, parts: Parts, given: str | bytes | None) -> HTMLResponse:
    """The page with the form, and below it what came of the receipt, if there is one."""
    lang = parts.site.language_of(request)
    verified: Verified | None = None
    wrong: Wrong | None = None
    detail = ""
    if given is not None:
        try:
            verified = await _verify(
                parts, given, Links.of(request, lang, parts.site.collections.asked(request))
            )
        except CollectionError:
            raise
        except (Refusal, UserError) as error:
            label = _label(given)
            wrong = wrong_of(error, lang, {ReceiptError: label})
            # What is wrong with it is told in English alone.
            detail = str(error) if isinstance(error, ReceiptError) and label == _WRONG else ""
    return parts.site.page(
        request,
        "verify.html",
        status=wrong.status if wrong else 200,
        text=given if isinstance(given, str) else "",
        verified=verified,
        wrong=wrong,
        detail=detail,
        fill=fill,
    )


def _label(given: str | bytes) -> str:
    """What is said of what is no receipt."""
    if len(given) > MOST_BYTES:
        return "verify.too_large"
    return _WRONG if given.strip() else "verify.empty"


async def _verify(parts: Parts, given: str | bytes, links: Links) -> Verified:
    assistant = parts.service.assistant.within(links.collection)

    def verify() -> Verified:
        check = assistant.verify(read_receipt(given), reader=links.lang)
        query = {"q": check.receipt.question, "lang": links.lang}
        if links.collection:
            query["collection"] = links.collection
        return Verified(
            check,
            tuple(_quote(quote, links) for quote in check.quotes),
            tuple(_document(document, assistant, links) for document in check.documents),
            tuple(dict.fromkeys(map(_wrong, check.answer.differences))) if check.answer else (),
            f"{links.root}/?{urlencode(query)}",
        )

    return await parts.service.run(verify)


def _quote(quote: VerifiedQuote, links: Links) -> ShownQuote:
    kept = quote.receipt
    link: str | None = links.document(kept.symbol, kept.locator, language=kept.language)
    if quote.verdict == "stands":
        link = links.quote(kept.symbol, kept.locator, kept.language, kept.start, kept.end)
    elif quote.verdict == "no document":
        link = None
    return ShownQuote(
        quote=quote,
        place=Place(_words(kept.symbol, kept.locator, links), link),
        label=f"verify.{quote.verdict.replace(' ', '_')}",
        badge=_BADGES.get(quote.verdict, "absent"),
        now=_now(quote, links),
    )


def _wrong(difference: Difference) -> ShownWrong:
    name, _, rest = difference.where.partition(".")
    number = int(rest.partition(".")[0]) + 1 if name == "citations" else None
    part = _PARTS.get(difference.part, difference.part)
    return ShownWrong(number, f"verify.part_{part}", difference.held)


def _now(quote: VerifiedQuote, links: Links) -> Place | None:
    if quote.now is None:
        return None
    symbol, _, locator = quote.now.partition("#")
    link = links.document(symbol, locator, language=quote.receipt.language)
    return Place(_words(symbol, locator, links), link)


def _words(symbol: str, locator: str, links: Links) -> Markup:
    pinpoint = Locator(locator).pinpoint(links.lang)
    return fill(load_phrases(links.lang)["of"], symbol=symbol, place=pinpoint)


def _document(document: VerifiedDocument, assistant: Assistant, links: Links) -> ShownDocument:
    title: Words | None = None
    link: str | None = None
    try:
        title = title_of(assistant.document(document.symbol), links.lang)
        link = links.document(document.symbol)
    except UnknownDocument:
        pass
    return ShownDocument(
        document=document,
        title=title,
        link=link,
        label=f"verify.document_{document.verdict.replace(' ', '_')}",
        badge=_DOCUMENT_BADGES[document.verdict],
    )
