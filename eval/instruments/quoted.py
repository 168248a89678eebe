"""Makes quotes that are true up to typography, and quotes that are altered; and texts that hold them."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count as count_from
from itertools import islice
from typing import Literal

from eval.instruments.altering import ALTERATIONS, Altering, wordings
from eval.instruments.passages import Held, Passage
from eval.instruments.typography import VARIANTS
from index.document import Paragraph
from index.words import LANGUAGES, Language

Nature = Literal["true", "altered", "misattributed"]

AT_ITS_PLACE = "with its place"
AT_ANOTHER = "with another place"
_STYLES: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (("“", "”"), ('"', '"')),
    "fr": (("«\u00a0", "\u00a0»"), ("« ", " »"), ("“", "”")),
    "ru": (("«", "»"), ("„", "“"), ('"', '"')),
    "es": (("«", "»"), ("“", "”"), ('"', '"')),
    "ar": (("«", "»"), ("“", "”"), ('"', '"')),
    "zh": (("“", "”"), ("「", "」")),
}
_OTHERS = (("«", "»"), ("“", "”"), ('"', '"'), ("「", "」"))
_TRIES = 300
_SET_OTHERWISE = 0.33


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote as a text has it: `text` between the marks `opening` and `closing`.

    `kind` is the variant of typography, or the alteration, by name. `place` is the place that the text gives
    for it, in words, or empty.
    """

    nature: Nature
    kind: str
    passage: Passage
    text: str
    opening: str
    closing: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote of a text: `[start, end)` are the words between the marks."""

    quoted: Quoted
    start: int
    end: int


def true_quotes(held: Held, count: int, chance: random.Random) -> list[Quoted]:
    """`count` true quotes, in all languages and all variants in turn, as far as these have one."""

    def vary(kind: str, passage: Passage) -> str | None:
        text = VARIANTS[kind](passage.text, passage.language, chance)
        return text if text != passage.text or kind == "as it stands" else None

    return _made("true", held, count, chance, tuple(VARIANTS), vary)


def altered_quotes(held: Held, count: int, chance: random.Random) -> list[Quoted]:
    """`count` altered quotes, in all languages and all alterations in turn, as far as these have one.

    None of them stands in a document of any language. A third is set otherwise too.
    """
    foreign = {language: _foreign_words(held, language) for language in held.languages}

    def alter(kind: str, passage: Passage) -> str | None:
        own, others = held.words_in(passage.language), foreign[passage.language]
        quote = Altering(passage.text, passage.language, own, others, chance)
        text = ALTERATIONS[kind](quote)
        if text is None or held.stands(text):
            return None
        if chance.random() < _SET_OTHERWISE:
            return VARIANTS["all together"](text, passage.language, chance)
        return text

    return _made("altered", held, count, chance, tuple(ALTERATIONS), alter)


def ascribed_quotes(held: Held, count: int, chance: random.Random) -> list[Quoted]:
    """`count` true quotes as they stand, each with a place: its own, and another in turn.

    The other is a paragraph of the same document that does not have the words, nor the item that has them.
    """

    def ascribe(kind: str, passage: Passage) -> Paragraph | None:
        if kind == AT_ITS_PLACE:
            return passage.paragraph
        others = [
            paragraph
            for paragraph in held.paragraphs_in(passage.language)
            if paragraph.symbol == passage.paragraph.symbol
            and not f"{passage.paragraph.locator}.".startswith(f"{paragraph.locator}.")
            and not any(passage.text in version.text for version in paragraph.versions.values())
        ]
        return chance.choice(others) if others else None

    found: list[Quoted] = []
    for kind, language in islice(_turns((AT_ITS_PLACE, AT_ANOTHER), held.languages), 2 * count):
        passage = held.draw(language, chance)
        paragraph = ascribe(kind, passage)
        if paragraph and len(found) < count:
            place = f"{paragraph.symbol}, {paragraph.locator.pinpoint(language)}"
            nature: Nature = "true" if kind == AT_ITS_PLACE else "misattributed"
            found.append(_set(nature, kind, passage, passage.text, chance, place))
    return found


def write_text(quotes: Iterable[Quoted], chance: random.Random) -> tuple[str, list[Placed]]:
    """A text with `quotes`, each in a sentence of its language, and where they stand in it."""
    pieces: list[str] = []
    length = 0
    placed: list[Placed] = []
    for quoted in quotes:
        sentence = chance.choice(wordings()[quoted.passage.language].sentences)
        before, behind = sentence.split("{quote}")
        place = f" ({quoted.place})" if quoted.place else ""
        start = length + len(before) + len(quoted.opening)
        placed.append(Placed(quoted, start, start + len(quoted.text)))
        pieces.append(f"{before}{quoted.opening}{quoted.text}{quoted.closing}{place}{behind}\n\n")
        length += len(pieces[-1])
    return "".join(pieces), placed


def _turns(kinds: Sequence[str], languages: Sequence[Language]) -> Iterator[tuple[str, Language]]:
    """Every kind in turn, without end, and each in every language in turn."""
    for turn in count_from(0):
        for number, kind in enumerate(kinds):
            yield kind, languages[(number + turn) % len(languages)]


def _made(
    nature: Nature,
    held: Held,
    count: int,
    chance: random.Random,
    kinds: Sequence[str],
    make: Callable[[str, Passage], str | None],
) -> list[Quoted]:
    found: list[Quoted] = []
    barren: set[tuple[str, Language]] = set()
    for kind, language in _turns(kinds, held.languages):
        if len(found) >= count or len(barren) == len(kinds) * len(held.languages):
            break
        if (kind, language) in barren:
            continue
        quoted = _one(nature, kind, language, held, chance, make)
        if quoted:
            found.append(quoted)
        else:
            barren.add((kind, language))
    return found


def _one(
    nature: Nature,
    kind: str,
    language: Language,
    held: Held,
    chance: random.Random,
    make: Callable[[str, Passage], str | None],
) -> Quoted | None:
    """A quote of a kind in a language; None where so many draws gave none."""
    for _ in range(_TRIES):
        passage = held.draw(language, chance)
        text = make(kind, passage)
        if text is not None:
            return _set(nature, kind, passage, text, chance)
    return None


def _set(
    nature: Nature,
    kind: str,
    passage: Passage,
    text: str,
    chance: random.Random,
    place: str = "",
) -> Quoted:
    """The quote between marks that are not in it."""
    styles = [*_STYLES[passage.language], *_OTHERS]
    clear = [pair for pair in styles if not any(c in text for c in "".join(pair) if c.strip())]
    usual = [pair for pair in clear if pair in _STYLES[passage.language]]
    opening, closing = chance.choice(usual or clear)
    return Quoted(nature, kind, passage, text, opening, closing, place)


def _foreign_words(held: Held, language: Language) -> list[str]:
    """Words of other languages that are none of this one; of the sentences here where none is held."""
    own = {word.casefold() for word in held.words_in(language)}
    found = [w for other in held.languages if other != language for w in held.words_in(other)]
    if not found:
        others = [wordings()[other] for other in LANGUAGES if other != language]
        found = [
            w for wording in others for w in " ".join(wording.sentences).split() if w.isalpha()
        ]
    return [
        word
        for word in found
        if word.casefold() not in own and unicodedata.category(word[0])[0] == "L"
    ]
