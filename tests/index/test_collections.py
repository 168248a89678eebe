"""Collections: named indexes under one home."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.adding import add_documents
from index.catalogue import DOCUMENTS
from index.collections import (
    DEFAULT,
    check_collection,
    collection_folder,
    list_collections,
    shipped_with,
)
from index.errors import CollectionError, UserError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("MANDATE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_one_that_ships_is_always_there(home: Path):
    assert list_collections() == [DEFAULT]
    assert check_collection(DEFAULT) == DEFAULT
    assert collection_folder() == home / "index"
    assert shipped_with(DEFAULT) == DOCUMENTS
    # Nothing is made by asking.
    assert not home.exists()


def test_a_named_one_is_there_when_something_was_added(home: Path, tmp_path: Path, embedder):
    (tmp_path / "none").mkdir()
    for name in ("water", "2024_arms-trade"):
        add_documents(
            [tmp_path / "none"], collection_folder(name), documents=None, embedder=embedder
        )
    (home / "collections" / "never").mkdir()
    assert list_collections() == [DEFAULT, "2024_arms-trade", "water"]
    assert check_collection("water") == "water"
    assert shipped_with("water") is None


def test_a_damaged_one_is_there(home: Path):
    folder = home / "collections" / "water"
    folder.mkdir(parents=True)
    (folder / "current").write_text("garbage")
    assert list_collections() == [DEFAULT, "water"]


def test_one_that_is_not_there_is_told_with_how_to_make_it():
    with pytest.raises(CollectionError) as caught:
        check_collection("water")
    told = str(caught.value)
    assert told == (
        "there is no collection 'water'; there are: default. "
        "Make it with: mandate add --collection water FILES"
    )
    assert isinstance(caught.value, UserError)


@pytest.mark.parametrize(
    "name", ["", " ", "Water", "../index", "a/b", ".", "-x", "x" * 65, "eau\n", "вода", "a\0b"]
)
def test_what_is_no_name_is_told_and_leads_nowhere(home: Path, name: str):
    with pytest.raises(CollectionError, match="is no name of a collection"):
        collection_folder(name)
    with pytest.raises(CollectionError):
        check_collection(name)
    assert not home.exists()
