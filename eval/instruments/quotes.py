"""The quote checker: true quotes called exact, altered ones never.

Quotes are drawn from the documents held, in all their languages, and set in texts of a few sentences
each (see `quoted`). Counted over quotes, by how they are varied or altered and by language:

- `true called exact`: of quotes that are true up to typography, the share whose verdict is exact;
- `altered called exact`: of quotes with a change in their wording, the share whose verdict is exact, which
  must be 0. One that is not read as one quote counts too, where all that is read of it is called exact;
- `altered called altered`: of these, the share that is recognized as nearly a quote;
- `misattributed called so`: of true quotes that the text ascribes to another paragraph of their document;
- `seconds for 100 pages`: for a text of 100 pages of 450 words with 300 quotes, half of them altered.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from eval.errors import EvaluationError
from eval.instruments.figures import ALL, Measured, share
from eval.instruments.passages import Held
from eval.instruments.quoted import (
    Placed,
    Quoted,
    altered_quotes,
    ascribed_quotes,
    true_quotes,
    write_text,
)

if TYPE_CHECKING:
    from assistant import Assistant, TextCheck
    from index.words import Language

TRUE_EXACT = "true called exact"
ALTERED_EXACT = "altered called exact"
ALTERED_ALTERED = "altered called altered"
MISATTRIBUTED = "misattributed called so"
SECONDS = "seconds for 100 pages"
MEASURES = (TRUE_EXACT, ALTERED_EXACT, ALTERED_ALTERED, MISATTRIBUTED, SECONDS)

NOT_READ = "not read"
PAGES, WORDS_A_PAGE, QUOTES = 100, 450, 300
_A_TEXT = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of a quote: `exact`, `altered`, `misattributed`, `unknown`, or `not read`.

    It is not read where no quote was found between its marks; `parts` are then the verdicts on the quotes
    inside it.
    """

    quoted: Quoted
    said: str
    parts: tuple[str, ...] = ()

    @property
    def called_exact(self) -> bool:
        """Whether a reader of the verdicts takes all of it for exact."""
        said = self.parts if self.said == NOT_READ else (self.said,)
        return bool(said) and all(part == "exact" for part in said)


def judge(assistant: Assistant, quotes: Sequence[Quoted], seed: int) -> list[Verdict]:
    """The verdicts on `quotes`, which are shuffled and checked in texts of twenty."""
    chance = random.Random(seed)
    shuffled = chance.sample(quotes, k=len(quotes))
    found: list[Verdict] = []
    for at in range(0, len(shuffled), _A_TEXT):
        text, placed = write_text(shuffled[at : at + _A_TEXT], chance)
        found += verdicts(assistant.check(text), text, placed)
    return found


def verdicts(check: TextCheck, text: str, placed: Sequence[Placed]) -> Iterator[Verdict]:
    """What `check` of `text` says of the quotes that are `placed` in it."""
    if check.text != text:
        text, placed = _normalized(check.text, text, placed)
    for place in placed:
        inside = [q for q in check.quotes if place.start <= q.start and q.end <= place.end]
        words = text[place.start : place.end].strip()
        whole = [q for q in inside if text[q.start : q.end].strip() == words]
        if whole:
            yield Verdict(place.quoted, whole[0].verdict)
        else:
            yield Verdict(place.quoted, NOT_READ, tuple(q.verdict for q in inside))


def measure_quotes(assistant: Assistant, held: Held, count: int, seed: int) -> list[Verdict]:
    """The verdicts on `count` true quotes, as many altered, and a fifth as many with a place."""
    chance = random.Random(seed)
    quotes = [*true_quotes(held, count, chance), *altered_quotes(held, count, chance)]
    quotes += ascribed_quotes(held, max(count // 5, 2), chance)
    return judge(assistant, quotes, seed)


def measure(found: Sequence[Verdict]) -> list[Measured]:
    """Every share, over all, by how the quotes were varied or altered, and by language."""
    exact = _of(found, "true")
    altered = _of(found, "altered")
    elsewhere = _of(found, "misattributed")
    return [
        *_shares(TRUE_EXACT, exact, lambda v: v.said == "exact"),
        *_shares(ALTERED_EXACT, altered, lambda v: v.called_exact),
        *_shares(ALTERED_ALTERED, altered, lambda v: v.said == "altered"),
        *_shares(MISATTRIBUTED, elsewhere, lambda v: v.said == "misattributed"),
    ]


def failures(found: Sequence[Verdict]) -> Iterator[str]:
    """A line for each true quote that is not called exact, and each altered one that is."""
    right = {"true": "exact", "misattributed": "misattributed"}
    for verdict in found:
        quoted = verdict.quoted
        wrong = (
            verdict.called_exact
            if quoted.nature == "altered"
            else verdict.said != right[quoted.nature]
        )
        if wrong:
            address = quoted.passage.paragraph.address
            said = verdict.said + (f" ({', '.join(verdict.parts)})" if verdict.parts else "")
            shown = f"{quoted.opening}{quoted.text}{quoted.closing}"
            at = f" ({quoted.place})" if quoted.place else ""
            yield f"{quoted.nature}, {quoted.kind}, {address}: {said}: {shown!r}{at}"


def measure_seconds(assistant: Assistant, held: Held, seed: int) -> Measured:
    """The time of one check of `long_text`."""
    text = long_text(held, seed)
    started = perf_counter()
    found = assistant.check(text)
    seconds = perf_counter() - started
    return Measured(measure=SECONDS, value=seconds, count=len(found.quotes), unit="s")


def long_text(held: Held, seed: int, pages: int = PAGES, quotes: int = QUOTES) -> str:
    """So many pages of prose in the words of the documents, with quotes throughout."""
    chance = random.Random(seed)
    half = quotes // 2
    made = [*true_quotes(held, quotes - half, chance), *altered_quotes(held, half, chance)]
    chance.shuffle(made)
    text, placed = write_text(made, chance)
    paragraphs = text.split("\n\n")[: len(placed)]
    missing = pages * WORDS_A_PAGE - len(text.split())
    filler = [_prose(held, chance) for _ in range(max(0, missing) // _WORDS_OF_PROSE)]
    paragraphs += filler
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


_WORDS_OF_PROSE = 90
_SENTENCE = 18


def _prose(held: Held, chance: random.Random) -> str:
    """A paragraph in words of the documents, in no order that is theirs."""
    language = chance.choice(held.languages)
    own = held.words_in(language)
    drawn = [chance.choice(own) for _ in range(_WORDS_OF_PROSE)]
    space = "" if language == "zh" else " "
    sentences = [drawn[at : at + _SENTENCE] for at in range(0, len(drawn), _SENTENCE)]
    return " ".join(f"{space.join(sentence).capitalize()}." for sentence in sentences)


def _of(found: Sequence[Verdict], nature: str) -> list[Verdict]:
    return [verdict for verdict in found if verdict.quoted.nature == nature]


def _shares(
    measure: str, found: Sequence[Verdict], right: Callable[[Verdict], bool]
) -> Iterator[Measured]:
    kinds = sorted({verdict.quoted.kind for verdict in found})
    languages = sorted({verdict.quoted.passage.language for verdict in found})
    slices: list[tuple[str, Callable[[Verdict], bool]]] = [(ALL, lambda v: True)]
    slices += [(kind, _is_of_kind(kind)) for kind in kinds]
    slices += [(code, _is_in(code)) for code in languages]
    for name, belongs in slices:
        own = [verdict for verdict in found if belongs(verdict)]
        yield share(measure, sum(map(right, own)), len(own), name)


def _is_of_kind(kind: str) -> Callable[[Verdict], bool]:
    return lambda verdict: verdict.quoted.kind == kind


def _is_in(language: Language) -> Callable[[Verdict], bool]:
    return lambda verdict: verdict.quoted.passage.language == language


def _normalized(read: str, text: str, placed: Sequence[Placed]) -> tuple[str, list[Placed]]:
    """The places in the text as it was read, where that is the same in NFC."""
    whole = unicodedata.normalize("NFC", text)
    if whole != read:
        raise EvaluationError("the text that was checked is not the one that was given")
    moved = [
        Placed(
            place.quoted,
            len(unicodedata.normalize("NFC", text[: place.start])),
            len(unicodedata.normalize("NFC", text[: place.end])),
        )
        for place in placed
    ]
    return whole, moved
