"""Measures time, memory and disk: what a reader waits for, and what more documents cost.

    python -m eval.benchmark                                     both; minutes
    python -m eval.benchmark --only waits                        the index that ships
    python -m eval.benchmark --from FILE --all-languages \
        --json scale.json --plot scale.png                       all of it, with a file of resolutions

The first part prints medians over runs on the shipped index. The second adds paragraphs to new indexes and
asks about them; beside it stands the plain recipe of LangChain and Chroma on the same text and cores. The
paragraphs are those of a file (JSON lines as `mandate add` reads them, or these in xz; --from or the
environment variable MANDATE_BENCHMARK_DATA), else invented.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

from eval.errors import OutputError
from eval.scale.corpus import Corpus, ResolutionLine, cut, draw, read_lines, write_lines
from eval.scale.errors import BenchmarkError
from eval.scale.machine import this_machine
from eval.scale.measuring import Plan, measure
from eval.scale.plot import SUFFIXES, plot
from eval.scale.results import Scale
from eval.scale.synthetic import resolutions
from eval.scale.table import table
from eval.scale.waits import waits
from index.errors import UserError
from index.words import LANGUAGES, Language

DATA = "MANDATE_BENCHMARK_DATA"
SIZES = "1k,10k,72k"
QUESTIONS = 100
_INTERRUPTED = 130


def main(arguments: Iterable[str] | None = None) -> int:
    """Measure and print; returns the exit status."""
    given = _parser().parse_args(None if arguments is None else list(arguments))
    try:
        with _endable():
            if given.only != "scale":
                for name, value, unit in waits(given.runs, given.questions):
                    print(f"{name:36} {value:8.2f} {unit}", flush=True)
            if given.only != "waits":
                _measure_scale(given)
    except (UserError, BenchmarkError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 2 if isinstance(error, UserError) else 1
    except KeyboardInterrupt:
        print("benchmark: interrupted", file=sys.stderr)
        return _INTERRUPTED
    return 0


def _measure_scale(given: argparse.Namespace) -> None:
    plan = Plan(
        given.runs, given.questions or QUESTIONS, not given.no_plain, given.sample, given.seed
    )
    scale = Scale(
        started=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        machine=this_machine(),
        source=given.source.name if given.source else "invented",
        sizes=[],
    )
    with _shown_at_last(scale), tempfile.TemporaryDirectory(prefix="mandate-bench-") as folder:
        for number, corpus in enumerate(_corpora(given, Path(folder))):
            tell = partial(_tell, _named(corpus.paragraphs, corpus.languages))
            place = Path(folder, str(number))
            place.mkdir()
            scale.sizes.append(measure(corpus, place, plan, tell))
            # What was measured stays if a larger size cannot be.
            _write(scale, given)


@contextmanager
def _shown_at_last(scale: Scale) -> Iterator[None]:
    """Prints the sizes that were measured, also where another one fails or is interrupted."""
    try:
        yield
    finally:
        if scale.sizes:
            print(table(scale), flush=True)


def _write(scale: Scale, given: argparse.Namespace) -> None:
    try:
        if given.json:
            given.json.write_text(scale.model_dump_json(indent=2) + "\n", encoding="utf-8")
        if given.plot:
            plot(scale, given.plot)
    except OSError as error:
        raise OutputError(f"the results cannot be written: {error}") from error


def _corpora(given: argparse.Namespace, folder: Path) -> Iterator[Corpus]:
    """The files to be measured, written when their turn comes."""
    todo: list[tuple[int, tuple[Language, ...]]] = [(size, ("en",)) for size in given.sizes]
    most: dict[tuple[Language, ...], int] = {}
    if given.all_languages:
        todo.append((max(given.sizes), LANGUAGES))
    for number, (size, languages) in enumerate(todo):
        if most.get(languages, size) < size:
            continue
        _tell(_named(size, languages), "writing them")
        corpus = write_lines(_lines(given, size, languages), folder / f"corpus-{number}.jsonl")
        if corpus.paragraphs < size:
            most[languages] = corpus.paragraphs
            _tell(_named(corpus.paragraphs, languages), "there are no more")
        yield corpus


def _lines(
    given: argparse.Namespace, size: int, languages: Sequence[Language]
) -> Iterable[ResolutionLine]:
    if given.source:
        return draw(read_lines(given.source, languages), size, given.seed)
    return cut(resolutions(languages, given.seed), size)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.benchmark", description="Measure time, memory and disk."
    )
    add = parser.add_argument
    add("--only", choices=("waits", "scale"), help="one part: the shipped index, or more documents")
    add("--runs", type=_count, default=5, help="runs of each short process (median)")
    add("--sizes", type=_sizes, default=SIZES, help=f"numbers of paragraphs ({SIZES})")
    add("--all-languages", action="store_true", help="the largest size in all six languages too")
    data = os.environ.get(DATA)
    add(
        "--from",
        dest="source",
        type=_file,
        metavar="FILE",
        default=data or None,
        help=f"resolutions in JSON lines, .xz too ({DATA}); else invented ones",
    )
    add(
        "--questions",
        type=_count,
        metavar="N",
        help=f"to an open assistant; else all that are shipped, and of each size {QUESTIONS}",
    )
    add("--no-plain", action="store_true", help="without LangChain's plain recipe")
    add(
        "--sample",
        type=int,
        default=500,
        metavar="N",
        help="paragraphs for the plain recipe with a transformer; 0: without",
    )
    add("--seed", type=int, default=0, help="what is drawn and invented")
    add("--json", type=_target, metavar="FILE", help="write the figures")
    add("--plot", type=_picture, metavar="FILE", help=f"draw them ({', '.join(SUFFIXES)})")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than one")
    return number


def _sizes(text: str) -> list[int]:
    """`1k,10k,72k` as numbers, the smallest first."""
    found: set[int] = set()
    for part in text.split(","):
        digits, thousand = part.strip().lower().removesuffix("k"), part.strip().lower()[-1:] == "k"
        if not digits.isdecimal() or not int(digits):
            raise argparse.ArgumentTypeError(f"{part!r} is no size; give numbers such as {SIZES}")
        found.add(int(digits) * (1000 if thousand else 1))
    return sorted(found)


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def _target(text: str) -> Path:
    path = Path(text)
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.absolute().parent}")
    return path


def _picture(text: str) -> Path:
    path = _target(text)
    if path.suffix not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{text} does not end in {', '.join(SUFFIXES)}")
    return path


@contextmanager
def _endable() -> Iterator[None]:
    """A request to end (SIGTERM) is as Ctrl-C: nothing is left behind."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _named(paragraphs: int, languages: Sequence[Language]) -> str:
    return f"{paragraphs:,} paragraphs in {', '.join(languages)}"


def _tell(what: str, step: str) -> None:
    print(f"benchmark: {what}: {step} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
