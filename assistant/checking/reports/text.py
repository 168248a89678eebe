"""The report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checking.model import CheckedQuote, TextCheck
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
from assistant.render.line import on_one_line
from index.words import Language

_LONGEST = 600
_LONGEST_CHANGE = 120


def to_text(check: TextCheck, language: Language = "en") -> str:
    """The report as plain text; what the document has and the quotation not is `[-so-]`, else `{+so+}`."""
    labels = load_labels(language)
    lines = [plain(heading(check, labels)), outcome(check, labels)]
    if check.quotes:
        counts = (f"{SIGNS[v]} {labels[f'verdict.{v}']}: {n}" for v, n in check.counts.items() if n)
        lines.append("   ".join(counts))
    for number, quote in enumerate(check.quotes, start=1):
        lines += ["", *_quote(number, quote, language)]
    if check.places:
        lines += ["", labels["places"]]
        for place in check.places:
            verdict = labels[f"place.{place.verdict}"]
            lines.append(f"  {PLACE_SIGNS[place.verdict]} {place_name(place, language)}: {verdict}")
    return "\n".join([*lines, "", *remarks(check, labels)]) + "\n"


def plain(text: str) -> str:
    """`text` on one line, without what would drive a terminal."""
    return " ".join(on_one_line(text).split())


def _quote(number: int, quote: CheckedQuote, language: Language) -> Iterator[str]:
    labels, phrases = load_labels(language), load_phrases(language)
    words = _short(plain(quote.text), _LONGEST)
    sign, verdict = SIGNS[quote.verdict], verdict_name(quote, labels)
    yield f"{number}. {sign} {verdict}: {phrases['open']}{words}{phrases['close']}"
    if quote.attributed_to and quote.verdict != "exact":
        given = "; ".join(place_name(place, language) for place in quote.attributed_to)
        yield f"   {labels['given_for']}: {given}"
    name = labels["nearest" if quote.verdict == "altered" else "stands"]
    for match in shown_matches(quote):
        yield f"   {name}: {plain(match.citation.pinpoint)}  {match.citation.url}"
    if quote.verdict == "altered" and quote.matches:
        yield f"   {_differences(quote.matches[0])}"
    for alteration in quote.alterations:
        kind, sentence = called_out(alteration, labels)
        given, stored = (
            f"{phrases['open']}{_short(plain(text), _LONGEST_CHANGE)}{phrases['close']}"
            for text in (alteration.given, alteration.stored)
        )
        yield f"   ! {kind}: {sentence.format(given=given, stored=stored)}"
    for caution in quote.cautions:
        yield f"   ! {labels['note']}: {_short(plain(cautioned(caution, language)), _LONGEST)}"


def _differences(match: QuoteMatch) -> str:
    signs = {"same": ("", ""), "missing": ("[-", "-]"), "added": ("{+", "+}")}
    pieces = []
    for piece in match.differences:
        before, after = signs[piece.kind]
        words = plain(piece.text)
        space = " " if piece.text[:1].isspace() else ""
        pieces.append(f"{space}{before}{words}{after}" if words else space)
    return "".join(pieces)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
