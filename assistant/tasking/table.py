"""Makes the tasking table of documents."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tasking.model import TaskTable
from index.filter import Filter
from index.search import Index
from index.words import Language


def make_tasks(
    index: Index,
    *,
    documents: Sequence[str] = (),
    body: str | None = None,
    where: Filter | None = None,
    language: Language | None = None,
    reader: Language = "en",
    preamble: bool = False,
) -> TaskTable:
    """The tasks in `documents` (by symbol; none given: all), in those that `where` chooses.

    `body` keeps the rows that name a body: "Centre", "Secretary-General", "Member States", by its name or
    a distinctive part of it, as addressee or in the action. `language` is the version that is read where a
    document has it, else the `reader`'s, else English, else the first. `preamble` adds the preambular
    paragraphs. Raises `UnknownDocument`, `SymbolError` and `FilterError`.
    """
    raise NotImplementedError
