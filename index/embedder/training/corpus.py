"""Reads the data folder: aligned texts, by source and by language."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from index.embedder.training.acronyms import said_by_acronym
from index.embedder.training.aligned import Aligned
from index.words import LANGUAGES, Language

RESOLUTIONS: Final = "un_resolutions_74_78.jsonl.xz"
HELD_OUT_SESSION: Final = "78"

_SIX = LANGUAGES
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]) +| +(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class PairFile:
    """A tab-separated file of translations: `columns` names its columns, "" for one to skip.

    `weight` is the share of the training batches, `evidence` how much one text counts when the
    first table is solved (a law repeats itself, a resolution is what the model is for).
    """

    name: str
    columns: tuple[str, ...]
    weight: float
    evidence: float
    header: bool = False
    # One in so many texts, the last of the file, is held out; 0 for none.
    held_out: int = 0
    # How often the left side is cut to a span, where the sides are in two languages.
    cut: float = 0.15


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """Questions on passages in one language; the last `held_out` articles are held out."""

    name: str
    language: Language
    weight: float
    held_out: int = 0


# The resolutions take `RESOLUTIONS_WEIGHT`, what is said by acronym `ACRONYMS_WEIGHT` twice: the
# names themselves, and the paragraphs that hold them.
RESOLUTIONS_WEIGHT: Final = 0.60
ACRONYMS_WEIGHT: Final = 0.02
PAIR_FILES: Final = (
    PairFile("unbis_labels.tsv.xz", ("", *_SIX), 0.06, 0.5, header=True, held_out=10, cut=0.5),
    PairFile("tatoeba_en_fr_minus_laser.tsv.xz", ("en", "fr"), 0.06, 0.2, held_out=70),
    PairFile("tico19_6way.tsv.xz", _SIX, 0.05, 1.0, header=True, held_out=6, cut=0.5),
    PairFile("laws_en_fr.tsv.xz", ("en", "fr"), 0.03, 0.1, cut=0.5),
    PairFile("mlqe_pe_en-zh.tsv.xz", ("", "en", "zh"), 0.04, 1.0, held_out=9),
    PairFile("mlqe_pe_ru-en.tsv.xz", ("", "ru", "en"), 0.04, 1.0, held_out=9),
    PairFile("sdg_translations_6way.tsv.xz", ("", *_SIX), 0.01, 1.0, header=True, cut=0.5),
    PairFile("php_en_ru.tsv.xz", ("en", "ru"), 0.005, 0.05),
    PairFile("mozilla_legal_en_fr.tsv.xz", ("en", "fr"), 0.0025, 0.5),
    PairFile("mozilla_legal_en_ru.tsv.xz", ("en", "ru"), 0.0025, 0.5),
    PairFile("mozilla_legal_en_es-ES.tsv.xz", ("en", "es"), 0.0025, 0.5),
    PairFile("mozilla_legal_en_zh-CN.tsv.xz", ("en", "zh"), 0.0025, 0.5),
)
QUESTION_FILES: Final = (
    QuestionFile("squad2_dev_tune.json.xz", "en", 0.025, held_out=3),
    QuestionFile("piaf_tune.json.xz", "fr", 0.015, held_out=20),
    QuestionFile("medquad_qa.jsonl.xz", "en", 0.015),
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is trained on, and what is held out to measure."""

    training: list[Aligned]
    held_out: Aligned
    # Sentences and terms from other sources than the resolutions.
    held_out_pairs: list[Aligned]
    held_out_questions: list[Aligned]


def read_corpus(folder: Path, hold_out: bool = True) -> Corpus:
    """Read the resolutions, the pairs and the questions under `folder`.

    Without `hold_out` everything is trained on, and nothing is left to measure.

    Raises `OSError` for a file that is missing, `ValueError` for a line that is not as expected.
    """
    resolutions, held_out = _read_resolutions(folder / RESOLUTIONS, hold_out)
    training = [resolutions]
    held_out_pairs: list[Aligned] = []
    held_out_questions: list[Aligned] = []
    for file in PAIR_FILES:
        pairs = _read_pairs(folder / "pairs" / file.name, file)
        if file.held_out and hold_out:
            pairs, rest = _split(pairs, len(pairs) - len(pairs) // file.held_out)
            held_out_pairs.append(rest)
        training.append(pairs)
    for questions in QUESTION_FILES:
        part, rest = _read_questions(folder / "qa" / questions.name, questions, hold_out)
        training.append(part)
        if len(rest):
            held_out_questions.append(rest)
    training += said_by_acronym(resolutions, ACRONYMS_WEIGHT)
    return Corpus(training, held_out, held_out_pairs, held_out_questions)


def _split(aligned: Aligned, row: int) -> tuple[Aligned, Aligned]:
    """The texts before `row`, and those from it on."""
    first = {language: texts[:row] for language, texts in aligned.texts.items()}
    second = {language: texts[row:] for language, texts in aligned.texts.items()}
    return replace(aligned, texts=first), replace(aligned, texts=second)


def _read_resolutions(path: Path, hold_out: bool) -> tuple[Aligned, Aligned]:
    """The paragraphs and titles of the resolutions: to train on, and held out by document.

    Resolutions repeat each other from year to year, so each English text is kept once, and a
    held-out text that also stands in a training document is left out of the measure.
    """
    training: dict[str, dict[str, str]] = {}
    held_out: dict[str, dict[str, str]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            resolution = json.loads(line)
            later = hold_out and _session(resolution["symbol"]) == HELD_OUT_SESSION
            part = held_out if later else training
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
    return Aligned(name, RESOLUTIONS_WEIGHT, texts, evidence=1.0)


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
    return Aligned(file.name, file.weight, texts, file.evidence, file.cut)


def _read_questions(path: Path, file: QuestionFile, hold_out: bool) -> tuple[Aligned, Aligned]:
    """The questions of `path`, each beside its passage: to train on, and held out by article."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        if path.name.endswith(".jsonl.xz"):
            articles = [[(pair["q"], pair["a"])] for pair in map(json.loads, lines)]
        else:
            articles = [
                [
                    (question["question"], paragraph["context"])
                    for paragraph in article["paragraphs"]
                    # Those that the passage does not answer are about it all the same.
                    for question in paragraph["qas"]
                ]
                for article in json.load(lines)["data"]
            ]
    cut = len(articles) - (file.held_out if hold_out else 0)
    return _asked(file, articles[:cut]), _asked(file, articles[cut:])


def _asked(file: QuestionFile, articles: list[list[tuple[str, str]]]) -> Aligned:
    pairs = [pair for article in articles for pair in article]
    return Aligned(
        file.name,
        file.weight,
        {file.language: [passage for _, passage in pairs]},
        cut=0.0,
        asked={file.language: [question for question, _ in pairs]},
    )
