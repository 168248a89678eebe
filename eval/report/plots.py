"""The plots of the report, as SVG that stands in the page itself."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from eval.report.tables import slice_name
from eval.results import Results, SystemResults

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Paul Tol's "bright" scheme, told apart by colour-blind readers too (personal.sron.nl/~pault).
COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")
MOST_SYSTEMS = 7
# Names of so many characters together do not fit above a plot.
_WIDE_LEGEND = 40
# From so many names on they would run into each other.
_CROWDED = 7
_SETTINGS: Any = {
    # Text stays text: it can be selected, searched and read aloud.
    "svg.fonttype": "none",
    # The same figures give the same file.
    "svg.hashsalt": "mandate",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "legend.frameon": False,
}


def plots(results: Results) -> list[tuple[str, str]]:
    """Title and SVG of every plot."""
    systems = results.systems[:MOST_SYSTEMS]
    if not systems:
        return []
    made: list[tuple[str, str]] = []
    for grouping in ("language", "kind"):
        for measure in ("citation F1", "accuracy"):
            title = f"{measure} by {grouping}"
            made.append((title, _drawn(title, _bars(systems, grouping, measure), wide=True)))
    made.append(
        ("risk–coverage", _drawn("risk–coverage", lambda axes: _risk(axes, systems), wide=False))
    )
    made.append(("latency", _drawn("latency", lambda axes: _latency(axes, systems), wide=False)))
    return made


def _drawn(title: str, draw: Callable[[Axes], None], *, wide: bool) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(10.5 if wide else 5.2, 3.4), layout="constrained")
        axes = figure.add_subplot()
        draw(axes)
        out = io.StringIO()
        figure.savefig(
            out, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return _embedded(out.getvalue(), title)


def _bars(systems: Sequence[SystemResults], grouping: str, measure: str) -> Callable[[Axes], None]:
    """Bars with their intervals, for each slice one of each system."""

    def draw(axes: Axes) -> None:
        slices = [
            name
            for name, figures in systems[0].figures[grouping].items()
            if figures[measure].value is not None
        ]
        width = 0.8 / len(systems)
        for place, system in enumerate(systems):
            found = [system.figures[grouping][name][measure] for name in slices]
            values = [f.value or 0.0 for f in found]
            errors = [
                [v - (f.low or 0.0) for v, f in zip(values, found, strict=True)],
                [(f.high or 0.0) - v for v, f in zip(values, found, strict=True)],
            ]
            axes.bar(
                [x + width * (place - (len(systems) - 1) / 2) for x in range(len(slices))],
                values,
                width * 0.92,
                yerr=errors,
                label=system.name,
                color=COLOURS[place],
                error_kw={"elinewidth": 0.8, "ecolor": "#555"},
            )
        names = [slice_name(grouping, name) for name in slices]
        axes.set_xticks(range(len(slices)), names)
        if len(names) > _CROWDED:
            axes.tick_params("x", rotation=15)
        axes.set_ylim(0, 1.02)
        axes.set_ylabel(measure)
        _legend(axes, systems)

    return draw


def _risk(axes: Axes, systems: Sequence[SystemResults]) -> None:
    """How many answers do not serve, as the surest part of the questions grows; a dot where it stops."""
    for place, system in enumerate(systems):
        curve = system.risk_coverage
        axes.plot(*zip(*curve, strict=True), label=system.name, color=COLOURS[place], linewidth=1.4)
        answered = sum(o.state == "answered" for o in system.outcomes)
        if answered:
            axes.plot(*curve[answered - 1], "o", color=COLOURS[place], markersize=5)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("coverage: share of questions answered, surest first")
    axes.set_ylabel("risk: share of answers that do not serve")
    _legend(axes, systems)


def _latency(axes: Axes, systems: Sequence[SystemResults]) -> None:
    """Of each system the share of questions answered within a time."""
    for place, system in enumerate(systems):
        times = sorted(o.seconds * 1000 for o in system.outcomes)
        shares = [(i + 1) / len(times) for i in range(len(times))]
        axes.step(times, shares, label=system.name, color=COLOURS[place], where="post")
    axes.set_xscale("log")
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("milliseconds (log scale)")
    axes.set_ylabel("share of questions answered within")
    _legend(axes, systems)


def _legend(axes: Axes, systems: Sequence[SystemResults]) -> None:
    if len(systems) < 2:
        return
    if sum(len(system.name) for system in systems) > _WIDE_LEGEND:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=7)
    else:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=len(systems))


def _embedded(svg: str, title: str) -> str:
    """The `<svg>` element alone, named for screen readers, as wide as the page lets it be."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    return re.sub(
        r'<svg ([^>]*?)width="[^"]*"', rf'<svg role="img" aria-label="{title}" \1', svg, count=1
    ).replace('height="', 'data-height="', 1)
