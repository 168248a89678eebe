"""The commands that change a collection: `mandate add`, `remove`, `rebuild`, `collections`."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.adding.progress import AddProgress, Watch

Collection = Annotated[
    str,
    typer.Option(
        "--collection",
        "-c",
        help="The collection; without it the one that ships. A new name makes a new one.",
    ),
]


def add(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    collection: Collection = "default",
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes; else one a core.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", help="A Dask scheduler, as tcp://host:8786.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read everything and store nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Add documents: AKN4UN XML, PDF, DOCX, HTML, text, JSON lines, and zips and folders of them.

    What is unchanged since it was added is not read again. Ctrl-C leaves what was stored; the same
    command goes on from there. Exit status 3 where nothing could be read.
    """
    from index.adding import add_documents
    from index.collections import collection_folder, shipped_with

    with _shown(as_json) as watch:
        report = add_documents(
            paths,
            collection_folder(collection),
            documents=shipped_with(collection),
            workers=workers,
            dask=dask,
            dry_run=dry_run,
            watch=watch,
        )
    if as_json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        print("\n".join([*report.lines(), *(["nothing was stored"] if dry_run else [])]))
    return 0 if report.documents or report.unchanged else 3


def remove(
    symbols: Annotated[list[str], typer.Argument(help="Symbols, such as A/RES/72/7.")],
    collection: Collection = "default",
) -> int:
    """Remove documents from a collection, all of those named or none."""
    from index.adding import remove_documents
    from index.collections import check_collection, collection_folder, shipped_with

    folder = collection_folder(check_collection(collection))
    remove_documents(symbols, folder, documents=shipped_with(collection))
    print(f"removed: {', '.join(symbols)}")
    return 0


def rebuild(collection: Collection = "default") -> int:
    """Build a collection's index anew, from the documents that ship and those that were added."""
    from index.build import rebuild_index
    from index.collections import check_collection, collection_folder, shipped_with

    folder = collection_folder(check_collection(collection))
    documents = shipped_with(collection)
    with rebuild_index(folder, documents=documents, progress=tell, force=True) as index:
        print(f"{index.paragraph_count:,} paragraphs of {len(index.documents):,} documents")
        print(index.checksum)
    return 0


def collections() -> int:
    """List the collections."""
    from index.collections import list_collections

    print("\n".join(list_collections()))
    return 0


def tell(step: str) -> None:
    """Print a step of the work on standard error."""
    print(f"mandate: {step} …", file=sys.stderr, flush=True)


@contextmanager
def _shown(quiet: bool) -> Iterator[Watch | None]:
    """Shows a bar at a terminal, a line every ten seconds elsewhere."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, told="")

        def watch(progress: AddProgress) -> None:
            bar.update(
                task,
                description=progress.step,
                total=progress.total or 1,
                completed=progress.done,
                told=_told(progress),
            )

        yield watch


class _Lines:
    """A line every ten seconds."""

    def __init__(self) -> None:
        self._told = 0.0

    def __call__(self, progress: AddProgress) -> None:
        if progress.seconds - self._told >= _SECONDS:
            self._told = progress.seconds
            tell(f"{progress.step}: {_told(progress)}")


_SECONDS = 10.0


def _told(progress: AddProgress) -> str:
    text = f"{progress.documents:,} documents, {progress.versions:,} versions of paragraphs"
    if progress.versions:
        text += f", {progress.rate:,.0f}/s"
    left = progress.seconds_left
    if left is not None:
        minutes, seconds = divmod(round(left), 60)
        text += f", {minutes} min {seconds:02} s left" if minutes else f", {seconds} s left"
    return text
