"""The journal: an interrupted run loses nothing of what it had done."""

from __future__ import annotations

import json

import pytest

from eval.errors import OutputError
from eval.journal import Journal
from eval.outcome import CheckedQuote, Outcome
from eval.record import Record
from eval.systems.model import Retrieved

RUN = "run-1"


def outcome(name="q1", **fields):
    record = Record(
        id=name,
        language="zh",
        question="中心\u2028在哪里？",
        kind="fact",
        status="answered",
        gold=[["S/2007/279#p1"]],
        required=[["Ashgabat"]],
    )
    return Outcome.model_validate({"record": record, "state": "answered", "seconds": 0.1} | fields)


FULL = outcome(
    "full",
    text="“in Ashgabat”\n[1]",
    answer_language="zh",
    retrieved=(Retrieved(address="S/2007/279#p1", score=1 / 3),),
    cited=(
        CheckedQuote(
            address="S/2007/279#p1", language="en", quote="in Ashgabat", fault="x", start=1, end=12
        ),
    ),
    stray=2,
    confidence=0.1 + 0.2,
    guess=("S/2007/279#p1",),
)
FAILED = outcome("failed", state="failed", error="ValueError: \u0085 no")
DIALOGUE = [outcome("d1"), outcome("d2", state="timed out"), outcome("d3", state="not_found")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "unfinished.jsonl"


def test_outcomes_come_back_as_they_were_written(path):
    journal = Journal(path, RUN)
    for outcomes in ([FULL], [FAILED], DIALOGUE):
        journal.add("mandate", outcomes)
    again = Journal(path, RUN)
    assert again.done("mandate", "full") == [FULL]
    assert again.done("mandate", "failed") == [FAILED]
    assert again.done("mandate", "d1") == DIALOGUE
    assert len(again) == 5


def test_a_dialogue_is_found_by_its_first_turn_and_a_question_under_its_system(path):
    Journal(path, RUN).add("mandate", DIALOGUE)
    again = Journal(path, RUN)
    assert again.done("mandate", "d2") is None
    assert again.done("search", "d1") is None
    assert again.done("mandate", "q9") is None


def test_nothing_is_done_and_no_file_made_before_the_first_outcome(path):
    journal = Journal(path, RUN)
    assert len(journal) == 0
    assert journal.done("mandate", "q1") is None
    assert not path.exists()


def test_lines_of_another_run_are_passed_over_and_kept(path):
    Journal(path, "run-0").add("mandate", [outcome("q1", text="of another run")])
    journal = Journal(path, RUN)
    assert len(journal) == 0
    journal.add("mandate", [outcome("q2")])
    assert Journal(path, RUN).done("mandate", "q1") is None
    assert Journal(path, RUN).done("mandate", "q2") == [outcome("q2")]
    assert Journal(path, "run-0").done("mandate", "q1") == [outcome("q1", text="of another run")]


def test_what_is_written_twice_counts_once_and_the_later_holds(path):
    journal = Journal(path, RUN)
    journal.add("mandate", [outcome(text="first")])
    journal.add("mandate", [outcome(text="second")])
    again = Journal(path, RUN)
    assert again.done("mandate", "q1") == [outcome(text="second")]
    assert len(again) == 1


@pytest.fixture(params=[1, 2, 40, 0.5, 0.9], ids=str)
def half_written(request, path):
    """A journal whose last line was cut: after so many bytes, or that share of them."""
    Journal(path, RUN).add("mandate", [FULL])
    whole = path.read_bytes()
    Journal(path, RUN).add("mandate", [outcome("q2")])
    last = path.read_bytes().removeprefix(whole)
    share = request.param
    path.write_bytes(whole + last[: share if share >= 1 else int(share * len(last))])
    return path


def test_a_line_that_a_killed_process_left_half_written_is_passed_over(half_written):
    journal = Journal(half_written, RUN)
    assert journal.done("mandate", "full") == [FULL]
    assert journal.done("mandate", "q2") is None
    assert len(journal) == 1


def test_what_is_written_after_a_half_written_line_is_not_lost_with_it(half_written):
    journal = Journal(half_written, RUN)
    journal.add("mandate", [outcome("q2")])
    journal.add("mandate", [outcome("q3")])
    again = Journal(half_written, RUN)
    for done in (FULL, outcome("q2"), outcome("q3")):
        assert again.done("mandate", done.record.id) == [done]


def test_a_line_cut_within_a_letter_is_passed_over(path):
    Journal(path, RUN).add("mandate", [FULL])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: whole.index("中".encode()) + 1])
    assert Journal(path, RUN).done("mandate", "full") == [FULL]


@pytest.mark.parametrize(
    "change",
    [
        "no json",
        "[]",
        "null",
        "1",
        {"run": None},
        {"system": []},
        {"outcomes": []},
        {"outcomes": None},
        {"outcomes": [1]},
        {"outcomes": [{"state": "answered"}]},
    ],
)
def test_a_line_that_is_no_outcome_is_passed_over(path, change):
    journal = Journal(path, RUN)
    journal.add("mandate", [outcome()])
    entry = json.loads(path.read_text(encoding="utf-8"))
    bad = change if isinstance(change, str) else json.dumps(entry | change)
    with path.open("a", encoding="utf-8") as file:
        file.write(bad + "\n")
    journal.add("mandate", [outcome("q2")])
    again = Journal(path, RUN)
    assert len(again) == 2
    assert again.done("mandate", "q1") == [outcome()]
    assert again.done("mandate", "q2") == [outcome("q2")]


@pytest.mark.parametrize("name", ["missing/unfinished.jsonl", "."])
def test_a_journal_that_cannot_be_written_is_named(tmp_path, name):
    journal = Journal(tmp_path / name, RUN)
    with pytest.raises(OutputError, match="cannot be written: ") as caught:
        journal.add("mandate", [outcome()])
    assert str(tmp_path / name) in str(caught.value)


def test_a_finished_run_leaves_no_journal(path):
    journal = Journal(path, RUN)
    journal.remove()
    journal.add("mandate", [outcome()])
    journal.remove()
    assert not path.exists()
    assert len(Journal(path, RUN)) == 0
