"""Windows: of a long text nothing is left out, and a short one stays whole."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import load_embedder
from index.embedder.protocol import Vectors
from index.embedder.windows import CountsTokens, cut, encode_windows


class Counted:
    """Words are its tokens; a vector says which texts were asked for."""

    name, dimension, window = "counted", 2, 8

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode_query(self, texts: list[str]) -> Vectors:
        return self.encode_document(texts)

    def encode_document(self, texts: list[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), len(text.split())] for text in texts], dtype=np.float32)

    def encode_counted(self, texts: list[str]) -> tuple[Vectors, list[int]]:
        return self.encode_document(texts), [len(text.split()) for text in texts]

    def token_spans(self, texts: list[str]) -> list[list[tuple[int, int]]]:
        return [[m.span() for m in re.finditer(r"\S+", text)] for text in texts]


@st.composite
def tokens(draw: st.DrawFn) -> tuple[list[tuple[int, int]], int]:
    """Where the tokens of a text stand, and how long it is."""
    spans: list[tuple[int, int]] = []
    at = 0
    for gap, length in draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=80)
    ):
        spans.append((at + gap, at + gap + length))
        at = spans[-1][1]
    return spans, at + draw(st.integers(0, 3))


@given(tokens(), st.integers(4, 20))
def test_every_code_point_is_in_a_window(made, size):
    spans, length = made
    windows = cut(spans, size, length)
    assert windows[0][0] == 0
    assert windows[-1][1] == length
    assert all(start < end for start, end in windows)
    # None begins behind the end of the one before.
    assert all(one[1] >= two[0] for one, two in pairwise(windows))


@given(tokens(), st.integers(4, 20))
def test_windows_are_as_long_as_they_may_be_and_overlap_by_a_fourth(made, size):
    spans, length = made
    inside = [
        [span for span in spans if start <= span[0] and span[1] <= end]
        for start, end in cut(spans, size, length)
    ]
    assert all(len(held) <= size for held in inside)
    assert all(len(held) == size for held in inside[:-1])
    for one, two in pairwise(inside):
        assert len(set(one) & set(two)) == size // 4
    # As few as do it.
    step = size - size // 4
    assert len(inside) == max(1, -(-(len(spans) - size) // step) + 1)


def test_a_short_text_has_one_vector_of_the_whole_and_a_long_one_more():
    embedder = Counted()
    assert isinstance(embedder, CountsTokens)
    long = " ".join(f"word{n}" for n in range(20))
    found = encode_windows(embedder, ["a b c", long, "", " ".join("abcdefgh")])
    assert [len(rows) for rows in found] == [1, 3, 1, 1]
    assert found[0].tolist() == [[5, 3]]
    assert [row[1] for row in found[1]] == [8, 8, 8]
    windows = embedder.asked[4:]
    assert [w.split()[0] for w in windows] == ["word0", "word6", "word12"]
    assert windows[-1].endswith("word19")


def test_an_embedder_that_does_not_count_gives_one_vector_a_text(embedder):
    found = encode_windows(embedder, ["a " * 5000, "b"])
    assert [rows.shape for rows in found] == [(1, embedder.dimension)] * 2
    assert encode_windows(embedder, []) == []


@pytest.mark.parametrize("filler", ["The river is wide. ", "Река широка. ", "河流很宽。"])
def test_the_last_sentence_of_a_long_text_is_near_to_a_question_about_it(filler):
    shipped = load_embedder()
    last = "Trafficking in small arms is to be prevented."
    text = filler * 300 + last
    [rows] = encode_windows(shipped, [text])
    assert len(rows) > 3
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    [question] = shipped.encode_query(["trafficking in small arms"])
    [[whole]] = [shipped.encode_document([text])]
    cosines = rows @ question
    assert int(np.argmax(cosines)) == len(rows) - 1
    assert cosines.max() > float(whole @ question)


def test_windows_of_the_shipped_embedder_cover_the_text():
    shipped = load_embedder()
    assert isinstance(shipped, CountsTokens)
    text = "Предупреждение конфликтов — 预防性外交, الدبلوماسية الوقائية\u00a0e\u0301 " * 60
    [spans] = shipped.token_spans([text])
    windows = cut(spans, shipped.window, len(text))
    assert len(windows) > 1
    assert windows[0][0] == 0
    assert windows[-1][1] == len(text)
    _, [count] = shipped.encode_counted([text])
    assert count == len(spans)
