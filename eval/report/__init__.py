"""The report of an evaluation: JSON, a Markdown summary, and one HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.compare import Comparison, compare_systems
from eval.errors import OutputError
from eval.report.html import page
from eval.report.markdown import summary
from eval.results import NAME, Results, write_results
from eval.systems.mandate import NAME as OURS


def write_report(results: Results, out: Path, comparisons: Sequence[Comparison] = ()) -> list[Path]:
    """Write `results.json`, `summary.md` and `report.html` in the folder `out`, and name them.

    Raises `OutputError`.
    """
    write_results(results, out / NAME)
    return [out / NAME, *write_pages(results, out, comparisons)]


def write_pages(results: Results, out: Path, comparisons: Sequence[Comparison] = ()) -> list[Path]:
    """Write `summary.md` and `report.html`, with `comparisons` and those of all other systems with ours.

    Raises `OutputError`.
    """
    ours = results.system(OURS)
    between = compare_systems(results, ours) if ours else []
    pages = {
        out / "summary.md": summary(results, [*comparisons, *between]),
        out / "report.html": page(results, [*comparisons, *between]),
    }
    for path, text in pages.items():
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    return list(pages)
