"""Receipts are written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import ReceiptError
from assistant.receipts.read import read_receipt_file
from assistant.receipts.write import check_place, write_receipt


def test_what_stood_there_is_replaced(kept, tmp_path):
    file = tmp_path / "receipt.json"
    file.write_text("x" * 10_000)
    write_receipt(kept, file)
    assert read_receipt_file(file) == kept
    assert file.read_text(encoding="utf-8").endswith("}\n")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("where", "step"), [(Path, "replace"), (os, "fsync")])
def test_what_cannot_be_finished_leaves_what_was_there(kept, tmp_path, monkeypatch, where, step):
    file = tmp_path / "receipt.json"
    file.write_text("as it was")

    def full(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(where, step, full)
    with pytest.raises(
        ReceiptError, match=r"cannot be written to .*: No space left on device; name another"
    ):
        write_receipt(kept, file)
    assert [(f, f.read_text()) for f in tmp_path.iterdir()] == [(file, "as it was")]


def test_a_place_is_looked_at_before_the_question(tmp_path):
    check_place(tmp_path / "new.json")
    for place in (tmp_path, tmp_path / "none" / "new.json"):
        with pytest.raises(ReceiptError, match="name"):
            check_place(place)
