"""Question files: JSON Lines and CSV, read and written.

In a CSV file `gold` and `required` are written as `a | b ; c`: a semicolon parts the groups, a
vertical bar the alternatives of one group. A row whose question is empty is not yet a question.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.errors import OutputError, QuestionFileError
from eval.record import Record

QUESTIONS = Path(__file__).parent / "questions"
"""The folder of the question files that ship with the package."""

SPLITS = ("development", "test")
FIELDS = tuple(Record.model_fields)
EMPTY_ROW: dict[str, Any] = dict.fromkeys(FIELDS, "") | {
    "gold": [],
    "acceptable": [],
    "required": [],
    "dialogue": None,
    "turn": None,
}
"""A row that nothing has been filled in of yet."""

_GROUPS = ("gold", "required")
_LONGEST_TURN = 10


def read_records(path: Path) -> list[Record]:
    """The records of a question file, in order; the suffix `.csv` tells a table.

    Rows whose question is empty (of a template not filled in) are passed over. Raises
    `QuestionFileError`, naming the line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise QuestionFileError(f"{path} cannot be read: {reason}") from error
    rows = _csv_rows(text, path) if path.suffix.lower() == ".csv" else _json_rows(text, path)
    records: list[Record] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        record = _record(row, path, line)
        if record is None:
            continue
        if record.id in seen:
            raise QuestionFileError(
                f"{path}, line {line}: the id {record.id} is also on line {seen[record.id]}"
            )
        seen[record.id] = line
        records.append(record)
    _check_turns(records, path)
    return records


def read_split(split: str) -> list[Record]:
    """The shipped records of `development`, `test`, or `all` of them."""
    if split not in (*SPLITS, "all"):
        raise QuestionFileError(f"{split!r} is no part of the questions: {', '.join(SPLITS)}, all")
    return [r for name in split_names(split) for r in read_records(QUESTIONS / f"{name}.jsonl")]


def split_names(split: str) -> tuple[str, ...]:
    """The parts that `split` stands for."""
    return SPLITS if split == "all" else (split,)


def write_records(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Write rows of the fields of `Record` (perhaps not yet filled in) as the suffix of `path` tells.

    Raises `OutputError`, and `QuestionFileError` for words that a table cannot hold.
    """
    text = _as_csv(rows) if path.suffix.lower() == ".csv" else _as_json_lines(rows)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _record(row: dict[str, Any], path: Path, line: int) -> Record | None:
    question = row.get("question", ".")
    if question is None or (isinstance(question, str) and not question.strip()):
        return None
    try:
        return Record.model_validate_json(json.dumps(row))
    except ValueError as error:
        if not isinstance(error, ValidationError):
            raise QuestionFileError(f"{path}, line {line}: {error}") from error
        reason = error.errors()[0]
        where = ".".join(str(part) for part in reason["loc"])
        message = reason["msg"].removeprefix("Value error, ")
        raise QuestionFileError(
            f"{path}, line {line}: {where and where + ': '}{message}"
        ) from error


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    # Not splitlines, which ends a line at U+2028 too.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise QuestionFileError(f"{path}, line {number}: not JSON: {error}") from error
        if not isinstance(row, dict):
            raise QuestionFileError(f"{path}, line {number}: not a JSON object")
        yield number, row


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        unknown = sorted(set(reader.fieldnames or ()) - set(FIELDS))
        if unknown:
            columns = ", ".join(FIELDS)
            raise QuestionFileError(
                f"{path}, line 1: no column is called {unknown[0]!r}; the columns are {columns}"
            )
        for row in reader:
            if None in row:
                raise QuestionFileError(
                    f"{path}, line {reader.line_num}: more cells than columns; quote cells with commas"
                )
            yield reader.line_num, _from_cells(row)
    except csv.Error as error:
        raise QuestionFileError(f"{path}, line {max(reader.line_num, 1)}: {error}") from error


def _from_cells(row: dict[str, str | None]) -> dict[str, Any]:
    cells = {name: (cell or "").strip() for name, cell in row.items()}
    read: dict[str, Any] = dict(cells)
    for name in _GROUPS:
        read[name] = [_split(group, "|") for group in _split(cells.get(name, ""), ";")]
    read["acceptable"] = _split(cells.get("acceptable", "").replace("|", ";"), ";")
    turn = cells.get("turn", "")
    read["dialogue"] = cells.get("dialogue") or None
    read["turn"] = int(turn) if turn.isdecimal() and len(turn) < _LONGEST_TURN else turn or None
    return read


def _split(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]


def _as_json_lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _as_csv(rows: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO(newline="")
    # The mark tells spreadsheets that it is UTF-8.
    out.write("\ufeff")
    writer = csv.DictWriter(out, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(name, row.get(name)) for name in FIELDS})
    return out.getvalue()


def _cell(name: str, value: object) -> str:
    if not isinstance(value, list | tuple):
        return "" if value is None else str(value)
    groups = value if name in _GROUPS else [[member] for member in value]
    for word in (word for group in groups for word in group):
        if "|" in word or ";" in word:
            raise QuestionFileError(f"{word!r} cannot stand in a table; write JSON Lines (.jsonl)")
    return " ; ".join(" | ".join(group) for group in groups)


def _check_turns(records: Iterable[Record], path: Path) -> None:
    """The turns of each dialogue must be 1, 2, 3 …, in order."""
    turns: dict[str, int] = {}
    for record in records:
        if record.dialogue is None:
            continue
        wanted = turns.get(record.dialogue, 0) + 1
        if record.turn != wanted:
            raise QuestionFileError(
                f"{path}: {record.id} is turn {record.turn} of {record.dialogue}, "
                f"where turn {wanted} should stand"
            )
        turns[record.dialogue] = wanted
