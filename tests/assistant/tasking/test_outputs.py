"""What the table is written as, read back by the programs that read it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest

from assistant import TaskTable
from assistant.errors import ExportError
from assistant.tasking.model import CELLS
from assistant.tasking.outputs import (
    COLUMNS,
    headings,
    to_csv,
    to_json,
    to_markdown,
    to_text,
    to_xlsx,
)
from index.words import LANGUAGES

_FIRST = COLUMNS.index("verb")
INJECTIONS = ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1"]


@pytest.fixture(scope="module")
def table(assistant):
    return assistant.tasks()


def with_action(table, text):
    """The first task alone, its action being `text`."""
    data = table.tasks[0].model_dump()
    data["action"]["text"] = text
    return TaskTable.model_validate({"tasks": [data], "searched": table.searched.model_dump()})


def read_csv(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def expected(task):
    """The words of a task's cells, in the order of the columns."""
    return [cell.text if (cell := getattr(task, name)) else "" for name in CELLS]


def test_csv_has_a_line_for_each_task_with_its_words(table):
    head, *lines = read_csv(to_csv(table))
    assert head[:5] == ["Document", "Organ", "Date", "Status", "Place"]
    assert [line[_FIRST:] for line in lines] == [expected(task) for task in table.tasks]
    head = [
        "S/2007/279",
        "Security Council",
        "2007-05-07",
        "letter",
        "third paragraph, first bullet",
    ]
    assert lines[0][:5] == head
    assert to_csv(table).count("\r\n") == len(table.tasks) + 1


@pytest.mark.parametrize("text", INJECTIONS)
def test_csv_gives_a_spreadsheet_no_formula(table, text):
    _, line = read_csv(to_csv(with_action(table, text)))
    assert line[COLUMNS.index("action")] == f"'{text}"


@pytest.mark.parametrize("text", ['a "quoted" word', "two\nlines", "a, b", "1-2", "états", "“=1”"])
def test_csv_keeps_other_words_as_they_are(table, text):
    _, line = read_csv(to_csv(with_action(table, text)))
    assert line[COLUMNS.index("action")] == text


def test_json_is_what_the_api_gives(table):
    assert TaskTable.model_validate_json(to_json(table)) == table
    assert json.loads(to_json(table))["tasks"][0]["document"]["symbol"] == "S/2007/279"


def test_a_workbook_has_the_tasks_and_their_sources(table):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table)))
    tasks, sources = book.worksheets
    lines = [[cell or "" for cell in line] for line in tasks.iter_rows(values_only=True)]
    assert lines[0] == list(headings("en").values())
    assert [line[_FIRST:] for line in lines[1:]] == [expected(task) for task in table.tasks]
    assert tasks.freeze_panes == "A2"
    assert tasks.auto_filter.ref == f"A1:P{len(table.tasks) + 1}"
    assert tasks["L2"].alignment.wrap_text
    cells = [cell for line in sources.iter_rows(values_only=True) for cell in line if cell]
    for symbol in ("S/2007/279", "A/RES/72/7", "A/75/L.72"):
        assert cells.count(symbol) == 1
        assert any(str(cell).endswith(f"/en/{symbol}") for cell in cells)
    assert any("unofficial" in str(cell) for cell in cells)


@pytest.mark.parametrize("text", [*INJECTIONS, '=HYPERLINK("http://x")', "http://x.example", "12"])
def test_a_workbook_has_words_alone(table, text):
    made = to_xlsx(with_action(table, text))
    cell = (
        openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].cell(2, COLUMNS.index("action") + 1)
    )
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x000D_", "\r") == text
    assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if "sheet" in n]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("text", ["x" * 32_768, "bell \x07", "\ufffe"])
def test_what_a_workbook_cannot_hold_is_refused_and_never_cut(table, text):
    with pytest.raises(ExportError, match="S/2007/279"):
        to_xlsx(with_action(table, text))


@pytest.mark.parametrize("reader", LANGUAGES)
def test_headings_are_in_the_reader_s_language(table, reader):
    names = headings(reader)
    assert list(names) == list(COLUMNS)
    assert len(set(names.values())) == len(COLUMNS)
    assert read_csv(to_csv(table, reader))[0] == list(names.values())
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, reader))).worksheets[0]
    assert bool(sheet.sheet_view.rightToLeft) is (reader == "ar")
    assert names["addressee"] in to_text(table, reader)
    assert names["addressee"] in to_markdown(table, reader).replace("\\", "")


def test_text_fits_a_terminal(table):
    for reader in LANGUAGES:
        lines = to_text(table, reader).splitlines()
        assert max(map(len, lines)) <= 100
    assert "would have, inter alia, the following functions" in to_text(table)


def test_text_sends_a_terminal_no_command(table):
    shown = to_text(with_action(table, "a\x1b[2Jb\u202ec\x9bd"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_wide_characters_take_two_columns(table):
    lines = to_text(with_action(table, "湖" * 120), "zh").splitlines()
    assert max(line.count("湖") * 2 for line in lines) <= 100
    assert sum(line.count("湖") for line in lines) == 120


def test_markdown_has_a_table_for_each_document(table):
    shown = to_markdown(table)
    assert len(re.findall(r"^## \[", shown, re.MULTILINE)) == 3
    assert "| Place | Force | Verb |" in shown
    rows = [line for line in shown.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) == len(table.tasks) + 3


@pytest.mark.parametrize(
    "text", ["a | b", "<script>x</script>", "![x](http://x)", "two\nlines", "`code`", "[a](b)"]
)
def test_markdown_shows_words_and_no_markup(table, text):
    shown = to_markdown(with_action(table, text))
    (line,) = [line for line in shown.splitlines() if line.startswith("| third")]
    assert len(re.findall(r"(?<!\\)\|", line)) == 8
    assert not re.search(r"(?<!\\)[<`\[]", line)
    assert re.sub(r"\\(.)", r"\1", line).count(" ".join(text.split())) == 1


def test_an_empty_table_says_so():
    empty = TaskTable.model_validate({"tasks": [], "searched": {"documents": 0, "paragraphs": 0}})
    assert "No task was found." in to_text(empty)
    assert "No task was found" in to_markdown(empty)
    assert len(read_csv(to_csv(empty))) == 1
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx(empty))).worksheets[0].max_row == 1
