"""Adding and removing: what is unchanged is not read, what changed replaces, what is wrong is told."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from index.adding import files as looking
from index.adding import run
from index.errors import HomeError, ReadError

from .conftest import Collection, make_line

A, B, C = "A/RES/60/1", "A/RES/61/2", "A/RES/62/3"


def test_what_was_added_is_held_and_found(collection: Collection, lines: Path):
    report = collection.add(lines)
    assert (report.documents, report.paragraphs, report.unchanged) == (3, 12, 0)
    assert (report.refused, report.warnings) == ([], [])
    assert collection.symbols == [A, B, C]
    state = collection.state()
    assert state["leftovers"] == []
    assert state["living"] == state["vectors"] == 12
    assert state["hits"]["en"]
    with collection.open() as index:
        document = index.document(A)
        assert document.date.isoformat() == "2006-03-01"
        assert document.organ == "General Assembly"


def test_the_index_of_what_ships_is_added_to(
    short_build: Path, one_document: Path, copy_of, embedder, lines: Path
):
    from index.build import open_index

    folder = copy_of(short_build)
    Collection(folder, embedder).add(lines, documents=one_document)
    steps: list[str] = []
    with open_index(
        folder, documents=one_document, embedder=embedder, progress=steps.append
    ) as index:
        assert [str(d.symbol) for d in index.documents] == ["S/2007/1", A, B, C]
    assert steps == []


def test_what_is_unchanged_costs_a_hash_and_is_not_read(
    collection: Collection, tmp_path: Path, lines: Path, reads: list[str], monkeypatch
):
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps(make_line(7)).encode()))
    with zipfile.ZipFile(tmp_path / "acts.zip", "w") as archive:
        archive.writestr("in/eight.json", json.dumps(make_line(8)))
    paths = [lines, packed, tmp_path / "acts.zip"]
    collection.add(*paths)
    assert len(reads) == 5
    before = collection.state()
    pointer = (collection.folder / "current").read_text()
    reads.clear()
    # Nor is it taken apart.
    monkeypatch.setattr(looking, "members_of", lambda source: pytest.fail(f"opened {source}"))
    report = collection.add(*paths)
    assert reads == []
    assert (report.documents, report.unchanged) == (0, 3)
    assert collection.state() == before
    assert (collection.folder / "current").read_text() == pointer
    assert "3 unchanged since they were added" in report.lines()
    assert report.to_json()["unchanged"] == 3


def test_a_file_that_was_touched_or_named_otherwise_is_unchanged(
    collection: Collection, lines: Path, reads: list[str], monkeypatch
):
    collection.add(lines)
    reads.clear()
    lines.write_bytes(lines.read_bytes())
    monkeypatch.chdir(lines.parent)
    assert collection.add(Path("lines.jsonl")).unchanged == 1
    assert collection.add(Path("..") / lines.parent.name).unchanged >= 1
    assert reads == []


def test_what_is_refused_is_told_again_each_time(
    collection: Collection, tmp_path: Path, lines: Path
):
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)))
    with zipfile.ZipFile(tmp_path / "acts.zip", "w") as archive:
        archive.writestr("good.json", json.dumps(make_line(8)))
        archive.writestr("bad.json", '{"symbol": "A/RES/1/1", "date": "never"}')
    with lines.open("a") as file:
        file.write('{"symbol": "A/RES/9/9", "date": "2020-01-01", "paragraphs": []}\n')
    paths = [lines, tmp_path / "odd.bin", tmp_path / "acts.zip"]
    first = collection.add(*paths)
    assert first.refused_count == 3
    assert (first.documents, len(collection.symbols)) == (4, 4)
    again = collection.add(*paths)
    assert sorted(again.refused) == sorted(first.refused)
    assert again.documents == 0
    # In a folder with something new beside it.
    (tmp_path / "odd.bin").write_bytes(bytes(255))
    changed = collection.add(*paths)
    assert changed.refused_count == 3


def test_a_dry_run_reads_everything_and_stores_nothing(
    collection: Collection, tmp_path: Path, lines: Path, write_lines
):
    collection.add(lines)
    before = collection.state()
    more = write_lines(tmp_path / "more.jsonl", [make_line(n) for n in range(10, 15)])
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)))
    report = collection.add(lines, more, tmp_path / "odd.bin", dry_run=True)
    assert (report.documents, report.unchanged, report.refused_count) == (5, 1, 1)
    assert collection.state() == before
    assert collection.add(more).documents == 5


def test_progress_goes_from_nothing_to_all(
    collection: Collection, tmp_path: Path, lines: Path, write_lines, monkeypatch
):
    monkeypatch.setattr(run, "_BATCH", 8)
    more = write_lines(tmp_path / "more.jsonl", [make_line(n) for n in range(10, 30)])
    told = []
    report = collection.add(lines, more, watch=told.append)
    total = lines.stat().st_size + more.stat().st_size
    assert {p.total for p in told} == {total}
    done = [p.done for p in told]
    assert done == sorted(done)
    assert done[-1] == total
    assert [p.documents for p in told] == sorted(p.documents for p in told)
    assert (told[-1].documents, told[-1].versions) == (report.documents, 23 * 4)
    assert told[-1].seconds_left == 0
    assert told[0].rate == 0
    assert {p.step for p in told} == {"reading", "storing", "indexing the vectors"}
    assert told[-1].step == "indexing the vectors"


def test_a_path_that_does_not_exist_is_told_before_anything_is_stored(
    collection: Collection, tmp_path: Path, lines: Path
):
    with pytest.raises(ReadError, match=r"nothing\.json: there is no such file"):
        collection.add(lines, tmp_path / "nothing.json")
    assert not collection.folder.exists()


def test_a_folder_that_cannot_be_written_is_told(collection: Collection, lines: Path):
    collection.folder.write_text("mine")
    with pytest.raises(HomeError, match="MANDATE_HOME"):
        collection.add(lines)
    assert collection.folder.read_text() == "mine"


def test_an_empty_folder_adds_nothing_and_makes_a_collection(
    collection: Collection, tmp_path: Path
):
    (tmp_path / "none").mkdir()
    report = collection.add(tmp_path / "none")
    assert (report.documents, report.refused) == (0, [])
    assert collection.symbols == []
    with collection.open() as index:
        assert index.search(collection.embedder.encode_query(["anything"])[0], []) == []


def test_processes_and_this_one_make_the_same_index(
    make_collection, tmp_path: Path, lines: Path, write_lines
):
    write_lines(tmp_path / "more.jsonl", [make_line(n, ["en", "ru"]) for n in range(3, 40)])
    states = []
    for workers in (1, 2):
        made = make_collection(f"by {workers}")
        made.add(lines, tmp_path / "more.jsonl", workers=workers)
        states.append(made.state())
    assert states[0] == states[1]
