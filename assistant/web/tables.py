"""The tasking table over HTTP: JSON, or a file in one of the formats for tables."""

from __future__ import annotations

from typing import Literal, get_args

from starlette.responses import Response

from assistant.tasking.model import TaskTable
from index.words import Language

TableFormat = Literal["json", "csv", "markdown", "xlsx"]

FORMATS: dict[str, TableFormat] = {form: form for form in get_args(TableFormat)}
"""The formats by their names."""

_MEDIA_TYPES: dict[TableFormat, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}


MEDIA_TYPES = tuple(named.partition(";")[0] for named, _ in _MEDIA_TYPES.values())
"""What a file with the table may be, beside JSON."""


def table_response(table: TaskTable, form: TableFormat, reader: Language) -> Response:
    """`table` in the format asked for; what is no JSON comes as a file to be kept."""
    if form == "json":
        return Response(table.model_dump_json(), media_type="application/json")
    from assistant.tasking.outputs import to_csv, to_markdown, to_xlsx

    writers = {"csv": to_csv, "markdown": to_markdown, "xlsx": to_xlsx}
    media_type, suffix = _MEDIA_TYPES[form]
    return Response(
        writers[form](table, reader),
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="tasks.{suffix}"'},
    )
