"""The tasking table as an Excel workbook: a sheet of tasks, and one of the documents that they are from."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.cited import CitedDocument
from assistant.errors import ExportError
from assistant.phrases import load_phrases
from assistant.tasking.model import TaskTable
from assistant.tasking.outputs.columns import COLUMNS, headings, load_labels, notice, values
from index.words import Language

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_RIGHT_TO_LEFT = ("ar",)
# Characters of a column's width; what a document says at length is given more room.
_WIDTHS = {"action": 60, "addressee": 30, "actor": 30, "place": 24, "verb": 20, "counterpart": 28}
_WIDTHS |= {"condition": 26, "deadline": 20, "reporting_to": 22, "document": 18}
_WIDTH = 14
_SOURCES = ("document", "title", "date", "status", "language", "link")
_SOURCE_WIDTHS = (18, 80, 12, 14, 10, 40)
# "Excel specifications and limits": characters in a cell, rows in a sheet.
_MOST_CHARACTERS = 32_767
_MOST_ROWS = 1_048_576
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, production 2
_INSTEAD = "write the table as CSV or JSON instead"


def to_xlsx(table: TaskTable, reader: Language = "en") -> bytes:
    """The table as the bytes of an `.xlsx` file, with no formula and no link in it, whatever a cell has.

    Raises `ExportError` where a cell, or the table, is longer than a sheet can hold, or a character is one
    that no workbook can hold: its words are never changed.
    """
    import xlsxwriter

    if len(table.tasks) >= _MOST_ROWS:
        raise ExportError(f"{len(table.tasks):,} tasks are more than a sheet holds; {_INSTEAD}")
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    _write_tasks(book, table, reader)
    _write_sources(book, table, reader)
    book.close()
    return out.getvalue()


def _write_tasks(book: Workbook, table: TaskTable, reader: Language) -> None:
    names = headings(reader)
    sheet = _sheet(book, load_labels(reader).names["tasks"], reader)
    head, body = _formats(book, reader)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, at, names[column], head)
    for line, task in enumerate(table.tasks, 1):
        row = values(task, reader)
        for at, column in enumerate(COLUMNS):
            if row[column]:
                sheet.write_string(line, at, _held(row[column], task.pinpoint), body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.tasks), 1), len(COLUMNS) - 1)


def _write_sources(book: Workbook, table: TaskTable, reader: Language) -> None:
    """The documents that the tasks are from, each once, and whose copies these are."""
    names = load_labels(reader).names
    sheet = _sheet(book, names["sources"], reader)
    head, body = _formats(book, reader)
    for at, (column, width) in enumerate(zip(_SOURCES, _SOURCE_WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, names[column], head)
    documents = list(dict.fromkeys(_source(task.document, reader) for task in table.tasks))
    for line, cells in enumerate(documents, 1):
        for at, text in enumerate(cells):
            sheet.write_string(line, at, _held(text, cells[0]), body)
    sheet.write_string(len(documents) + 2, 0, notice(reader))
    sheet.freeze_panes(1, 0)


def _source(document: CitedDocument, reader: Language) -> tuple[str, ...]:
    status = load_phrases(reader)[f"status.{document.status}"]
    return (
        document.symbol,
        document.title,
        document.date,
        status,
        document.language,
        document.url,
    )


def _sheet(book: Workbook, name: str, reader: Language) -> Worksheet:
    sheet = book.add_worksheet(name)
    if reader in _RIGHT_TO_LEFT:
        sheet.right_to_left()
    return sheet


def _formats(book: Workbook, reader: Language) -> tuple[Format, Format]:
    # 2 is right to left: what a cell of an Arabic table begins with decides nothing.
    order = {"reading_order": 2} if reader in _RIGHT_TO_LEFT else {}
    wrapped = {"text_wrap": True, "valign": "top", **order}
    return book.add_format({**wrapped, "bold": True, "bg_color": "#DDE7F0"}), book.add_format(
        wrapped
    )


def _held(text: str, place: str) -> str:
    if len(text) > _MOST_CHARACTERS:
        raise ExportError(f"a cell of {place} is longer than a sheet holds; {_INSTEAD}")
    if found := _REFUSED.search(text):
        raise ExportError(
            f"{place} has the character {found.group()!r}, which no workbook can hold; {_INSTEAD}"
        )
    return text
