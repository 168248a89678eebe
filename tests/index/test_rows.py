"""Rows: what is nearest is what numpy says, whatever files the vectors are in."""

from __future__ import annotations

import os
import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndex
from index.rows import FOLDER, TABLE, Rows, RowWriter, join_chunks

DIMENSION = 8


def add(build: Path, vectors: np.ndarray, documents: list[int], first: int = 1) -> None:
    """Rows of one window each, as one batch writes them."""
    writer = RowWriter(build)
    for n, (vector, document) in enumerate(zip(vectors, documents, strict=True), first):
        writer.add(n, n, document, "en", vector[None])
    writer.finish()


def unit(seed: int, count: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    # Sentences that every resolution has: the same vector many times.
    rows[::5] = rows[0]
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def split(vectors: np.ndarray, documents: list[int], cuts: list[int], build: Path) -> None:
    bounds = [0, *sorted(cuts), len(vectors)]
    for a, b in pairwise(bounds):
        add(build, vectors[a:b], documents[a:b], a + 1)


@given(
    st.integers(0, 10**6),
    st.integers(1, 60),
    st.data(),
)
@settings(max_examples=60)
def test_the_nearest_are_those_of_numpy_for_any_filter(seed, count, data):
    vectors = unit(seed, count)
    documents = [1 + n // 3 for n in range(count)]
    cuts = data.draw(st.lists(st.integers(0, count), max_size=5))
    chosen = data.draw(st.none() | st.sets(st.integers(-1, 25)))
    removed = data.draw(st.sets(st.integers(1, 25), max_size=4))
    limit = data.draw(st.integers(0, count + 3))
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder)
        split(vectors, documents, cuts, build)
        writer = RowWriter(build)
        writer.remove(sorted(removed))
        writer.finish()
        rows = Rows(build, DIMENSION)
        wanted = rows.wanted(chosen)
        found = rows.nearest(vectors[0], wanted, limit)
    alive = [
        n for n, d in enumerate(documents) if d not in removed and (chosen is None or d in chosen)
    ]
    assert np.flatnonzero(wanted).tolist() == alive
    cosines = vectors.astype(np.float64) @ vectors[0].astype(np.float64)
    assert len(found) == min(limit, len(alive))
    best = sorted((cosines[n] for n in alive), reverse=True)[: len(found)]
    np.testing.assert_allclose([score for _, score in found], best, atol=1e-6)
    assert all(abs(cosines[row] - score) < 1e-6 for row, score in found)
    # Each once, and of those that are the same the first.
    assert len({row for row, _ in found}) == len(found)
    for (one, first), (two, second) in pairwise(found):
        assert first > second or (first == second and one < two)


@given(st.integers(0, 10**6), st.integers(10, 80), st.data())
@settings(max_examples=40)
def test_what_is_found_does_not_hang_on_the_files_that_the_rows_are_in(seed, count, data):
    vectors, documents = unit(seed, count), list(range(1, count + 1))
    question = unit(seed + 1, 1)[0]
    found = []
    for _ in range(2):
        cuts = data.draw(st.lists(st.integers(0, count), max_size=6))
        with tempfile.TemporaryDirectory() as folder:
            split(vectors, documents, cuts, Path(folder))
            rows = Rows(Path(folder), DIMENSION)
            found.append(rows.nearest(question, rows.wanted(None), 12))
    assert found[0] == found[1]


def test_of_equal_rows_the_order_of_documents_decides(tmp_path: Path):
    vectors = np.repeat(unit(0, 1), 4, axis=0)
    add(tmp_path, vectors, [1, 2, 3, 4])
    rows = Rows(tmp_path, DIMENSION)
    places = np.array([0, 3, 2, 1, 0])
    assert [row for row, _ in rows.nearest(vectors[0], rows.wanted(None), 3, places)] == [3, 2, 1]
    assert [row for row, _ in rows.nearest(vectors[0], rows.wanted(None), 3)] == [0, 1, 2]


def test_rows_of_documents_that_were_removed_stay_and_are_not_found(tmp_path: Path):
    add(tmp_path, unit(1, 9), [1, 1, 1, 2, 2, 2, 3, 3, 3])
    writer = RowWriter(tmp_path)
    writer.remove([2])
    assert writer.finish() == 9
    rows = Rows(tmp_path, DIMENSION)
    assert (len(rows), rows.living) == (9, 6)
    assert {row for row, _ in rows.nearest(unit(2, 1)[0], rows.wanted(None), 9)} == {
        0,
        1,
        2,
        6,
        7,
        8,
    }
    assert not rows.wanted([2]).any()
    assert not rows.wanted([0]).any()


def test_what_was_there_is_not_written_into(tmp_path: Path):
    # A build links the files of the one before.
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    vectors = unit(3, 40)
    add(one, vectors[:30], [1] * 30)
    before = {p: p.read_bytes() for p in one.rglob("*") if p.is_file()}
    (two / FOLDER).mkdir()
    for path in before:
        os.link(path, two / path.relative_to(one))
    writer = RowWriter(two)
    writer.remove([1])
    for n, vector in enumerate(vectors[30:], 31):
        writer.add(n, n, 2, "fr", vector[None])
    writer.finish()
    join_chunks(two)
    assert {p: p.read_bytes() for p in before} == before
    assert Rows(one, DIMENSION).living == 30
    rows = Rows(two, DIMENSION)
    assert (len(rows), rows.living) == (40, 10)
    np.testing.assert_array_equal(rows.vectors(0, 40), vectors)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
@settings(max_examples=40)
def test_joined_files_keep_the_vectors_and_are_few(sizes):
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder)
        vectors = unit(5, sum(sizes))
        at = 0
        for size in sizes:
            add(build, vectors[at : at + size], [1] * size, at + 1)
            join_chunks(build)
            at += size
        rows = Rows(build, DIMENSION)
        np.testing.assert_array_equal(rows.vectors(0, at), vectors)
        np.testing.assert_array_equal(rows.vectors(at // 3, at // 2), vectors[at // 3 : at // 2])
        lengths = [len(np.load(path)) for path in sorted((build / FOLDER).iterdir())]
        # Each is under half as long as the one before.
        assert all(2 * two < one for one, two in pairwise(lengths))


def test_windows_of_one_version_have_a_row_each(tmp_path: Path):
    writer = RowWriter(tmp_path)
    writer.add(5, 4, 3, "ar", unit(1, 3))
    assert writer.finish() == 3
    table = Rows(tmp_path, DIMENSION).table
    assert table["version"].tolist() == [5, 5, 5]
    assert table["language"].tolist() == [4, 4, 4]


def test_an_index_without_rows(tmp_path: Path):
    assert RowWriter(tmp_path).finish() == 0
    rows = Rows(tmp_path, DIMENSION)
    assert (len(rows), rows.living) == (0, 0)
    assert rows.nearest(unit(0, 1)[0], rows.wanted(None), 5) == []
    assert rows.nearest(unit(0, 1)[0], rows.wanted([1]), 5) == []


@pytest.mark.parametrize("damage", ["gone", "cut", "garbage", "emptied", "other"])
@pytest.mark.parametrize("which", [TABLE, f"{FOLDER}/0000000000.npy"])
def test_damage_is_told(tmp_path: Path, which: str, damage: str):
    add(tmp_path, unit(1, 6), [1] * 6)
    path = tmp_path / which
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "other":
        np.save(path, np.zeros((2, 2)))
    else:
        path.write_bytes({"cut": content[:-20], "garbage": b"x" * 300, "emptied": b""}[damage])
    with pytest.raises(DamagedIndex, match="the vectors of"):
        Rows(tmp_path, DIMENSION)


def test_vectors_of_another_length_are_told(tmp_path: Path):
    add(tmp_path, unit(1, 6), [1] * 6)
    with pytest.raises(DamagedIndex, match="are not those of its rows"):
        Rows(tmp_path, DIMENSION + 1)
