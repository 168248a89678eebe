"""Where the very words that a reader gives in quotation marks stand, before anything is said of likeness."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Searched
from assistant.cite import cite
from assistant.instrument_answers.passage import Choose, as_topic
from assistant.instrument_answers.told import Told, names, paragraphs_of, shortened
from assistant.lineage.model import Lineage
from assistant.lineage.passage import COMPARED
from assistant.lineage.phrase import find_phrase
from assistant.lineage.trace import trace
from assistant.lookup import find_places
from assistant.phrases import load_phrases
from assistant.question.lineage import AskedLineage
from assistant.question.model import Question
from assistant.related import head
from assistant.verify import whole
from index.document import Document, Paragraph, Quote
from index.languages import detect_language
from index.search import Index
from index.words import LANGUAGES, Language

_MOST = 8
# Of so many documents with a phrase that is no name, one paragraph is what the others repeat.
_ONE_PARAGRAPH = 8
_MOST_NAMED, _MOST_PLACES = 60, 40
_NEAREST = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the words stand in the documents asked for, `symbols`; None: in any."""

    quotes: tuple[Quote, ...]
    symbols: tuple[str, ...] | None
    index: Index
    reader: Language

    @property
    def documents(self) -> list[Document]:
        """Those that have the words, by date."""
        once = dict.fromkeys(str(quote.paragraph.symbol) for quote in self.quotes)
        return [self.index.document(symbol) for symbol in once]

    @property
    def languages(self) -> frozenset[Language]:
        """Those in which the words were found."""
        return frozenset(quote.language for quote in self.quotes)


def tell_phrase(
    asked: AskedLineage,
    within: Collection[str] | None,
    index: Index,
    reader: Language,
    question: Question,
    choose: Choose,
) -> Told | None:
    """Where the words `asked.phrase` stand in the documents asked for, of those `within` (None: all held).

    Where they stand in none, that is told with the paragraphs nearest to them; None where there are none.
    """
    preferred = tuple(dict.fromkeys([reader, *LANGUAGES]))
    quotes, complete = find_phrase(asked.phrase, index, preferred, within)
    own = _symbols(asked)
    if own is not None:
        quotes = tuple(quote for quote in quotes if str(quote.paragraph.symbol) in own)
        if asked.places and quotes:
            # "Does paragraph 1 say …?" is answered by another paragraph no more than by another text.
            there = _at_places(own, asked, index, question)
            quotes = tuple(quote for quote in quotes if quote.paragraph in there)
            if not quotes:
                return None
    found = _Found(quotes, own, index, reader)
    if not quotes:
        return _nowhere(found, asked, within, question, choose)
    lineage = _lineage(found)
    citations = _citations(found)
    return Told(
        "where the words stand",
        (_lead(asked, found, lineage),),
        citations,
        paragraphs_of(citations, index),
        _searched(within, index),
        (
            *_remarks(asked, found, lineage, within),
            *(() if complete else (load_phrases(reader)["lineage.unread"],)),
        ),
    )


def _symbols(asked: AskedLineage) -> tuple[str, ...] | None:
    """The documents of which it is asked whether they have the words; None: it is asked which have."""
    if asked.kind not in ("still", "stands") or asked.later or not asked.mentions:
        return None
    return tuple(dict.fromkeys(s for mention in asked.mentions for s in mention.symbols))


def _lead(asked: AskedLineage, found: _Found, lineage: Lineage | None) -> str:
    phrases = load_phrases(found.reader)
    documents, more = found.documents, phrases["lineage.more"]
    if asked.kind == "origin":
        first = documents[0]
        return phrases["lineage.words_first"].format(symbol=first.symbol, date=first.date)
    told = names(documents, more, _MOST_NAMED)
    if asked.kind == "carriers":
        if len(documents) == 1:
            return phrases["lineage.alone"].format(names=told)
        return phrases["lineage.words_in"].format(count=len(found.quotes), names=told)
    gone = _since_gone(found, lineage) if asked.kind == "still" and found.symbols is None else []
    answer = "" if asked.force else phrases["lineage.answer_no" if gone else "lineage.answer_yes"]
    if gone:
        return answer + phrases["lineage.no"].format(names=names(gone, more, _MOST_NAMED))
    return answer + phrases["lineage.yes"].format(names=told)


def _since_gone(found: _Found, lineage: Lineage | None) -> list[Document]:
    """The documents on the matter, later than all that have the words, that were looked into."""
    if lineage is None:
        return []
    last = found.documents[-1].date
    having = {str(document.symbol) for document in found.documents}
    later = [*lineage.not_repeated, *(step.document for step in lineage.steps)]
    symbols = dict.fromkeys(d.symbol for d in later if d.symbol not in having)
    held = [found.index.document(symbol) for symbol in symbols]
    return [d for d in held if d.date > last and found.languages & set(d.languages)]


def _lineage(found: _Found) -> Lineage | None:
    """The lineage of the first paragraph with the words, where they are of few paragraphs."""
    first = next((q.paragraph for q in found.quotes if q.paragraph.kind in COMPARED), None)
    if first is None or len(found.documents) > _ONE_PARAGRAPH:
        return None
    return trace(first.address, found.index, reader=found.reader)


def _citations(found: _Found) -> tuple[Citation, ...]:
    """Paragraphs with the words, which are marked: the first of each document, then others; by date."""
    chosen = sorted(_in_turn(found.quotes)[:_MOST])
    return tuple(
        cite(key, whole_of(found.quotes[number]), found.index, found.reader).model_copy(
            update={"marks": ((found.quotes[number].start, found.quotes[number].end),)}
        )
        for key, number in enumerate(chosen, 1)
    )


def whole_of(quote: Quote) -> Quote:
    """The whole version of which `quote` is a part."""
    text = quote.paragraph.versions[quote.language].text
    return Quote(quote.paragraph, quote.language, 0, len(text))


def _in_turn(quotes: Sequence[Quote]) -> list[int]:
    """The numbers of `quotes`, the first one of each document before the second of any."""
    seen: dict[str, int] = {}
    turns = []
    for number, quote in enumerate(quotes):
        symbol = str(quote.paragraph.symbol)
        seen[symbol] = seen.get(symbol, -1) + 1
        turns.append((seen[symbol], number))
    return [number for _, number in sorted(turns)]


def _remarks(
    asked: AskedLineage, found: _Found, lineage: Lineage | None, within: Collection[str] | None
) -> Iterator[str]:
    """What the quotes do not tell: how it was looked for, where else, and where it is in other words."""
    phrases = load_phrases(found.reader)
    more = phrases["lineage.more"]
    if asked.kind == "still":
        last = found.documents[-1]
        yield phrases["lineage.last"].format(symbol=last.symbol, date=last.date)
    rest = _in_turn(found.quotes)[_MOST:]
    if rest:
        places = [
            cite(1, found.quotes[n], found.index, found.reader).pinpoint for n in sorted(rest)
        ]
        yield phrases["lineage.others"].format(places=shortened(places, _MOST_PLACES, more))
    having = {quote.paragraph.address for quote in found.quotes}
    steps = [step.citation for step in lineage.steps] if lineage else []
    steps = [c for c in steps if f"{c.symbol}#{c.locator}" not in having]
    steps = [c for c in steps if within is None or c.symbol in within]
    if steps and found.symbols is None:
        told = shortened([c.pinpoint for c in steps], _MOST_PLACES, more)
        yield phrases["lineage.otherwise"].format(places=told)
    without = _in_other_languages(found.languages, found, within)
    if without:
        yield phrases["lineage.not_compared"].format(names=names(without, more))
    if asked.force:
        yield phrases["lineage.force"]
    yield phrases["lineage.words_sought"]


def _in_other_languages(
    languages: Collection[Language], found: _Found, within: Collection[str] | None
) -> list[Document]:
    """The documents asked for that are held in none of `languages`, and so may say it in another."""
    symbols = found.symbols if found.symbols is not None else within
    having = {str(document.symbol) for document in found.documents}
    return [
        d
        for d in found.index.documents
        if (symbols is None or str(d.symbol) in symbols)
        and str(d.symbol) not in having
        and not set(languages) & set(d.languages)
    ]


def _nowhere(
    found: _Found,
    asked: AskedLineage,
    within: Collection[str] | None,
    question: Question,
    choose: Choose,
) -> Told | None:
    """That the words stand nowhere, with the paragraphs nearest to them."""
    index, reader = found.index, found.reader
    phrases = load_phrases(reader)
    elsewhere = _in_other_languages({detect_language(asked.phrase, reader)}, found, within)
    searched = [s for s in found.symbols or () if s not in {str(d.symbol) for d in elsewhere}]
    if found.symbols is not None and not searched:
        # "No" would be said of texts that are not held in the language of the words.
        lead = phrases["lineage.not_compared"].format(
            names=names(elsewhere, phrases["lineage.more"])
        )
    elif found.symbols is None:
        lead = phrases["lineage.words_nowhere"]
    else:
        told = names([index.document(s) for s in searched], phrases["lineage.more"], _MOST_NAMED)
        lead = phrases["lineage.answer_no"] + phrases["lineage.words_not_in"].format(names=told)
    near = _nearest(found, asked, question, choose)
    if not near:
        return None
    citations = tuple(
        cite(key, whole(paragraph, reader), index, reader) for key, paragraph in enumerate(near, 1)
    )
    return Told(
        "where the words stand",
        (lead,),
        citations,
        paragraphs_of(citations, index),
        _searched(within, index),
        (phrases["lineage.words_sought"],),
    )


def _nearest(
    found: _Found, asked: AskedLineage, question: Question, choose: Choose
) -> Sequence[Paragraph]:
    """The paragraphs on what the words say, in the documents asked for; else the titles of these."""
    topic = as_topic(question, asked, found.symbols or asked.only)
    near: Sequence[Paragraph] = ()
    if found.symbols is not None and asked.places:
        near = _at_places(found.symbols, asked, found.index, question)
    if not near and asked.terms:
        near = choose(topic)
    if near or found.symbols is None:
        return near[:_NEAREST]
    few = [found.index.document(symbol) for symbol in found.symbols[:_NEAREST]]
    return [line for document in few for line in head(document)[:1]]


def _at_places(
    symbols: Sequence[str], asked: AskedLineage, index: Index, question: Question
) -> list[Paragraph]:
    """The paragraphs at the places named, in the documents `symbols`."""
    documents = [index.document(symbol) for symbol in symbols]
    found = find_places(replace(question, places=asked.places), documents).paragraphs
    return [paragraph for paragraph in found if paragraph.exact]


def _searched(within: Collection[str] | None, index: Index) -> Searched:
    if within is None:
        return Searched(documents=len(index.documents), paragraphs=index.paragraph_count)
    documents = [index.document(symbol) for symbol in within]
    return Searched(documents=len(documents), paragraphs=sum(len(d.paragraphs) for d in documents))
