"""Many texts at once, with progress."""

from __future__ import annotations

import re

import numpy as np
import pytest

from index.embedder import bulk
from index.embedder.bulk import encode_documents
from index.embedder.protocol import Vectors, unit_rows


class Counting:
    """Tells a text's number and nothing else."""

    name = "counting"
    dimension = 3

    def encode_query(self, texts: list[str]) -> Vectors:
        return self.encode_document(texts)

    def encode_document(self, texts: list[str]) -> Vectors:
        return unit_rows(np.array([[int(text), 1, 0] for text in texts], dtype=np.float32))


def test_rows_stand_in_the_order_of_the_texts() -> None:
    texts = [str(number) for number in range(1000)]
    found = encode_documents(Counting(), texts, print)
    assert {rows.shape for rows in found} == {(1, 3)}
    assert np.array_equal(np.concatenate(found), Counting().encode_document(texts))
    assert encode_documents(Counting(), [], print) == []


def test_progress_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 3))
    monkeypatch.setattr(bulk, "monotonic", lambda: float(next(clock)))
    lines: list[str] = []
    encode_documents(Counting(), ["1"] * 1000, lines.append)
    done = [
        int(re.search(r"embedded ([\d,]+) of 1,000", line)[1].replace(",", "")) for line in lines
    ]  # type: ignore[index]
    assert done == [256, 512, 768, 1000]
    assert lines[0].endswith("85 a second, 9 s left")
    assert lines[-1].endswith("0 s left")


def test_short_work_is_silent() -> None:
    lines: list[str] = []
    encode_documents(Counting(), ["1"] * 300, lines.append)
    assert lines == []
