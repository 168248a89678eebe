"""The report in Markdown, with nothing in it that a viewer would fetch by itself."""

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
from assistant.checking.reports.text import plain
from assistant.phrases import load_phrases
from assistant.quotation.model import QuoteMatch
from assistant.render.markdown import escape
from index.words import Language


def to_markdown(check: TextCheck, language: Language = "en") -> str:
    """The report; of an altered quotation the document's words are struck out, its own are bold."""
    labels = load_labels(language)
    blocks = [f"# {escape(plain(heading(check, labels)))}", f"**{escape(outcome(check, labels))}**"]
    if check.quotes:
        counts = ((v, n) for v, n in check.counts.items() if n)
        blocks.append("\n".join(f"- {SIGNS[v]} {labels[f'verdict.{v}']}: {n}" for v, n in counts))
        blocks.append(f"## {labels['quotes']}")
    for number, quote in enumerate(check.quotes, start=1):
        blocks += _quote(number, quote, language)
    if check.places:
        blocks += [f"## {labels['places']}", _places(check, language)]
    blocks += [f"*{escape(remark)}*" for remark in remarks(check, labels)]
    return "\n\n".join(blocks) + "\n"


def _places(check: TextCheck, language: Language) -> str:
    labels = load_labels(language)
    lines = (
        f"- {PLACE_SIGNS[p.verdict]} {escape(place_name(p, language))}: {labels[f'place.{p.verdict}']}"
        for p in check.places
    )
    return "\n".join(lines)


def _quote(number: int, quote: CheckedQuote, language: Language) -> Iterator[str]:
    labels, phrases = load_labels(language), load_phrases(language)
    verdict = f"{SIGNS[quote.verdict]} {verdict_name(quote, labels)}"
    yield f"### {labels['quote'].format(n=number)}: {verdict}"
    yield f"> {phrases['open']}{escape(plain(quote.text))}{phrases['close']}"
    facts: list[str] = []
    if quote.attributed_to:
        given = "; ".join(place_name(place, language) for place in quote.attributed_to)
        facts.append(f"- {labels['given_for']}: {escape(given)}")
    name = labels["nearest" if quote.verdict == "altered" else "stands"]
    facts += [f"- {name}: {_source(match)}" for match in shown_matches(quote)]
    for alteration in quote.alterations:
        kind, sentence = called_out(alteration, labels)
        given, stored = (
            f"{phrases['open']}{escape(plain(text))}{phrases['close']}"
            for text in (alteration.given, alteration.stored)
        )
        facts.append(f"- **{kind}**: {sentence.format(given=given, stored=stored)}")
    for caution in quote.cautions:
        facts.append(f"- **{labels['note']}**: {escape(plain(cautioned(caution, language)))}")
    if facts:
        yield "\n".join(facts)
    if quote.verdict == "altered" and quote.matches:
        yield f"{labels['differences']}: {_differences(quote.matches[0])}"


def _source(match: QuoteMatch) -> str:
    link = match.citation.url.replace("(", "%28").replace(")", "%29")
    return f"[{escape(plain(match.citation.pinpoint))}]({link})"


def _differences(match: QuoteMatch) -> str:
    signs = {"same": "", "missing": "~~", "added": "**"}
    pieces = []
    for piece in match.differences:
        words, sign = escape(plain(piece.text)), signs[piece.kind]
        space = " " if piece.text[:1].isspace() else ""
        pieces.append(f"{space}{sign}{words}{sign}" if words else space)
    return "".join(pieces).strip()
