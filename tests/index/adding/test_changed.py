"""Files that changed, language versions that come one after another, files that were removed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.adding import remove_documents, run, work
from index.errors import SymbolError, UnknownDocument
from index.intake.formats import Format
from index.intake.read import ReadOutcome

from .conftest import Collection, make_line, text_of

A, B, C = "A/RES/60/1", "A/RES/61/2", "A/RES/62/3"


def test_of_a_changed_file_only_the_changed_line_is_read_and_it_replaces(
    collection: Collection, tmp_path: Path, lines: Path, reads: list[str], write_lines
):
    collection.add(lines)
    reads.clear()
    changed = [make_line(n) for n in range(3)]
    changed[1]["paragraphs"][0]["text"]["en"] = "Decides to lend a ladder"
    write_lines(lines, changed)
    report = collection.add(lines)
    assert reads == [f"lines.jsonl!{B}"]
    assert (report.documents, report.unchanged) == (1, 2)
    assert collection.symbols == [A, B, C]
    assert text_of(collection, B) == "Decides to lend a ladder"
    state = collection.state()
    assert state["living"] == 12
    assert "ladder" in state["words"]
    # As if it had been so from the beginning.
    fresh = Collection(tmp_path / "fresh", collection.embedder)
    fresh.add(lines)
    assert state["content"] == fresh.state()["content"]


def test_a_file_that_gives_another_document_now_takes_the_one_before_away(
    collection: Collection, tmp_path: Path, write_plain
):
    path = write_plain(tmp_path / "one.txt", make_line(0))
    collection.add(path)
    write_plain(path, make_line(1))
    collection.add(path)
    assert collection.symbols == [B]


def test_a_file_that_cannot_be_read_any_more_takes_its_document_away_and_is_told(
    collection: Collection, tmp_path: Path, write_plain
):
    path = write_plain(tmp_path / "one.txt", make_line(0))
    collection.add(path, write_plain(tmp_path / "two.txt", make_line(1)))
    path.write_text(path.read_text().replace("2006-03-01", "soon"))
    report = collection.add(path)
    [line] = report.refused
    assert line.startswith("one.txt: ")
    assert "'soon' is not a date" in line
    assert collection.symbols == [B]


def test_language_versions_added_in_separate_runs_make_one_document(
    collection: Collection, tmp_path: Path, make_collection, write_lines
):
    for language in ("fr", "en", "es"):
        collection.add(write_lines(tmp_path / f"{language}.json", [make_line(0, [language])]))
    with collection.open() as index:
        [document] = index.documents
        assert set(document.languages) == {"en", "fr", "es"}
        assert len(document.paragraphs) == 4
        assert all(len(p.versions) == 3 for p in document.paragraphs)
        assert dict(document.titles).keys() == {"en", "fr", "es"}
    # One of them changes: the others stay.
    changed = make_line(0, ["fr"])
    changed["paragraphs"][0]["text"]["fr"] = "Décide de prêter une échelle"
    collection.add(write_lines(tmp_path / "fr.json", [changed]))
    with collection.open() as index:
        versions = index.paragraph(A, "op1").versions
        assert versions["fr"].text == "Décide de prêter une échelle"
        assert set(versions) == {"en", "fr", "es"}
    whole = make_collection("whole")
    paths = [tmp_path / f"{language}.json" for language in ("en", "es", "fr")]
    whole.add(*paths)
    assert whole.state()["content"] == collection.state()["content"]


def test_files_of_the_same_name_in_other_folders_are_other_files(
    collection: Collection, tmp_path: Path, write_plain
):
    # As they are delivered: one folder for each language.
    english = write_plain(tmp_path / "en" / "A_60_1.txt", make_line(0, ["en"]))
    french = write_plain(tmp_path / "fr" / "A_60_1.txt", make_line(0, ["fr"]))
    collection.add(english)
    collection.add(french)
    changed = make_line(0, ["en"])
    changed["paragraphs"][0]["text"]["en"] = "Decides to lend a ladder"
    collection.add(write_plain(english, changed))
    with collection.open() as index:
        versions = index.paragraph(A, "op1").versions
        assert set(versions) == {"en", "fr"}
        assert versions["en"].text == "Decides to lend a ladder"


@pytest.mark.parametrize("batch", [1, 4, 9, 4000])
def test_batches_cut_no_document_in_two_and_change_nothing(
    make_collection, tmp_path: Path, monkeypatch, write_lines, batch: int
):
    # The languages of a symbol lie in files of their own, beside each other and apart.
    for n in range(4):
        for language in ("en", "fr", "ru"):
            write_lines(tmp_path / "files" / f"{n}-{language}.json", [make_line(n, [language])])
            write_lines(
                tmp_path / "files" / language / f"{n + 4}.json", [make_line(n + 4, [language])]
            )
    once = make_collection("once")
    once.add(tmp_path / "files")
    expected = once.state()
    monkeypatch.setattr(run, "_BATCH", batch)
    many = make_collection("many")
    many.add(tmp_path / "files")
    state = many.state()
    for what in ("content", "documents", "words", "living", "vectors", "leftovers"):
        assert state[what] == expected[what]
    assert {key: r.documents for key, r in state["sources"].items()} == {
        key: r.documents for key, r in expected["sources"].items()
    }
    assert all(len(d.languages) == 3 for d, _ in state["documents"])


def test_a_removed_document_is_gone_and_can_be_added_again(
    collection: Collection, lines: Path, reads: list[str]
):
    collection.add(lines)
    before = collection.state()
    remove_documents(
        ["a/res/61/2", B], collection.folder, documents=None, embedder=collection.embedder
    )
    assert collection.symbols == [A, C]
    state = collection.state()
    assert (state["living"], state["leftovers"]) == (8, [])
    assert all(address.split("#")[0] != B for address, *_ in state["hits"]["en"])
    reads.clear()
    report = collection.add(lines)
    assert reads == [f"lines.jsonl!{B}"]
    assert (report.documents, report.unchanged) == (1, 2)
    after = collection.state()
    assert after["content"] == before["content"]
    assert after["sources"] == before["sources"]
    assert after["documents"] == before["documents"]


def test_nothing_is_removed_where_one_is_not_there(collection: Collection, lines: Path):
    collection.add(lines)
    options = {"documents": None, "embedder": collection.embedder}
    with pytest.raises(UnknownDocument, match=r"A/RES/99/1 is not in the index"):
        remove_documents([A, "A/RES/99/1"], collection.folder, **options)
    with pytest.raises(SymbolError):
        remove_documents([A, "letter"], collection.folder, **options)
    assert collection.symbols == [A, B, C]


def test_a_document_that_states_no_date_is_refused_until_a_version_states_it(
    collection: Collection, tmp_path: Path, write_plain, monkeypatch
):
    read_guarded = work.read_guarded

    def dateless(name: str, content: bytes, format: Format) -> ReadOutcome:
        outcome = read_guarded(name, content, format)
        dated = name != "fr.txt"
        versions = tuple(v if dated else replace(v, date=None) for v in outcome.versions)
        return replace(outcome, versions=versions)

    monkeypatch.setattr(work, "read_guarded", dateless)
    french = write_plain(tmp_path / "fr.txt", make_line(0, ["fr"]))
    english = write_plain(tmp_path / "en.txt", make_line(0, ["en"]))
    for _ in range(2):
        report = collection.add(french)
        [line] = report.refused
        assert line.startswith("fr.txt: no date was found in it")
        assert collection.symbols == []
    collection.add(english)
    report = collection.add(french)
    assert report.refused == []
    with collection.open() as index:
        assert set(index.document(A).languages) == {"en", "fr"}
    # The one that states the date goes: the other cannot be cited without it.
    write_plain(english, make_line(1, ["en"]))
    report = collection.add(english)
    [line] = report.refused
    assert line.startswith("fr.txt: no date was found in it")
    assert collection.symbols == [B]
    assert collection.add(french).refused_count == 1
