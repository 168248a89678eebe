"""Looks for quotations with an ellipsis, or with words in brackets, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.alterations import find_alterations
from assistant.checking.cited import is_at
from assistant.checking.model import Alteration, Caution, CitedPlace
from assistant.checking.pieced import Found, Piece, cut, find_pieces, matches_of, words_of
from assistant.checking.wording import without_case_brackets
from assistant.quotation.model import QuoteMatch
from assistant.quotation.strand import Strand
from index.search import Index
from index.words import Language, stems

# So few words tell a passage in a document that is cited, and in any other.
_FEWEST_CITED, _FEWEST = 2, 4
# A piece of fewer words stands somewhere further on in any document.
_FEWEST_JOINED = 3
# The language of so many characters is told without a doubt.
_SURE_CHARACTERS = 60
_MOST_PARAGRAPHS, _MOST_DOCUMENTS = 50, 5

Standing = Callable[[str], Sequence[str]]
"""The symbols of the documents that some words stand in letter for letter."""


@dataclass(frozen=True, slots=True)
class Elision:
    """The paragraphs that the pieces stand in, what is left out or put in, and what to know of it."""

    matches: tuple[QuoteMatch, ...]
    alterations: tuple[Alteration, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    strand: Strand
    found: list[Found]

    @property
    def paragraphs(self) -> int:
        return len({place.number for place in self.found})


class Elisions:
    """The quotations with omissions of one text; `only` are the documents to be looked into, none: all."""

    def __init__(self, index: Index, only: Sequence[str], reader: Language) -> None:
        self._index, self._only, self._reader = index, tuple(only), reader

    def find(
        self,
        words: str,
        language: Language,
        own: Sequence[str],
        cited: Sequence[CitedPlace],
        standing: Standing,
    ) -> Elision | None:
        """Where the pieces of `words` stand: at the places cited, in the documents `own`, else in any."""
        for said in (words, *without_case_brackets(words)):
            pieces, tail = cut(said)
            if pieces and (best := self._best(pieces, said, language, own, cited, standing)):
                return self._told(pieces, tail, best)
        return None

    def _best(
        self,
        pieces: Sequence[Piece],
        words: str,
        language: Language,
        own: Sequence[str],
        cited: Sequence[CitedPlace],
        standing: Standing,
    ) -> _Standing | None:
        if words_of(pieces) < (_FEWEST_CITED if own else _FEWEST):
            return None
        best = self._at(pieces, cited) or self._in(pieces, own)
        if best is None and words_of(pieces) >= _FEWEST:
            best = self._anywhere(pieces, words, language) or self._joined(pieces, standing)
        return best

    def _told(self, pieces: Sequence[Piece], tail: str, best: _Standing) -> Elision:
        matches = matches_of(pieces, tail, best.found, best.strand, self._index, self._reader)
        alterations = [
            alteration
            for match in matches
            for alteration in find_alterations(match.differences, match.citation.language)
        ]
        apart = list(_between(pieces, best))
        if apart:
            # What is left out there is told with its words.
            alterations = [a for a in alterations if a.stored or a.kind != "omission"]
        joined = "; ".join(match.citation.pinpoint for match in matches)
        cautions = (Caution(kind="joined", words=joined),) if len(matches) > 1 else ()
        told = (*alterations, *apart) or (_nothing(pieces, tail),)
        return Elision(matches, told, cautions)

    def _strands(self, symbol: str) -> list[Strand]:
        document = self._index.document(symbol)
        languages = sorted(document.languages, key=lambda code: code != self._reader)
        return [Strand(document, language) for language in languages]

    def _at(self, pieces: Sequence[Piece], cited: Sequence[CitedPlace]) -> _Standing | None:
        """In a paragraph that is cited, or its items."""
        places = [p for p in cited if p.locator and p.verdict == "held"]
        return _best(
            _Standing(strand, found)
            for place in places
            if not self._only or place.symbol in self._only
            for strand in self._strands(place.symbol)
            for numbers in [
                [n for at, n in strand.numbers.items() if is_at(at, place.locator or "")]
            ]
            if (found := find_pieces(pieces, strand, numbers, 0))
        )

    def _in(self, pieces: Sequence[Piece], symbols: Sequence[str]) -> _Standing | None:
        """Anywhere in documents, in one paragraph rather than in several."""
        return _best(
            _Standing(strand, found)
            for symbol in symbols
            for strand in self._strands(symbol)
            if (found := find_pieces(pieces, strand, range(len(strand.paragraphs))))
        )

    def _anywhere(
        self, pieces: Sequence[Piece], words: str, language: Language
    ) -> _Standing | None:
        """In one paragraph of any document, by the words of the pieces."""
        codes = [language] if len(words) >= _SURE_CHARACTERS else self._index.languages
        return _best(
            _Standing(strand, found)
            for code in codes
            for strand, number in self._candidates(pieces, code)
            if (found := find_pieces(pieces, strand, [number], 0))
        )

    def _candidates(
        self, pieces: Sequence[Piece], language: Language
    ) -> Iterator[tuple[Strand, int]]:
        wanted = list(dict.fromkeys(stems(" ".join(piece.text for piece in pieces), language)))
        held = self._index.with_every_word(
            wanted, language, symbols=self._only or None, limit=_MOST_PARAGRAPHS
        )
        for paragraph in held:
            strand = Strand(self._index.document(paragraph.symbol), language)
            number = strand.numbers.get(paragraph.locator)
            if number is not None:
                yield strand, number

    def _joined(self, pieces: Sequence[Piece], standing: Standing) -> _Standing | None:
        """In several paragraphs of a document that the longest of the pieces stands in."""
        longest = max(pieces, key=lambda piece: len(piece.tokens))
        if words_of([longest]) < _FEWEST or min(words_of([p]) for p in pieces) < _FEWEST_JOINED:
            return None
        return self._in(pieces, standing(longest.text)[:_MOST_DOCUMENTS])


def _best(found: Iterator[_Standing]) -> _Standing | None:
    """The one with the pieces closest together."""
    return min(found, key=_spread, default=None)


def _spread(standing: _Standing) -> tuple[int, int]:
    first, last = standing.found[0], standing.found[-1]
    return standing.paragraphs, last.end - first.start


def _between(pieces: Sequence[Piece], standing: _Standing) -> Iterator[Alteration]:
    """What is left out between two paragraphs: the end of the one, the beginning of the other."""
    places = standing.found
    for piece, before, place in zip(pieces[1:], places, places[1:], strict=False):
        if place.number == before.number:
            continue
        rest = standing.strand.version(before.number).text[before.end :].strip()
        start = standing.strand.version(place.number).text[: place.start].strip()
        for stored in (rest, start):
            if any(map(str.isalnum, stored)):
                yield Alteration(kind="omission", given=piece.gap, stored=stored)


def _nothing(pieces: Sequence[Piece], tail: str) -> Alteration:
    """The sign of an omission where the document goes on without one."""
    gap = next((piece.gap for piece in pieces if piece.gap), tail)
    return Alteration(kind="punctuation", given=gap, stored="")
