"""The columns of a tasking table, and what stands in them, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.phrases import load_phrases
from assistant.tasking.model import CELLS, Task
from index.locator import Locator
from index.words import Language

COLUMNS = ("document", "organ", "date", "status", "place", "part", "force", *CELLS)
"""The names of the columns, in the order in which every format has them.

The organ is whose document it is: it asks where no words of the paragraph say who does.
"""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a table that are no quotes: `names` of columns and sheets, of parts and of forces."""

    names: Mapping[str, str]
    parts: Mapping[str, str]
    forces: Mapping[str, str]


@lru_cache(maxsize=6)
def load_labels(reader: Language) -> Labels:
    """The labels in the `reader`'s language."""
    text = files("assistant.tasking.outputs").joinpath("columns.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[reader]
    return Labels(
        {name: value for name, value in data.items() if isinstance(value, str)},
        data["part_names"],
        data["force_names"],
    )


def headings(reader: Language) -> dict[str, str]:
    """What each of `COLUMNS` is called, by its name."""
    names = load_labels(reader).names
    return {column: names[column] for column in COLUMNS}


def values(task: Task, reader: Language) -> dict[str, str]:
    """What stands in each of `COLUMNS` of a row; empty where there is nothing."""
    labels = load_labels(reader)
    cells = {name: cell.text for name in CELLS if (cell := getattr(task, name)) is not None}
    return {
        "document": task.document.symbol,
        "organ": task.document.organ,
        "date": task.document.date,
        "status": load_phrases(reader)[f"status.{task.document.status}"],
        "place": Locator(task.locator).pinpoint(reader),
        "part": labels.parts.get(task.kind, ""),
        "force": labels.forces[task.force] if task.force else "",
        **{name: cells.get(name, "") for name in CELLS},
    }


def notice(reader: Language) -> str:
    """That these are unofficial copies, and where the official texts are."""
    return load_phrases(reader)["reference.unofficial"]
