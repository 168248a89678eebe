"""The text that was checked, with its quotations and cited places marked where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assistant.checking.model import TextCheck
from assistant.checking.reports.labels import PLACE_SIGNS, SIGNS


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    before: str
    behind: str


def annotate(check: TextCheck, labels: dict[str, str]) -> str:
    """The whole text, escaped; each mark has an anchor and leads to its entry in the report."""
    return _marked(check.text, _nested(_spans(check, labels)))


def _spans(check: TextCheck, labels: dict[str, str]) -> list[_Span]:
    found = []
    for number, quote in enumerate(check.quotes, start=1):
        told = f"{labels['quote'].format(n=number)}: {labels[f'verdict.{quote.verdict}']}"
        before = f'<mark class="{quote.verdict}" id="t{number}">'
        behind = (
            f'</mark><a class="ref {quote.verdict}" href="#q{number}" aria-label="{escape(told)}" '
            f'title="{escape(told)}">{SIGNS[quote.verdict]}{number}</a>'
        )
        found.append(_Span(quote.start, quote.end, before, behind))
    for number, place in enumerate(check.places, start=1):
        kind = place.verdict.replace(" ", "-")
        told = f"{labels['places']}: {labels[f'place.{place.verdict}']}"
        before = f'<cite class="{kind}" id="pt{number}">'
        behind = (
            f'</cite><a class="ref {kind}" href="#p{number}" aria-label="{escape(told)}" '
            f'title="{escape(told)}">{PLACE_SIGNS[place.verdict]}</a>'
        )
        found.append(_Span(place.start, place.end, before, behind))
    return found


def _nested(spans: list[_Span]) -> list[_Span]:
    """Those that lie within or beside one another, in order; of two that cross the first."""
    kept: list[_Span] = []
    around: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        while around and around[-1].end <= span.start:
            around.pop()
        if around and around[-1].end < span.end:
            continue
        kept.append(span)
        around.append(span)
    return kept


def _marked(text: str, spans: list[_Span]) -> str:
    pieces: list[str] = []
    around: list[_Span] = []
    at = 0

    def to(place: int) -> None:
        nonlocal at
        pieces.append(escape(text[at:place]))
        at = place

    for span in spans:
        while around and around[-1].end <= span.start:
            to(around[-1].end)
            pieces.append(around.pop().behind)
        to(span.start)
        pieces.append(span.before)
        around.append(span)
    while around:
        to(around[-1].end)
        pieces.append(around.pop().behind)
    to(len(text))
    return "".join(pieces)
