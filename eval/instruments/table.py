"""The results as tables, for a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from eval.instruments.figures import ALL, Measured
from eval.instruments.results import Part
from eval.instruments.thresholds import Limits

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("measure", "of", "value", "95 % interval", "cases", "required")

Row = tuple[str, str, str, str, str, str]


def rows(part: Part, limits: Mapping[str, Limits], *, detail: bool) -> Iterator[Row]:
    """The rows of a part: of its figures over everything, with `detail` of its slices too."""
    for figure in part.figures:
        if detail or figure.slice == ALL:
            required = _required(figure, limits.get(part.name)) if figure.slice == ALL else ""
            interval = "" if figure.low is None else f"{_shown(figure, figure.low)} – "
            interval += "" if figure.high is None else _shown(figure, figure.high)
            value = "" if figure.value is None else _shown(figure, figure.value)
            yield figure.measure, figure.slice, value, interval, f"{figure.count:,}", required


def tables(parts: Iterable[Part], limits: Mapping[str, Limits], *, detail: bool) -> list[Table]:
    """A table for each part that was measured."""
    from rich.table import Table
    from rich.text import Text

    made: list[Table] = []
    for part in parts:
        if not part.figures:
            continue
        table = Table(title=Text(f"{part.name}: {part.of}"), title_justify="left")
        for number, name in enumerate(COLUMNS):
            table.add_column(name, justify="left" if number < 2 else "right", no_wrap=number > 1)
        for row in rows(part, limits, detail=detail):
            table.add_row(*map(Text, row))
        made.append(table)
    return made


def markdown(parts: Iterable[Part], limits: Mapping[str, Limits], *, detail: bool) -> str:
    """The tables of all parts that were measured, in Markdown."""
    return "\n\n".join(_table(part, limits, detail) for part in parts if part.figures)


def _table(part: Part, limits: Mapping[str, Limits], detail: bool) -> str:
    lines = [COLUMNS, ("---", "---", "---:", "---:", "---:", "---:")]
    lines += rows(part, limits, detail=detail)
    body = "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)
    return f"### {part.name}: {part.of}\n\n{body}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _shown(figure: Measured, value: float) -> str:
    return f"{value:.1f} {figure.unit}" if figure.unit else f"{100 * value:.1f} %"


def _required(figure: Measured, limits: Limits | None) -> str:
    if limits is None:
        return ""
    for words, table in (("≥", limits.least), ("≤", limits.most)):
        if figure.measure in table:
            return f"{words} {_shown(figure, table[figure.measure])}"
    return ""
