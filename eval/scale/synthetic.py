"""Invented resolutions of the shape of real ones, for where there is no file of them.

The words are made by rule, of syllables; the first word of a paragraph is the usage's. The shape is that of
1,731 resolutions of the General Assembly and the Economic and Social Council of five sessions (English):
42 paragraphs a resolution (median 30), 375 characters a paragraph (median 325), 34,000 different words whose
frequency falls as Zipf's law has it, and 44 % of the paragraphs word for word those of the session before.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count

from eval.scale.corpus import ParagraphLine, ResolutionLine
from index.words import Language

_SESSIONS, _FIRST_SESSION, _FIRST_YEAR = 5, 74, 2019
_MEDIAN_PARAGRAPHS, _SPREAD, _FEWEST, _MOST = 30, 0.82, 3, 338
_PREAMBULAR = 0.4
_MEDIAN_CHARACTERS, _CHARACTERS_SPREAD, _SHORTEST = 325, 0.55, 40
_WORDS = 34_000
# Four of five resolutions have one of the session before, so that 44 % of all paragraphs are repeated.
_REPEATED = 0.55
# Words of one syllable are the most frequent ones.
_SYLLABLES_UP_TO = (60, 2_500, 14_000)


@dataclass(frozen=True, slots=True)
class _Script:
    """How words of a language are made, and those that paragraphs begin with.

    `size` is the length of a text beside that in English.
    """

    onsets: Sequence[str]
    nuclei: Sequence[str]
    between: str
    size: float
    preambular: Sequence[str]
    operative: Sequence[str]


_HAN = tuple(map(chr, range(0x4E00, 0x4E00 + 800)))
_LATIN = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "st", "pr")
_SCRIPTS: dict[Language, _Script] = {
    "en": _Script(
        _LATIN,
        ("a", "e", "i", "o", "u", "er", "on", "in"),
        " ",
        1.0,
        ("Recalling", "Noting", "Reaffirming"),
        ("Requests", "Encourages", "Decides"),
    ),
    "fr": _Script(
        _LATIN,
        ("a", "é", "i", "o", "ou", "eur", "on", "ai"),
        " ",
        1.2,
        ("Rappelant", "Notant", "Réaffirmant"),
        ("Prie", "Encourage", "Décide"),
    ),
    "ru": _Script(
        ("б", "в", "г", "д", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ст", "пр"),
        ("а", "е", "и", "о", "у", "ы", "ов", "ен"),
        " ",
        1.1,
        ("напоминая", "отмечая", "подтверждая"),
        ("просит", "призывает", "постановляет"),
    ),
    "es": _Script(
        _LATIN,
        ("a", "e", "i", "o", "u", "ar", "ión", "os"),
        " ",
        1.2,
        ("Recordando", "Observando", "Reafirmando"),
        ("Solicita", "Alienta", "Decide"),
    ),
    "ar": _Script(
        ("ب", "ت", "ج", "ح", "د", "ر", "ز", "س", "ش", "ع", "ف", "ق", "ك", "ل", "م", "ن"),
        ("ا", "و", "ي", "ت", "ر", "ل", "م", "ن"),
        " ",
        0.9,
        ("وإذ تشير", "وإذ تلاحظ", "وإذ تؤكد"),
        ("تطلب", "تشجع", "تقرر"),
    ),
    "zh": _Script(_HAN, _HAN[:40], "", 0.3, ("回顾", "注意到", "重申"), ("请", "鼓励", "决定")),
}


def resolutions(languages: Sequence[Language], seed: int) -> Iterator[ResolutionLine]:
    """Resolutions without end; the same ones for the same `seed`, whichever languages they are in."""
    shape = random.Random(f"{seed} shape")
    writers = {language: _Writer(language, seed) for language in languages}
    before: list[ParagraphLine] = []
    for place in count():
        series, at = divmod(place, _SESSIONS)
        if not at:
            before = []
        symbol = _symbol(at, series)
        before = _paragraphs(shape, writers, before, _symbol(at - 1, series) if at else symbol)
        yield {
            "symbol": symbol,
            "date": _date(at, series),
            "vote": "adoptedWithoutVote",
            "draft": [],
            "title": {language: writer.words(60) for language, writer in writers.items()},
            "paragraphs": before,
        }


class _Writer:
    """Writes texts in one language."""

    def __init__(self, language: Language, seed: int) -> None:
        self._random = random.Random(f"{seed} {language}")
        self._script = _SCRIPTS[language]
        self._vocabulary = _vocabulary(self._script, self._random)
        # Zipf's law as Mandelbrot has it.
        self._weights = list(
            accumulate(1 / (rank + 2.7) ** 1.1 for rank in range(len(self._vocabulary)))
        )

    def words(self, characters: float) -> str:
        """Words of about so many characters of an English text."""
        left = characters * self._script.size
        found: list[str] = []
        while left > 0:
            word = self._vocabulary[self._rank()]
            found.append(word)
            left -= len(word) + len(self._script.between)
        return self._script.between.join(found)

    def paragraph(self, kind: str, opening: int, named: str | None, characters: float) -> str:
        """A paragraph of that kind, which names a resolution where it is given one."""
        script = self._script
        openings = script.preambular if kind == "preambular" else script.operative
        words = [openings[opening % len(openings)], *([named] if named else [])]
        text = " ".join([*words, self.words(characters)])
        return text + ("," if kind == "preambular" else ";")

    def _rank(self) -> int:
        return bisect(self._weights, self._random.random() * self._weights[-1])


def _vocabulary(script: _Script, chance: random.Random) -> list[str]:
    """Different words, the most frequent ones first."""
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        syllables = 1 + bisect(_SYLLABLES_UP_TO, len(found))
        found["".join(_syllable(script, chance) for _ in range(syllables))] = None
    return list(found)


def _syllable(script: _Script, chance: random.Random) -> str:
    return chance.choice(script.onsets) + chance.choice(script.nuclei)


def _paragraphs(
    shape: random.Random,
    writers: dict[Language, _Writer],
    before: Sequence[ParagraphLine],
    named: str,
) -> list[ParagraphLine]:
    """The paragraphs of a resolution; `before` are those of the session before, if there was one."""
    drawn = round(shape.lognormvariate(0, _SPREAD) * _MEDIAN_PARAGRAPHS)
    total = len(before) or min(_MOST, max(_FEWEST, drawn))
    preambular = max(1, round(total * _PREAMBULAR))
    made: list[ParagraphLine] = []
    for at in range(total):
        kind = "preambular" if at < preambular else "operative"
        label: str | int = at + 1 if at < preambular else f"{at + 1 - preambular}."
        characters = max(
            _SHORTEST, shape.lognormvariate(0, _CHARACTERS_SPREAD) * _MEDIAN_CHARACTERS
        )
        opening, repeated = shape.randrange(3), shape.random() < _REPEATED
        if before and at and repeated:
            made.append(before[at])
            continue
        cited = named if at == 0 else None
        texts: dict[str, str] = {
            language: writer.paragraph(kind, opening, cited, characters)
            for language, writer in writers.items()
        }
        made.append({"kind": kind, "n": label, "text": texts})
    return made


def _symbol(at: int, series: int) -> str:
    return f"A/RES/{_FIRST_SESSION + at}/{series + 1}"


def _date(at: int, series: int) -> str:
    return (dt.date(_FIRST_YEAR + at, 10, 1) + dt.timedelta(days=series % 90)).isoformat()
