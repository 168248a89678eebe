"""`/trace`: a paragraph through the documents that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.errors import EmptyQuestion, NothingToTrace
from assistant.lineage.labels import load_labels
from assistant.lineage.model import in_percent
from assistant.web.pages.citing import Shown, ShownDocument, show_citation, show_document
from assistant.web.pages.links import Links
from assistant.web.pages.routing import get_page
from assistant.web.pages.wording import fill, language_names
from assistant.web.pages.wrong import Wrong, attempt

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.lineage.model import Lineage, Step
    from assistant.web.parts import Parts
    from index.words import Language

_MOST_CHARACTERS = 4_000
_LABELS: dict[type[Exception], str] = {
    EmptyQuestion: "check.empty",
    NothingToTrace: "trace.nothing",
}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with its quote and its document as the page shows them."""

    step: Step
    quote: Shown
    document: ShownDocument
    is_origin: bool

    @property
    def percent(self) -> int:
        """The likeness to the step before, in percent."""
        return in_percent(self.step.similarity)


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the page, whose address says what it traces: `?of=…`."""

    @get_page(app, "/trace")
    async def trace(request: Request) -> HTMLResponse:
        of = request.query_params.get("of", "").strip()[:_MOST_CHARACTERS]
        lang = parts.site.language_of(request)
        asked = parts.site.collections.asked(request)
        links = Links.of(request, lang, asked)
        found: Lineage | None = None
        wrong: Wrong | None = None
        assistant = parts.service.assistant
        if of:
            found, wrong = await attempt(
                parts.service,
                lambda: assistant.trace(of, reader=lang, collection=asked),
                lang,
                _LABELS,
            )
        return parts.site.page(
            request,
            "trace.html",
            status=wrong.status if wrong else 200,
            of=of,
            found=found,
            steps=_steps(found, links) if found else [],
            standing=[show_citation(c, links) for c in found.standing] if found else [],
            stands=_stands(found, lang) if found else [],
            alike=_alike(found, links) if found else [],
            not_repeated=[show_document(d, links) for d in found.not_repeated] if found else [],
            not_compared=[show_document(d, links) for d in found.not_compared] if found else [],
            wrong=wrong,
            names=language_names(),
            fill=fill,
        )


def _stands(found: Lineage, lang: Language) -> list[str]:
    """What is said before and behind the places of the words that were given, as at the command line."""
    if not found.phrase:
        return []
    labels = load_labels(lang)
    place = f"{found.origin.symbol}#{found.origin.locator}"
    if not found.standing:
        return [labels["stands_nowhere"].format(place=place)]
    counts = {
        "paragraphs": len(found.standing),
        "documents": len({c.symbol for c in found.standing}),
    }
    before = labels["stands"].format(**{name: f"{count:,}" for name, count in counts.items()})
    return [before, labels["followed"].format(place=place)][: len(found.standing)]


def _alike(found: Lineage, links: Links) -> list[tuple[Shown, int]]:
    """The paragraphs that are only like the one that is traced, each with its likeness in percent."""
    return [(show_citation(a.citation, links), in_percent(a.similarity)) for a in found.alike]


def _steps(found: Lineage, links: Links) -> list[ShownStep]:
    origin = (found.origin.symbol, found.origin.locator)
    return [
        ShownStep(
            step,
            show_citation(step.citation, links),
            show_document(step.document, links),
            (step.citation.symbol, step.citation.locator) == origin,
        )
        for step in found.steps
    ]
