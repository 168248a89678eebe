"""Question files: JSON Lines and tables give the same records, and say which line is wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eval.errors import OutputError, QuestionFileError
from eval.files import FIELDS, SPLITS, read_records, read_split, split_names, write_records
from eval.record import KINDS, Record
from index.words import LANGUAGES

GOOD = {
    "id": "en-1",
    "language": "en",
    "question": "Where is the Centre?",
    "kind": "fact",
    "status": "answered",
    "gold": [["S/2007/279#p1", "A/RES/72/7#pp2"]],
}
HEADER = "id,language,question,kind,status,gold"
ROW = "en-1,en,Where is the Centre?,fact,answered,S/2007/279#p1 | A/RES/72/7#pp2"
REFUSED = ("unanswerable", "nearly-answerable")
# What a table must quote or a line must escape, and what looks like the end of a line.
HARD = "ab,;|\"'\n\r\t\u2028\u2029\x85\ufeff=é中ع😀 "


def texts(marks: str = "") -> st.SearchStrategy[str]:
    """Texts with something to read in them; without these marks, and then not to be stripped."""
    kept = [c for c in HARD if c not in marks]
    some = st.characters(codec="utf-8", exclude_characters=marks)
    text = st.text(st.one_of(st.sampled_from(kept), some), min_size=1, max_size=12)
    return (text.map(str.strip) if marks else text).filter(str.strip)


@st.composite
def questions(draw: st.DrawFn, text: st.SearchStrategy[str], word: st.SearchStrategy[str]):
    """Records in a file's order: single questions, and dialogues whose turns are in order."""
    groups = st.lists(st.lists(word, min_size=1, max_size=3), max_size=2)
    places: list[tuple[str | None, int | None]] = []
    for number, turns in enumerate(draw(st.lists(st.integers(0, 3), max_size=3))):
        places += [(f"d{number}", turn) for turn in range(1, turns + 1)] or [(None, None)]
    records = []
    for number, (dialogue, turn) in enumerate(places):
        kinds = [k for k in KINDS if dialogue or k != "follow-up"]
        kind = draw(st.sampled_from(kinds))
        gold = [] if kind in REFUSED else draw(groups)
        fields = {
            "id": f"{draw(text)}-{number}",
            "language": draw(st.sampled_from(LANGUAGES)),
            "question": draw(text),
            "kind": kind,
            "status": "answered" if gold else "not_found",
            "gold": gold,
            "acceptable": draw(st.lists(word, max_size=2)),
            "required": draw(groups) if gold else [],
            "note": draw(st.one_of(st.just(""), text)),
            "dialogue": dialogue,
            "turn": turn,
        }
        records.append(Record.model_validate(fields))
    return records


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def write(tmp_path):
    """Writes a text, or bytes, to a file of that name."""

    def write_(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_


def lines_of(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)


@settings(deadline=None, database=None, max_examples=60)
@given(questions(texts(), texts()))
def test_records_written_as_lines_are_read_back_letter_for_letter(folder, records):
    path = folder / "questions.jsonl"
    write_records((record.model_dump() for record in records), path)
    assert read_records(path) == records


@settings(deadline=None, database=None, max_examples=60)
@given(questions(texts("\r"), texts("\r|;")))
def test_records_written_as_a_table_are_read_back_letter_for_letter(folder, records):
    path = folder / "questions.csv"
    write_records((record.model_dump() for record in records), path)
    assert read_records(path) == records


@settings(deadline=None, database=None, max_examples=30)
@given(questions(texts("\r"), texts("\r|;")))
@example([])
def test_a_table_and_lines_of_the_same_records_are_read_alike(folder, records):
    for name in ("alike.csv", "alike.JSONL", "alike.CSV"):
        write_records((record.model_dump(mode="json") for record in records), folder / name)
        assert read_records(folder / name) == records


@pytest.mark.parametrize("name", ["questions.jsonl", "questions.csv"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85"])
def test_what_may_end_a_line_ends_none_inside_a_question(tmp_path, name, end):
    record = Record.model_validate(GOOD | {"question": f"Where{end}is it?"})
    write_records([record.model_dump()], tmp_path / name)
    assert read_records(tmp_path / name) == [record]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "lines"),
    [("questions.jsonl", [json.dumps(GOOD), "", "  "]), ("questions.csv", [HEADER, ROW, ""])],
)
def test_files_as_editors_and_spreadsheets_save_them_are_read(write, name, lines, end, mark):
    (record,) = read_records(write(name, mark + end.join(lines)))
    assert record == Record.model_validate(GOOD)


def test_a_table_begins_with_the_mark_that_spreadsheets_need(tmp_path):
    write_records([GOOD], tmp_path / "questions.csv")
    assert (tmp_path / "questions.csv").read_bytes().startswith(b"\xef\xbb\xbfid,language,")


@pytest.mark.parametrize("name", ["questions.jsonl", "questions.csv"])
def test_an_empty_file_has_no_records(write, name):
    assert read_records(write(name, "")) == []


def test_columns_may_stand_in_any_order_and_needless_ones_be_left_out(write):
    rows = "status,gold,question,kind,language,id\nanswered,a#p1;b#p2|c#p3 ; ,What?,fact,fr,fr-1"
    (record,) = read_records(write("questions.csv", rows))
    assert (record.id, record.language) == ("fr-1", "fr")
    assert record.gold == (("a#p1",), ("b#p2", "c#p3"))


@pytest.mark.parametrize("cell", ["a#p1 ; b#p2", "a#p1|b#p2", " a#p1;;b#p2; "])
def test_acceptable_addresses_may_be_parted_by_either_mark(write, cell):
    path = write("questions.csv", f"{HEADER},acceptable\n{ROW},{cell}")
    assert read_records(path)[0].acceptable == ("a#p1", "b#p2")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{HEADER},remark\n{ROW},x", "line 1: no column is called 'remark'; the columns are id, "),
        (f"{HEADER.replace(',', ';')}\n", "line 1: no column is called 'id;language;"),
        (f"{HEADER}\n{ROW},x", "line 2: more cells than columns; quote cells with commas"),
        (f"{HEADER}\n{ROW}\nen-2,en,Where, then?,fact,answered,a#p1", "line 3: more cells"),
        (f"{HEADER}\nen-1,en,What?,fact,maybe,a#p1", "line 2: status: "),
        (f"{HEADER}\nen-1,en,What?,fact", "line 2: status: "),
        (f'{HEADER}\nen-0,en,"What\nelse?",fact,answered,a#p1\n,en,Why?,fact,answered,a', "line 4"),
        (f"{HEADER},dialogue,turn\n{ROW},d1,one", "line 2: turn: "),
        (f"{HEADER.removeprefix('id,')}\nen,What?,fact,answered,a#p1", "line 2: id: "),
        (f"{HEADER}\n{ROW}\n\n{ROW}", "line 4: the id en-1 is also on line 2"),
        (f"{HEADER},{'x' * 200_000}\n{ROW},x", "line 1: "),
        (f"{HEADER},dialogue,turn\n{ROW},d1,{'9' * 5000}", "line 2: "),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(write, content, said):
    with pytest.raises(QuestionFileError) as caught:
        read_records(write("questions.csv", content))
    assert f"questions.csv, {said}" in str(caught.value)


@pytest.mark.parametrize(
    "line", ["{", "[]", "no json", '"text"', "null", "[" * 100_000, f'{{"turn": {"9" * 5000}}}']
)
def test_a_line_that_is_no_record_is_named(write, line):
    with pytest.raises(QuestionFileError, match=r"questions\.jsonl, line 3: "):
        read_records(write("questions.jsonl", lines_of(GOOD, "", line)))


@pytest.mark.parametrize("question", ["", "  ", None])
def test_rows_not_yet_filled_in_are_passed_over_whatever_else_they_lack(write, question):
    blank = {"id": "", "language": "", "question": question, "kind": "", "status": ""}
    lines = write("questions.jsonl", lines_of(blank, GOOD, blank))
    table = write("questions.csv", f"{HEADER}\n,,{question or ''},,,\n{ROW}\n,fr,,,,\n")
    for path in (lines, table):
        assert [record.id for record in read_records(path)] == ["en-1"]


@pytest.mark.parametrize("question", [0, False, [], {}])
def test_a_question_that_is_no_text_is_an_error_and_not_passed_over(write, question):
    with pytest.raises(QuestionFileError, match="line 1: question: "):
        read_records(write("questions.jsonl", lines_of(GOOD | {"question": question})))


def test_an_id_that_stands_twice_is_named_with_both_lines(write):
    path = write("questions.jsonl", lines_of(GOOD, "", GOOD | {"question": "And when?"}))
    with pytest.raises(QuestionFileError, match="line 3: the id en-1 is also on line 1"):
        read_records(path)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["d1 2"], "q1 is turn 2 of d1, where turn 1 should stand"),
        (["d1 1", "d1 3"], "q2 is turn 3 of d1, where turn 2 should stand"),
        (["d1 1", "d1 1"], "q2 is turn 1 of d1, where turn 2 should stand"),
        (["d1 1", "d2 1", "d2 2", "d1 3"], "q4 is turn 3 of d1, where turn 2 should stand"),
    ],
)
def test_turns_out_of_order_are_named(write, turns, said):
    pairs = [turn.split() for turn in turns]
    places = [{"id": f"q{i}", "dialogue": d, "turn": t} for i, (d, t) in enumerate(pairs, start=1)]
    path = write("questions.csv", "")
    write_records((GOOD | place for place in places), path)
    with pytest.raises(QuestionFileError) as caught:
        read_records(path)
    assert "questions.csv" in str(caught.value)
    assert said in str(caught.value)


def test_turns_of_two_dialogues_may_alternate(tmp_path):
    places = [("d1", 1), ("d2", 1), ("d1", 2), ("d2", 2)]
    rows = [
        GOOD | {"id": f"{dialogue}-{turn}", "dialogue": dialogue, "turn": turn}
        for dialogue, turn in places
    ]
    write_records(rows, tmp_path / "questions.jsonl")
    assert [(r.dialogue, r.turn) for r in read_records(tmp_path / "questions.jsonl")] == places


@pytest.mark.parametrize("name", ["questions.jsonl", "questions.csv"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, write, name):
    for path in (tmp_path / name, tmp_path, write(f"binary-{name}", b"\xff\xfe\x00")):
        with pytest.raises(QuestionFileError, match="cannot be read") as caught:
            read_records(path)
        assert str(path) in str(caught.value)


@pytest.mark.parametrize("field", ["gold", "required"])
@pytest.mark.parametrize("word", ["either|or", "first; second", "|"])
def test_a_word_that_a_table_would_take_apart_is_refused_and_nothing_written(tmp_path, field, word):
    path = tmp_path / "questions.csv"
    with pytest.raises(QuestionFileError, match=r"cannot stand in a table; write JSON Lines"):
        write_records([GOOD, GOOD | {field: [["Centre"], [word]]}], path)
    assert not path.exists()
    write_records([GOOD | {field: [[word]]}], tmp_path / "questions.jsonl")
    assert getattr(read_records(tmp_path / "questions.jsonl")[0], field) == ((word,),)


@pytest.mark.parametrize("name", ["missing/questions.csv", "missing/questions.jsonl", "."])
def test_a_file_that_cannot_be_written_is_named(tmp_path, name):
    with pytest.raises(OutputError, match="cannot be written"):
        write_records([GOOD], tmp_path / name)


def test_a_table_has_every_field_as_a_column_though_no_row_fills_it(tmp_path):
    write_records([{"id": "en-1"}], tmp_path / "template.csv")
    header, row = (tmp_path / "template.csv").read_text(encoding="utf-8-sig").splitlines()
    assert tuple(header.split(",")) == FIELDS
    assert row == "en-1" + "," * (len(FIELDS) - 1)
    assert read_records(tmp_path / "template.csv") == []


def test_both_parts_are_read_one_after_the_other():
    assert split_names("all") == SPLITS
    assert read_split("all") == [record for split in SPLITS for record in read_split(split)]
    with pytest.raises(QuestionFileError, match="'tset' is no part of the questions"):
        read_split("tset")
