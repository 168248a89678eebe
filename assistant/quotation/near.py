"""Where most of a quote's words stand in order, though not all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq

from assistant.quotation.alignment import Placed, Step, align, similarity
from assistant.quotation.candidates import NEAR_RANKS, Candidates
from assistant.quotation.fold import Token, TokenKind
from assistant.quotation.pairs import Pairs, pairs_of, shares, words_in
from assistant.quotation.pasted import Pasted
from assistant.quotation.strand import MOST_UNSTORED, Strand

# "Most of the words": of two texts as long as each other seven in ten, of a shorter one in the document
# more than half of those pasted. One word changed in a quote of six leaves 0.83. Of 360 sentences of law
# and of medicine with more than eight words none came nearer than 0.66 to any of 400,000 versions of
# resolutions; of 120 with five to eight two did, by 0.71 and 0.76.
_LEAST_SIMILARITY = 0.7
# With fewer words "of the United" would be nearly a quote; two Chinese characters make about a word.
_LEAST_WORDS = 4.0
_HAN_WORDS = 0.5
# What is less like the quote than this share of the best is not shown beside it.
_BESIDE_BEST = 0.85
# How many stretches are laid beside the quote.
_ALIGNED = 8
# How far the next paragraph of the same stretch may be: one that shares little may stand between, and
# where there is an ellipsis, some that are left out.
_REACH = 3
_BRIDGED = 6
# A stretch that is many times as long as the quote holds it more than once, and is cut.
_LENGTH = 4
_SPARE_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive paragraphs of a strand, from number `first` to `last`, both included."""

    strand: Strand
    first: int
    last: int

    def tokens(self) -> list[Placed]:
        """The tokens of all of them, in order."""
        return [
            Placed(token, number, at)
            for number in range(self.first, self.last + 1)
            for at, token in enumerate(self.strand.tokens(number))
        ]

    def words(self) -> list[str]:
        """Their words, without case and accents."""
        numbers = range(self.first, self.last + 1)
        return [word for number in numbers for word in self.strand.words(number)]


@dataclass(frozen=True, slots=True)
class Near:
    """What was pasted, laid beside the part of a strand that is most like it."""

    strand: Strand
    steps: list[Step]
    similarity: float


def find_near(pasted: Pasted, candidates: Candidates) -> list[Near]:
    """The stretches that hold most of the words of `pasted` in order, the most similar first."""
    words = words_in(pasted.text)
    pairs = pairs_of(words)
    if not pairs:
        return []
    rough: list[tuple[int, Stretch]] = []
    for strand, ranks in candidates.items():
        numbers = [number for number, rank in ranks.items() if rank < NEAR_RANKS]
        for stretch in _stretches(strand, numbers, pairs, pasted):
            common = LCSseq.similarity(words, stretch.words())
            if 2 * common >= _LEAST_SIMILARITY * (len(words) + common):
                rough.append((common, stretch))
    rough.sort(key=lambda found: -found[0])
    aligned = (_aligned(pasted, stretch) for _, stretch in rough[:_ALIGNED])
    near = sorted(filter(_is_near, aligned), key=lambda found: -found.similarity)
    return [found for found in near if found.similarity >= _BESIDE_BEST * near[0].similarity]


def _stretches(
    strand: Strand, numbers: Iterable[int], pairs: Pairs, pasted: Pasted
) -> Iterator[Stretch]:
    """The runs of paragraphs that share pairs of words with what was pasted, each with its neighbours.

    An ellipsis may stand for whole paragraphs between two.
    """
    reach = _BRIDGED if pasted.has_ellipsis else _REACH
    most = _LENGTH * len(pasted.tokens) + _SPARE_TOKENS
    run: list[int] = []
    for number in sorted(n for n in numbers if shares(pairs_of(strand.words(n)), pairs)):
        so_far = sum(len(strand.tokens(n)) for n in run)
        if run and (number - run[-1] > reach or so_far + len(strand.tokens(number)) > most):
            yield _with_neighbours(strand, run)
            run = []
        run.append(number)
    if run:
        yield _with_neighbours(strand, run)


def _with_neighbours(strand: Strand, run: Sequence[int]) -> Stretch:
    last = len(strand.paragraphs) - 1
    return Stretch(strand, max(run[0] - 1, 0), min(run[-1] + 1, last))


def _aligned(pasted: Pasted, stretch: Stretch) -> Near:
    placed = stretch.tokens()
    steps = align(pasted.read_for({p.token.key for p in placed}), placed)
    steps = _without_unstored(steps, stretch.strand)
    return Near(stretch.strand, steps, similarity(steps))


def _without_unstored(steps: Sequence[Step], strand: Strand) -> list[Step]:
    """`steps` without the numbers, bullets and footnote marks that the document has in print alone."""
    kept: list[Step] = []
    before: Placed | None = None
    for is_added, run in groupby(steps, key=lambda step: step.stored is None):
        own = list(run)
        if is_added and before:
            # The mark of a footnote at the end of a paragraph.
            tokens = [step.pasted for step in own if step.pasted]
            own = own[strand.unstored(before.number, before.at + 1, tokens) :]
        elif own[0].stored:
            kept = kept[: len(kept) - _unstored_before(kept, own[0].stored, strand)]
            before = own[-1].stored
        kept += own
    return kept


def _unstored_before(steps: Sequence[Step], placed: Placed, strand: Strand) -> int:
    """How many of the last `steps` are what print alone has before the token `placed`."""
    for length in range(1, MOST_UNSTORED + 1):
        tokens = [step.pasted for step in steps[-length:] if step.pasted and not step.stored]
        if len(tokens) == length == strand.unstored(placed.number, placed.at, tokens):
            return length
    return 0


def _is_near(near: Near) -> bool:
    words = [s for s in near.steps if any(t.is_word for t in _tokens_of(s))]
    agreeing = [step.pasted for step in words if step.agrees and step.pasted]
    amount = sum(_HAN_WORDS if t.kind is TokenKind.HAN else 1.0 for t in agreeing)
    is_enough = amount >= _LEAST_WORDS or len(agreeing) == len(words)
    return is_enough and near.similarity >= _LEAST_SIMILARITY


def _tokens_of(step: Step) -> list[Token]:
    return [t for t in (step.stored and step.stored.token, step.pasted) if t]
