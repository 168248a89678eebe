"""Where a quote is looked for at all: the paragraphs that share words with it, by the lexical index.

A quote is cut into parts as long as a paragraph, and each brings the paragraphs that score best by
BM25. A quote is missed where more paragraphs than are looked into score higher than its own: a few
common words that a thousand others have too, in an index of hundreds of thousands of paragraphs. With
400,000 versions the own one was among the first 300 for five words running, and among the first 100
for twenty; of 1,000 spans of two to eighty words in five languages 7 were missed, all of at most four
words (in Chinese: characters).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from assistant.quotation.pairs import pairs_of, shares, words_in
from assistant.quotation.pasted import Pasted
from assistant.quotation.sieve import make_sieve
from assistant.quotation.strand import Strand
from index.search import Index, TermsIn
from index.words import Language, stems

Candidates = dict[Strand, dict[int, int]]
"""The paragraphs to look into, by the strand that they are of: their numbers, each with its best rank."""

_PART_CHARACTERS = 600
NEAR_RANKS = 200
"""How good a candidate for what is nearly the quote must be by its words."""
_OF_ONE_PART = 1000
# Different words, and how many paragraphs are looked into for them (see the figures above).
_OF_SO_MANY_WORDS = ((20, 200), (8, 400))
_OF_MANY_PARTS = 100
_OF_OTHER_LANGUAGES = 100
# To name documents to the index is worth it where all have so many times as many.
_FEW = 4


def find_candidates(
    pasted: Pasted,
    index: Index,
    own: Language,
    languages: Collection[Language],
    symbols: Collection[str] | None,
) -> Candidates:
    """The paragraphs that `pasted` may be from, in `languages` and in `symbols` (None: all documents).

    `own` is the language of the text, in which more are looked into.
    """
    text, may_hold, has_hits = pasted.folded, _Filter(pasted), False
    found: Candidates = {}
    strands: dict[tuple[str, Language], Strand] = {}
    parts = list(_parts(text))
    for language in languages:
        for part in parts:
            terms = [(stem, 1.0) for stem in dict.fromkeys(stems(part, language))]
            limit = _limit(len(terms), len(parts), is_own=language == own)
            hits = index.search(None, [TermsIn(language, terms)], symbols=symbols, limit=limit)
            has_hits = has_hits or bool(hits)
            for rank, paragraph in enumerate(hit.paragraph for hit in hits):
                version = paragraph.versions.get(language)
                if version is None or not may_hold(version.text, rank):
                    continue
                key = paragraph.symbol, language
                if key not in strands:
                    strands[key] = Strand(index.document(paragraph.symbol), language)
                ranks = found.setdefault(strands[key], {})
                number = strands[key].numbers.get(paragraph.locator)
                if number is None:
                    continue
                strands[key].keep(number, version)
                ranks[number] = min(rank, ranks.get(number, rank))
    return found if has_hits else _having(max(text.split(), key=len), index, languages, symbols)


class _Filter:
    """Passes over what no quote can be in by its words: to read a document takes long."""

    def __init__(self, pasted: Pasted) -> None:
        self._sieve = make_sieve(pasted)
        self._pairs = pairs_of(words_in(pasted.text))

    def __call__(self, text: str, rank: int) -> bool:
        """Whether the quote may begin in the paragraph `text`, or nearly stand in it."""
        if self._sieve.passes(text):
            return True
        return rank < NEAR_RANKS and shares(pairs_of(words_in(text)), self._pairs)


def _limit(terms: int, parts: int, *, is_own: bool) -> int:
    """How many paragraphs are looked into: fewer the more words there are to find the own one by."""
    if parts > 1:
        return _OF_MANY_PARTS
    if not is_own:
        return _OF_OTHER_LANGUAGES
    return next((limit for least, limit in _OF_SO_MANY_WORDS if terms >= least), _OF_ONE_PART)


def _having(
    word: str, index: Index, languages: Collection[Language], symbols: Collection[str] | None
) -> Candidates:
    """The first paragraphs that have `word` in any place: the index has "COVID-19" and no "COVID"."""
    versions = (
        (paragraph, language)
        for paragraph in index.having(word, symbols=_held_in(languages, index, symbols))
        for language, version in paragraph.versions.items()
        if word in version.text and version.exact and language in languages
    )
    found: Candidates = {}
    strands: dict[tuple[str, Language], Strand] = {}
    for rank, (paragraph, language) in enumerate(islice(versions, _OF_ONE_PART)):
        key = paragraph.symbol, language
        if key not in strands:
            strands[key] = Strand(index.document(paragraph.symbol), language)
        found.setdefault(strands[key], {})[strands[key].numbers[paragraph.locator]] = rank
    return found


def _held_in(
    languages: Collection[Language], index: Index, symbols: Collection[str] | None
) -> Collection[str] | None:
    """The documents to look into: those with a version in `languages`, where these are few of all."""
    if symbols is not None:
        return symbols
    held = [d for d in index.documents if not set(languages).isdisjoint(d.languages)]
    is_few = len(held) * _FEW <= len(index.documents)
    return [str(document.symbol) for document in held] if is_few else None


def _parts(text: str) -> Iterator[str]:
    """`text` in parts of some hundred characters that cut no word; a last short one twice as long."""
    start = 0
    for match in re.finditer(r"\s+|(?<=[\u3400-\u9fff])", text):
        if match.start() - start >= _PART_CHARACTERS <= len(text) - match.end():
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]
