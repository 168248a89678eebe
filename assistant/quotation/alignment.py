"""Lays what was pasted beside a stretch of a document, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from assistant.quotation.fold import Token, TokenKind, loose

# A mark of punctuation tells less than a word, a letter's case or accent less than another word.
_MARK_WEIGHT = 0.2
_WRITTEN_OTHERWISE = 0.9
# So many words at either end that agree with nothing are held against those of the document there:
# another verb at the beginning of a paragraph is a difference, a sentence before the quote is none.
_EDGE_WORDS = 3


class Placed(NamedTuple):
    """A token of a strand, with the number of its paragraph and its own number in it."""

    token: Token
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an alignment: a token of the document, one of what was pasted, or two that agree.

    `is_left_out` marks a token of the document that an ellipsis stands for.
    """

    stored: Placed | None
    pasted: Token | None
    is_left_out: bool = False

    @property
    def agrees(self) -> bool:
        """Whether both have the token, be it written otherwise."""
        return self.stored is not None and self.pasted is not None

    @property
    def is_same(self) -> bool:
        """Whether both have the token, letter for letter up to typography."""
        return (
            self.stored is not None
            and self.pasted is not None
            and self.stored.token.key == self.pasted.key
        )


def align(pasted: Sequence[Token], stored: Sequence[Placed]) -> list[Step]:
    """What was pasted, all of it, beside the part of `stored` that is most like it.

    Long runs of agreeing words are found first, then what agrees between them (Ratcliff and
    Obershelp). Empty where no word agrees.
    """
    matcher = SequenceMatcher(
        None, [loose(t.key) for t in pasted], [loose(p.token.key) for p in stored], autojunk=False
    )
    blocks = [
        block
        for block in matcher.get_matching_blocks()
        if any(t.is_word for t in pasted[block.a : block.a + block.size])
    ]
    blocks = _best_run(blocks, pasted, stored)
    return list(_steps(blocks, pasted, stored)) if blocks else []


def similarity(steps: Sequence[Step]) -> float:
    """The share of what agrees in both, from 0 to 1: Dice's coefficient over weighted tokens."""
    agreeing = sum(
        _weight(step.pasted) * (1 if step.is_same else _WRITTEN_OTHERWISE)
        for step in steps
        if step.agrees and step.pasted
    )
    pasted = sum(_weight(step.pasted) for step in steps if step.pasted)
    stored = sum(_weight(s.stored.token) for s in steps if s.stored and not s.is_left_out)
    return 2 * agreeing / (pasted + stored) if agreeing else 0.0


def _weight(token: Token) -> float:
    return 1.0 if token.is_word else _MARK_WEIGHT


def _best_run(
    blocks: Sequence[Match], pasted: Sequence[Token], stored: Sequence[Placed]
) -> list[Match]:
    """The consecutive blocks with the greatest share of agreeing words in all words.

    Words of the document between two blocks are taken to be left out where what was pasted has an
    ellipsis there, and count for nothing.
    """
    matched = [sum(t.is_word for t in pasted[b.a : b.a + b.size]) for b in blocks]
    gaps = [0] + [
        0
        if _has_ellipsis(pasted[a.a + a.size : b.a])
        else sum(p.token.is_word for p in stored[a.b + a.size : b.b])
        for a, b in pairwise(blocks)
    ]
    whole = sum(token.is_word for token in pasted)
    best, chosen = 0.0, (0, 0)
    for first in range(len(blocks)):
        agreeing = width = 0
        for last in range(first, len(blocks)):
            agreeing += matched[last]
            width += matched[last] + (gaps[last] if last > first else 0)
            if (share := 2 * agreeing / (whole + width)) > best:
                best, chosen = share, (first, last + 1)
    return list(blocks[slice(*chosen)])


def _has_ellipsis(pasted: Sequence[Token]) -> bool:
    return any(token.kind is TokenKind.ELLIPSIS for token in pasted)


def _steps(
    blocks: Sequence[Match], pasted: Sequence[Token], stored: Sequence[Placed]
) -> Iterator[Step]:
    first, last = blocks[0], blocks[-1]
    before, after = stored[: first.b + 1][::-1], stored[last.b + last.size - 1 :]
    end, at = first.b - _edge(pasted[: first.a], before), 0
    for block in blocks:
        yield from _gap(pasted[at : block.a], stored[end : block.b])
        at, end = block.a + block.size, block.b + block.size
        yield from map(Step, stored[block.b : end], pasted[block.a : at])
    yield from _gap(pasted[at:], stored[end : end + _edge(pasted[at:], after)])


def _gap(pasted: Sequence[Token], stored: Sequence[Placed]) -> Iterator[Step]:
    left_out = _has_ellipsis(pasted)
    yield from (Step(placed, None, left_out) for placed in stored)
    yield from (Step(None, token) for token in pasted)


def _edge(pasted: Sequence[Token], outward: Sequence[Placed]) -> int:
    """How many tokens beyond the last one that agrees are held against the unmatched ones `pasted`.

    `outward` has that last one and those beyond it, of which those of its paragraph count.
    """
    wanted = sum(token.is_word for token in pasted)
    if not 0 < wanted <= _EDGE_WORDS or _has_ellipsis(pasted):
        return 0
    held = 0
    for placed in outward[1:]:
        if not wanted or placed.number != outward[0].number:
            break
        wanted -= placed.token.is_word
        held += 1
    return held
