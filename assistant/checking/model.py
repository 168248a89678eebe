"""What the check of a text gives back: plain data, ready for JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import computed_field

from assistant.answer import Searched
from assistant.quotation.model import QuoteMatch
from assistant.record import Record
from index.words import Language

QuoteVerdict = Literal["exact", "altered", "misattributed", "unknown"]
PlaceVerdict = Literal["held", "no such paragraph", "not held"]


class Alteration(Record):
    """A difference that changes what a quote says, called out: a number, a negation, an omission.

    `given` are the words of the text that was checked, `stored` those of the document; either may be empty.
    """

    kind: Literal["number", "negation", "omission", "order", "words", "punctuation", "case"]
    given: str
    stored: str


class CitedPlace(Record):
    """A symbol, or a paragraph of one, that the text cites: `[start, end)` of the text.

    `symbol` is in its canonical form; `locator` is empty where a document is cited as a whole.
    """

    start: int
    end: int
    text: str
    symbol: str
    locator: str | None
    verdict: PlaceVerdict


class CheckedQuote(Record):
    """A passage in quotation marks: `[start, end)` of the text are the words between the marks.

    `exact`: letter for letter, up to typography, and where the text says that it is from. `altered`: most of
    its words, in order; `matches` show them, the best first, and `alterations` what is to be looked at.
    `misattributed`: true words that do not stand at the place that the text gives for them; `matches` show
    where they do. `unknown`: neither, in what was searched. `attributed_to` are the places that the text
    gives for it, as `CitedPlace`.
    """

    start: int
    end: int
    text: str
    language: Language
    verdict: QuoteVerdict
    attributed_to: tuple[CitedPlace, ...] = ()
    matches: tuple[QuoteMatch, ...] = ()
    alterations: tuple[Alteration, ...] = ()


class TextCheck(Record):
    """A text with every quotation and every cited place in it, looked up.

    `text` is what was read of the file, or was given; offsets count its Unicode code points. `name` is the
    file's, or empty. A text without quotation marks that is given by itself is one quote. `unmatched` are
    the places of quotation marks that have no partner: what they begin or end was not checked.
    """

    name: str
    text: str
    quotes: tuple[CheckedQuote, ...]
    places: tuple[CitedPlace, ...]
    searched: Searched
    unmatched: tuple[int, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def counts(self) -> dict[QuoteVerdict, int]:
        """How many quotes there are of each verdict."""
        verdicts: tuple[QuoteVerdict, ...] = ("exact", "altered", "misattributed", "unknown")
        return {v: sum(quote.verdict == v for quote in self.quotes) for v in verdicts}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def passed(self) -> bool:
        """Whether every quote is exact, and every place cited of a document held is there."""
        missing = any(place.verdict == "no such paragraph" for place in self.places)
        return not missing and all(quote.verdict == "exact" for quote in self.quotes)
