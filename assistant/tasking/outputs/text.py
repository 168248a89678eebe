"""The tasking table for a terminal: a block for each task, in lines of a hundred columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from assistant.phrases import load_phrases
from assistant.render.line import on_one_line
from assistant.tasking.model import CELLS, Task, TaskTable
from assistant.tasking.outputs.columns import headings, load_labels, notice, values
from index.words import Language

_WIDTH = 100


def to_text(table: TaskTable, reader: Language = "en", width: int = _WIDTH) -> str:
    """The tasks under each document's name, each cell behind its heading; `width` columns wide."""
    blocks: list[str] = []
    for _, tasks in groupby(table.tasks, key=lambda task: task.document.symbol):
        rows = list(tasks)
        blocks += [_document(rows[0], reader, width), *(_block(row, reader, width) for row in rows)]
    blocks = blocks or [load_labels(reader).names["none"]]
    searched = load_phrases(reader)["searched"].format(
        paragraphs=f"{table.searched.paragraphs:,}", documents=f"{table.searched.documents:,}"
    )
    return "\n\n".join([*blocks, "\n".join(_wrapped(f"{searched} {notice(reader)}", width))])


def _document(task: Task, reader: Language, width: int) -> str:
    document = task.document
    status = load_phrases(reader)[f"status.{document.status}"]
    parts = (document.symbol, document.organ, f"{status}, {document.date}", document.title)
    line = " · ".join(on_one_line(part) for part in parts if part)
    return "\n".join(_wrapped(line, width))


def _block(task: Task, reader: Language, width: int) -> str:
    row, names = values(task, reader), headings(reader)
    margin = max(_columns(names[name]) for name in CELLS) + 4
    first = " · ".join(filter(None, (row["place"], row["part"], row["force"])))
    lines = [f"  {first}"]
    for name in CELLS:
        if row[name]:
            gap = " " * (margin - 2 - _columns(names[name]))
            wrapped = list(_wrapped(on_one_line(row[name]), max(width - margin, 20)))
            lines.append(f"  {names[name]}{gap}{wrapped[0]}")
            lines += [" " * margin + line for line in wrapped[1:]]
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` columns, broken at blanks, and within words of Chinese."""
    line, used = "", 0
    for piece in _pieces(text):
        length = _columns(piece)
        if used + length > width and line:
            yield line.rstrip()
            line, used = "", 0
            piece = piece.lstrip()
            length = _columns(piece)
        line, used = line + piece, used + length
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """The parts of `text` between which a line may be broken, each with the blank before it."""
    piece = ""
    for character in text:
        if piece and (character == " " or _columns(character) == 2):
            yield piece
            piece = ""
        piece += character
    yield piece


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for an East Asian wide character."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
