"""Ctrl-C, killed processes and readers meanwhile: an index is whole at every moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import home
from index.adding import run, work
from index.errors import ReadError
from index.intake.formats import Format
from index.intake.read import ReadOutcome

from .conftest import Collection, make_line

A, B, C = "A/RES/60/1", "A/RES/61/2", "A/RES/62/3"


def test_what_the_reader_is_killed_by_is_no_end_of_the_others(
    collection: Collection, tmp_path: Path, lines: Path, monkeypatch
):
    read_guarded = work.read_guarded

    def failing(name: str, content: bytes, format: Format) -> ReadOutcome:
        if name.endswith(B):
            raise ReadError("a reader of our own failed")
        return read_guarded(name, content, format)

    monkeypatch.setattr(work, "read_guarded", failing)
    with pytest.raises(ReadError):
        collection.add(lines)
    # What was stored before stays, and is whole; nothing half made is left.
    build = home.current_build(collection.folder)
    assert build is not None
    home.check(build)
    assert sorted(p.name for p in collection.folder.iterdir()) == sorted(
        [".lock", "current", build.name]
    )


class Stopping:
    """Stops as Ctrl-C does when so many steps were told."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, progress: object) -> None:
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


@pytest.mark.parametrize("after", [1, 4, 11, 18, 25])
def test_an_interrupt_leaves_whole_batches_and_the_same_command_goes_on(
    make_collection, tmp_path: Path, monkeypatch, write_lines, after: int
):
    monkeypatch.setattr(run, "_BATCH", 16)
    path = write_lines(tmp_path / "lines.jsonl", [make_line(n) for n in range(20)])
    whole = make_collection("whole")
    whole.add(path)
    stopped = make_collection("stopped")
    with pytest.raises(KeyboardInterrupt):
        stopped.add(path, watch=Stopping(after))
    state = stopped_state(stopped)
    assert len(state) % 4 == 0
    report = stopped.add(path)
    assert report.documents == 20 - len(state)
    assert report.unchanged == len(state)
    assert stopped.state() == whole.state()


def stopped_state(collection: Collection) -> list[str]:
    build = home.current_build(collection.folder)
    assert build is not None
    home.check(build)
    assert sorted(p.name for p in collection.folder.iterdir()) == sorted(
        [".lock", "current", build.name]
    )
    return collection.symbols


def test_an_interrupt_at_the_last_moment_of_a_batch_loses_nothing(
    collection: Collection, lines: Path, tmp_path: Path, monkeypatch, write_lines
):
    collection.add(lines)
    make_current = home.make_current

    def interrupted(folder: Path, build: Path) -> None:
        make_current(folder, build)
        raise KeyboardInterrupt

    monkeypatch.setattr(home, "make_current", interrupted)
    with pytest.raises(KeyboardInterrupt):
        collection.add(write_lines(tmp_path / "more.json", [make_line(9)]))
    monkeypatch.undo()
    assert collection.symbols == [A, B, C, "A/RES/69/10"]


def test_what_a_killed_process_left_is_swept(collection: Collection, lines: Path):
    collection.add(lines)
    for name in ("build-debris", ".vectors-debris"):
        (collection.folder / name).mkdir()
        (collection.folder / name / "half").write_text("half")
    (collection.folder / ".current-build-debris").write_text("build-debris")
    collection.add(lines)
    assert collection.state()["leftovers"] == []


def test_reading_goes_on_while_documents_are_added(
    collection: Collection, lines: Path, tmp_path: Path, monkeypatch, write_lines
):
    # Readers of the state before keep it until they close it, then it is swept.
    monkeypatch.setattr(run, "_BATCH", 4)
    collection.add(lines)
    reader = collection.open()
    before = reader.documents
    collection.add(write_lines(tmp_path / "more.jsonl", [make_line(n) for n in range(5, 15)]))
    assert len(list(collection.folder.glob("build-*"))) == 2
    assert [len(d.paragraphs) for d in reader.documents] == [4, 4, 4]
    [vector] = collection.embedder.encode_query(["harvest"])
    monkeypatch.setattr("index.search._EXACT_ROWS", 0)
    monkeypatch.setattr("index.search._BEFORE_OPENING", 0)
    assert {h.paragraph.symbol for h in reader.search(vector, [])} <= {d.symbol for d in before}
    reader.close()
    collection.add(write_lines(tmp_path / "last.json", [make_line(30)]))
    assert len(list(collection.folder.glob("build-*"))) == 1
    assert len(collection.symbols) == 14
