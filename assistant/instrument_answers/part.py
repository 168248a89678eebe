"""What became of a paragraph, or of what is on a theme: unchanged, changed, moved, left out or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Searched
from assistant.cite import cite
from assistant.errors import ComparisonError, NothingToTrace
from assistant.instrument_answers.fate import Fate, Writer
from assistant.instrument_answers.pair import find_pair
from assistant.instrument_answers.passage import Held, about_body, as_topic
from assistant.instrument_answers.told import Told, paragraphs_of
from assistant.lineage.compare import compare
from assistant.lineage.model import Lineage
from assistant.lineage.passage import is_held
from assistant.lineage.trace import trace
from assistant.lookup import find_places
from assistant.phrases import load_phrases
from assistant.question.documents import Mention
from assistant.question.lineage import AskedLineage
from assistant.question.model import Question
from assistant.question.places import Place
from index.document import Document, Paragraph, Quote
from index.words import Language

# A document named so near a place is the one that it is of: "the second paragraph of the draft".
_NEAR = 16
# No more documents than these are read for a place.
_FEW = 20
_MOST_PARAGRAPHS, _MOST_FATES = 3, 6
_Pair = tuple[str, str]


def tell_part(question: Question, asked: AskedLineage, held: Held) -> Told | None:
    """What became of the paragraphs meant between the documents named, or in all that carry them.

    None where it cannot be told which paragraphs are meant.
    """
    pair = _pair(asked, held)
    meant = _at_places(question, asked, held) if asked.places else _on_theme(question, asked, held)
    if not meant or any(not held.allows(symbol) for symbol in pair or ()):
        return None
    fates: list[Fate] = []
    for paragraph in meant:
        for fate in _fates(paragraph, pair, held, question):
            if fate not in fates:
                fates.append(fate)
    if not fates:
        return None
    writer = Writer(question.reader)
    before = [line for fate in fates[:_MOST_FATES] for line in writer.tell(fate)]
    return Told(
        "the comparison of the paragraph",
        tuple(before),
        tuple(writer.citations),
        paragraphs_of(writer.citations, held.index),
        _searched(pair, held),
        tuple(_remarks(asked, meant, pair, question)),
    )


def _pair(asked: AskedLineage, held: Held) -> _Pair | None:
    """The two documents compared; None where a paragraph is followed through all that carry it."""
    groups = {mention.symbols for mention in asked.mentions}
    if asked.places and len(groups) != 2:
        return None
    found = find_pair(asked, held.graph) if groups else None
    if found is None and len(groups) == 1:
        return find_pair(replace(asked, since=True), held.graph)
    return found


def _at_places(question: Question, asked: AskedLineage, held: Held) -> list[Paragraph]:
    """The paragraphs at the places named; none where two places of one document are named."""
    found: list[Paragraph] = []
    for place in asked.places:
        documents = _documents_of(place, question, asked, held)
        there = find_places(replace(question, places=(place,)), documents).paragraphs
        found += [p for p in there if p.exact and not (p.locator.items and place.head != "item")]
    symbols = [p.symbol for p in found]
    several = len(asked.places) > 1 and len(set(symbols)) < len(symbols)
    return [] if several else found


def _documents_of(
    place: Place, question: Question, asked: AskedLineage, held: Held
) -> list[Document]:
    """The documents of which a place is meant: the one named beside it, else all that are named."""

    def far(mention: Mention) -> int:
        return mention.distance(place.start, place.end)

    def apart(mention: Mention) -> bool:
        # "Did paragraph 2 change between …?"
        return min(place.end, mention.end) <= asked.at < max(place.start, mention.start)

    near = sorted((m for m in asked.mentions if far(m) <= _NEAR and not apart(m)), key=far)
    symbols = [s for m in near[:1] or asked.mentions for s in m.symbols]
    documents = [held.index.document(symbol) for symbol in dict.fromkeys(symbols)]
    if place.head == "item":
        listing = [d for d in documents if any(p.locator.items for p in d.paragraphs)]
        return listing or about_body(question, held.index)
    documents = documents or list(held.index.documents)
    allowed = [d for d in documents if held.allows(str(d.symbol))]
    # "Paragraph 2" of very many documents is none that could be told.
    return allowed if len(allowed) <= _FEW else []


def _on_theme(question: Question, asked: AskedLineage, held: Held) -> list[Paragraph]:
    """The best paragraphs on the theme, in the documents compared, else in those named."""
    named = tuple(dict.fromkeys(s for m in asked.mentions for s in m.symbols))
    pair = _pair(asked, held)
    found = held.choose(as_topic(question, asked, pair or named or asked.only))
    return list(found[:_MOST_PARAGRAPHS])


def _fates(paragraph: Paragraph, pair: _Pair | None, held: Held, question: Question) -> list[Fate]:
    if pair is None:
        return list(_followed(paragraph, held, question))
    if str(paragraph.symbol) not in pair:
        return []
    between = _between(paragraph, pair, held, question)
    if between is None or between.change in ("new", "gone"):
        # What another kind of document took up stands there in a sentence of its own.
        carried = [f for f in _followed(paragraph, held, question) if set(f.symbols) == set(pair)]
        return carried or ([between] if between else [])
    return [between]


def _between(paragraph: Paragraph, pair: _Pair, held: Held, question: Question) -> Fate | None:
    """What the comparison of two documents has for a paragraph of one."""
    try:
        comparison = compare(*pair, held.index, reader=question.reader)
    except ComparisonError:
        return None
    symbols = comparison.earlier.symbol, comparison.later.symbol
    own = (str(paragraph.symbol), str(paragraph.locator))
    for found in comparison.pairs:
        if own in [(c.symbol, c.locator) for c in (*found.earlier, *found.later)]:
            other = symbols[0] if found.change == "new" else symbols[1]
            return Fate(found.change, found.earlier, found.later, found.words, (other,))
    return None


def _followed(paragraph: Paragraph, held: Held, question: Question) -> Iterator[Fate]:
    """What became of a paragraph from each document that carries it to the next."""
    try:
        lineage = trace(paragraph.address, held.index, reader=question.reader)
    except NothingToTrace:
        return
    steps = [s for s in lineage.steps if held.allows(s.document.symbol)]
    places = {f"{s.citation.symbol}#{s.citation.locator}": s.citation for s in steps}
    for step in steps:
        before = places.get(step.before or "")
        if before is not None and step.change != "first":
            before = _in_language(before, step.citation.language, held, question)
            yield Fate(step.change, (before,), (step.citation,), step.words)
    if steps:
        yield from _ends(lineage, held, question)


def _in_language(
    citation: Citation, language: Language, held: Held, question: Question
) -> Citation:
    """`citation` in the language in which its words were compared."""
    paragraph = held.index.paragraph(citation.symbol, citation.locator)
    if citation.language == language or not is_held(paragraph, language):
        return citation
    text = paragraph.versions[language].text
    return cite(1, Quote(paragraph, language, 0, len(text)), held.index, question.reader)


def _ends(lineage: Lineage, held: Held, question: Question) -> Iterator[Fate]:
    """That the first text that has a paragraph came after one without it, and that a later one has not."""
    first, last = lineage.steps[0].citation, lineage.steps[-1].citation
    document = held.index.document(first.symbol)
    before = [d for d in held.graph.earlier(document) if held.allows(str(d.symbol))]
    if before and len(lineage.steps) == 1:
        yield Fate("new", (), (first,), (), (str(before[-1].symbol),))
    later = [d for d in lineage.not_repeated if d.date > last.date and held.allows(d.symbol)]
    if later:
        yield Fate("gone", (last,), (), (), tuple(d.symbol for d in later))
    elif len(lineage.steps) == 1 and not before:
        text = load_phrases(question.reader)["lineage.none_later"]
        yield Fate("alone", (first,), (), (), (), text)


def _remarks(
    asked: AskedLineage, meant: Sequence[Paragraph], pair: _Pair | None, question: Question
) -> Iterator[str]:
    phrases = load_phrases(question.reader)
    if asked.force:
        yield phrases["lineage.force"]
    place = meant[0].address
    command = f"mandate compare {pair[0]} {pair[1]}" if pair else f"mandate trace '{place}'"
    yield phrases["lineage.whole"].format(command=command)


def _searched(pair: _Pair | None, held: Held) -> Searched:
    if pair is None:
        return Searched(documents=len(held.index.documents), paragraphs=held.index.paragraph_count)
    documents = [held.index.document(symbol) for symbol in pair]
    return Searched(documents=2, paragraphs=sum(len(d.paragraphs) for d in documents))
