"""Where the pieces of a quotation stand that an ellipsis, or words in brackets, part from each other.

Every piece stands letter for letter, in order, in one paragraph or in paragraphs of one document. What is
left out between them is told; such a quotation is never exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.wording import EDITORIAL, ELLIPSIS, without_end_mark
from assistant.cite import cite
from assistant.quotation.fold import Token, TokenKind, tokens
from assistant.quotation.model import QuoteMatch, WordDifference
from assistant.quotation.strand import Strand
from index.document import Quote
from index.search import Index
from index.words import Language

_GAP = re.compile(rf"{ELLIPSIS.pattern}|{EDITORIAL.pattern}")
# "[T]o": a letter in brackets is part of a word.
_IN_WORD = re.compile(r"\[\w{1,3}\](?=\w)")
_MOST_PIECES = 12
# How many paragraphs further on the next piece may stand.
_REACH = 8
# How many characters words in brackets may stand for.
_MOST_REPLACED = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation that stand together; `gap` is what parts them from those before."""

    text: str
    gap: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A piece in a document: its paragraph, by number, and its place in the paragraph's text."""

    number: int
    start: int
    end: int


def cut(words: str) -> tuple[list[Piece], str]:
    """The pieces of a quotation, and the gap at its end; no pieces where nothing parts it."""
    pieces: list[Piece] = []
    at, gap = 0, ""
    for match in _GAP.finditer(words):
        if _IN_WORD.match(words, match.start()):
            continue
        text = words[at : match.start()].strip()
        if text:
            pieces.append(Piece(text, gap, tokens(text)))
            gap = ""
        gap = f"{gap} {match.group()}".strip()
        at = match.end()
    rest = (without_end_mark(words[at:]) or words[at:]).strip()
    # A mark behind the ellipsis at the end belongs to the sentence around.
    if gap and any(token.is_word for token in tokens(rest)):
        pieces.append(Piece(rest, gap, tokens(rest)))
        gap = ""
    is_cut = bool(gap) or any(piece.gap for piece in pieces)
    own = [piece for piece in pieces if any(token.is_word for token in piece.tokens)]
    return (own, gap) if is_cut and 0 < len(own) == len(pieces) <= _MOST_PIECES else ([], "")


def words_of(pieces: Iterable[Piece]) -> int:
    """How many words the pieces have; two Chinese characters are one."""
    own = [token for piece in pieces for token in piece.tokens if token.is_word]
    han = sum(token.kind is TokenKind.HAN for token in own)
    return len(own) - han + han // 2


def find_pieces(
    pieces: Sequence[Piece], strand: Strand, numbers: Iterable[int], reach: int = _REACH
) -> list[Found] | None:
    """The pieces in order, the first in one of the paragraphs `numbers`, with the fewest words between."""
    best: list[Found] | None = None
    for number in numbers:
        for first in _places(pieces[0], strand, number, 0):
            found = _follow(pieces, strand, first, reach)
            if found and (best is None or _length(found, strand) < _length(best, strand)):
                best = found
    return best


def _follow(
    pieces: Sequence[Piece], strand: Strand, first: Found, reach: int
) -> list[Found] | None:
    found = [first]
    for piece in pieces[1:]:
        last = found[-1]
        # Words in brackets stand for a few: they lead into no other paragraph.
        further = reach if ELLIPSIS.search(piece.gap) else 0
        numbers = range(last.number, min(last.number + further, len(strand.paragraphs) - 1) + 1)
        following = (
            place
            for number in numbers
            for place in _places(piece, strand, number, last.end if number == last.number else 0)
        )
        place = next(following, None)
        if place is None:
            return None
        is_near = place.number == last.number and place.start - last.end <= _MOST_REPLACED
        if not (is_near or ELLIPSIS.search(piece.gap)):
            return None
        found.append(place)
    return found


def _places(piece: Piece, strand: Strand, number: int, start: int) -> Iterator[Found]:
    """Where a piece stands in a paragraph from `start` on."""
    wanted = [token.key for token in piece.tokens]
    held = strand.tokens(number)
    for at in range(len(held) - len(wanted) + 1):
        if held[at].start < start or held[at].key != wanted[0]:
            continue
        if [token.key for token in held[at : at + len(wanted)]] == wanted:
            yield Found(number, held[at].start, held[at + len(wanted) - 1].end)


def _length(found: Sequence[Found], strand: Strand) -> int:
    """How far it is from the first piece to the last, in characters."""
    first, last = found[0], found[-1]
    if first.number == last.number:
        return last.end - first.start
    between = range(first.number, last.number)
    return sum(len(strand.version(number).text) for number in between) - first.start + last.end


def matches_of(
    pieces: Sequence[Piece],
    tail: str,
    found: Sequence[Found],
    strand: Strand,
    index: Index,
    reader: Language,
) -> tuple[QuoteMatch, ...]:
    """A match for each paragraph that has pieces, with what is left out between them in it."""
    matches: list[QuoteMatch] = []
    for number in dict.fromkeys(place.number for place in found):
        own = [(p, at) for p, at in zip(pieces, found, strict=True) if at.number == number]
        text = strand.version(number).text
        differences: list[WordDifference] = []
        at = own[0][1].start
        for piece, place in own:
            if left_out := text[at : place.start].rstrip():
                differences.append(WordDifference(kind="missing", text=left_out))
                at += len(left_out)
            if piece.gap:
                differences.append(WordDifference(kind="added", text=f" {piece.gap}"))
            differences.append(WordDifference(kind="same", text=text[at : place.end]))
            at = place.end
        if tail and number == found[-1].number:
            differences.append(WordDifference(kind="added", text=f" {tail}"))
        quote = Quote(strand.paragraphs[number], strand.language, own[0][1].start, at)
        matches.append(
            QuoteMatch(
                citation=cite(len(matches) + 1, quote, index, reader),
                similarity=_similarity(own, text),
                differences=tuple(differences),
            )
        )
    return tuple(matches)


def _similarity(own: Sequence[tuple[Piece, Found]], text: str) -> float:
    """The words that agree, twice, over those of both (Dice's coefficient)."""
    agreeing = sum(token.is_word for piece, _ in own for token in piece.tokens)
    added = sum(token.is_word for piece, _ in own for token in tokens(piece.gap))
    stored = sum(t.is_word for t in tokens(text[own[0][1].start : own[-1][1].end]))
    return min(1.0, 2 * agreeing / (agreeing + added + stored))
