"""Where a quote stands in the documents letter for letter, up to typography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.quotation.beginning import make_beginning
from assistant.quotation.fold import Token
from assistant.quotation.pasted import Pasted
from assistant.quotation.sieve import make_sieve
from assistant.quotation.strand import Strand
from index.document import Quote

Place = tuple[Quote, ...]
"""Where a quote stands: one span, or one in each of the consecutive paragraphs that it is from."""


def find_exact(pasted: Pasted, strand: Strand, starts: Iterable[int], most: int) -> Iterator[Place]:
    """At most `most` places of `pasted` that begin in the paragraphs `starts` of `strand`.

    Of a paragraph only the first place is given. Whole words alone count: a quote neither begins nor
    ends inside a word.
    """
    sieve, beginning = make_sieve(pasted), make_beginning(pasted)
    for number in sorted(set(starts)):
        if most <= 0:
            return
        version = strand.version(number)
        if not sieve.passes(version.text) or not beginning.may_be_in(version):
            continue
        if place := _find(pasted, strand, number):
            most -= 1
            yield place


def _find(pasted: Pasted, strand: Strand, number: int) -> Place | None:
    wanted = pasted.tokens
    if pasted.has_cut_words:
        wanted = pasted.read_for({t.key for t in strand.tokens_from(number, len(wanted))})
    for at, token in enumerate(strand.tokens(number)):
        # The quote may begin with what is not stored: the paragraph's own number.
        if at == 0 or token.key == wanted[0].key:
            place = _follow(wanted, strand, number, at)
            if place is not None:
                return place
    return None


def _follow(wanted: Sequence[Token], strand: Strand, number: int, at: int) -> Place | None:
    """The place of `wanted` from token `at` of a paragraph on, through those that follow, or None."""
    place: list[Quote] = []
    while True:
        length = _length(wanted, strand, number, at)
        if length is None:
            return None
        passed, agreeing = length
        cut = strand.tokens(number)
        if agreeing:
            start, end = cut[at].start, cut[at + agreeing - 1].end
            place.append(Quote(strand.paragraphs[number], strand.language, start, end))
        wanted = wanted[passed:]
        number, at = number + 1, 0
        if not wanted:
            return tuple(place) or None
        if number == len(strand.paragraphs):
            return None


def _length(
    wanted: Sequence[Token], strand: Strand, number: int, at: int
) -> tuple[int, int] | None:
    """How many of `wanted` are passed in a paragraph from token `at` on, and how many of its own.

    None where they part before either the quote or the paragraph is at its end.
    """
    cut, first, passed, skipped_at = strand.tokens(number), at, 0, -1
    while passed < len(wanted):
        if at < len(cut) and cut[at].key == wanted[passed].key:
            at, passed = at + 1, passed + 1
            continue
        unstored = strand.unstored(number, at, wanted[passed:]) if at != skipped_at else 0
        if unstored:
            passed, skipped_at = passed + unstored, at
        elif at == len(cut):
            break
        else:
            return None
    return passed, at - first
