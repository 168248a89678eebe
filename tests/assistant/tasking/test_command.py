"""`mandate tasks`, in processes of its own."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from assistant.tasking.outputs import to_csv, to_text


def refused(done):
    """The one line on standard error of a run that was the user's error."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("mandate: ")
    return line


def test_the_table_is_printed_as_text(mandate, assistant):
    done = mandate("tasks")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout == to_text(assistant.tasks()) + "\n"


def test_json_is_what_the_api_gives(mandate, assistant):
    done = mandate("tasks", "--json", "-d", "A/RES/72/7", "--preamble")
    table = assistant.tasks(documents=["A/RES/72/7"], preamble=True)
    assert json.loads(done.stdout) == table.model_dump(mode="json")


def test_csv_is_printed_as_it_is_written(mandate, assistant):
    done = mandate("tasks", "-f", "csv", "--body", "Centre")
    assert done.stdout == to_csv(assistant.tasks(body="Centre"))
    assert len(list(csv.reader(io.StringIO(done.stdout)))) > 1


def test_nothing_found_is_status_3(mandate):
    done = mandate("tasks", "--body", "World Health Organization")
    assert done.returncode == 3
    assert "No task was found." in done.stdout


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", "t.md"])
def test_a_file_s_suffix_tells_the_format(mandate, tmp_path, name):
    path = tmp_path / name
    done = mandate("tasks", "-o", str(path), "-l", "fr")
    assert done.returncode == 0
    assert done.stdout == ""
    content = path.read_bytes()
    if name == "t.xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Tâches", "Sources"]
    else:
        assert "Verbe" in content.decode()


def test_documents_are_chosen_by_what_they_are(mandate):
    done = mandate("tasks", "--json", "--status", "draft", "--kind", "draft resolution")
    found = {task["document"]["symbol"] for task in json.loads(done.stdout)["tasks"]}
    assert found == {"A/75/L.72"}
    done = mandate("tasks", "--json", "--year", "2007", "--in-language", "ru", "-l", "ru")
    found = json.loads(done.stdout)["tasks"]
    assert {task["document"]["language"] for task in found} == {"ru"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-d", "A/RES/1/1"], "A/RES/1/1 is not in the index"),
        (["-f", "pdf"], "'pdf' is not one of"),
        (["-f", "xlsx"], "--output"),
        (["-o", "tasks.pdf"], "tells no format"),
        (["-o", "no/such/folder/tasks.csv"], "cannot be written"),
        (["--kind", "poem"], "'poem' is no kind"),
        (["-l", "de"], "de"),
        (["-c", "nowhere"], "nowhere"),
    ],
)
def test_a_mistake_is_told_in_one_line(mandate, arguments, told):
    assert told in refused(mandate("tasks", *arguments))
