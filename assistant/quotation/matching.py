"""Which tokens of what was pasted agree with which of a document, in order.

The best placing is found over all that there are (Needleman and Wunsch, 1970), where the document may
go on at both ends. A word that agrees counts, one of the document that is passed over inside costs
half of it, so that what agrees stands close together; what an ellipsis passes over costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from assistant.quotation.fold import Token, TokenKind, loose

Pairs = list[tuple[int, int]]
"""Numbers of tokens that agree: of what was pasted and of the document, both rising."""

_WORD_WEIGHT, _MARK_WEIGHT, _BREAK_WEIGHT = 10, 2, 30
OTHERWISE = 0.9
"""What a word counts that agrees but for case and accents."""

# Beyond so many cells the longest run that agrees is taken as it is, and its two sides by themselves.
_MOST_CELLS = 4_000_000
# What two tokens gain that do not agree: less than any placing can lose.
_NEVER = -1_000_000_000


PARAGRAPH_END = Token("\n", 0, 0, TokenKind.MARK)
"""Stands between the paragraphs of a document: a word or two do not make a quote go on in the next."""


def weight(token: Token) -> int:
    """What a token counts: a mark of punctuation tells less than a word."""
    if token is PARAGRAPH_END:
        return _BREAK_WEIGHT
    return _WORD_WEIGHT if token.is_word else _MARK_WEIGHT


def match(pasted: Sequence[Token], stored: Sequence[Token]) -> Pairs:
    """The pairs of tokens that agree, up to case and accents, in the best placing of `pasted`."""
    found = _match(pasted, stored, free_start=True, free_end=True)
    together = set(found)
    return [
        (i, j)
        for i, j in found
        # A comma alone, among words that differ, agrees by chance.
        if pasted[i].is_word or not together.isdisjoint(((i - 1, j - 1), (i + 1, j + 1)))
    ]


def _match(
    pasted: Sequence[Token], stored: Sequence[Token], *, free_start: bool, free_end: bool
) -> Pairs:
    if not pasted or not stored:
        return []
    if len(pasted) * len(stored) <= _MOST_CELLS:
        return _Grid(pasted, stored, free_start).best(free_end=free_end)
    longest = SequenceMatcher(
        None, [loose(t.key) for t in pasted], [loose(t.key) for t in stored], autojunk=False
    ).find_longest_match()
    i, j, size = longest
    if not size:
        return []
    left = _match(pasted[:i], stored[:j], free_start=free_start, free_end=False)
    right = _match(pasted[i + size :], stored[j + size :], free_start=False, free_end=free_end)
    middle = ((i + n, j + n) for n in range(size))
    return [*left, *middle, *((i + size + a, j + size + b) for a, b in right)]


class _Grid:
    """The scores of all placings: row i has the best ones of the first i tokens pasted.

    Column j stands before the document's token j.
    """

    def __init__(self, pasted: Sequence[Token], stored: Sequence[Token], free_start: bool) -> None:
        self._pasted, self._stored = pasted, stored
        self._codes: dict[str, int] = {}
        self._keys = np.array([self._code(t.key) for t in stored], dtype=np.int32)
        self._loose = np.array([self._code(loose(t.key)) for t in stored], dtype=np.int32)
        self._passed = np.cumsum([0, *(weight(t) // 2 for t in stored)], dtype=np.int32)
        self._rows = np.empty((len(pasted) + 1, len(stored) + 1), dtype=np.int32)
        self._rows[0] = 0 if free_start else -self._passed
        for number, token in enumerate(pasted):
            self._fill(number, token)

    def _code(self, key: str) -> int:
        return self._codes.setdefault(key, len(self._codes))

    def _fill(self, number: int, token: Token) -> None:
        before, row = self._rows[number], self._rows[number + 1]
        whole = weight(token)
        agrees = self._loose == self._code(loose(token.key))
        gain = np.where(self._keys == self._code(token.key), whole, int(OTHERWISE * whole))
        row[:] = before
        np.maximum(row[1:], before[:-1] + np.where(agrees, gain, _NEVER), out=row[1:])
        if token.kind is TokenKind.ELLIPSIS:
            np.maximum.accumulate(row, out=row)
        else:
            row += self._passed
            np.maximum.accumulate(row, out=row)
            row -= self._passed

    def best(self, *, free_end: bool) -> Pairs:
        """The pairs of the best placing, which ends anywhere or, not `free_end`, at the end."""
        pairs: Pairs = []
        i = len(self._pasted)
        j = int(np.argmax(self._rows[i])) if free_end else len(self._stored)
        while i > 0:
            token, score = self._pasted[i - 1], int(self._rows[i, j])
            if j and score == self._rows[i - 1, j - 1] + self._gain(token, self._stored[j - 1]):
                i, j = i - 1, j - 1
                pairs.append((i, j))
            elif j and score == self._rows[i, j - 1] - self._cost(token, j - 1):
                j -= 1
            else:
                i -= 1
        return pairs[::-1]

    def _gain(self, pasted: Token, stored: Token) -> int:
        if loose(pasted.key) != loose(stored.key):
            return _NEVER
        whole = weight(pasted)
        return whole if pasted.key == stored.key else int(OTHERWISE * whole)

    def _cost(self, pasted: Token, passed: int) -> int:
        is_ellipsis = pasted.kind is TokenKind.ELLIPSIS
        return 0 if is_ellipsis else int(self._passed[passed + 1] - self._passed[passed])
