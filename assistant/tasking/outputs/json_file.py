"""The tasking table as JSON: the object that the Python API gives."""

from __future__ import annotations

from assistant.tasking.model import TaskTable


def to_json(table: TaskTable) -> str:
    """One JSON object, on one line."""
    return table.model_dump_json()
