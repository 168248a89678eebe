"""Facts that a catalogue states of the files beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.adding import add_documents
from index.build import open_index
from index.errors import CatalogueError

TEXT = """The Director of the Centre explained the plan.

1. The Centre shall open a library in Ashgabat.

2. The library lends maps to visitors.
"""
CATALOGUE = """["ST/LIB/1"]
files = ["note.txt"]
kind = "document"
organ = "Secretariat"
date = 2020-02-03
titles = { en = "Library of the Centre" }
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "note.txt").write_text(TEXT, encoding="utf-8")
    return folder


def held(folder: Path, embedder):
    with open_index(folder, documents=None, embedder=embedder) as index:
        return {str(d.symbol): (d.date.isoformat(), d.title) for d in index.documents}


def test_a_text_without_symbol_and_date_is_refused_with_what_to_do(files, tmp_path, embedder):
    report = add_documents([files], tmp_path / "index", documents=None, embedder=embedder)
    [line] = report.refused
    assert "files/note.txt" in line
    assert "catalogue.toml" in line
    assert held(tmp_path / "index", embedder) == {}


def test_a_catalogue_states_what_the_text_does_not(files, tmp_path, embedder):
    (files / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    report = add_documents([files], tmp_path / "index", documents=None, embedder=embedder)
    assert report.refused == []
    assert held(tmp_path / "index", embedder) == {
        "ST/LIB/1": ("2020-02-03", "Library of the Centre")
    }


def test_a_changed_catalogue_is_a_changed_file(files, tmp_path, embedder):
    path = files / "catalogue.toml"
    path.write_text(CATALOGUE, encoding="utf-8")
    add_documents([files], tmp_path / "index", documents=None, embedder=embedder)
    again = add_documents([files], tmp_path / "index", documents=None, embedder=embedder)
    assert again.unchanged == 1
    path.write_text(CATALOGUE.replace("2020-02-03", "2021-02-03"), encoding="utf-8")
    changed = add_documents([files], tmp_path / "index", documents=None, embedder=embedder)
    assert changed.unchanged == 0
    assert held(tmp_path / "index", embedder)["ST/LIB/1"][0] == "2021-02-03"


def test_a_catalogue_that_is_wrong_is_told_before_anything_is_stored(files, tmp_path, embedder):
    (files / "catalogue.toml").write_text(CATALOGUE.replace("2020-02-03", "'soon'"))
    with pytest.raises(CatalogueError, match="not a date"):
        add_documents([files], tmp_path / "index", documents=None, embedder=embedder)
