"""Receipts: the change that is made is one character, and who has to notice it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from eval.files import read_split
from eval.instruments.receipts import (
    Change,
    Verified,
    changed_documents,
    changes,
    failures,
    measure,
    receipts_of,
)
from index.catalogue import read_documents

QUESTIONS = 6


@pytest.fixture(scope="module")
def assistant(home):
    with Assistant(home / "index") as opened:
        yield opened


@pytest.fixture(scope="module")
def receipts(assistant):
    records = [r for r in read_split("development") if r.status == "answered" and not r.dialogue]
    found = [receipt for _, receipt in receipts_of(assistant, records[:QUESTIONS])]
    assert any(receipt.quotes for receipt in found)
    return found


@pytest.fixture(scope="module")
def change(assistant, receipts):
    return next(iter(changes(assistant, receipts)))


def test_a_change_is_one_character_of_the_place_that_is_named(change, tmp_path):
    def texts(documents):
        return {
            (str(d.symbol), str(p.locator), code): version.text
            for d in documents
            for p in d.paragraphs
            for code, version in p.versions.items()
        }

    before = texts(read_documents())
    after = texts(read_documents(changed_documents(change, tmp_path / "changed")))
    assert before.keys() == after.keys()
    (place,) = (place for place in before if before[place] != after[place])
    assert place == (change.symbol, change.locator, change.language)
    pairs = enumerate(zip(before[place], after[place], strict=True))
    assert [at for at, (one, other) in pairs if one != other] == [change.at]


def test_every_document_that_is_quoted_is_changed_once(assistant, receipts):
    found = list(changes(assistant, receipts))
    quoted = {quote.symbol for receipt in receipts for quote in receipt.quotes}
    assert sorted(change.symbol for change in found) == sorted(quoted)


def verified(assistant, receipt, change=None, **said):
    """What verifying `receipt` said, with the verdicts on its documents or quotes replaced."""
    check = assistant.verify(receipt)
    for name, verdict in said.items():
        told = tuple(v.model_copy(update={"verdict": verdict}) for v in getattr(check, name))
        check = check.model_copy(update={name: told})
    return Verified("A question?", check, change)


def test_what_is_right_where_nothing_was_changed(assistant, receipts):
    receipt = next(receipt for receipt in receipts if receipt.quotes)
    assert verified(assistant, receipt).is_right
    assert not verified(assistant, receipt, documents="changed").is_right
    assert not verified(assistant, receipt, quotes="elsewhere").is_right
    other = receipt.model_copy(update={"index": "sha256:" + "0" * 64})
    assert not verified(assistant, other).is_right


def test_what_is_right_where_a_character_was_changed(assistant, receipts):
    receipt = next(r for r in receipts if len(r.quotes) == 1)
    (quote,) = receipt.quotes
    inside = Change(quote.symbol, quote.locator, quote.language, quote.start, "", "", "")
    behind = Change(quote.symbol, quote.locator, quote.language, quote.end, "", "", "")
    other = Change("A/RES/1/1", quote.locator, quote.language, quote.start, "", "", "")
    told = {"documents": "changed", "quotes": "changed"}
    assert verified(assistant, receipt, inside, **told).is_right
    assert verified(assistant, receipt, inside, **told).quotes
    # A change that nobody notices, one that is named but not in the quotes, and one that is neither.
    assert not verified(assistant, receipt, inside).is_right
    assert not verified(assistant, receipt, inside, documents="changed").is_right
    assert not verified(assistant, receipt, inside, quotes="changed").is_right
    assert verified(assistant, receipt, behind, documents="changed").is_right
    assert not verified(assistant, receipt, behind, **told).is_right
    assert verified(assistant, receipt, other).is_right
    assert not verified(assistant, receipt, other, documents="changed").is_right


def test_figures_and_failures(assistant, receipts):
    receipt = next(r for r in receipts if len(r.quotes) == 1)
    (quote,) = receipt.quotes
    inside = Change(quote.symbol, quote.locator, quote.language, quote.start, "", "", "")
    found = [
        verified(assistant, receipt),
        verified(assistant, receipt, inside),
        verified(assistant, receipt, inside, documents="changed", quotes="changed"),
    ]
    figures = {(m.measure, m.slice): (m.value, m.count) for m in measure(found)}
    assert figures["receipts that verify", "all"] == (1, 1)
    assert figures["right after a change", "all"] == (0.5, 2)
    assert figures["right after a change", "does not quote it"] == (None, 0)
    (line,) = failures(found)
    assert line == (
        f"{quote.symbol}#{quote.locator} changed: 'A question?': {quote.symbol} unchanged; "
        "quotes: 1 stands"
    )
