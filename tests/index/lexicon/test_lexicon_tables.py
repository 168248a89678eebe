"""The lexicon's files: what is written is what is read, and damage is noticed."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.tables import (
    DamagedLexicon,
    LinkTable,
    Tables,
    checksum,
    probability,
    quantised,
    read_tables,
    write_tables,
)

probabilities = st.floats(0, 1, allow_nan=False)
link_lists = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), probabilities, probabilities),
    unique_by=lambda link: link[:2],
)


def table_of(links: list[tuple[int, int, float, float]], size: int = 7) -> LinkTable:
    return LinkTable.of(
        size,
        np.array([link[0] for link in links], dtype=np.int32),
        np.array([link[1] for link in links], dtype=np.int32),
        np.array([link[2] for link in links], dtype=np.float64),
        np.array([link[3] for link in links], dtype=np.float64),
    )


def as_set(table: LinkTable, size: int) -> set[tuple[int, int, float, float]]:
    return {
        (source, *link) for source in range(size) for link in zip(*table.links(source), strict=True)
    }


def tables_of(stems: list[str], links: LinkTable) -> Tables:
    frequency = np.arange(len(stems), dtype=np.uint32)
    return Tables(stems, frequency, 100, links, checksum(["a", "b"]))


@given(st.lists(probabilities))
def test_a_byte_keeps_a_probability_within_half_a_step(values: list[float]) -> None:
    back = probability(quantised(np.array(values, dtype=np.float64)))
    assert np.allclose(np.sqrt(back), np.sqrt(values), atol=0.5 / 255 + 1e-6)


@given(link_lists)
def test_links_of_a_stem_stand_best_first(links: list[tuple[int, int, float, float]]) -> None:
    table = table_of(links)
    for source in range(7):
        forward = table.links(source)[1]
        assert forward == sorted(forward, reverse=True)
        assert len(forward) == sum(link[0] == source for link in links)


@given(link_lists)
def test_the_transposed_table_holds_the_same_links(
    links: list[tuple[int, int, float, float]],
) -> None:
    table = table_of(links)
    turned = {(t, s, back, there) for s, t, there, back in as_set(table, 7)}
    assert as_set(table.transposed(5), 5) == turned


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written = tables_of(["été", "вода", "水"], table_of([(0, 1, 0.5, 0.25), (2, 0, 1, 1)], 3))
    write_tables(tmp_path / "xx.npz", written)
    read = read_tables(tmp_path / "xx.npz")
    assert list(read.stems) == list(written.stems)
    assert read.documents == 100
    assert read.english == written.english
    assert read.frequency.tolist() == [0, 1, 2]
    assert as_set(read.links, 3) == as_set(written.links, 3)


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedLexicon):
        read_tables(tmp_path / "xx.npz")


@pytest.mark.parametrize("keep", [0, 10, 200, -30])
def test_a_file_cut_short_is_damage(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "xx.npz"
    write_tables(path, tables_of(["a", "b", "c"], table_of([(0, 1, 0.5, 0.2)], 3)))
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedLexicon):
        read_tables(path)


def test_tables_of_different_sizes_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "xx.npz"
    write_tables(path, tables_of(["a", "b"], table_of([], 3)))
    with pytest.raises(DamagedLexicon, match="differ in size"):
        read_tables(path)
