"""Features of a piece's spelling, in Latin letters whatever its script.

Names and international words are spelt alike across languages (президент, président), so pieces
that share letters start with vectors that are a little alike (after fastText: Bojanowski et al.
2017, Enriching Word Vectors with Subword Information).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from anyascii import anyascii
from scipy.sparse import csr_matrix

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_WORD_START: Final = "▁"
_LETTERS: Final = (3, 4, 5)
_CONSONANTS: Final = (2, 3, 4)
# Vowels are not written in Arabic, and romanisations differ in these letters.
_VOWELS: Final = re.compile("[aeiouyw]")
_SOUNDS: Final = (("ph", "f"), ("kh", "h"), ("ts", "c")), str.maketrans("cqvzj", "kkfsg")


def features(pieces: Sequence[str]) -> csr_matrix:
    """The features of each piece, rows of length one, shape (pieces, features).

    Groups of 3 to 5 letters and of 2 to 4 consonants; of Chinese its characters. Features of one
    piece alone are left out; a piece without any other gets one of its own.
    """
    found = [_features(piece) for piece in pieces]
    counts = Counter(feature for some in found for feature in some)
    numbers: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for piece, some in zip(pieces, found, strict=True):
        shared = sorted(feature for feature in some if counts[feature] > 1) or [f"={piece}"]
        columns += [numbers.setdefault(feature, len(numbers)) for feature in shared]
        ends.append(len(columns))
    lengths = np.diff(ends)
    values = np.repeat(lengths**-0.5, lengths).astype(np.float32)
    return csr_matrix((values, columns, ends), shape=(len(pieces), len(numbers)))


def _features(piece: str) -> set[str]:
    if _HAN.search(piece):
        return {character for character in piece if character != _WORD_START}
    latin = re.sub("[^a-z0-9<]", "", anyascii(piece.replace(_WORD_START, "<")).lower())
    pairs, letters = _SOUNDS
    sounds = latin
    for pair, letter in pairs:
        sounds = sounds.replace(pair, letter)
    consonants = _VOWELS.sub("", sounds.translate(letters))
    return {*_runs(latin, _LETTERS, ""), *_runs(consonants, _CONSONANTS, "#")}


def _runs(text: str, lengths: Sequence[int], mark: str) -> set[str]:
    return {
        mark + text[start : start + length]
        for length in lengths
        for start in range(len(text) - length + 1)
    }
