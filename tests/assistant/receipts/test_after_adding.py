"""A receipt of today, tomorrow: documents are really added, changed and removed meanwhile."""

from __future__ import annotations

import json

import pytest

from assistant import Assistant
from assistant.receipts.text import to_text

COLLECTION = "harbours"
SYMBOL = "A/RES/95/1"
QUESTION = f"What does operative paragraph 1 of {SYMBOL} say?"
OP1 = "Requests the harbour masters to count the lighthouses of every lake"
OP2 = "Decides to remain seized of the matter of lighthouses"


def resolution(symbol, *operative):
    return json.dumps(
        {
            "symbol": symbol,
            "date": "2040-11-02",
            "title": {"en": f"Lighthouses of {symbol}"},
            "paragraphs": [
                {"kind": "operative", "n": number, "text": texts}
                for number, texts in enumerate(operative, 1)
            ],
        }
    )


@pytest.fixture
def added(tmp_path, monkeypatch):
    """An assistant of a collection of its own, and what adds to it."""
    monkeypatch.setenv("MANDATE_HOME", str(tmp_path / "home"))

    with Assistant(model="none") as opened:

        def add(symbol, *operative, name=None):
            # A document is changed by giving its file another content.
            file = tmp_path / f"{(name or symbol).replace('/', '-')}.jsonl"
            file.write_text(resolution(symbol, *operative), encoding="utf-8")
            opened.add([file], collection=COLLECTION)

        add(SYMBOL, {"en": OP1}, {"en": OP2})
        yield opened.within(COLLECTION), add


@pytest.fixture
def text(added):
    """The receipt, as a file has it."""
    held, _ = added
    answer = held.ask(QUESTION)
    assert [c.quote for c in answer.citations] == [OP1]
    return held.receipt(answer).model_dump_json()


def test_after_an_unrelated_document_it_stands(added, text):
    held, add = added
    add("A/RES/95/2", {"en": "Welcomes the buoys of the lakes"})
    assert len(held.documents()) == 2
    check = held.verify(text)
    assert check.stands
    assert not check.same_index
    assert [d.verdict for d in check.documents] == ["unchanged"]


def test_after_a_rebuild_it_stands(added, text):
    held, _ = added
    held.rebuild()
    check = held.verify(text)
    assert (check.stands, check.same_index) == (True, True)
    assert [d.verdict for d in check.documents] == ["unchanged"]


@pytest.mark.parametrize(
    ("operative", "verdict", "document"),
    [
        ([{"en": OP1}, {"en": f"{OP2} and buoys"}], "stands", "changed"),
        ([{"en": OP1.replace("count", "paint")}, {"en": OP2}], "changed", "changed"),
        ([{"en": OP2}, {"en": OP1}], "elsewhere", "changed"),
        ([{"fr": "Prie les capitaines de port de compter les phares"}], "no version", "changed"),
    ],
)
def test_after_the_quoted_document_has_changed(added, text, operative, verdict, document):
    held, add = added
    add(SYMBOL, *operative)
    check = held.verify(text)
    assert [q.verdict for q in check.quotes] == [verdict]
    assert [(d.symbol, d.verdict) for d in check.documents] == [(SYMBOL, document)]
    assert check.stands == (verdict == "stands")
    assert f"Documents: {SYMBOL} changed" in to_text(check)


def test_after_the_quoted_document_was_removed(added, text):
    held, add = added
    add("A/RES/95/2", {"en": "Welcomes the buoys of the lakes"})
    held.remove([SYMBOL], collection=COLLECTION)
    check = held.verify(text)
    assert [q.verdict for q in check.quotes] == ["no document"]
    assert [d.verdict for d in check.documents] == ["not held"]


def test_in_another_collection_it_does_not_stand(added, text):
    held, _ = added
    check = held.verify(text, collection="default")
    assert [q.verdict for q in check.quotes] == ["no document"]
