"""The tasking table as Markdown: a table for each document, without the columns that it leaves empty."""

from __future__ import annotations

from itertools import groupby

from assistant.phrases import load_phrases
from assistant.render.markdown import escape
from assistant.tasking.model import CELLS, Task, TaskTable
from assistant.tasking.outputs.columns import headings, load_labels, notice, values
from index.words import Language

_ALWAYS = ("place", "force")


def to_markdown(table: TaskTable, reader: Language = "en") -> str:
    """The tasks under a heading for each document, oldest first, and whose copies these are."""
    blocks = [
        _section(list(tasks), reader)
        for _, tasks in groupby(table.tasks, key=lambda task: task.document.symbol)
    ]
    blocks = blocks or [escape(load_labels(reader).names["none"])]
    return "\n\n".join([*blocks, f"*{escape(notice(reader))}*"]) + "\n"


def _section(tasks: list[Task], reader: Language) -> str:
    document = tasks[0].document
    link = document.url.replace("(", "%28").replace(")", "%29")
    status = load_phrases(reader)[f"status.{document.status}"]
    head = f"## [{escape(document.symbol)}]({link})\n\n{_cell(document.title)}"
    rows = [values(task, reader) for task in tasks]
    columns = [
        *_ALWAYS,
        *(name for name in CELLS if any(row[name] for row in rows)),
    ]
    names = headings(reader)
    lines = [
        [_cell(names[column]) for column in columns],
        ["---"] * len(columns),
        *([_cell(row[column]) for column in columns] for row in rows),
    ]
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    told = (_cell(document.organ), escape(f"{status}, {document.date}"))
    return f"{head} · {' · '.join(filter(None, told))}\n\n{body}"


def _cell(text: str) -> str:
    """`text` on one line, with no markup: a line break would end the table."""
    return escape(" ".join(text.split()))
