"""Measures the instruments beside asking, through the Python API.

    python -m eval.instruments                                   all four
    python -m eval.instruments quotes receipts --check           what needs no other documents
    python -m eval.instruments lineage tasks --documents FILE    with the documents that gold is of

The documents of the gold for lineage and tasks are not shipped: they are looked for among those held, or
read from the files named with --documents into a temporary home, of JSON lines (in xz too) no more than is
needed. Exit status: 0, or 1 where --check is given and something is below `thresholds.toml` or was
not measured, 2 for an error in what was asked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from eval.errors import OutputError
from eval.instruments.gold import SPLITS
from eval.instruments.results import PARTS, InstrumentResults, Part
from eval.instruments.run import Plan, measure
from eval.instruments.table import markdown, tables
from eval.instruments.thresholds import Limits, below, read_limits
from index.errors import UserError

PASSED, BELOW, REFUSED, INTERRUPTED = 0, 1, 2, 130
_WIDTH = 110


def main(arguments: Iterable[str] | None = None) -> int:
    """Measure and print; returns the exit status."""
    given = _parser().parse_args(None if arguments is None else list(arguments))
    plan = Plan(
        parts=tuple(dict.fromkeys(given.parts)) or PARTS,
        documents=tuple(given.documents),
        split=given.split,
        count=given.count,
        questions=given.questions,
        seed=given.seed,
        failures=given.failures,
    )
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        limits = read_limits()
        parts = measure(plan, _tell)
        missed = below(parts, limits) if given.check else []
        results = InstrumentResults(
            started=started,
            version=version("mandate-assistant"),
            seed=plan.seed,
            parts=tuple(parts),
            below=tuple(missed),
        )
        _write(results, given.json)
    except UserError as error:
        print(f"instruments: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("instruments: interrupted", file=sys.stderr)
        return INTERRUPTED
    _show(parts, limits, given)
    for line in missed:
        print(f"instruments: below what is required: {line}", file=sys.stderr)
    return BELOW if missed else PASSED


def _show(parts: Sequence[Part], limits: dict[str, Limits], given: argparse.Namespace) -> None:
    if given.markdown:
        print(markdown(parts, limits, detail=given.detail))
    else:
        from rich.console import Console

        console = Console(width=None if sys.stdout.isatty() else _WIDTH)
        for table in tables(parts, limits, detail=given.detail):
            console.print(table)
    for part in parts:
        for line in part.failures:
            print(f"{part.name}: {line}")
        for line in part.notes:
            print(f"instruments: {part.name}: {line}", file=sys.stderr)


def _write(results: InstrumentResults, path: Path | None) -> None:
    if path is None:
        return
    try:
        path.write_text(results.model_dump_json(indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"the results cannot be written: {error}") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.instruments",
        description="Measure the instruments beside asking.",
    )
    add = parser.add_argument
    add("parts", nargs="*", type=_part, metavar="PART", help=f"{', '.join(PARTS)}; else all")
    add(
        "--documents",
        nargs="+",
        action="extend",
        type=_file,
        default=[],
        metavar="FILE",
        help="add these to a temporary home, of JSON lines (.xz too) what the gold is of; "
        "else the documents held",
    )
    add("--split", choices=tuple(SPLITS), default="test", help="the part of the gold (test)")
    add(
        "--count", type=_count, default=500, metavar="N", help="true quotes, and altered ones (500)"
    )
    add("--questions", type=_count, metavar="N", help="asked for receipts (all)")
    add("--seed", type=int, default=0, help="what is drawn")
    add("--detail", action="store_true", help="by pair, language and kind too")
    add("--failures", action="store_true", help="list what went wrong")
    add("--markdown", action="store_true", help="tables in Markdown")
    add("--json", type=Path, metavar="FILE", help="write the results")
    add("--check", action="store_true", help="exit status 1 below what is required")
    return parser


def _part(text: str) -> str:
    if text not in PARTS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(PARTS)}")
    return text


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than one")
    return number


def _file(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def _tell(step: str) -> None:
    print(f"instruments: {step} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
