"""The parallel texts that the lexicon is trained on, as sequences of stem numbers.

Reads the folder that the training data stands in (its README there names each file, its source
and its terms) and yields English texts beside their counterpart in one other language.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.words import Language, stems

LONGEST = 150
"""Words a side: a longer paragraph costs the square of its length and says little."""

RESOLUTIONS = "un_resolutions_74_78.jsonl.xz"
_LAW_PAIRS = 40_000
# Spaces between Han characters are a tokeniser's, not the writer's.
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_LATIN = re.compile(r"[a-z\u00aa-\u024f]", re.IGNORECASE)
_SCRIPTS: dict[Language, re.Pattern[str]] = {
    "en": _LATIN,
    "fr": _LATIN,
    "es": _LATIN,
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
}
_LABEL_WEIGHT = 5.0


class Pair(NamedTuple):
    """An English text, its counterpart, and how much an occurrence of it counts."""

    english: str
    foreign: str
    weight: float


def pairs(folder: Path, language: Language, *, without: str = "") -> Iterator[Pair]:
    """The distinct aligned texts of `folder` in English and `language`.

    Resolutions whose symbol starts with `without` are left out (none, where it is empty).
    Raises FileNotFoundError where a file of the training data is missing.
    """
    seen: set[tuple[str, str]] = set()
    for pair in _all_pairs(folder, language, without):
        if pair.english and written_in(pair.foreign, language) and pair[:2] not in seen:
            seen.add(pair[:2])
            yield pair


def written_in(text: str, language: Language) -> bool:
    """Whether `text` has letters, half of them at least in the script of `language`.

    A fifth is enough of Chinese, where a word is a letter or two but a foreign name many.

    A few paragraphs of the resolutions stand in another language than the one they are filed
    under.
    """
    letters = [letter for letter in text if letter.isalpha()]
    own = sum(bool(_SCRIPTS[language].match(letter)) for letter in letters)
    return own * (5 if language == "zh" else 2) >= max(len(letters), 1)


def resolution_texts(
    folder: Path, *, starting: str = "", without: str = ""
) -> Iterator[dict[str, str]]:
    """The titles and paragraphs of the resolutions, each as {language: text}.

    Only of resolutions whose symbol starts with `starting` and, where `without` is not empty,
    does not start with `without`.
    """
    for line in _lines(folder / RESOLUTIONS):
        resolution = json.loads(line)
        symbol: str = resolution["symbol"]
        if not symbol.startswith(starting) or (without and symbol.startswith(without)):
            continue
        yield resolution["title"]
        for paragraph in resolution["paragraphs"]:
            yield paragraph["text"]


def _all_pairs(folder: Path, language: Language, without: str) -> Iterator[Pair]:
    for text in resolution_texts(folder, without=without):
        yield Pair(text.get("en", ""), text.get(language, ""), 1.0)
    more = folder / "pairs"
    for name, weight in (
        ("tico19_6way", 1.0),
        ("sdg_translations_6way", 1.0),
        ("unbis_labels", _LABEL_WEIGHT),
    ):
        for row in _named_rows(more / f"{name}.tsv.xz"):
            yield Pair(row.get("en") or "", row.get(language) or "", weight)
    if language == "fr":
        yield from _columns(more / "tatoeba_en_fr_minus_laser.tsv.xz", 0, 1, 1.0)
        laws = list(_columns(more / "laws_en_fr.tsv.xz", 0, 1, 0.5))
        yield from laws[:: max(1, len(laws) // _LAW_PAIRS)][:_LAW_PAIRS]
    if language == "ru":
        yield from _columns(more / "php_en_ru.tsv.xz", 0, 1, 0.2)
        yield from _columns(more / "mlqe_pe_ru-en.tsv.xz", 2, 1, 1.0)
    if language == "zh":
        for pair in _columns(more / "mlqe_pe_en-zh.tsv.xz", 1, 2, 1.0):
            yield pair._replace(foreign=_HAN_GAP.sub("", pair.foreign))
    legal = {"fr": "fr", "ru": "ru", "es": "es-ES", "zh": "zh-CN"}.get(language)
    if legal:
        yield from _columns(more / f"mozilla_legal_en_{legal}.tsv.xz", 0, 1, 1.0)


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def _named_rows(path: Path) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)


def _columns(path: Path, english: int, foreign: int, weight: float) -> Iterator[Pair]:
    for line in _lines(path):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) > max(english, foreign):
            yield Pair(cells[english].strip(), cells[foreign].strip(), weight)


@dataclass(slots=True)
class Numbering:
    """Numbers for the stems of one language, in the order they are first seen."""

    language: Language
    stems: list[str] = field(default_factory=list)
    _number: dict[str, int] = field(default_factory=dict)
    _texts: dict[str, array[int]] = field(default_factory=dict)

    def read(self, text: str) -> array[int]:
        """The numbers of the stems of `text` that hold a letter, in reading order."""
        known = self._texts.get(text)
        if known is None:
            found = (s for s in stems(text, self.language) if any(map(str.isalpha, s)))
            known = self._texts[text] = array("i", map(self._number_of, found))
        return known

    def _number_of(self, stem: str) -> int:
        number = self._number.setdefault(stem, len(self.stems))
        if number == len(self.stems):
            self.stems.append(stem)
        return number


@dataclass(frozen=True, slots=True)
class Ragged:
    """Sequences of stem numbers laid end to end: sequence k is `flat[start[k]:start[k + 1]]`."""

    flat: NDArray[np.int32]
    start: NDArray[np.int64]

    @classmethod
    def of(cls, sequences: Iterable[array[int]]) -> Ragged:
        """The given sequences, in their order."""
        parts = [np.frombuffer(s, dtype=np.int32) for s in sequences]
        start = np.zeros(len(parts) + 1, dtype=np.int64)
        np.cumsum([len(part) for part in parts], out=start[1:])
        flat = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
        return cls(flat.astype(np.int32), start)

    def renumbered(self, new: NDArray[np.int32]) -> Ragged:
        """The same sequences with number k changed to `new[k]`, or dropped where that is < 0."""
        changed = new[self.flat]
        kept = np.zeros(len(changed) + 1, dtype=np.int64)
        np.cumsum(changed >= 0, out=kept[1:])
        return Ragged(changed[changed >= 0], kept[self.start])


@dataclass(frozen=True, slots=True)
class Parallel:
    """Aligned texts: sequence k of `english` and of `foreign` count `weight[k]` each."""

    english: Ragged
    foreign: Ragged
    weight: NDArray[np.float32]


def read_parallel(texts: Iterable[Pair], english: Numbering, foreign: Numbering) -> Parallel:
    """`texts` as numbers, without those that are empty or longer than LONGEST on a side."""
    left: list[array[int]] = []
    right: list[array[int]] = []
    weights: list[float] = []
    for pair in texts:
        e, f = english.read(pair.english), foreign.read(pair.foreign)
        if 0 < len(e) <= LONGEST and 0 < len(f) <= LONGEST:
            left.append(e)
            right.append(f)
            weights.append(pair.weight)
    return Parallel(Ragged.of(left), Ragged.of(right), np.array(weights, dtype=np.float32))
