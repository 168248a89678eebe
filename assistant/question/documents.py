"""Which documents a question names: by symbol, by number, or as "the 2007 letter"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.question.pack import Pack, without_gaps
from index.document import Document, DocumentKind
from index.symbol import find_symbols

_NUMBER = re.compile(r"(?<![A-Za-z0-9/.])(\d{1,3}/\d{1,4})(?![A-Za-z0-9/])")
_LIMITED = re.compile(r"(?<![\w/])l\.? ?(\d{1,4})(?!\w)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# "7 May 2007", "7 мая 2007 года", "7 de mayo de 2007", "2007年5月7日", "7 أيار/مايو 2007".
_DATE = (
    r"(?:\d{{1,2}}(?:er)?\s+(?:de\s+)?[^\W\d]+(?:/[^\W\d]+)?\s+(?:de\s+)?|[^\W\d]+\s+(?=\d))?"
    r"{year}(?:\s*(?:года?|г\.|году|年(?:\s*\d+\s*月(?:\s*\d+\s*日)?)?))?"
)
# Arabic writes "and" with the word behind it: "القرار 72/7 ومشروع" names two.
_ARABIC_AND = "و"
_NEAR_BEFORE = 14
_NEAR_BEHIND = 26
_KINDS = {
    "draft": DocumentKind.DRAFT_RESOLUTION,
    "letter": DocumentKind.LETTER,
    "resolution": DocumentKind.RESOLUTION,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names a document, or those of a kind: held ones, in `[start, end)` of its text."""

    symbols: tuple[str, ...]
    start: int
    end: int

    def distance(self, start: int, end: int) -> int:
        """How many characters lie between it and `[start, end)`."""
        return max(start - self.end, self.start - end, 0)


@dataclass(slots=True)
class DocumentsNamed:
    """What a question says of documents.

    `symbols` are held ones, in order of mention, `certain` those of them that are named by symbol, number
    or year, `newest` those of which the newest is meant; `unheld` names others as the reader may know them;
    `all_of_them` is set by "the documents"; `spans` are the places of the question that said so,
    `numbered` those of symbols and numbers; `mentions` tells where each is named.
    """

    symbols: list[str] = field(default_factory=list)
    certain: list[str] = field(default_factory=list)
    unheld: list[str] = field(default_factory=list)
    newest: list[str] = field(default_factory=list)
    all_of_them: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    numbered: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add(self, symbols: Iterable[str], span: tuple[int, int] = (0, 0)) -> None:
        """Name more held documents, once each, as the text does at `span`."""
        named = tuple(symbols)
        self.symbols += [symbol for symbol in named if symbol not in self.symbols]
        if named:
            self.mentions.append(Mention(named, *span))

    def covers(self, start: int, end: int) -> bool:
        """Whether any of `[start, end)` has been read already."""
        return any(start < b and a < end for a, b in self.spans)


def find_documents(
    text: str, folded: str, pack: Pack, documents: Sequence[Document]
) -> DocumentsNamed:
    """The documents that a question names; `folded` is the same text folded, offset for offset."""
    named = DocumentsNamed()
    _by_symbol(text, named, documents)
    _by_number(folded, named, documents)
    named.numbered = list(named.spans)
    named.certain = list(named.symbols)
    nouns = _find_nouns(folded, pack, named)
    years = _years_of(nouns, folded, pack)
    for noun in nouns:
        year = years.get(noun.start)
        newest = _newest_at(noun, folded, pack) if year is None else []
        if newest:
            _by_newest(noun, newest, named, documents)
        else:
            _by_noun(noun, year, folded, named, documents)
    if pack.ask["documents"].search(folded):
        named.all_of_them = True
    return named


def by_year(folded: str, documents: Sequence[Document]) -> list[str]:
    """The documents of the years in the text: "and in 2017?"."""
    years = {int(match[1]) for match in _YEAR.finditer(folded)}
    return [str(d.symbol) for d in documents if d.date.year in years]


def _by_symbol(text: str, named: DocumentsNamed, documents: Sequence[Document]) -> None:
    held = {document.symbol: document for document in documents}
    for symbol, start, end in find_symbols(text):
        if named.covers(start, end):
            continue
        found = next((s for s in (symbol, symbol.base) if s in held), None)
        if found:
            named.add([str(found)], (start, end))
        elif str(symbol) not in named.unheld:
            named.unheld.append(str(symbol))
        named.spans.append((start, end))


def _by_number(folded: str, named: DocumentsNamed, documents: Sequence[Document]) -> None:
    for match in _NUMBER.finditer(folded):
        if named.covers(*match.span()):
            continue
        found = [str(d.symbol) for d in documents if d.symbol.endswith(f"/RES/{match[1]}")]
        named.add(found, match.span())
        if not found:
            named.unheld.append(f"A/RES/{match[1]}")
        named.spans.append(match.span())
    for match in _LIMITED.finditer(folded):
        found = [str(d.symbol) for d in documents if d.symbol.base.endswith(f"/L.{match[1]}")]
        if found and not named.covers(*match.span()):
            named.add(found, match.span())
            named.spans.append(match.span())


@dataclass(frozen=True, slots=True)
class _Noun:
    kind: str
    start: int
    end: int


def _find_nouns(folded: str, pack: Pack, named: DocumentsNamed) -> list[_Noun]:
    """The nouns that name a kind of document, in reading order; "draft resolution" is one."""
    # "Which resolution" asks for one and names none.
    asked = [match.span() for match in pack.ask["which_document"].finditer(folded)]
    found: list[_Noun] = []
    for kind in ("draft", "letter", "resolution", "other"):
        for match in pack.document[kind].finditer(folded):
            taken = any(n.start < match.end() and match.start() < n.end for n in found)
            taken |= any(a <= match.start() and match.end() <= b for a, b in asked)
            if not taken and not named.covers(*match.span()):
                found.append(_Noun(kind, *match.span()))
    return sorted(found, key=lambda noun: noun.start)


def _years_of(nouns: Sequence[_Noun], folded: str, pack: Pack) -> dict[int, int]:
    """Which year belongs to which noun, by the noun's start: the nearest pairs first.

    English has its years on both sides ("the 2007 letter", "the letter of 2007"), Chinese before
    the noun, the other languages behind it.
    """
    pairs: list[tuple[int, int, int, int]] = []
    for noun in nouns:
        for match in _YEAR.finditer(folded):
            before = noun.start - match.end()
            behind = match.start() - noun.end
            if 0 <= before <= _NEAR_BEFORE and pack.language in ("en", "zh"):
                pairs.append((before, noun.start, match.start(), int(match[1])))
            if 0 <= behind <= _NEAR_BEHIND and pack.language != "zh":
                pairs.append((behind, noun.start, match.start(), int(match[1])))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, noun_at, year_at, year in sorted(pairs):
        if noun_at not in found and year_at not in taken:
            found[noun_at] = year
            taken.add(year_at)
    return found


def _by_noun(
    noun: _Noun, year: int | None, folded: str, named: DocumentsNamed, documents: Sequence[Document]
) -> None:
    span = (noun.start, noun.end)
    if noun.kind == "other" and year is None:
        return
    named.spans.append(span)
    if any(_touch(folded, span, numbered) for numbered in named.numbered):
        # "resolution 72/7": the number has said which.
        return
    of_kind = [d for d in documents if d.kind is _KINDS.get(noun.kind)]
    if year is None:
        named.add((str(d.symbol) for d in of_kind), span)
        return
    of_year = [d for d in documents if d.date.year == year]
    # A draft is called "the resolution of 2021" by readers who do not know its standing; the answer
    # says what it is.
    drafts = [d for d in of_year if noun.kind == "resolution" and d.kind is _KINDS["draft"]]
    found = [d for d in of_year if d in of_kind or noun.kind == "other"] or drafts
    named.add((str(d.symbol) for d in found or of_kind), span)
    if found:
        named.certain += [str(d.symbol) for d in found if d.symbol not in named.certain]
        dated = re.compile(_DATE.format(year=year))
        named.spans += [m.span() for m in dated.finditer(folded)]


def _newest_at(noun: _Noun, folded: str, pack: Pack) -> list[tuple[int, int]]:
    """Where a noun is called the newest: "the latest resolution"."""
    found = pack.relation["newest"].finditer(folded)
    near = (m for m in found if m.start() < noun.end and noun.start < m.end())
    return next(map(without_gaps, near), [])


def _by_newest(
    noun: _Noun,
    spans: Sequence[tuple[int, int]],
    named: DocumentsNamed,
    documents: Sequence[Document],
) -> None:
    """ "The latest resolution": one of those of its kind; which one, the rest of the question tells."""
    of_kind = [str(d.symbol) for d in documents if d.kind is _KINDS.get(noun.kind)]
    if of_kind:
        named.newest += of_kind
        named.spans += [(noun.start, noun.end), *spans]


def _touch(folded: str, noun: tuple[int, int], number: tuple[int, int]) -> bool:
    """Whether nothing but marks stands between a noun and a number: "резолюция № 72/7"."""
    if number[1] <= noun[0] and folded.startswith(_ARABIC_AND, noun[0]):
        return False
    between = folded[noun[1] : number[0]] if noun[1] <= number[0] else folded[number[1] : noun[0]]
    return bool(re.fullmatch(r"[\W号第_]{0,4}", between))
