"""Readers' complaints as candidate questions: none is lost, none is a question before it is judged."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from assistant.answer import Answer, Citation, Receipt, Searched
from assistant.feedback import Feedback, FeedbackStore
from eval.candidates import write_candidates
from eval.errors import OutputError, QuestionFileError
from eval.files import FIELDS, read_records, read_split, write_records

DAY = datetime(2026, 3, 4, 23, 59, tzinfo=UTC)
OP1, OP2 = "A/RES/72/7#op1", "A/RES/72/7#op2"


def make_answer(question, *locators, language="en"):
    fields = {
        "symbol": "A/RES/72/7",
        "pinpoint": "para. 1",
        "language": "en",
        "quote": "words",
        "start": 0,
        "end": 5,
        "title": "Role of the Centre",
        "date": "2017-11-17",
        "status": "adopted",
        "kind": "operative",
        "force": None,
        "url": "https://undocs.org/en/A/RES/72/7",
    }
    citations = [Citation(key=n, locator=locator, **fields) for n, locator in enumerate(locators)]
    return Answer(
        question=question,
        language=language,
        status="answered" if citations else "not_found",
        text="",
        citations=tuple(citations),
        searched=Searched(documents=3, paragraphs=58),
        receipt=Receipt(index="sha256:0", version="0"),
    )


def said(question="Where is the safe?", verdict="down", *locators, language="en", **fields):
    answer = make_answer(question, *locators, language=language)
    return Feedback(answer=answer, verdict=verdict, time=DAY, **fields)


@pytest.fixture(params=["candidates.jsonl", "candidates.csv"])
def path(request, tmp_path):
    return tmp_path / request.param


@pytest.fixture
def rows(path):
    """The rows of the candidates of some feedback, whichever file they were written to."""

    def rows_(*feedback):
        count = write_candidates(feedback, path)
        text = path.read_bytes().decode("utf-8-sig")
        if path.suffix == ".csv":
            found = list(csv.DictReader(io.StringIO(text, newline="")))
        else:
            found = [json.loads(line) for line in text.split("\n") if line]
            # As a table shows them.
            groups = [" ; ".join(" | ".join(g) for g in row["gold"]) for row in found]
            found = [
                {
                    name: "" if value is None or value == [] else str(value)
                    for name, value in r.items()
                }
                | {"gold": gold}
                for r, gold in zip(found, groups, strict=True)
            ]
        assert count == len(found)
        assert all(tuple(row) == FIELDS for row in found)
        return found

    return rows_


def questions(rows):
    return [row["question"] for row in rows]


def test_a_complaint_is_written_with_what_was_asked_said_and_cited(rows):
    (row,) = rows(
        said("Où est-ce ?", "down", "op1", "op3", language="fr", reason="a « b » ; c | d")
    )
    assert (row["id"], row["language"], row["question"]) == ("feedback-1", "fr", "Où est-ce ?")
    assert row["note"] == (
        "thumb down on 2026-03-04: a « b » ; c | d; the answer cited A/RES/72/7#op1, A/RES/72/7#op3"
    )
    assert (row["kind"], row["status"], row["gold"], row["dialogue"]) == ("fact", "", "", "")


def test_it_is_no_question_before_somebody_has_judged_it(rows, path):
    rows(said("Where is the safe?"))
    with pytest.raises(QuestionFileError, match=r"line [12]: status"):
        read_records(path)


@pytest.mark.parametrize(
    ("correction", "status", "gold"),
    [
        ((OP1,), "answered", ((OP1,),)),
        ((OP1, OP2), "answered", ((OP1,), (OP2,))),
        ((), "not_found", ()),
    ],
    ids=["one", "two", "none"],
)
@pytest.mark.parametrize("verdict", ["up", "down"])
def test_what_the_reader_says_is_right_is_gold(rows, path, correction, status, gold, verdict):
    (row,) = rows(said("Where is the safe?", verdict, correction=correction))
    (record,) = read_records(path)
    assert (record.status, record.gold, record.question) == (status, gold, "Where is the safe?")
    assert row["note"].startswith("thumb down" if verdict == "down" else "corrected")
    assert row["note"].endswith("the answer cited nothing")


def test_who_is_content_is_no_candidate(rows):
    assert rows(said(verdict="up"), said("And the key?", "up", "op1")) == []
    assert rows() == []


def test_who_is_content_now_takes_the_complaint_back(rows):
    complaint = said("Where is the safe?")
    assert rows(complaint, said("where is  the SAFE?", "up")) == []
    assert questions(rows(said("Where is the safe?", "up"), complaint)) == ["Where is the safe?"]
    other = said("Where is the safe?", "up", history=("Who?",))
    assert questions(rows(complaint, other)) == ["Where is the safe?"]


def test_a_question_is_written_once_with_the_latest_complaint(rows):
    found = rows(
        said("Where is the safe?", reason="first"),
        said("And the key?"),
        said("  where IS the safe?", reason="second", correction=(OP1,)),
    )
    assert questions(found) == ["  where IS the safe?", "And the key?"]
    assert [row["id"] for row in found] == ["feedback-1", "feedback-2"]
    assert "second" in found[0]["note"]
    assert found[0]["gold"] == OP1


def test_what_the_shipped_questions_have_is_left_out(rows):
    single = [r for split in ("development", "test") for r in read_split(split) if not r.dialogue]
    known = [said(record.question.upper()) for record in (single[0], single[-1])]
    assert rows(*known) == []
    # After other questions it is another question.
    (_, row) = rows(said(single[0].question, history=("Who?",)))
    assert row["question"] == single[0].question


def test_a_follow_up_is_a_dialogue_that_can_be_asked_once_it_is_judged(rows, path, tmp_path):
    found = rows(
        said("Where is the safe?"),
        said("And since when?", history=("Who runs it?", "Where?"), correction=(OP2,)),
    )
    assert questions(found) == ["Where is the safe?", "Who runs it?", "Where?", "And since when?"]
    assert [row["id"] for row in found] == ["feedback-1", *(f"feedback-2-{n}" for n in (1, 2, 3))]
    assert [row["kind"] for row in found[1:]] == ["fact", "follow-up", "follow-up"]
    assert [row["dialogue"] for row in found] == ["", *["feedback-2"] * 3]
    assert [row["turn"] for row in found] == ["", "1", "2", "3"]
    assert [row["status"] for row in found] == ["", "", "", "answered"]
    judged = [
        row
        | {"status": "not_found" if row["gold"] == "" else "answered"}
        | {"gold": [[row["gold"]]] if row["gold"] else [], "required": [], "acceptable": []}
        | {"turn": int(row["turn"]) if row["turn"] else None, "dialogue": row["dialogue"] or None}
        for row in found
    ]
    write_records(judged, tmp_path / f"judged{path.suffix}")
    records = read_records(tmp_path / f"judged{path.suffix}")
    assert questions(found) == [record.question for record in records]
    assert [record.turn for record in records] == [None, 1, 2, 3]


def test_the_same_words_after_other_questions_are_another_question(rows):
    found = rows(said("And then?", history=("Who?",)), said("And then?", history=("Where?",)))
    assert questions(found) == ["Who?", "And then?", "Where?", "And then?"]
    assert len({row["id"] for row in found}) == 4


@pytest.mark.parametrize(
    "question",
    ['a "b", c\nd', "中心\u2028在哪里？", "=1+1", "a | b ; c", "\ufeffwhere", "'", "é\u0301"],
)
def test_odd_words_come_through(rows, path, question):
    (row,) = rows(said(question, correction=(OP1,), reason=question))
    assert row["question"] == question
    (record,) = read_records(path)
    assert record.question == question.strip()
    assert question in row["note"]


def test_what_readers_left_in_the_store_can_be_written(rows, tmp_path):
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    for one in (said("Where is the safe?"), said("And the key?", "up")):
        store.add(one)
    assert questions(rows(*store.read())) == ["Where is the safe?"]


def test_a_file_that_cannot_be_written_is_told_of(tmp_path):
    for path in (tmp_path, tmp_path / "missing" / "candidates.csv"):
        with pytest.raises(OutputError, match="cannot be written"):
            write_candidates([said()], path)
