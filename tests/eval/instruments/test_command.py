"""`python -m eval.instruments` as a process, on the documents that ship."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.instruments.results import InstrumentResults

DATA = os.environ.get("MANDATE_DOCUMENT_DATA", "")
FILE = Path(DATA, "un_resolutions_74_78.jsonl.xz")


@pytest.fixture(scope="module")
def run(environment, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def start(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "eval.instruments", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment,
            cwd=elsewhere,
            timeout=250,
            check=False,
        )

    return start


@pytest.fixture(scope="module")
def measured(run, tmp_path_factory):
    path = tmp_path_factory.mktemp("results") / "results.json"
    done = run(
        "quotes", "receipts", "--count", 40, "--questions", 12, "--check", "--json", path
    )  # fmt: skip
    return done, path


def test_what_ships_is_enough_for_quotes_and_receipts(measured):
    done, path = measured
    assert done.returncode == 0, done.stderr
    results = InstrumentResults.model_validate(json.loads(path.read_text("utf-8")))
    quotes, receipts = results.parts
    assert quotes.figure("true called exact").value == 1
    assert quotes.figure("altered called exact").value == 0
    assert quotes.figure("altered called exact").count == 40
    assert receipts.figure("receipts that verify").value == 1
    assert receipts.figure("right after a change").value == 1
    assert receipts.figure("right after a change").count >= 12 * 3
    assert results.below == ()


def test_the_table_has_a_row_for_each_figure(measured):
    done, _ = measured
    assert "quotes: 3 documents in en, fr, ru, seed 0" in done.stdout
    for measure in ("true called exact", "altered called exact", "receipts that verify"):
        (row,) = (line for line in done.stdout.splitlines() if measure in line)
        assert " % " in row
        assert "≥" in row or "≤" in row
    assert "Traceback" not in done.stderr


def test_gold_whose_documents_are_not_held_says_how_to_get_them(run):
    done = run("lineage", "tasks")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    for part in ("lineage", "tasks"):
        (line,) = (x for x in done.stderr.splitlines() if x.startswith(f"instruments: {part}: "))
        assert "not held: A/RES/74/" in line
        assert "--documents" in line
    assert run("lineage", "--check").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("citations",), "'citations' is none of lineage, tasks, quotes, receipts"),
        (("lineage", "--documents", "nowhere.jsonl"), "there is no file nowhere.jsonl"),
        (("quotes", "--count", "0"), "0 is less than one"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_a_line(run, arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert done.stdout == ""


@pytest.mark.data
@pytest.mark.skipif(not FILE.is_file(), reason="MANDATE_DOCUMENT_DATA names no resolutions")
def test_the_development_gold_is_of_the_published_documents(run, tmp_path):
    path = tmp_path / "results.json"
    done = run(
        "lineage", "tasks", "--split", "development", "--documents", FILE, "--markdown", "--json", path
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lineage, tasks = InstrumentResults.model_validate_json(path.read_text("utf-8")).parts
    assert (lineage.notes, tasks.notes) == ((), ())
    assert lineage.figure("paragraphs placed").count == 990
    assert tasks.figure("rows: verb and addressee").count == 340
    assert done.stdout.startswith("### lineage: 16 pairs of documents, development\n")
