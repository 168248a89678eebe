"""Traces a paragraph through the documents that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from assistant.answer import Searched
from assistant.cite import cite
from assistant.cited import CitedDocument
from assistant.lineage.alike import Alike
from assistant.lineage.chain import Link, follow
from assistant.lineage.compare import languages_of
from assistant.lineage.family import family
from assistant.lineage.model import LikeParagraph, Lineage, Step
from assistant.lineage.origin import find_origin
from assistant.lineage.passage import is_held
from assistant.lineage.words import is_same_text, word_changes
from index.document import Document, Quote
from index.relations.graph import Relations
from index.search import Index
from index.words import LANGUAGES, Language


def trace(
    asked: str,
    index: Index,
    *,
    language: Language | None = None,
    reader: Language = "en",
) -> Lineage:
    """Where the paragraph at an address (`S/2007/279#p3.b1`), or words of one, stood first and went.

    Words ("liaise with Governments") stand for the earliest paragraph that has them, and all places where
    they stand letter for letter are given. `language` is the one
    in which paragraphs are compared, where they are held in it. Places are written in the `reader`'s
    language. Raises `UnknownDocument`, `UnknownParagraph`, `SymbolError`, `EmptyQuestion`, and
    `NothingToTrace` where no paragraph has the words.
    """
    start = find_origin(asked, index, language, reader)
    paragraph = start.paragraph
    preferred = _preferred(language, start.language, reader)
    relations = Relations(index.documents)
    matter = family(index.document(paragraph.symbol), relations)
    links, alike = follow(paragraph, index, preferred, {str(d.symbol) for d in matter})
    keys = count(1)
    steps = _steps(links, keys, index, preferred, reader)
    first = index.document(links[0].paragraph.symbol)
    missing = _missing([*family(first, relations), *matter], links, first)
    held = {code for link in links for code in languages_of(index.document(link.paragraph.symbol))}
    compared = [d for d in missing if held & set(languages_of(d))]
    origin = next(n for n, link in enumerate(links) if link.paragraph.address == paragraph.address)
    return Lineage(
        asked=asked,
        origin=steps[origin].citation,
        steps=tuple(steps),
        not_repeated=tuple(CitedDocument.of(d, reader) for d in compared),
        not_compared=tuple(CitedDocument.of(d, reader) for d in missing if d not in compared),
        alike=tuple(_like(one, next(keys), index, reader) for one in alike),
        phrase=start.phrase,
        standing=tuple(cite(next(keys), quote, index, reader) for quote in start.standing),
        complete=start.complete,
        searched=Searched(documents=len(index.documents), paragraphs=index.paragraph_count),
    )


def _preferred(
    language: Language | None, found_in: Language | None, reader: Language
) -> tuple[Language, ...]:
    """The languages in which paragraphs are compared, the first that both have."""
    first = [code for code in (language, found_in, reader) if code]
    return tuple(dict.fromkeys([*first, *LANGUAGES]))


def _steps(
    links: list[Link],
    keys: Iterator[int],
    index: Index,
    preferred: tuple[Language, ...],
    reader: Language,
) -> list[Step]:
    steps = []
    for link in links:
        held = (c for c in preferred if is_held(link.paragraph, c))
        code = next(held) if link.language is None else link.language
        text = link.paragraph.versions[code].text
        before = link.before.versions[code].text if link.before else None
        same = before is not None and is_same_text(before, text)
        steps.append(
            Step(
                citation=cite(next(keys), Quote(link.paragraph, code, 0, len(text)), index, reader),
                document=CitedDocument.of(index.document(link.paragraph.symbol), code),
                change="first" if before is None else "unchanged" if same else "changed",
                similarity=1.0 if same or before is None else round(link.similarity, 3),
                before=link.before.address if link.before else None,
                words=() if same or before is None else word_changes(before, text),
            )
        )
    return steps


def _like(found: Alike, key: int, index: Index, reader: Language) -> LikeParagraph:
    text = found.paragraph.versions[found.language].text
    return LikeParagraph(
        citation=cite(key, Quote(found.paragraph, found.language, 0, len(text)), index, reader),
        similarity=round(found.similarity, 3),
    )


def _missing(matter: Sequence[Document], links: Sequence[Link], first: Document) -> list[Document]:
    """The documents on the `matter`, after the `first` one, that are none of the steps; oldest first."""
    carrying = {str(link.paragraph.symbol) for link in links}
    later = [d for d in matter if d.date >= first.date and str(d.symbol) not in carrying]
    once = {str(d.symbol): d for d in later}
    return sorted(once.values(), key=lambda d: (d.date, str(d.symbol)))
