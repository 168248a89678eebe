"""The tables of the README are what the suite measures, and are written between two marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.errors import ResultsError
from eval.evaluation import Request, evaluate
from eval.readme import BEGIN, END, main, with_tables
from eval.report import write_report
from eval.report.tables import with_interval

README = Path(__file__).parents[2] / "README.md"
# Another machine's arithmetic may turn a question or two.
_NEAR = 0.015


@pytest.fixture(scope="module")
def results(home, tmp_path_factory):
    """Our own system on the whole test part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANDATE_HOME", str(home))
        return evaluate(Request(tmp_path_factory.mktemp("readme"), ("mandate",)))


def cells(text, name):
    """The numbers in the row of the system `name`, without its interval and time."""
    (row,) = [line for line in text.splitlines() if re.match(rf"\| {name} +\|", line)]
    return [float(cell.split("[")[0]) for cell in row.strip("| ").split("|")[1:6]]


def test_the_readme_tells_what_is_measured_now(results):
    readme = README.read_text(encoding="utf-8")
    assert cells(readme, "mandate") == pytest.approx(
        cells(with_tables(readme, results), "mandate"), abs=_NEAR
    )


def test_the_shipped_thresholds_are_reached(results):
    assert results.thresholds
    assert results.problems == []
    assert results.below == []


def test_only_what_stands_between_the_marks_is_replaced(results):
    readme = f"# Title\n{BEGIN}\nold\n{END}\nend\n"
    written = with_tables(readme, results)
    assert written.startswith(f"# Title\n{BEGIN}\n")
    assert written.endswith(f"\n{END}\nend\n")
    assert "old" not in written
    assert with_interval(results.systems[0].figure("citation F1")) in written
    assert with_tables(written, results) == written


@pytest.mark.parametrize("readme", ["", BEGIN, f"{END} only"])
def test_a_readme_without_the_marks_is_left_alone(results, readme):
    with pytest.raises(ResultsError, match="has no"):
        with_tables(readme, results)


def test_the_command_writes_the_tables_of_given_results(results, tmp_path):
    write_report(results, tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}{END}", encoding="utf-8")
    assert main(["--results", str(tmp_path), "--readme", str(readme)]) == 0
    assert "| mandate " in readme.read_text(encoding="utf-8")
