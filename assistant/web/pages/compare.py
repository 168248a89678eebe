"""`/compare`: two documents paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.errors import ComparisonError
from assistant.lineage.model import in_percent
from assistant.web.pages.citing import Shown, show_citation, show_document
from assistant.web.pages.links import Links
from assistant.web.pages.query import read_word
from assistant.web.pages.routing import get_page
from assistant.web.pages.symbols import symbols_of
from assistant.web.pages.wording import fill, language_names
from assistant.web.pages.wrong import Wrong, attempt

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.lineage.model import Comparison, ParagraphPair
    from assistant.web.parts import Parts

CHANGES = ("changed", "new", "gone", "unchanged")
MARKS = ("moved", "renumbered", "split", "merged")
_LABELS: dict[type[Exception], str] = {ComparisonError: "compare.not_comparable"}


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair with its quotes as the page shows them, and what is to be told of it."""

    pair: ParagraphPair
    earlier: tuple[Shown, ...]
    later: tuple[Shown, ...]

    @property
    def marks(self) -> list[str]:
        """What became of it beside its words."""
        return [mark for mark in MARKS if getattr(self.pair, mark)]

    @property
    def percent(self) -> int:
        """The likeness of its words, in percent."""
        return in_percent(self.pair.similarity)


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the page, whose address says what it compares: `?first=…&second=…`."""

    @get_page(app, "/compare")
    async def compare(request: Request) -> HTMLResponse:
        query = request.query_params
        first, second = read_word(query, "first"), read_word(query, "second")
        lang = parts.site.language_of(request)
        asked = parts.site.collections.asked(request)
        links = Links.of(request, lang, asked)
        found: Comparison | None = None
        wrong: Wrong | None = None
        assistant = parts.service.assistant
        if first and second:
            found, wrong = await attempt(
                parts.service,
                lambda: assistant.compare(first, second, reader=lang, collection=asked),
                lang,
                _LABELS,
            )
        show = read_word(query, "show")
        return parts.site.page(
            request,
            "compare.html",
            status=wrong.status if wrong else 200,
            first=first,
            second=second,
            found=found,
            documents=[show_document(d, links) for d in (found.earlier, found.later)]
            if found
            else [],
            pairs=_pairs(found, links, show) if found else [],
            wrong=wrong,
            show=show if show in CHANGES else "",
            changes_shown=CHANGES,
            marks=MARKS,
            links=links,
            symbols=symbols_of(assistant.documents(collection=asked), lang),
            names=language_names(),
            fill=fill,
        )


def _pairs(found: Comparison, links: Links, show: str) -> list[ShownPair]:
    return [
        ShownPair(
            pair,
            tuple(show_citation(c, links) for c in pair.earlier),
            tuple(show_citation(c, links) for c in pair.later),
        )
        for pair in found.pairs
        if show not in CHANGES or pair.change == show
    ]
