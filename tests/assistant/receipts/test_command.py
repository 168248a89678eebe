"""`mandate ask --receipt` and `mandate verify`, in processes of their own."""

from __future__ import annotations

import json
import os
import re
import stat

import pytest

QUESTION = "What are the functions of the Centre?"
NOT_ANSWERED = "Who won the 2018 World Cup?"


@pytest.fixture(scope="module")
def receipt(mandate, assistant, tmp_path_factory):
    """The file of a receipt, written by the command line."""
    file = tmp_path_factory.mktemp("receipts") / "receipt.json"
    done = mandate("ask", "--json", "--receipt", str(file), QUESTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == assistant.ask(QUESTION).model_dump(mode="json")
    return file


def refused(done):
    """The one line on standard error of a run that was the user's error."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("mandate: ")
    return line


def test_the_receipt_stands_beside_the_answer(receipt, assistant):
    assert json.loads(receipt.read_text()) == assistant.receipt(assistant.ask(QUESTION)).model_dump(
        mode="json"
    )
    assert [file.name for file in receipt.parent.iterdir()] == ["receipt.json"]
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert stat.S_IMODE(receipt.stat().st_mode) == 0o666 & ~mask


def test_a_receipt_that_stands(mandate, receipt):
    done = mandate("verify", str(receipt))
    assert (done.returncode, done.stderr) == (0, "")
    question, *quotes, documents, index, proved, result = done.stdout.splitlines()
    assert "question and model are as the receipt tells" in proved
    assert question == f"Question: {QUESTION}"
    assert quotes[0] == "[1] S/2007/279, third paragraph, first bullet (en) stands"
    assert len(quotes) == 5
    assert documents == "Documents: S/2007/279 unchanged"
    assert index == "Index: the one that was answered from"
    assert result == "The receipt stands: 5 of 5 quotes stand letter for letter where it says."


def test_a_receipt_that_was_tampered_with(mandate, receipt):
    data = json.loads(receipt.read_text())
    data["quotes"][1]["end"] -= 1
    done = mandate("verify", "-", stdin=json.dumps(data))
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert lines[2].startswith("[2] S/2007/279, third paragraph, second bullet (en) changed")
    assert lines[-1].startswith("The receipt does not stand: 4 of 5 quotes")


def test_places_in_another_language_and_json(mandate, receipt, assistant):
    done = mandate("verify", "--json", "--language", "ar", str(receipt))
    assert done.returncode == 0
    check = assistant.verify(receipt, reader="ar")
    assert json.loads(done.stdout) == check.model_dump(mode="json")
    assert check.quotes[0].pinpoint.startswith("S/2007/279، ")


def test_an_answer_s_json_is_verified_too(mandate, assistant):
    done = mandate("verify", "-", stdin=assistant.ask(QUESTION).model_dump_json())
    assert done.returncode == 0
    assert "Documents: no hash of them was kept" in done.stdout


def test_an_answer_that_found_nothing_has_a_receipt(mandate, tmp_path):
    file = tmp_path / "nothing.json"
    assert mandate("ask", "--receipt", str(file), NOT_ANSWERED).returncode == 3
    done = mandate("verify", str(file))
    assert done.returncode == 0
    assert "it has no quote" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("place", ["missing/receipt.json", "."])
def test_where_no_receipt_can_be_written_nothing_is_asked(mandate, tmp_path, place):
    done = mandate("ask", "--receipt", str(tmp_path / place), QUESTION)
    assert "name" in refused(done)
    assert done.stdout == ""


def test_what_is_no_receipt_is_refused_in_a_line(mandate, tmp_path):
    file = tmp_path / "odd.json"
    file.write_bytes(b"\xff\xfe\x00")
    assert "mandate ask --receipt FILE" in refused(mandate("verify", str(file)))
    assert "mandate ask --receipt FILE" in refused(mandate("verify", "-", stdin=b""))
    assert "name the file" in refused(mandate("verify", str(tmp_path / "none")))


def test_a_language_that_is_none_is_refused(mandate, receipt):
    assert "'de'" in refused(mandate("verify", "-l", "de", str(receipt)))


def test_the_commands_tell_of_receipts(mandate):
    assert "Verify a receipt" in mandate("verify", "--help").stdout
    told = " ".join(mandate("ask", "--help").stdout.split())
    assert "--receipt" in told
    assert "footnote, bibtex, ris or csl-json" in re.sub(r"[│\s]+", " ", told)


@pytest.mark.parametrize("form", ["footnote", "ris"])
def test_citations_are_printed_as_references(mandate, assistant, form):
    done = mandate("ask", "-f", form, "Quelles sont les fonctions du Centre ?")
    assert (done.returncode, done.stderr) == (0, "")
    answer = assistant.ask("Quelles sont les fonctions du Centre ?")
    assert done.stdout.rstrip("\r\n") == assistant.references(answer, form).rstrip("\r\n")
    assert ("\r\n" in done.stdout) == (form == "ris")


def test_where_there_is_nothing_to_cite_it_is_said(mandate):
    done = mandate("ask", "-f", "bibtex", NOT_ANSWERED)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "The documents do not answer: there is nothing to cite.\n"
