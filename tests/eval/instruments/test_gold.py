"""The gold that ships: facts alone, whole, and refused where it is not."""

from __future__ import annotations

import json
import re

import pytest

from eval.instruments.errors import GoldError
from eval.instruments.gold import GOLD, read_pairs, read_tasks, wanted
from index.locator import Locator
from index.symbol import Symbol

PAIR = {
    "earlier": "A/RES/70/1",
    "later": "A/RES/71/1",
    "language": "en",
    "pairs": [[["op1"], ["op1"]]],
    "gone": [],
    "new": [],
    "doubtful": [],
}


def test_the_parts_are_as_large_as_is_told_and_apart():
    parts = {split: read_pairs(split) for split in ("development", "test")}
    assert [len(parts["development"]), len(parts["test"])] == [16, 37]
    assert sum(pair.language == "en" for pair in parts["test"]) == 30
    names = {split: {(p.earlier, p.later) for p in own} for split, own in parts.items()}
    assert not names["development"] & names["test"]
    tasks = {split: read_tasks(split) for split in ("development", "test")}
    assert [len(own) for own in tasks.values()] == [21, 43]
    assert not {t.symbol for t in tasks["development"]} & {t.symbol for t in tasks["test"]}
    assert len(read_pairs("all")) == 53
    assert len(read_tasks("all")) == 64


def test_every_place_is_a_place():
    for pair in read_pairs("all"):
        assert Symbol(pair.earlier) != Symbol(pair.later)
        assert all(Locator(x) for side in pair.sides for x in side)
        placed = [set(side) for side in pair.sides]
        for before, after in pair.doubtful:
            assert set(before) <= placed[0]
            assert set(after) <= placed[1]
    for document in read_tasks("all"):
        assert document.rows
        for row in document.rows:
            assert str(Locator(row.locator)).startswith("op")
            assert all(0 <= span.start < span.end for span in row.spans)


def test_no_words_of_a_document_stand_in_the_gold():
    symbol = r"[AE]/RES/\d+/\d+"
    place = r"(?:annex\d+\.|part\d+\.|sec\d+\.)*(?:pp|op|p|n)\d+(?:\.\w+)*"
    known = r"en|fr|ru|es|ar|zh|C\.\d|plenary|ECOSOC|six|[0-9a-f]{16}"
    allowed = re.compile(f"{symbol}|{place}|{known}")
    strings = [
        text
        for path in GOLD.glob("*.json")
        for entry in json.loads(path.read_text("utf-8"))
        for text in leaves({name: value for name, value in entry.items() if name != "note"})
    ]
    assert len(strings) > 1000
    assert [text for text in strings if not allowed.fullmatch(text)] == []
    assert max(len(pair.note) for pair in read_pairs("all")) < 80


def leaves(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"gone": ["op1"]}, "op1 stands in two places"),
        ({"pairs": [[["op1"], []]]}, "a group has an empty side"),
        ({"language": "de"}, "0.language"),
        ({"surplus": 1}, "0.surplus"),
    ],
)
def test_gold_that_contradicts_itself_is_refused(change, said, tmp_path):
    path = tmp_path / "pairs-development.json"
    path.write_text(json.dumps([PAIR]), encoding="utf-8")
    assert len(read_pairs("development", tmp_path)) == 1
    path.write_text(json.dumps([PAIR | change]), encoding="utf-8")
    with pytest.raises(GoldError, match=re.escape(said)):
        read_pairs("development", tmp_path)


def test_gold_that_is_missing_is_named(tmp_path):
    with pytest.raises(GoldError, match=r"tasks-test\.json cannot be used"):
        read_tasks("test", tmp_path)


def test_documents_are_wanted_in_the_languages_that_are_measured():
    found = wanted(read_pairs("test"), read_tasks("test"))
    assert len(found) > 60
    assert sum(own != {"en"} for own in found.values()) == 24
