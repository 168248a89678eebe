"""Makes the tasking table of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Searched
from assistant.cited import CitedDocument
from assistant.phrases import load_phrases
from assistant.tasking.body import Body
from assistant.tasking.model import CELLS, Cell, Task, TaskTable
from assistant.tasking.rows import Row, rows_of
from index.document import Document, Quote
from index.filter import Filter, choose
from index.search import Index
from index.words import LANGUAGES, Language

Reading = Callable[[int, int], None]
"""Told how many documents of how many were read."""


def make_tasks(
    index: Index,
    *,
    documents: Sequence[str] = (),
    body: str | None = None,
    where: Filter | None = None,
    language: Language | None = None,
    reader: Language = "en",
    preamble: bool = False,
    progress: Reading | None = None,
) -> TaskTable:
    """The tasks in `documents` (by symbol; none given: all), in those that `where` chooses.

    `body` keeps the rows that name a body: "Centre", "Secretary-General", "Member States", by its name or
    a distinctive part of it, as addressee or actor or in the action. `language` is the version that is read
    where a document has it, else the `reader`'s, else English, else the first. `preamble` adds the preambular
    paragraphs. `progress` is told how far the reading is. Raises `UnknownDocument`, `SymbolError` and
    `FilterError`.
    """
    chosen = _chosen(index, documents, where)
    wanted = Body(body, chosen) if body else None
    order = _order(language, reader)
    tasks: list[Task] = []
    for done, document in enumerate(chosen, 1):
        rows = rows_of(document.paragraphs, order, preamble=preamble)
        kept = (row for row in rows if wanted is None or wanted.is_named(row))
        tasks += (_task(row, document, reader) for row in kept)
        if progress is not None:
            progress(done, len(chosen))
    return TaskTable(
        tasks=tuple(tasks),
        searched=Searched(
            documents=len(chosen), paragraphs=sum(len(document.paragraphs) for document in chosen)
        ),
    )


def _chosen(index: Index, symbols: Sequence[str], where: Filter | None) -> list[Document]:
    """The documents to be read, oldest first."""
    named = {str(index.document(symbol).symbol) for symbol in symbols}
    held = (d for d in index.documents if not named or str(d.symbol) in named)
    return sorted(choose(held, where), key=lambda document: document.date)


def _order(language: Language | None, reader: Language) -> tuple[Language, ...]:
    preferred = (language, reader, "en", *LANGUAGES)
    return tuple(dict.fromkeys(code for code in preferred if code is not None))


def _task(row: Row, document: Document, reader: Language) -> Task:
    cells = {name: _cell(row.cells[name]) for name in CELLS if name in row.cells}
    place = load_phrases(reader)["of"].format(
        symbol=document.symbol, place=row.paragraph.locator.pinpoint(reader)
    )
    return Task(
        document=CitedDocument.of(document, row.language),
        locator=str(row.paragraph.locator),
        pinpoint=place,
        kind=row.paragraph.kind,
        drafting_verb=row.verb.name if row.verb else None,
        force=row.verb.force if row.verb else None,
        **cells,
    )


def _cell(quote: Quote) -> Cell:
    return Cell(
        text=quote.text,
        locator=str(quote.paragraph.locator),
        start=quote.start,
        end=quote.end,
    )
