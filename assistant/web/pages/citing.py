"""A citation as pages show it: its place in words and as a link, its document, its day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.phrases import load_phrases
from assistant.web.pages.wording import Day, Words, fill
from index.locator import Locator

if TYPE_CHECKING:
    from markupsafe import Markup

    from assistant.answer import Citation
    from assistant.cited import CitedDocument
    from assistant.web.pages.links import Links


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote: `place` names its document too, `alone` does not; `link` leads to it, marked."""

    citation: Citation
    place: Markup
    alone: str
    link: str


def show_citation(citation: Citation, links: Links) -> Shown:
    """`citation` for a page that `links` are of."""
    alone = Locator(citation.locator).pinpoint(links.lang)
    place = fill(load_phrases(links.lang)["of"], symbol=citation.symbol, place=alone)
    link = links.quote(
        citation.symbol, citation.locator, citation.language, citation.start, citation.end
    )
    return Shown(citation, place, alone, link)


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document: its name, its title in its language, its day, and its page."""

    document: CitedDocument
    title: Words
    day: Day
    link: str


def show_document(document: CitedDocument, links: Links) -> ShownDocument:
    """`document` for a page that `links` are of."""
    day = Day.of(dt.date.fromisoformat(document.date), links.lang)
    title = Words(document.title, document.language)
    link = links.document(document.symbol, language=document.language)
    return ShownDocument(document, title, day, link)
