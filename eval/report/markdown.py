"""The summary in Markdown, which is also what the terminal shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.compare import Comparison
from eval.report.tables import (
    HEADLINE,
    SLICED,
    change,
    chat_model,
    judgement,
    number,
    probability,
    slice_name,
    unit_of,
    with_interval,
)
from eval.results import Results, SystemResults
from eval.thresholds import SLICES

# More systems than these are rows: as columns they would not fit a terminal.
_FEW = 4


def summary(results: Results, comparisons: Sequence[Comparison] = ()) -> str:
    """The whole summary."""
    parts = [
        f"# Evaluation of {results.started}",
        facts(results),
        verdict(results),
        "## Systems",
        headline(results),
        "\n".join(f"- **{s.name}**: {s.description}{_writer(s)}" for s in results.systems),
        left_out(results),
        "## All measures",
        all_measures(results),
        "Values are followed by 95 % bootstrap intervals over questions.",
    ]
    for system in results.systems[:1]:
        parts += [
            f"## {system.name} by {grouping}\n\n" + sliced(system, grouping) for grouping in SLICES
        ]
    if comparisons:
        parts += ["## Paired differences", *map(comparison_tables, comparisons)]
    parts += ["## What the measures are", definitions(results), unfinished(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def facts(results: Results) -> str:
    """What was asked of which documents, in a few lines."""
    documents = ", ".join(f"{d.symbol} ({', '.join(d.languages)})" for d in results.documents[:12])
    more = len(results.documents) - 12
    return "\n".join(
        [
            f"- {results.count} questions of `{results.questions}` ({results.questions_hash})",
            f"- documents: {documents}{f' and {more} more' if more > 0 else ''}",
            f"- index {results.index[:19]}…, embedder {results.embedder}",
            f"- mandate-assistant {results.version} ({results.source}), {results.machine}",
            f"- {results.seconds:.0f} seconds",
        ]
    )


def verdict(results: Results) -> str:
    """What is missing or below the thresholds; that nothing is."""
    title, wrong = judgement(results)
    return "\n".join([f"**{title}**", "", *(f"- {line}" for line in wrong)]).rstrip()


def headline(results: Results) -> str:
    """The systems side by side, by the measures that tell most; few systems as columns."""
    if len(results.systems) <= _FEW:
        return _columns(results, HEADLINE)
    rows = [
        [s.name, *(with_interval(s.figure(m), unit_of(results, m)) for m in HEADLINE)]
        for s in results.systems
    ]
    return table(["system", *HEADLINE], rows)


def all_measures(results: Results) -> str:
    """Every measure of every system."""
    return _columns(results, list(results.measures))


def _columns(results: Results, measures: Sequence[str]) -> str:
    """A row for each measure, a column for each system."""
    rows = [
        [m, *(with_interval(s.figure(m), unit_of(results, m)) for s in results.systems)]
        for m in measures
    ]
    return table(["measure", *(s.name for s in results.systems)], rows)


def sliced(system: SystemResults, grouping: str) -> str:
    """A system's figures by language, kind or document."""
    slices = system.figures[grouping]
    rows = [
        [
            slice_name(grouping, name),
            str(figures["accuracy"].count),
            *(with_interval(figures[m]) for m in SLICED),
        ]
        for name, figures in sorted(slices.items(), key=lambda item: -item[1]["accuracy"].count)
    ]
    return table([grouping, "questions", *SLICED], rows)


def comparison_tables(comparison: Comparison) -> str:
    """What changed from one to the other, each measure with its significance."""
    rows = [
        [d.measure, number(d.old), number(d.new), change(d), probability(d.adjusted), str(d.count)]
        for d in comparison.differences
    ]
    lines = [
        f"### {comparison.old} → {comparison.new} ({comparison.count} questions)",
        table(["measure", "old", "new", "difference", "p (Holm)", "questions"], rows),
        f"{len(comparison.gained)} questions became right{_ids(comparison.gained)}, "
        f"{len(comparison.lost)} wrong{_ids(comparison.lost)}.",
    ]
    if comparison.left_out:
        lines.append(
            f"{len(comparison.left_out)} questions are in one of them only, or changed, and are left "
            f"out{_ids(comparison.left_out)}."
        )
    return "\n\n".join(lines)


def definitions(results: Results) -> str:
    """What each measure is, in a line."""
    return "\n".join(
        f"- **{name}**: {m.definition}{'' if m.higher_is_better else ' (lower is better)'}"
        for name, m in results.measures.items()
    )


def unfinished(results: Results) -> str:
    """Every question that failed or timed out, with the reason."""
    lines = [
        f"- {system.name}: {o.record.id} {o.state}: {_line(o.error)}"
        for system in results.systems
        for o in system.outcomes
        if o.state in ("failed", "timed out")
    ]
    return "\n".join(["## Failed and timed out", "", *lines]) if lines else ""


def left_out(results: Results) -> str:
    """The systems that were asked for and did not run, each with the reason."""
    lines = [
        f"- **{system.name}** was left out: {_line(system.reason)}" for system in results.left_out
    ]
    return "\n".join(lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; its columns line up in a terminal too."""
    cells = [list(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    rule = "|" + "|".join("-" * (w + 2) for w in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _writer(system: SystemResults) -> str:
    return f"; chat model: {chat_model(system.chat_model)}" if system.chat_model else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _ids(ids: Sequence[str], most: int = 10) -> str:
    if not ids:
        return ""
    more = ", …" if len(ids) > most else ""
    return f" ({', '.join(ids[:most])}{more})"
