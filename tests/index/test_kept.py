"""What was added outlives damage to the index, as far as it can be read; what cannot is told."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index import home
from index.adding import add_documents
from index.build import open_index, rebuild_index

SYMBOLS = ["A/RES/70/1", "A/RES/70/2", "A/RES/70/3"]


def line(symbol: str, number: int) -> str:
    words = ["harvest", "glacier", "archive"][number]
    return json.dumps(
        {
            "symbol": symbol,
            "date": "2015-09-25",
            "title": {"en": f"The {words}"},
            "paragraphs": [
                {"kind": "operative", "n": 1, "text": {"en": f"Decides to support the {words}"}}
            ],
        }
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "files"
    folder.mkdir()
    lines = [line(symbol, n) for n, symbol in enumerate(SYMBOLS)]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def added(tmp_path_factory, short_build: Path, one_document: Path, files: Path, embedder) -> Path:
    """An index of one document that ships and three that were added; only to be read."""
    folder = Path(shutil.copytree(short_build, tmp_path_factory.mktemp("added") / "index"))
    add_documents([files], folder, documents=one_document, embedder=embedder, workers=1)
    return folder


@pytest.fixture
def folder(added: Path, copy_of: Callable[[Path], Path]) -> Path:
    return copy_of(added)


@pytest.fixture
def opened(one_document: Path, embedder) -> Callable[[Path], tuple[list[str], list[str]]]:
    """Opens an index: the symbols in it, and the steps that were told."""

    def open_it(folder: Path) -> tuple[list[str], list[str]]:
        steps: list[str] = []
        with open_index(
            folder, documents=one_document, embedder=embedder, progress=steps.append
        ) as index:
            for paragraph in index.paragraphs():
                assert paragraph.version("en").text
            return [str(document.symbol) for document in index.documents], steps

    return open_it


def build_of(folder: Path) -> Path:
    found = home.current_build(folder)
    assert found is not None
    return found


def test_nothing_is_built_for_what_is_whole(folder: Path, opened):
    assert opened(folder) == (["S/2007/1", *SYMBOLS], [])


@pytest.mark.parametrize(
    "damage",
    [
        lambda build: (build / "manifest.json").unlink(),
        lambda build: (build / "manifest.json").write_bytes(b"\xff"),
        lambda build: (build / "rows.npy").write_bytes(b""),
        lambda build: shutil.rmtree(build / "embeddings"),
        lambda build: shutil.rmtree(build / "lexical"),
        lambda build: shutil.rmtree(build / "vectors"),
        lambda build: (build.parent / "current").write_text("garbage"),
        lambda build: (build.parent / "current").unlink(),
    ],
)
def test_what_was_added_is_kept_whatever_else_is_damaged(folder: Path, opened, damage, files):
    checksum = home.read_manifest(build_of(folder)).checksum
    damage(build_of(folder))
    symbols, steps = opened(folder)
    assert symbols == ["S/2007/1", *SYMBOLS]
    assert "kept 3 added documents" in steps
    assert home.read_manifest(build_of(folder)).checksum == checksum
    assert opened(folder)[1] == []
    assert len(list(folder.glob("build-*"))) == 1


def test_files_that_were_added_are_still_unchanged_afterwards(
    folder: Path, opened, files: Path, one_document: Path, embedder
):
    (build_of(folder) / "rows.npy").write_bytes(b"")
    opened(folder)
    report = add_documents([files], folder, documents=one_document, embedder=embedder, workers=1)
    assert (report.documents, report.unchanged) == (0, 1)


def test_another_model_embeds_anew_what_was_added(folder: Path, one_document, make_embedder):
    other = make_embedder("other", 32)
    with open_index(folder, documents=one_document, embedder=other) as index:
        assert [str(d.symbol) for d in index.documents] == ["S/2007/1", *SYMBOLS]
        [vector] = other.encode_query(["support the glacier"])
        assert index.search(vector, [])[0].paragraph.symbol == "A/RES/70/2"


def test_a_rebuilt_index_is_the_same(folder: Path, one_document, embedder):
    before = home.read_manifest(build_of(folder)).checksum
    with rebuild_index(folder, documents=one_document, embedder=embedder, force=True) as index:
        assert index.checksum == before


def spoil(statement: str) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        database = sqlite3.connect(build / "store.sqlite")
        database.execute(statement)
        database.commit()
        database.close()

    return damage


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (spoil("UPDATE edition SET stated = '{' WHERE document = 3"), ["A/RES/70/2"]),
        (spoil("UPDATE edition SET locators = '[\"op9\"]' WHERE document = 3"), ["A/RES/70/2"]),
        (spoil("DELETE FROM version WHERE paragraph IN (SELECT id FROM paragraph "
               "WHERE document = 4)"), ["A/RES/70/3"]),
        (spoil("UPDATE edition SET stated = json_set(stated, '$.date', NULL) "
               "WHERE document = 2"), ["A/RES/70/1"]),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_is_told_and_can_be_added_again(
    folder: Path, opened, files: Path, one_document: Path, embedder, damage, lost
):
    damage(build_of(folder))
    symbols, steps = opened(folder)
    assert symbols == ["S/2007/1", *(s for s in SYMBOLS if s not in lost)]
    assert f"could not be kept, add them again: {', '.join(lost)}" in steps
    report = add_documents([files], folder, documents=one_document, embedder=embedder, workers=1)
    assert (report.documents, report.unchanged) == (len(lost), 3 - len(lost))
    assert opened(folder) == (["S/2007/1", *SYMBOLS], [])


@pytest.mark.parametrize("at", range(0, 100, 9))
def test_whatever_part_of_the_store_is_damaged_what_ships_is_answered_from(
    folder: Path, opened, at: int
):
    path = build_of(folder) / "store.sqlite"
    content = bytearray(path.read_bytes())
    place = len(content) * at // 100
    content[place : place + 3000] = bytes(len(content[place : place + 3000]))
    path.write_bytes(content)
    symbols, steps = opened(folder)
    assert symbols[0] == "S/2007/1"
    if symbols != ["S/2007/1", *SYMBOLS]:
        assert any("add it again" in step or "add them again" in step for step in steps)
    assert opened(folder) == (symbols, [])


def test_a_store_that_is_gone_is_told(folder: Path, opened):
    (build_of(folder) / "store.sqlite").unlink()
    symbols, steps = opened(folder)
    assert symbols == ["S/2007/1"]
    assert any("add it again" in step for step in steps)
