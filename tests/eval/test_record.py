"""Question files: what is wrong with one is said, with its line."""

from __future__ import annotations

import json

import pytest

from eval.errors import EvaluationError, QuestionFileError
from eval.record import QUESTIONS, Record, read_records
from index.catalogue import read_documents
from index.errors import UserError

GOOD = {
    "id": "en-1",
    "language": "en",
    "question": "What are the functions of the Centre?",
    "kind": "list",
    "status": "answered",
    "gold": [["S/2007/279#p3.b1", "S/2007/279#p3.b2"]],
    "acceptable": ["S/2007/279#p3"],
}


@pytest.fixture
def write(tmp_path):
    """Writes lines, or what is not yet a line, to a question file."""

    def write_(*lines):
        path = tmp_path / "questions.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return path

    return write_


def test_records_are_read_in_order_and_blank_lines_passed_over(write):
    records = read_records(write(GOOD, "", "  ", GOOD | {"id": "en-2"}, ""))
    assert [record.id for record in records] == ["en-1", "en-2"]
    first = records[0]
    assert first.gold == (("S/2007/279#p3.b1", "S/2007/279#p3.b2"),)
    assert first.note == ""
    assert first.dialogue is None


def test_what_may_be_left_out_may_be(write):
    needed = {key: GOOD[key] for key in ("id", "language", "question", "kind", "status")}
    (record,) = read_records(write(needed))
    assert record.gold == ()
    assert record.allowed == frozenset()


def test_an_empty_file_has_no_records(write):
    assert read_records(write("")) == []


def test_a_separator_inside_a_question_ends_no_line(write):
    line = json.dumps(GOOD | {"question": "one\u2028two\u0085three"}, ensure_ascii=False)
    (record,) = read_records(write(line))
    assert record.question == "one\u2028two\u0085three"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"language": "de"}, "language"),
        ({"status": "maybe"}, "status"),
        ({"question": None}, "question"),
        ({"gold": "S/2007/279#p3.b1"}, "gold"),
        ({"gold": ["S/2007/279#p3.b1"]}, "gold"),
        ({"acceptable": [1]}, "acceptable"),
        ({"turn": "first"}, "turn"),
        ({"golden": []}, "golden"),
    ],
)
def test_the_line_and_the_field_of_an_error_are_named(write, change, said):
    path = write(GOOD, "", GOOD | change)
    with pytest.raises(QuestionFileError, match=r"questions\.jsonl, line 3: ") as caught:
        read_records(path)
    assert said in str(caught.value)


@pytest.mark.parametrize("line", ["{", "[]", "no json", '"text"', "null"])
def test_a_line_that_is_no_record_is_named(write, line):
    with pytest.raises(QuestionFileError, match="line 2"):
        read_records(write(GOOD, line))


def test_what_is_missing_is_named(write):
    del (without := dict(GOOD))["kind"]
    with pytest.raises(QuestionFileError, match=r"line 1: .*kind"):
        read_records(write(without))


def test_an_address_that_is_not_held_is_named_with_its_line(write):
    path = write(GOOD, GOOD | {"acceptable": ["A/RES/72/7#op9"]})
    held = {"S/2007/279#p3", "S/2007/279#p3.b1", "S/2007/279#p3.b2"}
    with pytest.raises(QuestionFileError, match="line 2: no paragraph A/RES/72/7#op9 is held"):
        read_records(path, held)
    assert len(read_records(path)) == 2


def test_a_file_that_cannot_be_read_is_the_user_s_error(tmp_path):
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "missing.jsonl", tmp_path, binary):
        with pytest.raises(QuestionFileError, match="cannot be read") as caught:
            read_records(path)
        assert isinstance(caught.value, UserError)
        assert isinstance(caught.value, EvaluationError)


def test_the_allowed_addresses_are_gold_and_acceptable():
    record = Record.model_validate(GOOD)
    assert record.allowed == {"S/2007/279#p3", "S/2007/279#p3.b1", "S/2007/279#p3.b2"}


def test_a_list_is_one_of_several_paragraphs_and_no_others():
    groups = [[f"S/2007/279#p3.b{number}"] for number in (1, 2, 3)]
    listed = Record.model_validate(GOOD | {"gold": groups, "acceptable": []})
    assert listed.is_list
    assert not Record.model_validate(GOOD).is_list
    assert not listed.model_copy(update={"kind": "fact"}).is_list
    assert not listed.model_copy(update={"gold": listed.gold[:2]}).is_list
    assert not listed.model_copy(update={"acceptable": ("S/2007/279#p3",)}).is_list


FILES = sorted(QUESTIONS.glob("*.jsonl"))


def test_there_are_question_files():
    assert "development.jsonl" in [path.name for path in FILES]


@pytest.fixture(scope="module")
def held():
    return {p.address for document in read_documents() for p in document.paragraphs}


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name)
def shipped(request, held):
    """The records of a shipped file; reading them checks that all their addresses are held."""
    return read_records(request.param, held)


def test_shipped_questions_cover_six_languages_and_have_ids_of_their_own(shipped):
    assert len(shipped) > 50
    assert {record.language for record in shipped} == {"en", "fr", "ru", "es", "ar", "zh"}
    assert len({record.id for record in shipped}) == len(shipped)


def test_shipped_questions_have_gold_exactly_where_they_are_answerable(shipped):
    for record in shipped:
        assert bool(record.gold) == (record.status == "answered"), record.id
        assert all(record.gold), record.id


def test_a_shipped_question_that_stands_twice_is_judged_alike(shipped):
    judged: dict[tuple[str, str], str] = {}
    for record in shipped:
        if record.dialogue is None:
            status = judged.setdefault((record.question, record.language), record.status)
            assert status == record.status, record.id


def test_the_turns_of_shipped_dialogues_are_in_order(shipped):
    turns: dict[str, list[int | None]] = {}
    for record in shipped:
        if record.dialogue is not None:
            turns.setdefault(record.dialogue, []).append(record.turn)
        else:
            assert record.turn is None, record.id
    assert turns
    for dialogue, numbers in turns.items():
        assert numbers == list(range(1, len(numbers) + 1)), dialogue
