"""`python -m eval.benchmark`: what it refuses, what it leaves behind, and the times of the shipped index."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eval.benchmark import main
from eval.scale.corpus import cut, write_lines
from eval.scale.synthetic import resolutions

from .scale.conftest import MAIN


def start(arguments, temporary, environment):
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        env=environment | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_waits_on_the_shipped_index_are_told_with_their_units(environment, tmp_path):
    out, said = start(
        ["--only", "waits", "--runs", "1", "--questions", "20"], tmp_path, environment
    ).communicate(timeout=200)
    assert said == ""
    found = {line[:36].strip(): line[36:].split() for line in out.splitlines()}
    assert {name: unit for name, (_, unit) in found.items()} == {
        "first build of the shipped index": "s",
        "import assistant": "s",
        "mandate --help": "s",
        "mandate ask, cold process": "s",
        "mandate ask, peak memory": "MB",
        "Assistant.ask, warm, median": "ms",
        "Assistant.ask, warm, 95 %": "ms",
    }
    values = {name: float(value) for name, (value, _) in found.items()}
    assert values["mandate ask, peak memory"] > 30
    assert 0 < values["Assistant.ask, warm, median"] <= values["Assistant.ask, warm, 95 %"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing_behind(number, environment, tmp_path):
    process = start(["--only", "scale", "--sizes", "20k"], tmp_path, environment)
    assert process.stderr is not None
    while not process.stderr.readline().endswith("mandate add …\n"):
        assert process.poll() is None
    time.sleep(1)
    assert list(tmp_path.iterdir())
    children = children_of(process.pid)
    process.send_signal(number)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.endswith("benchmark: interrupted\n")
    assert "Traceback" not in said
    assert out == ""
    assert list(tmp_path.iterdir()) == []
    assert not any(map(is_running, children))


def children_of(parent):
    """The numbers of the processes that `parent` started, where the system has a list of them."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in listed.read_text().split()] if listed.exists() else []


def is_running(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_each_size_is_a_column_as_far_as_the_file_goes_and_in_all_languages(environment, tmp_path):
    lines = cut(resolutions(("en", "fr"), 1), 25)
    data = write_lines(lines, tmp_path / "own.jsonl").path
    (tmp_path / "temporary").mkdir()
    arguments = ["--only", "scale", "--sizes", "2k,10,1k", "--all-languages", "--no-plain"]
    arguments += ["--runs", "1", "--questions", "3"]
    given = environment | {"MANDATE_BENCHMARK_DATA": str(data)}
    out, said = start(arguments, tmp_path / "temporary", given).communicate(timeout=200)
    assert "paragraphs: own.jsonl" in out
    assert "25 paragraphs in en: there are no more" in said
    # The larger size would be the same paragraphs again.
    rows = {line[:36].rstrip(): line.split() for line in out.splitlines()}
    assert rows["paragraphs"] == ["paragraphs", "10", "25", "25"]
    assert rows["languages"] == ["languages", "1", "1", "2"]
    assert rows["  once for each language"][-3:] == ["10", "25", "50"]
    assert "plain recipe" not in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--sizes", "many"], "'many' is no size"),
        (["--sizes", "0"], "'0' is no size"),
        (["--from", "no such file"], "there is no file no such file"),
        (["--plot", "picture.doc"], "does not end in .png, .svg, .pdf"),
        (["--json", "no such folder/x.json"], "there is no folder"),
        (["--runs", "0"], "0 is less than one"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_measured(arguments, told, capsys):
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


def test_a_file_of_something_else_is_the_users_error(tmp_path, capsys):
    data = tmp_path / "else.jsonl"
    data.write_text("no lines of JSON\n")
    assert main(["--only", "scale", "--from", str(data)]) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith(f"benchmark: {data}, line 1 is no resolution")
