"""What the benchmark of scale tells: the table, the figures in JSON, and the plot."""

from __future__ import annotations

import re

import pytest

from eval.scale.plot import plot
from eval.scale.table import table

from .conftest import SIZE


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("mandate add", "s"),
        ("  rate", "1/s"),
        ("  disk", "MB"),
        ("mandate ask, cold process", "s"),
        ("ask, median", "ms"),
        ("ask, 95 %", "ms"),
        ("ask, one document, median", "ms"),
        ("ask, one year, 95 %", "ms"),
        ("paragraph among the first five", "%"),
        ("  recall of Chroma at 10", "%"),
        ("plain recipe: add", "s"),
        ("  beside mandate add", "times"),
        ("plain recipe, transformer: add *", "s"),
        ("  beside mandate add *", "times"),
    ],
)
def test_figures_stand_in_the_table_with_their_unit(measured, name, unit):
    lines = [
        x for x in measured.done.stdout.splitlines() if re.match(rf"{re.escape(name)} {{2}}", x)
    ]
    assert lines
    for line in lines:
        *values, shown = line[len(name) :].split()
        assert shown == unit
        assert [float(value.replace(",", "")) > 0 for value in values] == [True]


def test_the_machine_is_told_with_its_cores_and_memory(measured):
    machine = measured.scale.machine
    first = measured.done.stdout.splitlines()[0]
    assert f"{machine.cores} cores, {machine.memory:g} GB" in first
    assert machine.cpu in first
    assert machine.cores >= 1
    assert machine.memory > 0.1
    assert "invented" in measured.done.stdout


def test_ratios_are_those_of_the_seconds(measured):
    for size in measured.scale.sizes:
        assert size.plain.ratio == pytest.approx(size.plain.added.seconds / size.added.seconds)
        reckoned = size.plain.transformer
        assert reckoned.ratio == pytest.approx(reckoned.seconds / size.added.seconds)
        assert reckoned.seconds > size.characters / reckoned.rate
        assert size.added.rate == pytest.approx(size.texts / size.added.seconds)
    assert "reckoned from the rate on 6 paragraphs" in measured.done.stdout


def test_everything_was_added_and_is_found(measured):
    for size in measured.scale.sizes:
        assert size.paragraphs == size.texts == SIZE
        assert size.added.documents == size.documents > 3
        assert size.added.refused == []
        # Six words of an invented paragraph stand together nowhere else.
        assert size.asked.known_item >= 0.5
        assert set(size.asked.recall) == {10, 50}
        assert all(0.5 <= share <= 1 for share in size.asked.recall.values())


def test_memory_and_disk_are_of_what_was_run(measured):
    for size in measured.scale.sizes:
        # A process that imports numpy and tantivy has more than this.
        for process in (size.added, size.cold, size.plain.added, size.plain.asked.cold):
            assert process.rss > 30
            assert process.pss is None or 0 < process.pss <= process.rss * 1.05
        assert {"store.sqlite", "lexical", "vectors", "embeddings"} <= size.added.parts.keys()
        assert sum(size.added.parts.values()) <= size.added.disk


def test_the_figures_are_json_with_where_they_are_from(measured):
    values = measured.values
    assert values["format"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", values["started"])
    assert values["source"] == "invented"
    assert {"chromadb", "tantivy"} <= values["machine"]["packages"].keys()
    assert values["sizes"][0]["asked"]["one_document"].keys() == {"median", "p95"}


def test_the_plot_is_a_picture(measured, tmp_path):
    from matplotlib.image import imread

    height, width, _ = imread(measured.out / "scale.png").shape
    assert height > 300
    assert width > 300
    plot(measured.scale, tmp_path / "scale.svg")
    drawn = (tmp_path / "scale.svg").read_text(encoding="utf-8")
    for words in ("seconds to add", "disk, MB", "plain recipe", "mandate, one year", str(SIZE)):
        assert f">{words}" in drawn


def test_what_was_left_out_is_not_shown(measured):
    scale = measured.scale
    bare = scale.model_copy(
        update={"sizes": [s.model_copy(update={"plain": None}) for s in scale.sizes]}
    )
    assert "plain recipe" in table(scale)
    assert "plain recipe" not in table(bare)
    assert "reckoned" not in table(bare)


def test_refused_documents_are_told(measured):
    (size,) = measured.scale.sizes
    added = size.added.model_copy(update={"documents": 0, "refused": ["x: no date"]})
    scale = measured.scale.model_copy(update={"sizes": [size.model_copy(update={"added": added})]})
    assert f"of {size.documents:,} documents 0 were added; refused: x: no date" in table(scale)
