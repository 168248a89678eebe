"""What came of one quotation, and whether its words stand where the text says that they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.cited import is_at
from assistant.checking.model import Alteration, Caution, CitedPlace, QuoteVerdict
from assistant.checking.parts import contradicts
from assistant.checking.signs import same_but_for_signs
from assistant.checking.wording import without_end_mark
from assistant.quotation.fold import tokens
from assistant.quotation.model import QuoteCheck, QuoteMatch, WordDifference


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one quotation; see `assistant.checking.model.CheckedQuote`."""

    verdict: QuoteVerdict
    matches: tuple[QuoteMatch, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    cautions: tuple[Caution, ...] = ()


def but_for_signs(
    words: str, found: Finding, own: Sequence[str], cited: Sequence[CitedPlace]
) -> Finding | None:
    """The finding for words that stand in a paragraph but for vowel signs that one side lacks."""
    said = without_end_mark(words) or words
    same = tuple(
        match.model_copy(
            update={
                "similarity": 1.0,
                "differences": (WordDifference(kind="same", text=match.citation.quote),),
            }
        )
        for match in found.matches
        # Words that are the same, and were not found exact, cut a number in two.
        if any(piece.kind != "same" for piece in match.differences)
        and same_but_for_signs(said, match.citation.quote)
    )
    if not same:
        return None
    there = tuple(match for match in same if at_any(match, cited))
    is_known = bool(own) and len(own) == len({place.symbol for place in cited})
    return Finding("exact" if there or not is_known else "misattributed", there or same)


def at_any(match: QuoteMatch, cited: Sequence[CitedPlace]) -> bool:
    """Whether a match stands at any of the places that are cited."""
    return any(
        match.citation.symbol == place.symbol
        and (place.locator is None or is_at(match.citation.locator, place.locator))
        and not contradicts(match.citation.locator, place.among)
        for place in cited
        if place.verdict == "held"
    )


def has_words(text: str) -> bool:
    """Whether there is a word in `text`."""
    return any(token.is_word for token in tokens(text))


def stands_at(checked: QuoteCheck, cited: Sequence[CitedPlace]) -> bool:
    """Whether any match stands at a place that is cited."""
    return any(at_any(match, cited) for match in checked.matches)
