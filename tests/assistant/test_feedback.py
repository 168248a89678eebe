"""Readers' feedback: what was said is kept, whoever says it at once, and a bad file is told of."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import assistant as package
from assistant import storage
from assistant.errors import AssistantError, FeedbackError, UserError
from assistant.feedback import Feedback, FeedbackStore

WRITERS, ENTRIES = 4, 25
WRITE = """
import sys
from pathlib import Path
from assistant.answer import Answer
from assistant.feedback import Feedback, FeedbackStore

path, answer, name, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
store, answer = FeedbackStore(path), Answer.model_validate_json(answer)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    store.add(Feedback(answer=answer, verdict="down", reason=f"{name} {number}"))
    print(number, flush=True)
"""


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "feedback.sqlite")


@pytest.fixture
def answer(make_answer, make_citation):
    quote = "中心设在阿什哈巴德 “Ashgabat” \U0001f600\n‏المركز"
    return make_answer(make_citation(quote=quote, language="zh"), question="中心在哪里？")


@pytest.fixture
def start(tmp_path, make_answer):
    """Starts a process that writes, as soon as it is told to."""
    environment = os.environ | {"PYTHONPATH": str(Path(package.__file__).parents[1])}
    answer, started = make_answer().model_dump_json(), []

    def start_(path, name, count):
        command = [sys.executable, "-c", WRITE, str(path), answer, name, str(count)]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )
        started.append(process)
        return process

    yield start_
    for process in started:
        process.kill()
        process.communicate()


def test_what_readers_said_is_read_back_in_order(store, answer, make_answer):
    told = [
        Feedback(answer=answer, verdict="up"),
        Feedback(
            answer=make_answer(),
            verdict="down",
            reason="’; DROP TABLE feedback; --\n“x”",
            correction=("A/RES/72/7#op1", "S/2007/279#p1"),
            history=("Who?", "Почему?"),
            time=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
        ),
        Feedback(answer=answer, verdict="down", correction=()),
    ]
    for one in told:
        store.add(one)
    assert store.read() == told
    assert [one.correction for one in store.read()] == [None, told[1].correction, ()]


ADDRESSES = st.sampled_from(["A/RES/72/7#op1", "S/2007/279#p3.b1", "S/RES/1325 (2000)#op2"])


@pytest.mark.parametrize("address", ["", "#", "op1", "A#op1;B#op2", "A#op1 | B#op2", " #op1"])
def test_a_correction_names_paragraphs(answer, address):
    with pytest.raises(ValidationError, match="correction"):
        Feedback(answer=answer, verdict="down", correction=(address,))


@settings(deadline=None, database=None, max_examples=50)
@given(st.lists(st.text()), st.none() | st.lists(ADDRESSES), st.sampled_from(["up", "down"]))
def test_any_words_of_a_reader_are_kept(tmp_path_factory, make_answer, words, correction, verdict):
    store = FeedbackStore(tmp_path_factory.mktemp("words") / "feedback.sqlite")
    answer = make_answer(question="".join(words))
    one = Feedback(
        answer=answer,
        verdict=verdict,
        reason="".join(words),
        correction=correction,
        history=tuple(words),
    )
    store.add(one)
    assert store.read() == [one]


def test_it_is_kept_with_the_time_at_which_it_was_said(store, answer):
    before = datetime.now(UTC)
    store.add(Feedback(answer=answer, verdict="up"))
    (kept,) = store.read()
    assert before <= kept.time <= datetime.now(UTC)


def test_another_store_on_the_same_file_reads_it_and_goes_on(store, answer, tmp_path):
    store.add(Feedback(answer=answer, verdict="up", reason="first"))
    again = FeedbackStore(tmp_path / "feedback.sqlite")
    again.add(Feedback(answer=answer, verdict="up", reason="second"))
    assert [one.reason for one in store.read()] == ["first", "second"]


def test_without_a_file_nothing_was_said_and_none_is_made(store, tmp_path):
    assert store.read() == []
    assert list(tmp_path.iterdir()) == []


def test_the_file_and_its_folder_are_made_when_something_is_said(tmp_path, monkeypatch, answer):
    monkeypatch.setenv("MANDATE_HOME", str(tmp_path / "new" / "home"))
    FeedbackStore().add(Feedback(answer=answer, verdict="up"))
    assert (tmp_path / "new" / "home" / "feedback.sqlite").is_file()
    assert len(FeedbackStore().read()) == 1


@pytest.mark.parametrize("verdict", ["", "maybe", None, 1])
def test_a_verdict_is_up_or_down(answer, verdict):
    with pytest.raises(ValidationError):
        Feedback.model_validate({"answer": answer, "verdict": verdict})


def test_several_processes_write_at_once_and_nothing_is_lost(tmp_path, start):
    path = tmp_path / "new" / "feedback.sqlite"
    writers = [start(path, f"writer {n}", ENTRIES) for n in range(WRITERS)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    said = [one.reason for one in FeedbackStore(path).read()]
    assert len(said) == WRITERS * ENTRIES
    for number in range(WRITERS):
        own = [reason for reason in said if reason.startswith(f"writer {number} ")]
        assert own == [f"writer {number} {entry}" for entry in range(ENTRIES)]


def test_what_a_killed_process_had_written_is_there(tmp_path, start, answer):
    path = tmp_path / "feedback.sqlite"
    writer = start(path, "killed", 100_000)
    assert writer.stdout.readline() == "ready\n"
    writer.stdin.write("go\n")
    writer.stdin.flush()
    done = [writer.stdout.readline() for _ in range(10)]
    writer.kill()
    writer.wait()
    store = FeedbackStore(path)
    store.add(Feedback(answer=answer, verdict="up", reason="after"))
    said = [one.reason for one in store.read()]
    assert said[: len(done)] == [f"killed {number}" for number in range(10)]
    assert said[-1] == "after"


def test_a_reader_is_told_where_another_process_does_not_let_go(store, answer, tmp_path):
    store.add(Feedback(answer=answer, verdict="up"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "_WAIT_SECONDS", 0.05)
        with closing(sqlite3.connect(tmp_path / "feedback.sqlite")) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(FeedbackError, match="locked"):
                store.add(Feedback(answer=answer, verdict="down"))
    assert len(store.read()) == 1


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to be one" * 50, b"\0" * 5000]
)
def test_a_file_that_is_damaged_is_told_of_and_left_as_it_is(store, answer, tmp_path, content):
    path = tmp_path / "feedback.sqlite"
    path.write_bytes(content)
    for use in (store.read, lambda: store.add(Feedback(answer=answer, verdict="up"))):
        with pytest.raises(FeedbackError, match=r"feedback\.sqlite cannot be used"):
            use()
    assert path.read_bytes() == content


def test_a_file_cut_short_is_told_of(store, answer, tmp_path):
    for number in range(50):
        store.add(Feedback(answer=answer, verdict="up", reason=f"{number} " * 200))
    path = tmp_path / "feedback.sqlite"
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(FeedbackError, match=r"feedback\.sqlite cannot be used"):
        store.read()


@pytest.mark.parametrize("entry", ["", "{", "[]", '{"verdict": "up"}', '{"answer": {}}'])
def test_an_entry_that_is_none_is_told_of(store, answer, tmp_path, entry):
    store.add(Feedback(answer=answer, verdict="up"))
    with closing(sqlite3.connect(tmp_path / "feedback.sqlite")) as file, file:
        file.execute("INSERT INTO feedback (entry) VALUES (?)", (entry,))
    with pytest.raises(FeedbackError, match="has an entry that cannot be read"):
        store.read()


def test_a_file_of_another_program_is_told_of(store, answer, tmp_path):
    with closing(sqlite3.connect(tmp_path / "feedback.sqlite")) as file, file:
        file.execute("CREATE TABLE feedback (colour TEXT)")
    for use in (store.read, lambda: store.add(Feedback(answer=answer, verdict="up"))):
        with pytest.raises(FeedbackError, match=r"no such column|no column named"):
            use()


def test_a_place_that_cannot_be_written_is_told_of(answer, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "feedback.sqlite", tmp_path / "folder"):
        with pytest.raises(FeedbackError, match="cannot be used"):
            FeedbackStore(path).add(Feedback(answer=answer, verdict="up"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_only_be_read_is_told_of(answer, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(FeedbackError, match="cannot be used"):
        FeedbackStore(tmp_path / "feedback.sqlite").add(Feedback(answer=answer, verdict="up"))


def test_it_is_an_error_that_the_user_can_mend():
    assert issubclass(FeedbackError, UserError)
    assert issubclass(FeedbackError, AssistantError)


def test_a_file_that_cannot_be_looked_for_is_told_of(tmp_path):
    with pytest.raises(FeedbackError, match="cannot be used"):
        FeedbackStore(tmp_path / ("x" * 300)).read()


def test_each_verdict_has_a_number_by_which_a_reason_can_be_added(store, answer):
    first = store.add(Feedback(answer=answer, verdict="down"))
    second = store.add(Feedback(answer=answer, verdict="down", reason="too short"))
    assert first != second
    store.add_reason(first, "“Пятая” функция\nотсутствует '); DROP TABLE feedback; --")
    store.add_reason(second, "no, too long")
    assert [one.reason for one in store.read()] == [
        "“Пятая” функция\nотсутствует '); DROP TABLE feedback; --",
        "no, too long",
    ]


def test_nothing_but_the_reason_is_changed(store, answer):
    told = Feedback(
        answer=answer, verdict="down", correction=("A/RES/72/7#op1",), history=("Who?", "Почему?")
    )
    other = Feedback(answer=answer, verdict="up")
    number = store.add(told)
    store.add(other)
    store.add_reason(number, "because")
    assert store.read() == [told.model_copy(update={"reason": "because"}), other]


@settings(deadline=None, database=None, max_examples=50)
@given(st.text())
def test_any_words_are_kept_as_a_reason(tmp_path_factory, make_answer, words):
    store = FeedbackStore(tmp_path_factory.mktemp("words") / "feedback.sqlite")
    one = Feedback(answer=make_answer(), verdict="down")
    store.add_reason(store.add(one), words)
    assert store.read() == [one.model_copy(update={"reason": words})]


@pytest.mark.parametrize("number", [0, 2, -1, 10**12])
def test_a_reason_for_a_verdict_that_there_is_not_is_told(store, answer, number):
    store.add(Feedback(answer=answer, verdict="up"))
    with pytest.raises(FeedbackError, match=rf"no feedback with the number {number}"):
        store.add_reason(number, "because")
    assert store.read()[0].reason == ""


def test_a_reason_without_a_file_is_told(tmp_path):
    with pytest.raises(FeedbackError, match="no feedback with the number 1"):
        FeedbackStore(tmp_path / "feedback.sqlite").add_reason(1, "because")


def test_a_reason_for_a_damaged_file_is_told(tmp_path):
    (tmp_path / "feedback.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(FeedbackError, match="cannot be used"):
        FeedbackStore(tmp_path / "feedback.sqlite").add_reason(1, "because")


def test_what_was_written_by_an_older_program_has_numbers_too(store, answer, tmp_path):
    entry = Feedback(answer=answer, verdict="down")
    store.add(entry)
    with closing(sqlite3.connect(tmp_path / "feedback.sqlite")) as file, file:
        entry_without = entry.model_dump_json(exclude={"reason"})
        file.execute("UPDATE feedback SET entry = ?", (entry_without,))
    store.add_reason(1, "because")
    assert store.read()[0].reason == "because"
