"""What the check of a text gives back: plain data, ready for JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, computed_field

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


CautionKind = Literal[
    "reversed",
    "negation left out",
    "condition left out",
    "joined",
    "elsewhere",
    "not confirmed",
    "first letter",
    "look-alike",
]


class Caution(Record):
    """What a reader of a quotation should know beside its verdict; `words` are the document's, or a place.

    `reversed`: the words stand right behind these, which deny them ("not", "without"). `negation left out`,
    `condition left out`: an omission has these. `joined`: the pieces are from different paragraphs, these.
    `elsewhere`: the words, or the nearest ones, stand at these places, not where the text says.
    `not confirmed`: the text gives these documents, which are not held. `first letter`: nothing is changed
    but the case of the first letter, as where a paragraph runs on in a sentence, or "[e]ncourages".
    `look-alike`: letters of another alphabet than the document's.
    """

    kind: CautionKind
    words: str


class CitedPlace(Record):
    """A symbol, or a paragraph of one, that the text cites: `[start, end)` of the text.

    `symbol` is in its canonical form; `locator` is empty where a document is cited as a whole. `among` are
    the paragraphs of it that may be meant where its preamble, its operative part, or "the first paragraph"
    is cited; it is no part of the JSON.
    """

    start: int
    end: int
    text: str
    symbol: str
    locator: str | None
    verdict: PlaceVerdict
    among: tuple[str, ...] = Field(default=(), exclude=True)


class CheckedQuote(Record):
    """A passage in quotation marks: `[start, end)` of the text are the words between the marks.

    `exact`: letter for letter, up to typography, and where the text says that it is from. `altered`: most of
    its words, in order; `matches` show them, the best first, and `alterations` what is to be looked at.
    `misattributed`: true words that do not stand at the place that the text gives for them; `matches` show
    where they do. `unknown`: neither, in what was searched. `attributed_to` are the places that the text
    gives for it, as `CitedPlace`.

    Words in another case are altered ones, also the first letter of a quotation that runs on in a sentence.
    So is one with an ellipsis between its words or with words in brackets, however true its pieces are; an
    ellipsis at its edge only says that the passage goes on. `cautions` say what is to be known beside the
    verdict. `is_term`: one of at most two words that nothing is given for, and that is not found: a word
    set off rather than a quotation.
    """

    start: int
    end: int
    text: str
    language: Language
    verdict: QuoteVerdict
    attributed_to: tuple[CitedPlace, ...] = ()
    matches: tuple[QuoteMatch, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    cautions: tuple[Caution, ...] = ()
    is_term: bool = False

    @property
    def is_right(self) -> bool:
        """Whether nothing of it is to be looked at: it is exact, and where the text says, or a mere term."""
        kinds = {caution.kind for caution in self.cautions}
        if self.verdict == "altered":
            return "first letter" in kinds and "elsewhere" not in kinds
        return self.is_term or (self.verdict == "exact" and "not confirmed" not in kinds)


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
        """Whether every place cited of a document held is there, and every quote is right.

        That is exact, and not said to be from documents alone that are not held; or so but for the case of
        its first letter; or a term. A quotation mark without a partner has begun what was not checked.
        """
        missing = any(place.verdict == "no such paragraph" for place in self.places)
        return not (missing or self.unmatched) and all(quote.is_right for quote in self.quotes)
