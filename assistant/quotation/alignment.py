"""Lays what was pasted beside a stretch of a document, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.quotation.fold import Token, TokenKind
from assistant.quotation.matching import OTHERWISE, PARAGRAPH_END, Pairs, match, weight

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

    Empty where no token agrees.
    """
    tokens: list[Token] = []
    numbers: list[int] = []
    for number, placed in enumerate(stored):
        if placed.at == 0 and tokens:
            tokens.append(PARAGRAPH_END)
            numbers.append(number)
        tokens.append(placed.token)
        numbers.append(number)
    pairs = [(i, numbers[j]) for i, j in match(pasted, tokens)]
    return list(_steps(pairs, pasted, stored)) if pairs else []


def similarity(steps: Sequence[Step]) -> float:
    """The share of what agrees in both, from 0 to 1: Dice's coefficient over weighted tokens."""
    agreeing = sum(
        weight(step.pasted) * (1 if step.is_same else OTHERWISE)
        for step in steps
        if step.agrees and step.pasted
    )
    pasted = sum(weight(step.pasted) for step in steps if step.pasted)
    stored = sum(weight(s.stored.token) for s in steps if s.stored and not s.is_left_out)
    return 2 * agreeing / (pasted + stored) if agreeing else 0.0


def _has_ellipsis(pasted: Sequence[Token]) -> bool:
    return any(token.kind is TokenKind.ELLIPSIS for token in pasted)


def _steps(pairs: Pairs, pasted: Sequence[Token], stored: Sequence[Placed]) -> Iterator[Step]:
    first, last = pairs[0], pairs[-1]
    at, end = 0, first[1] - _edge(pasted[: first[0]], stored[: first[1] + 1][::-1])
    for i, j in pairs:
        yield from _gap(pasted[at:i], stored[end:j])
        yield Step(stored[j], pasted[i])
        at, end = i + 1, j + 1
    yield from _gap(pasted[at:], stored[end : end + _edge(pasted[at:], stored[last[1] :])])


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
