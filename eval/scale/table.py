"""The results as a table for a terminal: a line for each measure, a column for each size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eval.scale.results import Machine, Plain, Scale, Size, Times, Transformer

Value = float | int | str | None
Row = tuple[str, str, Callable[[Size], Value]]


def _plain(value: Callable[[Plain], Value]) -> Callable[[Size], Value]:
    return lambda size: value(size.plain) if size.plain else None


def _times(name: str, of: Callable[[Size], Times | None]) -> list[Row]:
    return [
        (f"{name}, median", "ms", lambda size: found.median if (found := of(size)) else None),
        (f"{name}, 95 %", "ms", lambda size: found.p95 if (found := of(size)) else None),
    ]


def _transformer(value: Callable[[Transformer], Value]) -> Callable[[Size], Value]:
    return _plain(lambda plain: value(plain.transformer) if plain.transformer else None)


_ROWS: list[Row] = [
    ("documents", "", lambda s: s.documents),
    ("paragraphs", "", lambda s: s.paragraphs),
    ("languages", "", lambda s: len(s.languages)),
    ("  once for each language", "", lambda s: s.texts),
    ("mandate add", "s", lambda s: s.added.seconds),
    ("  rate", "1/s", lambda s: s.added.rate),
    ("  peak memory (sum of RSS)", "MB", lambda s: s.added.rss),
    ("  peak memory (PSS)", "MB", lambda s: s.added.pss),
    ("  disk", "MB", lambda s: s.added.disk),
    ("  refused", "", lambda s: len(s.added.refused)),
    ("mandate ask, cold process", "s", lambda s: s.cold.seconds),
    ("  peak memory", "MB", lambda s: s.cold.rss),
    ("assistant opens", "ms", lambda s: s.asked.opening),
    ("  peak memory, once asked", "MB", lambda s: s.asked.rss),
    *_times("ask", lambda s: s.asked.everything),
    *_times("ask, one document", lambda s: s.asked.one_document),
    *_times("ask, one year", lambda s: s.asked.one_year),
    ("paragraph among the first five", "%", lambda s: s.asked.known_item * 100),
    *_times("nearest rows, exact", lambda s: s.asked.exact),
    *_times("nearest rows, Chroma", lambda s: s.asked.chroma),
    ("  recall of Chroma at 10", "%", lambda s: s.asked.recall[10] * 100),
    ("  recall of Chroma at 50", "%", lambda s: s.asked.recall[50] * 100),
    ("plain recipe: add", "s", _plain(lambda p: p.added.seconds)),
    ("  beside mandate add", "times", _plain(lambda p: p.ratio)),
    ("  peak memory (sum of RSS)", "MB", _plain(lambda p: p.added.rss)),
    ("  disk", "MB", _plain(lambda p: p.added.disk)),
    ("  search, cold process", "s", _plain(lambda p: p.asked.cold.seconds)),
    *_times("  search", lambda s: s.plain.asked.everything if s.plain else None),
    *_times("  search, one document", lambda s: s.plain.asked.one_document if s.plain else None),
    ("plain recipe, transformer: add *", "s", _transformer(lambda t: t.seconds)),
    ("  beside mandate add *", "times", _transformer(lambda t: t.ratio)),
]
_WIDTH = 36


def table(scale: Scale) -> str:
    """The table, with the machine above it and what is not measured but reckoned below."""
    lines = [_machine(scale.machine), f"paragraphs: {scale.source}", ""]
    for name, unit, value in _ROWS:
        cells = [value(size) for size in scale.sizes]
        if any(cell is not None for cell in cells):
            shown = "".join(f"{_shown(cell):>12}" for cell in cells)
            lines.append(f"{name:{_WIDTH}}{shown} {unit}".rstrip())
    return "\n".join([*lines, *_parts(scale.sizes), *_notes(scale.sizes)])


def _machine(machine: Machine) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    return (
        f"machine: {machine.cpu}, {machine.cores} cores, {machine.memory:g} GB, load {machine.load:g} at "
        f"the start; {machine.system}, Python {machine.python}\npackages: {packages}"
    )


def _shown(value: Value) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 1000 else f"{value:,.{1 if value >= 100 else 2}f}"
    return f"{value:,}" if isinstance(value, int) else value


def _parts(sizes: Sequence[Size]) -> Iterator[str]:
    """Where the disk goes."""
    names = sorted({name for size in sizes for name in size.added.parts})
    if names:
        yield "\ndisk by part of the index"
    for name in names:
        shown = "".join(f"{_shown(size.added.parts.get(name)):>12}" for size in sizes)
        yield f"  {name:{_WIDTH - 2}}{shown} MB"


def _notes(sizes: Sequence[Size]) -> Iterator[str]:
    found = {
        size.plain.transformer.paragraphs for size in sizes if size.plain and size.plain.transformer
    }
    if found:
        yield (
            f"\n* reckoned from the rate on {max(found):,} paragraphs: a model with the sizes of "
            "all-MiniLM-L6-v2\n  (6 layers, 384 wide) and weights by chance, on this machine's cores"
        )
    for size in sizes:
        if size.added.documents < size.documents:
            yield (
                f"\nof {size.documents:,} documents {size.added.documents:,} were added; "
                f"refused: {'; '.join(size.added.refused[:3]) or 'none'}"
            )
