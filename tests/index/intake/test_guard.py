from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.intake.formats import Format
from index.intake.guard import Guard, read_guarded
from index.intake.limits import Limits
from index.intake.read import ReadOutcome

from .fakes import LIMITS, TARGET, children, ended, linux, soon, text_of
from .made import PDF


def test_what_the_child_reads_comes_back_as_it_was(guard: Guard) -> None:
    outcome = guard.read("x.pdf", b"Decides", Format.PDF)
    (version,) = outcome.versions
    assert outcome.refusal is None
    assert text_of(outcome) == "Decides"
    assert type(version.symbol).__name__ == "Symbol"
    assert [type(place).__name__ for place in version.paragraphs] == ["Locator"]
    assert version.symbol is not None
    assert version.symbol.is_resolution


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"sleep", "x.pdf: took more than 1.5 s to read"),
        (b"hang", "x.pdf: took more than 1.5 s to read"),
        (
            b"exit",
            "x.pdf: broke its pdf reader (exit status 7): it is damaged or hostile, or needs",
        ),
        (
            b"crash",
            "x.pdf: broke its pdf reader (SIGSEGV): it is damaged or hostile, or needs more",
        ),
        (b"evil", "x.pdf: its pdf reader gave no reading ("),
        (b"odd", "x.pdf: its pdf reader gave what cannot be sent on ("),
    ],
)
def test_a_reader_that_does_not_return_is_a_refusal_and_the_next_file_is_read(
    guard: Guard, content: bytes, line: str
) -> None:
    begun = time.monotonic()
    outcome = guard.read("x.pdf", content, Format.PDF)
    assert time.monotonic() - begun < 15
    assert outcome.versions == ()
    assert outcome.refusal is not None
    assert outcome.refusal.startswith(line)
    assert text_of(guard.read("y.pdf", b"next", Format.PDF)) == "next"


@linux
@pytest.mark.parametrize("content", [b"grow", b"claim"])
def test_a_reader_that_eats_memory_is_stopped(guard: Guard, content: bytes) -> None:
    outcome = guard.read("x.pdf", content, Format.PDF)
    assert outcome.refusal == "x.pdf: needs more than 300 MB of memory to read"
    assert text_of(guard.read("y.pdf", b"next", Format.PDF)) == "next"


def test_what_libraries_print_goes_nowhere(guard: Guard, capfd: pytest.CaptureFixture[str]) -> None:
    assert text_of(guard.read("x.pdf", b"print", Format.PDF)) == "print"
    assert capfd.readouterr() == ("", "")


def test_a_large_file_passes(guard: Guard) -> None:
    content = b"x" * 30_000_000
    assert text_of(guard.read("x.pdf", content, Format.PDF)) == "x" * 20


def test_a_child_that_cannot_be_started_is_a_refusal() -> None:
    with Guard(LIMITS, "no_such_module:read") as guard:
        for _ in range(2):
            outcome = guard.read("x.pdf", b"", Format.PDF)
            line = "x.pdf: could not be read: its reader does not start (exit status 1)"
            assert outcome == ReadOutcome((), line)


@linux
def test_a_child_that_ended_between_two_files_costs_neither(guard: Guard) -> None:
    before = set(children(os.getpid()))
    guard.read("x", b"first", Format.PDF)
    (child,) = set(children(os.getpid())) - before
    os.kill(child, signal.SIGKILL)
    assert soon(lambda: ended(child))
    assert text_of(guard.read("y", b"second", Format.PDF)) == "second"


def test_a_guard_can_be_closed_while_a_thread_reads(guard: Guard) -> None:
    with Guard(Limits(seconds=280.0), TARGET) as slow, ThreadPoolExecutor(1) as thread:
        reading = thread.submit(slow.read, "x", b"sleep 250", Format.PDF)
        time.sleep(0.3)
        begun = time.monotonic()
        slow.close()
        assert reading.result().versions == ()
        assert time.monotonic() - begun < 200


def test_an_answer_that_comes_just_in_time_never_costs_the_next_file(fakes: Path) -> None:
    with Guard(Limits(seconds=0.05), TARGET) as guard:
        outcomes = [guard.read("x", b"sleep 0.048", Format.PDF) for _ in range(20)]
    assert {outcome.refusal for outcome in outcomes} <= {None, "x: took more than 0.05 s to read"}


def test_threads_share_a_guard(guard: Guard) -> None:
    with ThreadPoolExecutor(8) as threads:
        contents = [f"text {number}".encode() for number in range(100)]
        found = threads.map(lambda text: text_of(guard.read("x", text, Format.PDF)), contents)
        assert list(found) == [content.decode() for content in contents]


def test_json_lines_are_read_without_a_child_and_pdf_with_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def note(self: Guard, name: str, content: bytes, format: Format) -> ReadOutcome:
        read.append(name)
        return ReadOutcome(())

    monkeypatch.setattr(Guard, "read", note)
    for format in (Format.PDF, Format.DOCX, Format.HTML, Format.TEXT):
        read_guarded(f"small.{format}", b"", format)
    for format in (Format.AKN, Format.JSON_LINE):
        read_guarded(f"small.{format}", b"{}", format)
        read_guarded(f"large.{format}", b" " * 1_000_000, format)
    assert read == [
        "small.pdf",
        "small.docx",
        "small.html",
        "small.text",
        "large.akn",
        "large.json_line",
    ]


def test_a_damaged_pdf_is_refused_by_the_guard_of_the_process() -> None:
    for _ in range(2):
        outcome = read_guarded("x.pdf", PDF, Format.PDF)
        assert outcome.versions == ()
        assert outcome.refusal is not None
        assert outcome.refusal.startswith("x.pdf: ")


def test_a_guard_that_is_closed_starts_again(guard: Guard) -> None:
    guard.read("x", b"a", Format.PDF)
    guard.close()
    before = threading.active_count()
    assert text_of(guard.read("x", b"b", Format.PDF)) == "b"
    assert threading.active_count() <= before + 1
