"""`mandate add`, `remove`, `rebuild`, `collections` and filters, in processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import MAIN

SYMBOL = "A/RES/70/91"
Mandate = Callable[..., "subprocess.CompletedProcess[str]"]


def line(number: int = 91, text: str = "Requests the keepers to light the lamps") -> str:
    return json.dumps(
        {
            "symbol": f"A/RES/70/{number}",
            "date": "2015-12-09",
            "title": {"en": "Lighthouses of the inland lakes"},
            "paragraphs": [{"kind": "operative", "n": 1, "text": {"en": text}}],
        }
    )


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """A `MANDATE_HOME` with the shipped index, to be changed."""
    shutil.copytree(home / "index", tmp_path / "home" / "index")
    return tmp_path / "home"


@pytest.fixture
def run(mandate: Mandate, own_home: Path) -> Mandate:
    return lambda *arguments, **options: mandate(
        *map(str, arguments), **{"MANDATE_HOME": str(own_home), **options}
    )


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file of two resolutions, a zip with one, and something that is no document."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "lines.jsonl").write_text(f"{line(91)}\n{line(92, 'Notes the reports')}\n")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("in/93.json", line(93, "Welcomes the boats"))
    (folder / "odd.bin").write_bytes(bytes(range(256)))
    return folder


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on standard error of a run that was the user's error."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (told,) = done.stderr.splitlines()
    assert told.startswith("mandate: ")
    return told


@pytest.mark.parametrize("command", ["add", "remove"])
def test_each_command_has_a_help(mandate: Mandate, command: str):
    done = mandate(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Usage: mandate {command}" in done.stdout


def test_what_was_added_is_listed_shown_and_answered_from(run: Mandate, files: Path):
    done = run("add", files)
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert told[0] == "3 documents, 6 paragraphs"
    assert "1 file not read:" in told
    assert any(row.strip().startswith("files/odd.bin: ") for row in told)
    listed = run("documents").stdout
    assert all(f"A/RES/70/{n}" in listed for n in (91, 92, 93))
    assert "S/2007/279" in listed
    assert "Requests the keepers to light the lamps" in run("documents", SYMBOL).stdout
    asked = run("ask", "--json", f"What does OP1 of {SYMBOL} say?")
    assert asked.returncode == 0
    [citation] = json.loads(asked.stdout)["citations"]
    assert (citation["symbol"], citation["locator"]) == (SYMBOL, "op1")
    assert citation["quote"] == "Requests the keepers to light the lamps"


def test_the_same_command_again_reads_nothing_and_tells_what_is_refused(run: Mandate, files: Path):
    run("add", files)
    done = run("add", "--json", files)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert (report["documents"], report["unchanged"]) == (0, 3)
    assert report["refused"]["count"] == 1
    assert report["refused"]["lines"][0].startswith("files/odd.bin: ")
    assert done.stderr == ""


def test_the_report_as_json(run: Mandate, files: Path):
    done = run("add", "--json", files)
    report = json.loads(done.stdout)
    assert (report["documents"], report["paragraphs"], report["versions"]) == (3, 6, {"en": 3})
    assert report["unchanged"] == 0


def test_a_dry_run_stores_nothing(run: Mandate, files: Path, own_home: Path):
    before = (own_home / "index" / "current").read_text()
    done = run("add", "--dry-run", files)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "3 documents, 6 paragraphs"
    assert done.stdout.splitlines()[-1] == "nothing was stored"
    assert (own_home / "index" / "current").read_text() == before
    assert SYMBOL not in run("documents").stdout


def test_where_nothing_can_be_read_the_status_is_three(run: Mandate, files: Path):
    done = run("add", files / "odd.bin")
    assert done.returncode == 3
    assert "odd.bin: " in done.stdout


def test_a_path_that_is_not_there_is_told_in_one_line(run: Mandate, files: Path):
    told = refused(run("add", files, files / "nothing.pdf"))
    assert "nothing.pdf: there is no such file or folder" in told
    assert SYMBOL not in run("documents").stdout


def test_documents_are_removed_all_or_none(run: Mandate, files: Path):
    run("add", files)
    assert "A/RES/99/1 is not in the index" in refused(run("remove", SYMBOL, "A/RES/99/1"))
    assert SYMBOL in run("documents").stdout
    assert "'letter' is not a document symbol" in refused(run("remove", "letter"))
    done = run("remove", SYMBOL, "a/res/70/92")
    assert done.returncode == 0
    assert done.stdout.startswith("removed: ")
    listed = run("documents").stdout
    assert SYMBOL not in listed
    assert "A/RES/70/92" not in listed
    assert "A/RES/70/93" in listed
    assert run("add", files).returncode == 0
    assert SYMBOL in run("documents").stdout


def test_rebuilding_keeps_what_was_added_and_the_checksum(run: Mandate, files: Path):
    run("add", files)
    before = json.loads(run("ask", "--json", "What is said?").stdout)["receipt"]["index"]
    done = run("rebuild")
    assert done.returncode == 0
    counted, checksum = done.stdout.splitlines()
    assert counted.endswith(" paragraphs of 6 documents")
    assert checksum == before
    assert done.stderr.startswith("mandate: ")


def test_collections_are_apart(run: Mandate, files: Path):
    assert run("collections").stdout == "default\n"
    assert "there is no collection 'lakes'" in refused(run("rebuild", "-c", "lakes"))
    assert run("add", "-c", "lakes", files).returncode == 0
    assert run("collections").stdout == "default\nlakes\n"
    assert SYMBOL not in run("documents").stdout
    assert "S/2007/279" not in run("documents", "-c", "lakes").stdout
    question = f"What does OP1 of {SYMBOL} say?"
    asked = json.loads(run("ask", "--json", "-c", "lakes", question).stdout)
    assert asked["citations"][0]["symbol"] == SYMBOL
    assert "'La kes' is no name of a collection" in refused(run("add", "-c", "La kes", files))
    assert "Make it with: mandate add --collection seas" in refused(
        run("ask", "-c", "seas", "What?")
    )
    assert "there is no collection 'seas'" in refused(run("remove", "-c", "seas", SYMBOL))
    assert run("remove", "-c", "lakes", SYMBOL).returncode == 0
    assert SYMBOL not in run("documents", "-c", "lakes").stdout
    rebuilt = run("rebuild", "-c", "lakes")
    assert rebuilt.stdout.splitlines()[0] == "4 paragraphs of 2 documents"


@pytest.mark.parametrize(
    ("chosen", "symbols"),
    [
        (["--year", "2015"], {"A/RES/70/91", "A/RES/70/92", "A/RES/70/93"}),
        (["--year", "2007", "--year", "2021"], {"S/2007/279", "A/75/L.72"}),
        (["--body", "Security Council", "--in-language", "ru"], {"S/2007/279"}),
        (["--kind", "draft resolution"], {"A/75/L.72"}),
        (["--body", "A", "--status", "adopted", "--year", "2017"], {"A/RES/72/7"}),
    ],
)
def test_filters_choose_the_documents(mandate: Mandate, filled: Path, chosen, symbols):
    done = mandate("documents", *chosen, MANDATE_HOME=str(filled))
    assert done.returncode == 0
    listed = {row.split()[0] for row in done.stdout.splitlines() if row[:1].isupper()}
    assert listed == symbols


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, home: Path, mandate: Mandate) -> Path:
    """A `MANDATE_HOME` with the shipped documents and three more; only to be read."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copytree(home / "index", folder / "home" / "index")
    lines = [line(91), line(92, "Notes the reports"), line(93, "Welcomes the boats")]
    (folder / "lines.jsonl").write_text("\n".join(lines))
    done = mandate("add", str(folder / "lines.jsonl"), MANDATE_HOME=str(folder / "home"))
    assert done.returncode == 0, done.stderr
    return folder / "home"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["documents", "--kind", "poem"], "'poem' is no kind"),
        (["ask", "What may the Centre do?", "--status", "lost"], "'lost' is no status"),
    ],
)
def test_what_no_document_may_be_is_told(mandate: Mandate, filled: Path, arguments, told):
    assert told in refused(mandate(*arguments, MANDATE_HOME=str(filled)))


def test_a_filter_that_chooses_nothing_is_told(mandate: Mandate, filled: Path):
    question = "What are the functions of the Centre?"
    done = mandate("ask", "--year", "1946", question, MANDATE_HOME=str(filled))
    assert "no document that is held is as the filter asks" in refused(done)


def test_an_answer_from_the_documents_that_a_filter_chooses(mandate: Mandate, filled: Path):
    asked = mandate(
        "ask", "--json", "--year", "2015", "What are the keepers requested to do?",
        MANDATE_HOME=str(filled),
    )  # fmt: skip
    answer = json.loads(asked.stdout)
    assert {c["symbol"] for c in answer["citations"] + answer["closest"]} <= {
        "A/RES/70/91", "A/RES/70/92", "A/RES/70/93",
    }  # fmt: skip
    assert answer["searched"]["documents"] == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_ctrl_c_leaves_what_was_stored_and_the_same_command_goes_on(
    run: Mandate, environment: dict[str, str], own_home: Path, tmp_path: Path
):
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(line(n, f"Notes report {n} of the keepers") for n in range(1, 3001)))
    arguments = ["add", "-c", "many", "--workers", "1", str(path)]
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env=environment | {"MANDATE_HOME": str(own_home)},
    )  # fmt: skip
    folder = own_home / "collections" / "many"
    deadline = time.monotonic() + 100
    # The first build is there: it reads now.
    while not (folder / "current").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.5)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=100)
    assert "Traceback" not in err
    if process.returncode == 0:
        pytest.skip("it was faster than Ctrl-C")
    assert process.returncode == 130
    current = (folder / "current").read_text()
    assert sorted(p.name for p in folder.iterdir()) == sorted([".lock", "current", current])
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert len(run("documents", "-c", "many").stdout.splitlines()) >= 3000
