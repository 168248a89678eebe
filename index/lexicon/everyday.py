"""How rare a word is in everyday English, and by way of its translations in five more languages.

Resolutions know "narcotics" well and "idea" hardly; a reader's question is written in the everyday
language, where it is the other way round. What a question is about shows in the words that are rare
there.

    python -m index.lexicon.everyday --data FOLDER [--out FILE]

counts the sentences of open collections (Tatoeba, TICO-19, MLQE-PE, SQuAD 2.0; see README.md) that
each stem stands in.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.lexicon.lookup import FOLDER, load_lexicon
from index.lexicon.tables import DamagedLexicon
from index.words import Language, stems

_FILE = "everyday.npz"
_SOURCES = (
    ("pairs/tatoeba_en_fr_minus_laser.tsv.xz", 0),
    ("pairs/mlqe_pe_en-zh.tsv.xz", 1),
    ("pairs/mlqe_pe_ru-en.tsv.xz", 2),
    ("pairs/tico19_6way.tsv.xz", 0),
)
_LEAST_SEEN = 2
# A name is rarer than any word and no more telling.
_NAME_OR_NUMBER = 0.6


def everyday_rarity(stem: str, language: Language) -> float:
    """How rare `stem` is in everyday language: 0 (in all sentences) to 1 (unseen).

    The smoothed inverse document frequency over sentences, divided by its greatest value. Another
    language's stem is as rare as its English translations, each by its likelihood; one without
    translations is unseen. Raises DamagedLexicon where the table is missing or damaged.
    """
    table = _load()
    if language == "en" or (stem.isascii() and language in ("ru", "ar", "zh")):
        return table.get(stem, _NAME_OR_NUMBER)
    translations = load_lexicon().to_english(stem, language)
    total = sum(likelihood for _, likelihood in translations)
    if not total:
        return _NAME_OR_NUMBER
    rarities = (table.get(english, _NAME_OR_NUMBER) * p for english, p in translations)
    return sum(rarities) / total


def is_everyday(stem: str) -> bool:
    """Whether the English `stem` was seen in everyday language."""
    return stem in _load()


def count_everyday(data: Path) -> tuple[Counter[str], int]:
    """In how many English sentences of the folder `data` each stem stands, and of how many."""
    seen: Counter[str] = Counter()
    sentences = 0
    for sentence in _sentences(data):
        seen.update(set(stems(sentence, "en")))
        sentences += 1
    return seen, sentences


@lru_cache(maxsize=1)
def _load() -> dict[str, float]:
    path = FOLDER / _FILE
    try:
        with np.load(path, allow_pickle=False) as file:
            names = file["stems"].tobytes().decode().split("\n")
            return dict(zip(names, (file["rarity"] / np.float32(255)).tolist(), strict=True))
    except (OSError, KeyError, ValueError) as error:
        raise DamagedLexicon(f"{_FILE}: {error}") from error


def _sentences(data: Path) -> Iterator[str]:
    for name, column in _SOURCES:
        with lzma.open(data / name, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) > column:
                    yield cells[column]
    with lzma.open(data / "qa/squad2_dev_tune.json.xz", "rt", encoding="utf-8") as file:
        for article in json.load(file)["data"]:
            for paragraph in article["paragraphs"]:
                yield from re.split(r"(?<=[.!?])\s+", paragraph["context"])
                yield from (question["question"] for question in paragraph["qas"])


def main(arguments: list[str] | None = None) -> int:
    """Count the data named on the command line and write the table."""
    parser = argparse.ArgumentParser(description="Count everyday words.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of training data")
    parser.add_argument("--out", type=Path, default=FOLDER / _FILE, help="the file to write")
    given = parser.parse_args(arguments)
    seen, sentences = count_everyday(given.data)
    kept = sorted(stem for stem, count in seen.items() if count >= _LEAST_SEEN)
    greatest = math.log((sentences + 1) / 0.5)
    idf = [math.log((sentences + 1) / (seen[stem] + 0.5)) / greatest for stem in kept]
    blob = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
    rarity = np.rint(255 * np.clip(idf, 0, 1)).astype(np.uint8)
    np.savez_compressed(given.out, stems=blob, rarity=rarity)
    print(f"{len(kept)} stems of {sentences} sentences, {given.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
