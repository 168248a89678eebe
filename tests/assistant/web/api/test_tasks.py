"""`/api/v1/tasks` gives the tasking table, as JSON or as a file."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

TASKS = "/api/v1/tasks"


def tasks(client, **query):
    found = client.get(TASKS, params=query)
    assert found.status_code == 200, found.text
    return found


def test_the_table_is_that_of_the_python_interface(client, assistant):
    found = tasks(client, document="A/RES/72/7").json()
    assert found == assistant.tasks(documents=["A/RES/72/7"]).model_dump(mode="json")
    assert {task["locator"] for task in found["tasks"]} == {"op1", "op2", "op3"}


def test_each_cell_is_a_span_of_its_paragraph(client, assistant):
    found = tasks(client, preamble="true").json()["tasks"]
    cells = [
        (task["document"], cell)
        for task in found
        for cell in task.values()
        if isinstance(cell, dict) and "start" in cell
    ]
    assert cells
    for document, cell in cells:
        paragraph = assistant.document(document["symbol"]).paragraph(cell["locator"])
        text = paragraph.versions[document["language"]].text
        assert cell["text"] == text[cell["start"] : cell["end"]]


def test_a_body_and_a_kind_are_chosen(client):
    found = tasks(client, names="Regional Centre", kind="resolution").json()["tasks"]
    assert found
    assert {task["document"]["symbol"] for task in found} == {"A/RES/72/7"}


def test_a_file_for_spreadsheets(client):
    found = tasks(client, document="A/RES/72/7", format="xlsx")
    assert 'filename="tasks.xlsx"' in found.headers["content-disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(found.content)).worksheets[0]
    assert sheet.max_row > 3


def test_a_file_with_commas(client):
    found = tasks(client, document="A/RES/72/7", format="csv")
    assert found.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert any("Encourages" in row for row in rows)


@pytest.mark.parametrize(
    ("query", "status", "name"),
    [
        ({"document": "A/RES/1/1"}, 404, "unknown-document"),
        ({"document": "???"}, 422, "not-a-symbol"),
        ({"format": "pdf"}, 422, "invalid-request"),
        ({"year": 1950}, 422, "filter-fits-nothing"),
    ],
)
def test_what_cannot_be_done_is_a_problem_with_a_name(client, query, status, name):
    found = client.get(TASKS, params=query)
    assert found.status_code == status, found.text
    assert found.json()["type"].endswith(f":{name}")
