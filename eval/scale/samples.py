"""Known items: paragraphs that are drawn, each with six of its words as a question."""

from __future__ import annotations

import random
from collections.abc import Sequence

from eval.scale.results import Sample
from index.document import Document
from index.locator import Kind
from index.words import Language, words

WORDS = 6
# So often another paragraph is drawn for one that has too few words, before fewer are asked about.
_PATIENCE = 50


def draw_samples(documents: Sequence[Document], count: int, seed: int) -> list[Sample]:
    """Up to `count` different paragraphs of `documents`, all as likely, with at least six words."""
    chance = random.Random(seed)
    weights = [len(document.paragraphs) for document in documents]
    found: dict[str, Sample] = {}
    for _ in range(count * _PATIENCE):
        if len(found) == count:
            break
        (document,) = chance.choices(documents, weights)
        sample = _sample(document, chance)
        if sample:
            found.setdefault(sample.address, sample)
    return list(found.values())


def _sample(document: Document, chance: random.Random) -> Sample | None:
    paragraph = chance.choice(document.paragraphs)
    version = paragraph.versions[chance.choice(list(paragraph.versions))]
    terms = _terms(version.text, version.language)
    if paragraph.locator.kind is Kind.TITLE or len(terms) < WORDS:
        return None
    return Sample(
        address=paragraph.address,
        symbol=str(document.symbol),
        year=document.date.year,
        language=version.language,
        text=version.text,
        question=" ".join(chance.sample(terms, WORDS)),
    )


def _terms(text: str, language: Language) -> list[str]:
    """The different words of `text` that have a letter, in order."""
    surfaces = (word.surface for word in words(text, language))
    return list(dict.fromkeys(w for w in surfaces if any(map(str.isalpha, w))))
