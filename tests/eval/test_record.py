"""Records: what a question must state, and what is said where its fields do not agree."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from eval.errors import EvaluationError, QuestionFileError
from eval.files import read_records
from eval.record import KINDS, LANGUAGE_NAMES, Record
from index.errors import UserError
from index.words import LANGUAGES

GOOD = {
    "id": "en-1",
    "language": "en",
    "question": "What are the functions of the Centre?",
    "kind": "list",
    "status": "answered",
    "gold": [["S/2007/279#p3.b1", "S/2007/279#p3.b2"]],
    "acceptable": ["S/2007/279#p3"],
}
REFUSED = {"status": "not_found", "gold": [], "acceptable": []}
TURN = {"kind": "follow-up", "dialogue": "d1", "turn": 1}


@pytest.fixture
def write(tmp_path):
    """Writes lines, or what is not yet a line, to a question file."""

    def write_(*lines):
        path = tmp_path / "questions.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return path

    return write_


@pytest.mark.parametrize(
    "change",
    [
        {},
        REFUSED,
        REFUSED | {"acceptable": ["S/2007/279#p3"]},
        REFUSED | {"kind": "unanswerable"},
        REFUSED | {"kind": "nearly-answerable"},
        REFUSED | {"kind": "hostile"},
        {"required": [["liaise", "maintain contact"], ["Governments"]]},
        {"note": "the five bullets"},
        TURN,
        TURN | REFUSED,
        {"kind": "fact", "dialogue": "d1", "turn": 1},
    ],
)
def test_what_is_in_order_is_read_as_it_stands(write, change):
    stated = GOOD | change
    (record,) = read_records(write(stated))
    read = record.model_dump(mode="json")
    assert {name: read[name] for name in stated} == stated


def test_what_may_be_left_out_may_be(write):
    needed = {key: GOOD[key] for key in ("id", "language", "question", "kind")}
    (record,) = read_records(write(needed | {"status": "not_found"}))
    assert record.gold == record.acceptable == record.required == ()
    assert record.note == ""
    assert record.dialogue is None
    assert record.turn is None
    assert record.allowed == frozenset()
    assert record.documents == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "id: "),
        ({"id": 1}, "id: "),
        ({"language": "de"}, "language: "),
        ({"status": "maybe"}, "status: "),
        ({"kind": "riddle"}, "kind: "),
        ({"question": 5}, "question: "),
        ({"question": ["What?"]}, "question: "),
        ({"gold": "S/2007/279#p3.b1"}, "gold: "),
        ({"gold": ["S/2007/279#p3.b1"]}, r"gold\.0: "),
        ({"gold": [["S/2007/279#p3.b1"], [1]]}, r"gold\.1\.0: "),
        ({"required": "liaise"}, "required: "),
        ({"acceptable": [1]}, r"acceptable\.0: "),
        ({"note": None}, "note: "),
        ({"dialogue": 1, "turn": 1}, "dialogue: "),
        ({"dialogue": "d1", "turn": "first"}, "turn: "),
        ({"dialogue": "d1", "turn": 0}, "turn: "),
        ({"golden": []}, "golden: "),
        ({"gold": []}, "an answered question needs gold"),
        ({"gold": [[]]}, "a group of gold or required is empty"),
        ({"gold": [["S/2007/279#p3.b1", ""]]}, "a group of gold or required is empty"),
        ({"required": [[]]}, "a group of gold or required is empty"),
        ({"required": [[""]]}, "a group of gold or required is empty"),
        ({"status": "not_found"}, "neither gold nor required"),
        (REFUSED | {"required": [["liaise"]]}, "neither gold nor required"),
        ({"kind": "unanswerable"}, "kind unanswerable has the status not_found"),
        ({"kind": "nearly-answerable"}, "kind nearly-answerable has the status not_found"),
        ({"dialogue": "d1"}, "dialogue and turn go together"),
        ({"turn": 1}, "dialogue and turn go together"),
        ({"kind": "follow-up"}, "a follow-up is a turn of a dialogue"),
        ({"dialogue": "", "turn": 1}, "dialogue"),
    ],
)
def test_the_file_the_line_and_the_field_of_an_error_are_named(write, change, said):
    path = write(GOOD, "", GOOD | {"id": "en-2"} | change)
    with pytest.raises(QuestionFileError, match=rf"questions\.jsonl, line 3: .*{said}") as caught:
        read_records(path)
    assert isinstance(caught.value, UserError)
    assert isinstance(caught.value, EvaluationError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["id", "language", "question", "kind", "status"])
def test_what_is_missing_is_named(write, name):
    without = {key: value for key, value in GOOD.items() if key != name}
    with pytest.raises(QuestionFileError, match=rf"line 1: {name}: "):
        read_records(write(without))


@pytest.mark.parametrize("question", ["", " ", "\u3000\n"])
def test_a_record_made_by_hand_needs_a_question(question):
    with pytest.raises(ValidationError):
        Record.model_validate(GOOD | {"question": question})


def test_a_record_is_not_changed_after_it_was_read():
    with pytest.raises(ValidationError):
        Record.model_validate(GOOD).question = "What else?"


def test_the_allowed_addresses_are_gold_and_acceptable():
    record = Record.model_validate(GOOD)
    assert record.allowed == {"S/2007/279#p3", "S/2007/279#p3.b1", "S/2007/279#p3.b2"}


def test_the_documents_are_those_of_gold_each_once_and_in_order():
    gold = [["A/RES/72/7#op1", "S/2007/279#p1"], ["A/RES/72/7#op2"], ["A/75/L.72#pp3"]]
    record = Record.model_validate(GOOD | {"gold": gold, "acceptable": ["A/63/1#p1"]})
    assert record.documents == ("A/RES/72/7", "S/2007/279", "A/75/L.72")


@pytest.mark.parametrize(
    ("kind", "groups", "acceptable", "is_list"),
    [
        ("list", 3, [], True),
        ("list", 5, [], True),
        ("list", 3, ["S/2007/279#p3"], True),
        ("list", 2, [], False),
        ("list", 1, [], False),
        ("fact", 3, [], False),
        ("compare", 4, [], False),
    ],
)
def test_three_paragraphs_or_more_are_wanted_in_order_where_a_list_is_asked_for(
    kind, groups, acceptable, is_list
):
    gold = [[f"S/2007/279#p3.b{number}"] for number in range(1, groups + 1)]
    changed = GOOD | {"kind": kind, "gold": gold, "acceptable": acceptable}
    assert Record.model_validate(changed).is_list is is_list


def test_every_language_has_a_name_and_every_kind_is_told_once():
    assert set(LANGUAGE_NAMES) == set(LANGUAGES)
    assert len(set(KINDS)) == len(KINDS)
