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

    Besides the `comparisons` given (with an earlier run) the other systems are compared with ours.
    Raises `OutputError`.
    """
    ours = results.system(OURS)
    between = compare_systems(results, ours) if ours else []
    texts = {
        "summary.md": summary(results, [*comparisons, *between]),
        "report.html": page(results, [*comparisons, *between]),
    }
    write_results(results, out / NAME)
    for name, text in texts.items():
        try:
            (out / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{out / name} cannot be written: {error.strerror}") from error
    return [out / NAME, *(out / name for name in texts)]
