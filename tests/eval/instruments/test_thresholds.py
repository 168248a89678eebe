"""What is required of the instruments, and the tables that show it."""

from __future__ import annotations

import pytest

from eval.errors import ThresholdError
from eval.instruments.figures import Measured
from eval.instruments.results import PARTS, Part
from eval.instruments.table import COLUMNS, markdown, rows
from eval.instruments.thresholds import Limits, below, read_limits

LIMITS = {
    "lineage": Limits(least={"paragraphs placed": 0.95}),
    "quotes": Limits(most={"altered called exact": 0.0, "seconds for 100 pages": 20.0}),
}


def part(name, *figures):
    made = [Measured(measure=m, value=v, count=7, unit=unit) for m, v, unit in figures]
    return Part(name=name, of="invented | cases", figures=tuple(made))


def test_the_shipped_limits_are_what_is_promised():
    found = read_limits()
    assert set(found) == set(PARTS)
    assert found["lineage"].least["paragraphs placed"] >= 0.95
    assert found["tasks"].least["paragraphs: verb and addressee"] >= 0.95
    assert found["quotes"].least["true called exact"] == 1
    assert found["quotes"].most["altered called exact"] == 0
    assert found["quotes"].most["seconds for 100 pages"] <= 20
    assert set(found["receipts"].least.values()) == {1.0}


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (part("lineage", ("paragraphs placed", 0.95, "")), []),
        (
            part("lineage", ("paragraphs placed", 0.9449, "")),
            ["lineage: paragraphs placed is 0.9449, must be at least 0.95"],
        ),
        (
            part("lineage", ("paragraphs placed", None, "")),
            ["lineage: paragraphs placed was not measured"],
        ),
        (part("lineage"), ["lineage: paragraphs placed was not measured"]),
        (part("receipts"), []),
        (
            part(
                "quotes", ("altered called exact", 0.002, ""), ("seconds for 100 pages", 19.9, "s")
            ),
            ["quotes: altered called exact is 0.002, must be at most 0"],
        ),
    ],
)
def test_what_is_below_is_told(found, lines):
    assert below([found], LIMITS) == lines


def test_a_slice_does_not_stand_for_the_whole():
    figures = (
        Measured(measure="paragraphs placed", slice="en", value=1.0, count=5),
        Measured(measure="paragraphs placed", value=0.5, count=9),
    )
    found = Part(name="lineage", of="", figures=figures)
    assert len(below([found], LIMITS)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[lineage.least]\n'paragraphs' = 0.9", "there is no measure 'paragraphs'"),
        ("[lineage.least]\n'paragraphs placed' = '0.9'", "lineage.least.paragraphs placed"),
        ("[lineage.fewest]\n'paragraphs placed' = 0.9", "lineage.fewest"),
        ("[lineage", "cannot be used"),
    ],
)
def test_a_file_that_is_wrong_is_refused(text, said, tmp_path):
    path = tmp_path / "limits.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ThresholdError, match=said):
        read_limits(path)


def test_a_row_has_its_units_and_what_is_required():
    figure = Measured(measure="paragraphs placed", value=0.9536, low=0.9, high=1.0, count=1637)
    sliced = figure.model_copy(update={"slice": "fr", "low": None, "high": None})
    seconds = Measured(measure="seconds for 100 pages", value=2.345, count=300, unit="s")
    lineage = Part(name="lineage", of="", figures=(figure, sliced))
    assert list(rows(lineage, LIMITS, detail=False)) == [
        ("paragraphs placed", "all", "95.4 %", "90.0 % – 100.0 %", "1,637", "≥ 95.0 %")
    ]
    assert list(rows(lineage, LIMITS, detail=True))[1] == (
        "paragraphs placed", "fr", "95.4 %", "", "1,637", "",
    )  # fmt: skip
    quotes = Part(name="quotes", of="", figures=(seconds,))
    assert next(rows(quotes, LIMITS, detail=False))[2:] == ("2.3 s", "", "300", "≤ 20.0 s")


def test_markdown_has_a_table_for_each_part_that_was_measured():
    parts = [part("lineage", ("paragraphs placed", 1.0, "")), part("tasks")]
    lines = markdown(parts, LIMITS, detail=False).splitlines()
    assert lines[0] == "### lineage: invented | cases"
    assert lines[2] == "| " + " | ".join(COLUMNS) + " |"
    assert lines[4] == "| paragraphs placed | all | 100.0 % |  | 7 | ≥ 95.0 % |"
    assert len(lines) == 5
