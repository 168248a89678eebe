"""The tasking table as comma-separated values (RFC 4180).

The file begins with a byte order mark: without one Excel reads UTF-8 as the Windows code page of the
reader, and shows "Secrétaire" as "SecrÃ©taire". Readers that do not expect it take the name of the first
column for another one, so open the file as `utf-8-sig`.
"""

from __future__ import annotations

import csv
from io import StringIO

from assistant.tasking.model import TaskTable
from assistant.tasking.outputs.columns import COLUMNS, headings, values
from index.words import Language

_MARK = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula, whatever quotes stand around it (OWASP, "CSV
# Injection"). The wide forms are those of Chinese keyboards.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(table: TaskTable, reader: Language = "en") -> str:
    """A heading and a line for each task, in `COLUMNS`; lines end with CR LF.

    Cells are the words of the documents, letter for letter, with one exception: what a spreadsheet would
    take for a formula has an apostrophe before it.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(reader).values())
    for task in table.tasks:
        row = values(task, reader)
        writer.writerow([_guarded(row[column]) for column in COLUMNS])
    return _MARK + out.getvalue()


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
