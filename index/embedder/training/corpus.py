"""Reads the data folder: aligned texts, by source and by language."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.words import LANGUAGES, Language

RESOLUTIONS: Final = "un_resolutions_74_78.jsonl.xz"
HELD_OUT_SESSION: Final = "78"

_SIX = LANGUAGES
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]) +| +(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class PairFile:
    """A tab-separated file of translations: `columns` names its columns, "" for one to skip."""

    name: str
    columns: tuple[str, ...]
    weight: float
    header: bool = False
    # One in so many texts, the last of the file, is held out; 0 for none.
    held_out: int = 0


# Weights are shares of the training batches; the resolutions take `RESOLUTIONS_WEIGHT`.
RESOLUTIONS_WEIGHT: Final = 0.70
PAIR_FILES: Final = (
    PairFile("unbis_labels.tsv.xz", ("", *_SIX), 0.07, header=True, held_out=10),
    PairFile("tatoeba_en_fr_minus_laser.tsv.xz", ("en", "fr"), 0.06),
    PairFile("tico19_6way.tsv.xz", _SIX, 0.05, header=True, held_out=6),
    PairFile("laws_en_fr.tsv.xz", ("en", "fr"), 0.04),
    PairFile("mlqe_pe_en-zh.tsv.xz", ("", "en", "zh"), 0.03),
    PairFile("mlqe_pe_ru-en.tsv.xz", ("", "ru", "en"), 0.025),
    PairFile("sdg_translations_6way.tsv.xz", ("", *_SIX), 0.01, header=True),
    PairFile("php_en_ru.tsv.xz", ("en", "ru"), 0.005),
    PairFile("mozilla_legal_en_fr.tsv.xz", ("en", "fr"), 0.0025),
    PairFile("mozilla_legal_en_ru.tsv.xz", ("en", "ru"), 0.0025),
    PairFile("mozilla_legal_en_es-ES.tsv.xz", ("en", "es"), 0.0025),
    PairFile("mozilla_legal_en_zh-CN.tsv.xz", ("en", "zh"), 0.0025),
)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Texts that say the same: `texts[language][i]` are versions of one text.

    An empty string stands for a version that is missing. Every language has as many texts.
    """

    name: str
    weight: float
    texts: dict[Language, list[str]]

    def __len__(self) -> int:
        return len(next(iter(self.texts.values())))


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is trained on, and what is held out to measure."""

    training: list[Aligned]
    held_out: Aligned
    # Sentences and terms from other sources than the resolutions.
    held_out_pairs: list[Aligned]


def read_corpus(folder: Path) -> Corpus:
    """Read the resolutions and the pairs under `folder`.

    Raises `OSError` for a file that is missing, `ValueError` for a line that is not as expected.
    """
    resolutions, held_out = _read_resolutions(folder / RESOLUTIONS)
    training = [resolutions]
    held_out_pairs: list[Aligned] = []
    for file in PAIR_FILES:
        pairs = _read_pairs(folder / "pairs" / file.name, file)
        if file.held_out:
            pairs, rest = _split(pairs, len(pairs) - len(pairs) // file.held_out)
            held_out_pairs.append(rest)
        training.append(pairs)
    return Corpus(training, held_out, held_out_pairs)


def _split(aligned: Aligned, row: int) -> tuple[Aligned, Aligned]:
    """The texts before `row`, and those from it on."""
    first = {language: texts[:row] for language, texts in aligned.texts.items()}
    second = {language: texts[row:] for language, texts in aligned.texts.items()}
    return (
        Aligned(aligned.name, aligned.weight, first),
        Aligned(aligned.name, aligned.weight, second),
    )


def _read_resolutions(path: Path) -> tuple[Aligned, Aligned]:
    """The paragraphs and titles of the resolutions: to train on, and held out by document.

    Resolutions repeat each other from year to year, so each English text is kept once, and a
    held-out text that also stands in a training document is left out of the measure.
    """
    training: dict[str, dict[str, str]] = {}
    held_out: dict[str, dict[str, str]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            resolution = json.loads(line)
            part = held_out if _session(resolution["symbol"]) == HELD_OUT_SESSION else training
            for versions in (
                resolution["title"],
                *(paragraph["text"] for paragraph in resolution["paragraphs"]),
            ):
                if english := versions.get("en", "").strip():
                    part.setdefault(english, versions)
    for text in training:
        held_out.pop(text, None)
    return _aligned("resolutions", training), _aligned("held out", held_out)


def _session(symbol: str) -> str:
    """The session (General Assembly) or year (Economic and Social Council) in a symbol."""
    return symbol.split("/")[-2]


def _aligned(name: str, paragraphs: dict[str, dict[str, str]]) -> Aligned:
    texts: dict[Language, list[str]] = {
        language: [versions.get(language, "") for versions in paragraphs.values()]
        for language in LANGUAGES
    }
    return Aligned(name, RESOLUTIONS_WEIGHT, texts)


def _read_pairs(path: Path, file: PairFile) -> Aligned:
    texts: dict[Language, list[str]] = {
        language: [] for language in LANGUAGES if language in file.columns
    }
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        if file.header:
            next(lines)
        for number, line in enumerate(lines, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < len(file.columns):
                raise ValueError(f"{path}: text {number} has {len(cells)} columns")
            for language, cell in zip(file.columns, cells, strict=False):
                if language in texts:
                    # One of the Chinese files stands in words with spaces between.
                    text = _HAN_GAP.sub("", cell) if language == "zh" else cell
                    texts[language].append(text)
    return Aligned(file.name, file.weight, texts)
