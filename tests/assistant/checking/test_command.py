"""`mandate check` as a process: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main

LIAISE = "To liaise with the Governments of the region"


@pytest.fixture
def speech(tmp_path):
    path = tmp_path / "speech.md"
    path.write_text(f"It says “{LIAISE}” (A/RES/72/7, para. 99).", encoding="utf-8")
    return path


@pytest.fixture
def run(home, monkeypatch, capsys):
    """`mandate` in this process: its exit status, what it printed, and what it complained of."""
    monkeypatch.setenv("MANDATE_HOME", str(home))

    def one(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        return ended.value.code, printed.out, printed.err

    return one


def test_words_that_are_exact(mandate):
    done = mandate("check", LIAISE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "✓ exact" in done.stdout
    assert "S/2007/279, third paragraph, first bullet" in done.stdout


def test_a_file_that_does_not_pass(mandate, speech):
    done = mandate("check", str(speech), "--language", "fr")
    assert done.returncode == 3
    assert "mal attribuée" in done.stdout
    assert "ce paragraphe n’existe pas" in done.stdout


def test_standard_input_and_json(mandate):
    done = mandate("check", "-", "--json", stdin=f"“{LIAISE.replace('with', 'without')}”")
    assert done.returncode == 3
    assert json.loads(done.stdout)["quotes"][0]["verdict"] == "altered"


def test_the_report_is_written_in_the_format_of_its_suffix(run, speech, tmp_path):
    for name, begins in (("r.html", "<!DOCTYPE html>"), ("r.md", "# Quote check"), ("r.json", "{")):
        status, printed, _ = run("check", str(speech), "-o", str(tmp_path / name))
        assert (status, printed) == (3, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_file_without_quotations_passes_and_says_so(run, tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text("Dear friends, nothing is quoted here.", encoding="utf-8")
    status, printed, _ = run("check", str(path))
    assert status == 0
    assert "no quotation and no cited document" in printed


def test_only_some_documents(run):
    status, printed, _ = run("check", LIAISE, "-d", "A/RES/72/7", "--format", "text")
    assert status == 3
    assert "1 documents" in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing.docx",), "there is no such file"),
        (("my speech.pdf",), "there is no such file"),
        (("",), "no word"),
        ((LIAISE, "--format", "rtf"), "not one of"),
        ((LIAISE, "--output", "report.rtf"), "no format"),
        ((LIAISE, "--output", "/nowhere/report.html"), "cannot be written"),
        ((LIAISE, "--language", "xx"), "xx"),
        ((LIAISE, "--document", "A/RES/1/1"), "not in the index"),
        ((LIAISE, "--collection", "none-such"), "none-such"),
    ],
)
def test_a_user_s_error_is_one_line(run, arguments, told):
    status, printed, complaint = run("check", *arguments)
    assert (status, printed) == (2, "")
    assert told in complaint
    assert complaint.count("\n") == 1


def test_a_file_that_cannot_be_read(mandate, tmp_path):
    path = tmp_path / "a.rtf"
    path.write_text("{\\rtf1 words}", encoding="ascii")
    done = mandate("check", str(path))
    assert done.returncode == 2
    assert done.stderr.startswith("mandate: a.rtf is rich text")
