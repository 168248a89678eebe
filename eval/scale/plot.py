"""A plot of cost against size: seconds to add, memory, disk, and the time of a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.report.plots import COLOURS
from eval.scale.results import Plain, Scale, Size

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".png", ".svg", ".pdf")

Value = Callable[[Size], float | None]
_SETTINGS: Any = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "mandate",
}


def _plain(value: Callable[[Plain], float]) -> Value:
    return lambda size: value(size.plain) if size.plain else None


def _transformer(size: Size) -> float | None:
    found = size.plain.transformer if size.plain else None
    return found.seconds if found else None


_PANELS: dict[str, dict[str, Value]] = {
    "seconds to add": {
        "mandate": lambda s: s.added.seconds,
        "plain recipe": _plain(lambda p: p.added.seconds),
        "plain recipe, transformer (reckoned)": _transformer,
    },
    "peak memory of adding, MB (sum of RSS)": {
        "mandate": lambda s: s.added.rss,
        "plain recipe": _plain(lambda p: p.added.rss),
    },
    "disk, MB": {
        "mandate": lambda s: s.added.disk,
        "plain recipe": _plain(lambda p: p.added.disk),
    },
    "a question, ms (median)": {
        "mandate": lambda s: s.asked.everything.median,
        "mandate, one document": lambda s: s.asked.one_document.median,
        "mandate, one year": lambda s: s.asked.one_year.median,
        "plain recipe (search alone)": _plain(lambda p: p.asked.everything.median),
        "plain recipe, one document": _plain(lambda p: p.asked.one_document.median),
    },
}


def plot(scale: Scale, path: Path) -> None:
    """Draw the sizes into `path`, whose suffix (one of `SUFFIXES`) says in which form."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    sizes = sorted(scale.sizes, key=lambda size: size.texts)
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(10, 7), layout="constrained")
        axes = figure.subplots(2, 2)
        for place, (title, lines) in zip(axes.flat, _PANELS.items(), strict=True):
            _draw(place, title, lines, sizes)
        machine = scale.machine
        told = f"{machine.cpu}, {machine.cores} cores; {scale.source}; squares: several languages"
        figure.suptitle(told, fontsize=8)
        figure.savefig(path, dpi=150)


def _draw(axes: Axes, title: str, lines: dict[str, Value], sizes: Sequence[Size]) -> None:
    axes.set_title(title)
    for colour, (name, value) in zip(COLOURS, lines.items(), strict=False):
        found = [(size, y) for size in sizes if (y := value(size)) is not None]
        one = [(size.texts, y) for size, y in found if len(size.languages) == 1]
        more = [(size.texts, y) for size, y in found if len(size.languages) > 1]
        # Another language is another cost: those points are on no line with the others.
        for points, style in ((one, "o--" if "reckoned" in name else "o-"), (more, "s")):
            if points:
                label = name if points is one or not one else None
                axes.plot(
                    *zip(*points, strict=True), style, label=label, color=colour, markersize=4
                )
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("paragraphs, once for each language")
    axes.set_xticks([size.texts for size in sizes], [f"{size.texts:,}" for size in sizes])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    axes.yaxis.set_minor_formatter(
        lambda value, _: f"{value:,g}" if f"{value:e}"[0] in "25" else ""
    )
    axes.xaxis.set_minor_formatter(lambda value, _: "")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize=7)
