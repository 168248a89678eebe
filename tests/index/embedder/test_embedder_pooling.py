"""How rows become a vector: repeated words count less, and a paragraph's vector knows its length."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.embedder import load_embedder
from index.embedder.pooling import FILE, Pooling, read_pooling, write_pooling
from index.embedder.protocol import unit_rows
from index.embedder.static import StaticEmbedder
from index.errors import EmbedderNotFound

MakeStatic = Callable[..., Path]

POOLING = Pooling(saturation=0.25, pivot=3.0, slope=0.5, floor=0.4)


@given(pieces=st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_each_piece_counts_as_the_power_of_its_count(pieces: list[int]) -> None:
    different, weights = POOLING.weights(np.array(pieces))
    assert different.tolist() == sorted(set(pieces))
    for piece, weight in zip(different.tolist(), weights.tolist(), strict=True):
        assert weight == pytest.approx(pieces.count(piece) ** 0.25)


COORDINATES = st.lists(st.floats(-3, 3, width=32), min_size=4, max_size=4)


@given(question=COORDINATES, paragraph=COORDINATES)
def test_cosine_is_that_of_the_words_times_the_share_of_the_length(
    question: list[float], paragraph: list[float]
) -> None:
    sums = np.array([[*question, 0.0], [*paragraph, 0.0]], dtype=np.float32)
    lengths = np.linalg.norm(sums, axis=1)
    assume(lengths.min() > 1e-3)
    rows = POOLING.lengthened(sums[1:])
    assert np.linalg.norm(rows[0]) == pytest.approx(1, abs=1e-5)
    share = min(1.0, max(0.4, (lengths[1] / 3.0) ** 0.5))
    asked = unit_rows(sums[:1])[0]
    assert asked @ rows[0] == pytest.approx(share * (asked @ sums[1]) / lengths[1], abs=1e-5)


def test_paragraph_without_words_stays_without() -> None:
    assert not POOLING.lengthened(np.zeros((2, 5), dtype=np.float32)).any()


def test_without_a_slope_nothing_is_added() -> None:
    sums = np.array([[1.0, 2.0, 0.0]], dtype=np.float32)
    assert np.array_equal(Pooling().lengthened(sums), sums)


def test_file_is_read_as_written(tmp_path: Path) -> None:
    assert read_pooling(tmp_path) == Pooling()
    write_pooling(tmp_path, POOLING)
    assert read_pooling(tmp_path) == POOLING


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"saturation": 1}', '{"saturation": -1, "pivot": 1, "slope": 0, "floor": 0}'],
)
def test_broken_file_is_named(make_static: MakeStatic, content: str) -> None:
    folder = make_static()
    (folder / FILE).write_text(content)
    with pytest.raises(EmbedderNotFound, match="tiny-static"):
        load_embedder(folder)


def test_pooling_is_part_of_the_name_and_of_the_vectors(make_static: MakeStatic) -> None:
    folder = make_static()
    plain = StaticEmbedder(folder)
    write_pooling(folder, Pooling(saturation=0.0))
    saturated = StaticEmbedder(folder)
    assert saturated.name != plain.name
    once, often = "peace budget", "peace peace peace budget"
    assert saturated.encode_query([once])[0] == pytest.approx(saturated.encode_query([often])[0])
    assert plain.encode_query([once])[0] != pytest.approx(plain.encode_query([often])[0], abs=0.01)


def test_rows_of_whole_numbers_are_scaled(make_static: MakeStatic) -> None:
    from safetensors.numpy import load_file, save_file

    folder = make_static(dtype="float32")
    module = folder / "0_StaticEmbedding"
    expected = StaticEmbedder(folder).encode_document(["peace budget", "paix"])
    rows = load_file(module / "model.safetensors")["embedding.weight"]
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    steps = np.rint(rows / scales[:, None]).astype(np.int8)
    save_file(
        {"embeddings": steps, "weights": scales.astype(np.float32)}, module / "model.safetensors"
    )
    assert StaticEmbedder(folder).encode_document(["peace budget", "paix"]) == pytest.approx(
        expected, abs=0.02
    )
    save_file(
        {"embeddings": steps, "weights": scales[:2].astype(np.float32)},
        module / "model.safetensors",
    )
    with pytest.raises(EmbedderNotFound, match="scales of shape"):
        StaticEmbedder(folder)


def test_shipped_model_names_lengths(shipped: StaticEmbedder) -> None:
    short = "Requests a report."
    long = (
        "Requests the Secretary-General to submit to the General Assembly at its next session a "
        "report on women, peace and security, on the financing of peacekeeping operations, on the "
        "oceans and the law of the sea, and on the situation of human rights defenders."
    )
    rows = shipped.encode_document([short, long])
    assert rows[0, -1] > rows[1, -1] > 0
    assert shipped.encode_query([short, long])[:, -1].tolist() == [0, 0]


def test_short_texts_are_told_apart_by_their_words_alone(shipped: StaticEmbedder) -> None:
    texts = ["Peace.", "The budget was approved.", "Children have the right to education."]
    rows = shipped.encode_document(texts)
    assert rows[:, -1] == pytest.approx(rows[0, -1])


def test_file_holds_the_numbers_alone(tmp_path: Path) -> None:
    write_pooling(tmp_path, POOLING)
    assert json.loads((tmp_path / FILE).read_text()) == {
        "saturation": 0.25,
        "pivot": 3.0,
        "slope": 0.5,
        "floor": 0.4,
    }
