"""Documents and questions of one's own, evaluated by the real command."""

from __future__ import annotations

import pytest

from eval.files import EMPTY_ROW, write_records
from eval.results import read_results

LETTER = """\
The Centre would have, inter alia, the following functions:

- To liaise with the Governments of the region on issues relevant to preventive diplomacy.
- To monitor and analyse the situation on the ground.
"""
LETTRE = """\
Le Centre aurait notamment pour fonctions :

- D’assurer la liaison avec les gouvernements de la région.
- De suivre et d’analyser la situation sur le terrain.
"""
CATALOGUE = """\
["S/2007/1"]
files = ["letter.txt"]
kind = "letter"
organ = "Security Council"
date = 2007-01-05
"""
HEAD, LIAISE, MONITOR = (f"S/2007/1#{place}" for place in ("p1", "p1.b1", "p1.b2"))


def make_row(number, question, *gold, **fields):
    given = {"id": f"own-{number}", "language": "en", "question": question, "kind": "fact"}
    given |= {"status": "answered" if gold else "not_found", "gold": [[a] for a in gold]}
    return EMPTY_ROW | given | fields


ROWS = [
    make_row(1, "What are the functions of the Centre?", LIAISE, MONITOR, acceptable=[HEAD]),
    make_row(2, "With whom should the Centre liaise?", LIAISE, required=[["Governments"]]),
    make_row(3, "What does the Centre monitor?", MONITOR, acceptable=[HEAD]),
    make_row(4, "Who won the World Cup?", kind="unanswerable"),
    make_row(5, "Que doit surveiller le Centre ?", MONITOR, language="fr", kind="cross-language"),
    # Not yet a question.
    make_row(6, ""),
]
LIMITS = """\
["{name}"]
"citation recall" = 1.0
"abstention recall" = 1.0
"quote exactness" = 1.0
"""


@pytest.fixture
def documents(tmp_path):
    """A folder with one short letter."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["own.jsonl", "own.csv"])
def test_own_questions_are_asked_of_own_documents(mandate, documents, tmp_path, name):
    write_records(ROWS, questions := tmp_path / name)
    (limits := tmp_path / "limits.toml").write_text(LIMITS.format(name=name), encoding="utf-8")
    done = mandate(
        *("eval", "--documents", documents, "--questions", questions, "--system", "mandate"),
        *("--thresholds", limits, "--out", tmp_path / "out"),
    )
    assert done.returncode == 0, done.stderr
    results = read_results(tmp_path / "out")
    held = [(d.symbol, d.languages, d.paragraphs) for d in results.documents]
    assert held == [("S/2007/1", ["en"], 3)]
    assert (results.questions, results.thresholds, results.problems) == (name, True, [])
    (ours,) = results.systems
    cited = {o.record.id: o.addresses for o in ours.outcomes}
    assert list(cited) == [row["id"] for row in ROWS if row["question"]]
    assert cited["own-1"] == (LIAISE, MONITOR)
    assert cited["own-4"] == ()
    # There is no French version: the English one is what a French reader is owed.
    (french,) = (o for o in ours.outcomes if o.record.language == "fr")
    assert {c.expected_language for c in french.cited} == {"en"}
    assert results.passages[LIAISE] == {"en": LETTER.splitlines()[2].removeprefix("- ")}


def test_own_documents_leave_the_shipped_index_alone(mandate, documents, home, tmp_path):
    before = (home / "index" / "current").read_bytes()
    (tmp_path / "own.csv").write_text("an older one", encoding="utf-8")
    done = mandate("eval", "template", tmp_path / "own.csv", "--force", "--documents", documents)
    assert done.returncode == 0, done.stderr
    assert "S/2007/1#p1.b2" in (tmp_path / "own.csv").read_text(encoding="utf-8-sig")
    assert (home / "index" / "current").read_bytes() == before
    asked = mandate("ask", "What does OP2 of A/RES/72/7 say?")
    assert (asked.returncode, asked.stderr) == (0, "")


def test_gold_that_is_not_held_is_refused_and_named(refused, documents, tmp_path):
    wrong = make_row(7, "What is the third function?", "S/2007/1#p1.b3", acceptable=["S/2007/2#p1"])
    write_records([ROWS[0], wrong], questions := tmp_path / "own.jsonl")
    given = ("--documents", documents, "--questions", questions, "--out", tmp_path / "out")
    line = refused("eval", *given)
    assert "own.jsonl does not agree with the documents" in line
    assert "own-7: no paragraph S/2007/1#p1.b3 is held (and 1 more)" in line
    assert not (tmp_path / "out").exists()


def test_required_words_that_no_gold_paragraph_has_are_refused_and_named(
    refused, documents, tmp_path
):
    wrong = make_row(7, "With whom should it liaise?", LIAISE, required=[["Governments"], ["NATO"]])
    write_records([wrong], questions := tmp_path / "own.csv")
    line = refused("eval", "--documents", documents, "--questions", questions)
    assert "own-7: no group of gold paragraphs has 'NATO'" in line


def test_what_has_gone_of_own_documents_since_the_questions_were_written_is_named(
    mandate, documents, tmp_path
):
    (tmp_path / "collection.toml").write_text(
        '["S/2007/1"]\nlanguages = ["en", "fr"]\nparagraphs = 3\n', encoding="utf-8"
    )
    write_records(ROWS, questions := tmp_path / "own.jsonl")
    given = ("--documents", documents, "-q", questions, "-s", "mandate", "-o", tmp_path / "out")
    done = mandate("eval", *given)
    assert done.returncode == 1
    assert "below what is expected: S/2007/1 has no French version" in done.stderr
    # Brought back, it is read without being asked for: the index is built again.
    (documents / "lettre.txt").write_text(LETTRE, encoding="utf-8")
    listed = CATALOGUE.replace('"letter.txt"', '"letter.txt", "lettre.txt"')
    (documents / "catalogue.toml").write_text(listed, encoding="utf-8")
    done = mandate("eval", *given)
    assert done.returncode == 0, done.stderr
    (ours,) = read_results(tmp_path / "out").systems
    (french,) = (o for o in ours.outcomes if o.record.language == "fr")
    assert {c.language for c in french.cited} == {"fr"}
