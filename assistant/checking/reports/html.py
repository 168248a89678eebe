"""The report as one page of HTML that needs nothing from outside: the text itself, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from assistant.checking.model import CheckedQuote, CitedPlace, TextCheck
from assistant.checking.reports.annotated import annotate
from assistant.checking.reports.labels import (
    PLACE_SIGNS,
    SIGNS,
    called_out,
    cautioned,
    heading,
    load_labels,
    outcome,
    place_name,
    remarks,
    shown_matches,
    verdict_name,
)
from assistant.phrases import load_phrases
from assistant.quotation.model import QuoteMatch
from assistant.render.html import direction
from index.words import Language

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(check: TextCheck, language: Language = "en") -> str:
    """A whole page: what came of it, every quotation with its place and differences, the text marked."""
    labels = load_labels(language)
    style = (files("assistant.checking.reports") / "page.css").read_text(encoding="utf-8")
    title = escape(heading(check, labels))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction(language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{title}</h1>\n{body_of(check, language)}\n</main>\n</body>\n</html>\n'
    )


def body_of(check: TextCheck, language: Language = "en") -> str:
    """What the page says below its title, for a page that has a frame of its own."""
    labels = load_labels(language)
    return "\n".join([*_summary(check, labels), *_findings(check, language), *_text(check, labels)])


def _summary(check: TextCheck, labels: dict[str, str]) -> Iterator[str]:
    state = "passed" if check.passed else "failed"
    yield f'<p class="outcome {state}">{escape(outcome(check, labels))}</p>'
    yield f'<section class="legend" aria-label="{escape(labels["legend"])}"><ul>'
    for verdict, count in check.counts.items():
        yield (
            f'<li><span class="badge {verdict}">{SIGNS[verdict]} {count}</span> '
            f"<strong>{escape(labels[f'verdict.{verdict}'])}</strong>: "
            f"{escape(labels[f'means.{verdict}'])}</li>"
        )
    yield (
        f"<li><del>{escape(labels['missing'])}</del></li><li><ins>{escape(labels['added'])}</ins></li>"
    )
    yield "</ul></section>"
    yield from (f'<p class="remark">{escape(remark)}</p>' for remark in remarks(check, labels))


def _findings(check: TextCheck, language: Language) -> Iterator[str]:
    labels = load_labels(language)
    if check.quotes:
        yield f'<section aria-labelledby="quotes"><h2 id="quotes">{escape(labels["quotes"])}</h2>'
        for number, quote in enumerate(check.quotes, start=1):
            yield from _quote(number, quote, language)
        yield "</section>"
    if check.places:
        yield f'<section aria-labelledby="places"><h2 id="places">{escape(labels["places"])}</h2><ul>'
        yield from (_place(n, place, language) for n, place in enumerate(check.places, start=1))
        yield "</ul></section>"


def _place(number: int, place: CitedPlace, language: Language) -> str:
    labels = load_labels(language)
    kind = place.verdict.replace(" ", "-")
    return (
        f'<li id="p{number}"><span class="badge {kind}">{PLACE_SIGNS[place.verdict]}</span> '
        f'<a href="#pt{number}" dir="{direction(language)}">{escape(place_name(place, language))}</a>: '
        f"{escape(labels[f'place.{place.verdict}'])}</li>"
    )


def _quote(number: int, quote: CheckedQuote, language: Language) -> Iterator[str]:
    labels = load_labels(language)
    name = labels["quote"].format(n=number)
    verdict = verdict_name(quote, labels)
    yield f'<article class="{quote.verdict}" id="q{number}" aria-labelledby="h{number}">'
    yield (
        f'<h3 id="h{number}"><span class="badge {quote.verdict}">{SIGNS[quote.verdict]} '
        f'{escape(verdict)}</span> <a href="#t{number}">{escape(name)}</a></h3>'
    )
    yield f'<blockquote dir="auto" lang="{quote.language}">{escape(quote.text)}</blockquote>'
    if quote.attributed_to:
        given = "; ".join(place_name(place, language) for place in quote.attributed_to)
        yield (
            f'<p class="given">{escape(labels["given_for"])}: '
            f'<span dir="{direction(language)}">{escape(given)}</span></p>'
        )
    yield from _matches(quote, language)
    yield from _alterations(quote, language)
    yield "</article>"


def _matches(quote: CheckedQuote, language: Language) -> Iterator[str]:
    if not quote.matches:
        return
    labels = load_labels(language)
    name = labels["nearest" if quote.verdict == "altered" else "stands"]
    yield f'<div class="matches"><p>{escape(name)}:</p><ul>'
    for match in shown_matches(quote):
        words = _differences(match, labels) if quote.verdict == "altered" else ""
        yield f"<li>{_source(match, language)}{words}</li>"
    yield "</ul>"
    if more := len(quote.matches) - len(shown_matches(quote)):
        yield f"<p>{escape(labels['more'].format(count=more))}</p>"
    yield "</div>"


def _source(match: QuoteMatch, language: Language) -> str:
    at = match.citation
    return (
        f'<a href="{escape(at.url)}" rel="noreferrer" dir="{direction(language)}">'
        f"{escape(at.pinpoint)}</a> "
        f'<span class="title" dir="auto" lang="{at.language}">{escape(at.title)}, {escape(at.date)}</span>'
    )


def _differences(match: QuoteMatch, labels: dict[str, str]) -> str:
    pieces = []
    for piece in match.differences:
        words = piece.text.lstrip()
        space = escape(piece.text[: len(piece.text) - len(words)])
        if piece.kind == "same" or not words:
            pieces.append(f"{space}{escape(words)}")
            continue
        tag = "del" if piece.kind == "missing" else "ins"
        said = f'<span class="unseen"> [{escape(labels[piece.kind])}: </span>'
        pieces.append(f'{space}<{tag}>{said}{escape(words)}<span class="unseen">] </span></{tag}>')
    language = match.citation.language
    return f'<p class="differences" dir="auto" lang="{language}">{"".join(pieces)}</p>'


def _alterations(quote: CheckedQuote, language: Language) -> Iterator[str]:
    if not (quote.alterations or quote.cautions):
        return
    labels, phrases = load_labels(language), load_phrases(language)
    yield '<ul class="alterations">'
    for alteration in quote.alterations:
        kind, sentence = called_out(alteration, labels)
        given, stored = (
            f'<q dir="auto">{phrases["open"]}{escape(text)}{phrases["close"]}</q>'
            for text in (alteration.given, alteration.stored)
        )
        told = escape(sentence).format(given=given, stored=stored)
        yield f'<li class="{alteration.kind}"><strong>{escape(kind)}</strong>: {told}</li>'
    for caution in quote.cautions:
        told = f'<span dir="auto">{escape(cautioned(caution, language))}</span>'
        yield f'<li class="note"><strong>{escape(labels["note"])}</strong>: {told}</li>'
    yield "</ul>"


def _text(check: TextCheck, labels: dict[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="text"><h2 id="text">{escape(labels["text"])}</h2>'
    yield f'<div class="text" dir="auto">{annotate(check, labels)}</div></section>'
