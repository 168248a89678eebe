"""Measure a lexicon on resolutions that it was not trained on.

    python -m index.lexicon.train --data FOLDER --out TRIAL --without A/RES/78/
    python -m index.lexicon.evaluate --data FOLDER --lexicon TRIAL --held A/RES/78/

For each held-out paragraph a few of its content words are drawn and every candidate paragraph of
the other language scored by the sum over those words of rarity times greatest similarity to a
word of the candidate. The true counterpart competes with 200 random others.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from index.lexicon.corpus import resolution_texts, written_in
from index.lexicon.lookup import FOLDER, Lexicon
from index.words import LANGUAGES, Language, stems

_OTHERS = 200
_CONTENT = 0.25
"""The least rarity of a content word: in at most about one paragraph in fifteen."""
_LEAST_WORDS = 8


class Figures(NamedTuple):
    """Shares of held-out paragraphs (0 to 1) and what they were measured on."""

    first: float
    reciprocal: float
    paragraphs: int


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of the lexicon for each direction."""
    parser = argparse.ArgumentParser(description="Measure the lexicon on held-out resolutions.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of training data")
    parser.add_argument("--lexicon", type=Path, default=FOLDER, help="the lexicon's folder")
    parser.add_argument("--held", default="A/RES/78/", help="symbols that start like this")
    parser.add_argument("--most", type=int, default=1000, help="paragraphs a direction")
    given = parser.parse_args(arguments)
    lexicon = Lexicon(given.lexicon)
    for source, target in (
        *((language, "en") for language in LANGUAGES[1:]),
        *(("en", language) for language in LANGUAGES[1:]),
        ("ar", "zh"),
        ("ru", "fr"),
    ):
        pairs = held_out(given.data, given.held, source, target)
        for asked in (4, 2):
            found = measure(lexicon, pairs, source, target, asked=asked, most=given.most)
            print(
                f"{source}-{target} {asked} words: first {found.first:.3f}, "
                f"mean reciprocal rank {found.reciprocal:.3f} of {found.paragraphs}",
                flush=True,
            )
    return 0


def held_out(
    data: Path, held: str, source: Language, target: Language
) -> list[tuple[list[str], list[str]]]:
    """The stems of aligned paragraphs of the held-out resolutions that stand in no other one."""
    earlier = {text.get(source) for text in resolution_texts(data, without=held)}
    seen: set[str] = set()
    found = []
    for text in resolution_texts(data, starting=held):
        left, right = text.get(source, ""), text.get(target, "")
        if not (written_in(left, source) and written_in(right, target)):
            continue
        if left not in earlier and left not in seen:
            seen.add(left)
            found.append((stems(left, source), stems(right, target)))
    return found


def measure(
    lexicon: Lexicon,
    pairs: Sequence[tuple[list[str], list[str]]],
    source: Language,
    target: Language,
    *,
    asked: int,
    most: int,
    seed: int = 7,
) -> Figures:
    """How well `asked` content words of a paragraph find its counterpart among 201.

    A tie counts as the middle of the tied ranks. Raises ValueError for fewer than 201 pairs.
    """
    if len(pairs) <= _OTHERS:
        raise ValueError(f"{len(pairs)} pairs are too few to compete")
    draw = random.Random(seed)
    first = reciprocal = 0.0
    done = 0
    for k in draw.sample(range(len(pairs)), len(pairs)):
        content = sorted(
            {s for s in pairs[k][0] if s.isalpha() and lexicon.rarity(s, source) >= _CONTENT}
        )
        if len(content) < _LEAST_WORDS:
            continue
        terms = draw.sample(content, asked)
        others = draw.sample([j for j in range(len(pairs)) if j != k], _OTHERS)
        candidates = [sorted(set(pairs[j][1])) for j in (k, *others)]
        scores = [_score(lexicon, terms, source, words, target) for words in candidates]
        above = sum(score > scores[0] for score in scores[1:])
        level = sum(score == scores[0] for score in scores[1:])
        first += above == 0 and level == 0
        reciprocal += 1 / (1 + above + level / 2)
        done += 1
        if done == most:
            break
    return Figures(first / max(done, 1), reciprocal / max(done, 1), done)


def _score(
    lexicon: Lexicon, terms: list[str], source: Language, words: list[str], target: Language
) -> float:
    return sum(
        lexicon.rarity(term, source)
        * float(lexicon.similarities(term, source, words, target).max(initial=0.0))
        for term in terms
    )


if __name__ == "__main__":
    raise SystemExit(main())
