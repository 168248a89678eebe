"""An assistant answers from what other processes added, at its next question, and from one state."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Assistant, UnknownDocument
from assistant import holding as holding_module
from index.adding import add_documents
from index.errors import CollectionError, FilterError
from index.filter import Filter

SYMBOL = "A/RES/70/91"
QUESTION = f"What does operative paragraph 1 of {SYMBOL} say?"


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch) -> Path:
    """An index of the shipped documents, to be added to."""
    monkeypatch.setenv("MANDATE_HOME", str(tmp_path / "home"))
    return Path(shutil.copytree(home / "index", tmp_path / "home" / "index"))


@pytest.fixture
def held(folder: Path) -> Iterator[Assistant]:
    with Assistant(model="none") as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A file with one resolution."""

    def make(text: str, symbol: str = SYMBOL, name: str = "one.jsonl") -> Path:
        line = {
            "symbol": symbol,
            "date": "2015-12-09",
            "title": {"en": "Lighthouses of the inland lakes"},
            "paragraphs": [{"kind": "operative", "n": 1, "text": {"en": text}}],
        }
        (tmp_path / name).write_text(json.dumps(line), encoding="utf-8")
        return tmp_path / name

    return make


def builds(folder: Path) -> int:
    return len(list(folder.glob("build-*")))


def test_what_another_process_added_is_answered_from_at_the_next_question(
    held: Assistant, write, environment, folder: Path
):
    with pytest.raises(UnknownDocument):
        held.document(SYMBOL)
    before = held.checksum
    path = write("Requests the keepers to light the lamps at dusk")
    code = "from assistant.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "add", str(path)],
        capture_output=True, text=True, check=False,
        env=environment | {"MANDATE_HOME": str(folder.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = held.ask(QUESTION)
    assert [c.quote for c in answer.citations] == [
        "Requests the keepers to light the lamps at dusk"
    ]
    assert answer.receipt.index == held.checksum != before
    assert SYMBOL in [str(d.symbol) for d in held.documents()]


def test_what_the_assistant_itself_adds_and_removes(held: Assistant, write):
    report = held.add([str(write("Requests the keepers to light the lamps"))])
    assert report.documents == 1
    assert held.ask(QUESTION).status == "answered"
    held.add([write("Requests the keepers to trim the wicks")])
    [citation] = held.ask(QUESTION).citations
    assert citation.quote == "Requests the keepers to trim the wicks"
    before = held.checksum
    held.rebuild()
    assert held.checksum == before
    held.remove([SYMBOL])
    assert SYMBOL not in [str(d.symbol) for d in held.documents()]
    with pytest.raises(UnknownDocument):
        held.document(SYMBOL)


def test_an_answer_under_way_is_finished_from_the_state_it_was_begun_with(held: Assistant, write):
    path = write("Requests the keepers to light the lamps")
    held.add([path])
    before = held.checksum
    events = held.stream(QUESTION)
    first = next(events)
    held.add([write("Requests the keepers to trim the wicks")])
    answer = [first, *events][-1].answer
    assert [c.quote for c in answer.citations] == ["Requests the keepers to light the lamps"]
    assert answer.receipt.index == before
    assert held.ask(QUESTION).citations[0].quote == "Requests the keepers to trim the wicks"


def test_documents_that_are_held_on_to_stay_as_they_were(held: Assistant, write):
    held.add([write("Requests the keepers to light the lamps")])
    document = held.document(SYMBOL)
    held.add([write("Requests the keepers to trim the wicks")])
    held.remove([SYMBOL])
    held.ask("What are the functions of the Centre?")
    assert document.paragraph("op1").version("en").text == "Requests the keepers to light the lamps"


def test_old_builds_are_swept_only_when_nobody_holds_them(
    folder: Path, write, held: Assistant, monkeypatch
):
    path = write("Requests the keepers to light the lamps")
    with Assistant(model="none") as other:
        held.add([path])
        # The other has not asked since.
        assert builds(folder) == 2
        assert other.ask(QUESTION).status == "answered"
    monkeypatch.setattr(holding_module, "_TIDY_SECONDS", 0.0)
    held.add([write("Requests the keepers to trim the wicks")])
    held.ask(QUESTION)
    held.add([write("Requests the keepers to climb the stairs")])
    for _ in range(3):
        held.ask(QUESTION)
    held.add([write("Requests the keepers to ring the bells")])
    held.ask(QUESTION)
    assert builds(folder) <= 2


def test_a_named_collection_is_asked_apart(held: Assistant, write):
    path = write("Requests the keepers to light the lamps")
    held.add([path], collection="lakes")
    assert held.collections() == ["default", "lakes"]
    assert SYMBOL not in [str(d.symbol) for d in held.documents()]
    assert [str(d.symbol) for d in held.documents(collection="lakes")] == [SYMBOL]
    answer = held.ask(QUESTION, collection="lakes")
    assert answer.citations[0].quote == "Requests the keepers to light the lamps"
    assert answer.searched.documents == 1
    with Assistant(model="none", collection="lakes") as lakes:
        assert lakes.ask(QUESTION).citations == answer.citations
    with pytest.raises(CollectionError, match="there is no collection 'seas'"):
        held.ask(QUESTION, collection="seas")
    with pytest.raises(CollectionError):
        Assistant(model="none", collection="seas")


def test_a_filter_chooses_the_documents_that_are_searched(held: Assistant, write):
    held.add([write("Requests the keepers to support preventive diplomacy")])
    question = "What is said about preventive diplomacy?"
    every = {c.symbol for c in held.ask(question).citations}
    assert every
    answer = held.ask(question, where=Filter(years=(2015,)))
    assert {c.symbol for c in (*answer.citations, *answer.closest)} <= {SYMBOL}
    assert answer.searched.documents == 1
    with pytest.raises(FilterError, match="no document that is held is as the filter asks"):
        held.ask(question, where=Filter(years=(1946,)))
    with pytest.raises(FilterError):
        held.ask(question, where=Filter(kinds=("poem",)))


def test_an_index_that_is_damaged_meanwhile_is_no_end_of_the_state_that_is_open(
    held: Assistant, folder: Path
):
    before = held.ask("What are the functions of the Centre?")
    (folder / "current").write_text("garbage")
    assert held.ask("What are the functions of the Centre?") == before
    (folder / "current").write_text("build-gone")
    assert held.ask("What are the functions of the Centre?") == before


def test_an_index_of_another_model_is_not_asked(held: Assistant, folder: Path, tmp_path: Path):
    import numpy as np

    class Other:
        name, dimension = "other", 4

        def encode_query(self, texts: list[str]) -> np.ndarray:
            return self.encode_document(texts)

        def encode_document(self, texts: list[str]) -> np.ndarray:
            return np.full((len(texts), 4), 0.5, dtype=np.float32)

    before = held.ask("What are the functions of the Centre?")
    (tmp_path / "none").mkdir()
    add_documents([tmp_path / "none"], folder, embedder=Other(), workers=1)
    assert held.ask("What are the functions of the Centre?") == before
