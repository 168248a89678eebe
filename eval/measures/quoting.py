"""Quotes against the documents: exact or not, in which language, and what is quoted beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from eval.collection import Collection
from eval.outcome import CheckedQuote
from eval.systems.model import Cited, Response
from index.document import Paragraph
from index.languages import detect_language
from index.words import Language

_OPENING, _CLOSING = "“«„‘「『", "”»“’」』"
_QUOTED = re.compile("[“«„][^”»]*[”»]|「[^」]*」|『[^』]*』")
# Symbols and places: "A/RES/72/7", "op1", "2007".
_SYMBOL = re.compile(r"[A-Za-z0-9./()-]*[0-9/][A-Za-z0-9./()-]*")
_MARKER = re.compile(r"\[\d+\]")
# Symbols, places and dates are in no language.
_LEAST_LETTERS = 8


def check_quotes(
    response: Response, reader: Language, collection: Collection, held: Mapping[str, Paragraph]
) -> tuple[CheckedQuote, ...]:
    """Every quote of `response` with its fault, if it has one."""
    return tuple(
        CheckedQuote(
            **cited.model_dump(),
            fault=_fault(cited, held) or _absent(cited, response),
            expected_language=collection.quoted_in(cited.address, reader),
        )
        for cited in response.cited
    )


def stray_quotations(text: str, quotes: Sequence[str]) -> int:
    """How many quotations in `text` are none of `quotes`."""
    return len(_QUOTED.findall(_without(text, quotes)))


def own_language(text: str, quotes: Sequence[str]) -> Language | None:
    """The language of `text` outside its quotes; None where it has too few words of its own."""
    rest = _MARKER.sub(" ", _QUOTED.sub(" ", _without(text, quotes)))
    prose = _SYMBOL.sub(" ", rest)
    if sum(map(str.isalpha, prose)) < _LEAST_LETTERS and not re.search(r"[\u3400-\u9fff]", prose):
        return None
    return detect_language(prose)


def _without(text: str, quotes: Sequence[str]) -> str:
    """`text` without `quotes` and the marks around them, in any of the usual styles."""
    for quote in sorted(filter(None, set(quotes)), key=len, reverse=True):
        text = re.sub(rf"[{_OPENING}]\s?{re.escape(quote)}\s?[{_CLOSING}]", " ", text)
        text = text.replace(quote, " ")
    return text


def _fault(cited: Cited, held: Mapping[str, Paragraph]) -> str | None:
    """Why `cited` is not an exact quote of its paragraph, or None where it is."""
    paragraph = held.get(cited.address)
    version = paragraph.versions.get(cited.language) if paragraph else None
    if version is None:
        return "no such paragraph in that language is held"
    text, quote = version.text, cited.quote
    if not quote or quote not in text:
        return "the words do not stand in the paragraph"
    starts = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]
    if cited.start is not None:
        starts = [start for start in starts if start == cited.start]
    if cited.end is not None:
        starts = [start for start in starts if start + len(quote) == cited.end]
    if not starts:
        return "the words do not stand at the place given"
    if all(_cuts(text, start) or _cuts(text, start + len(quote)) for start in starts):
        return "the quote cuts a word"
    return None


def _cuts(text: str, place: int) -> bool:
    """Whether `place` parts two letters of one word; Chinese and Japanese have no spaces to tell."""
    around = text[max(0, place - 1) : place + 1]
    if place < len(text) and unicodedata.category(text[place]).startswith("M"):
        # A vowel sign or an accent belongs to the letter before it.
        return True
    return len(around) == 2 and around.isalnum() and not re.search(r"[\u3400-\u9fff]", around)


def _absent(cited: Cited, response: Response) -> str | None:
    """A system that writes sentences must show its quotes in them."""
    if response.speaks and cited.quote not in response.text:
        return "the quote does not stand in the answer"
    return None
