"""The template of a question file: every paragraph once, and a question as soon as it is asked."""

from __future__ import annotations

import csv
import io
import json

import pytest

from eval.errors import OutputError, QuestionFileError
from eval.files import FIELDS, read_records
from eval.systems.model import Setting
from eval.template import write_template
from index.catalogue import read_documents
from index.errors import UserError

LETTER = """\
Letter dated 3 March 2030 from the Harbour Master

The harbour is open on weekdays.

{long}

The lighthouse is painted white.
"""
CATALOGUE = """
["S/2030/14"]
files = ["letter.en.txt"]
kind = "letter"
organ = "Security Council"
date = 2030-03-03
"""


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANDATE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A folder of other documents than the shipped ones."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "catalogue.toml").write_text(CATALOGUE)
    long = "The pilots of the harbour guide every vessel " + "past the outer reef " * 20
    (folder / "letter.en.txt").write_text(LETTER.format(long=f"{long.strip()}."))
    return folder


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The template of the shipped documents, as JSON Lines and as a table."""
    folder = tmp_path_factory.mktemp("template")
    paths = [folder / "questions.jsonl", folder / "questions.csv"]
    counts = {write_template(path, Setting()) for path in paths}
    assert len(counts) == 1
    return paths


def rows_of(path):
    text = path.read_bytes().decode("utf-8-sig")
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return [json.loads(line) for line in text.split("\n") if line]


def filled(path, words="What does it say?"):
    """The same file with every question asked."""
    rows = [row | {"question": words} for row in rows_of(path)]
    with path.with_stem("filled").open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            writer.writerows(rows)
        else:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return path.with_stem("filled")


def test_there_is_a_row_for_each_paragraph_in_order_and_some_for_what_is_not_answered(shipped):
    held = [p.address for document in read_documents() for p in document.paragraphs]
    for path in shipped:
        ids = [row["id"] for row in rows_of(path)]
        assert ids[: len(held)] == held
        rest = ids[len(held) :]
        assert rest == [f"unanswerable-{n}" for n in range(1, len(rest) + 1)] != []


def test_a_template_that_nobody_filled_in_has_no_questions(shipped):
    for path in shipped:
        assert read_records(path) == []


def test_a_row_is_a_question_about_its_paragraph_once_it_is_asked(shipped):
    records, from_table = (read_records(filled(path)) for path in shipped)
    assert records == from_table
    held = {p.address: p for document in read_documents() for p in document.paragraphs}
    for record in records:
        if record.status == "not_found":
            assert (record.kind, record.gold) == ("unanswerable", ())
            continue
        assert record.gold == ((record.id,),)
        assert record.language in held[record.id].versions
        begins = record.note.removesuffix(" …")
        assert held[record.id].versions[record.language].text.startswith(begins)


def test_the_note_has_the_first_words_and_none_of_them_cut(tmp_path, own):
    path = tmp_path / "questions.jsonl"
    write_template(path, Setting(documents=own))
    notes = [row["note"] for row in rows_of(path)]
    assert "The harbour is open on weekdays." in "".join(notes)
    (long,) = (note for note in notes if "pilots" in note)
    assert 100 < len(long) <= 162
    assert long.endswith(("past …", "the …", "outer …", "reef …"))


def test_other_documents_have_a_template_of_their_own(tmp_path, own, home):
    path = tmp_path / "questions.csv"
    count = write_template(path, Setting(documents=own))
    rows = rows_of(path)
    assert count == len(rows)
    assert {row["id"].split("#")[0] for row in rows if row["gold"]} == {"S/2030/14"}
    assert {row["gold"] for row in rows if row["gold"]} >= {f"S/2030/14#p{n}" for n in (1, 2, 3)}
    # Their index lies beside that of the shipped documents, which is left as it is.
    write_template(path, Setting())
    assert rows_of(path)[0]["id"].startswith(str(read_documents()[0].symbol))
    assert [*(home / "evaluation").iterdir()] != []


def test_a_table_opens_in_a_spreadsheet(shipped):
    _, table = shipped
    assert table.read_bytes().startswith(b"\xef\xbb\xbfid,language,question,")
    assert b"\r\n" in table.read_bytes()


def test_a_row_half_filled_in_is_told_of_with_its_line(tmp_path, shipped):
    lines = shipped[0].read_text(encoding="utf-8").split("\n")
    row = json.loads(lines[2]) | {"question": "Where?", "gold": []}
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([*lines[:2], json.dumps(row), *lines[3:]]), encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"line 3: .*gold"):
        read_records(path)


def test_a_template_that_cannot_be_written_is_told_of(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_template(tmp_path, Setting())
    with pytest.raises(OutputError, match="cannot be written"):
        write_template(tmp_path / "missing" / "questions.csv", Setting())


def test_a_folder_without_documents_is_told_of(tmp_path):
    with pytest.raises(UserError, match=r"catalogue\.toml"):
        write_template(tmp_path / "questions.csv", Setting(documents=tmp_path))
