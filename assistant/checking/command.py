"""The command `mandate check`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.forms import choose_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.checking.check import Progress

PASSED, WRONG = 0, 3
_FORMATS = ("text", "markdown", "json", "html")


def check(
    text: Annotated[str, typer.Argument(help="Words, or a file; - reads standard input.")],
    document: Annotated[
        list[str] | None,
        typer.Option("--document", "-d", help="Look into this document alone; may be repeated."),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", "-l", help="The report's: en, fr, ru, es, ar or zh.")
    ] = "en",
    collection: Annotated[
        str, typer.Option("--collection", "-c", help="Look into this collection.")
    ] = "default",
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="text, markdown, json or html.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write the report to this file; its suffix tells the format."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Check the quotations and cited places of a text.

    Exit status 3 where a quotation is altered, misattributed or not found, or a cited paragraph does not
    exist.
    """
    from assistant import adding
    from assistant.answering import check_language
    from assistant.api import Assistant
    from assistant.checking.reports import RENDERERS

    form = choose_form(form, output, _FORMATS, as_json=as_json)
    reader = check_language(language)
    given = _given(text)
    if isinstance(given, Path):
        _demand(given)
    with (
        Assistant(collection=collection, model="none", progress=adding.tell) as assistant,
        _progress() as progress,
    ):
        found = assistant.check(given, documents=document or (), reader=reader, progress=progress)
    report = RENDERERS[form](found, reader)
    if output is None:
        print(report, end="")
    else:
        _write(output, report)
    return PASSED if found.passed else WRONG


def _given(text: str) -> str | Path:
    """The words that are given, or the file: one that exists, or whose name looks like that of one."""
    from assistant.checking.files import SUFFIXES

    if text == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace") if sys.stdin else ""
    path = Path(text)
    one_line = text and "\n" not in text and "\0" not in text and len(text) < 1000
    try:
        exists = bool(one_line) and bool(text.strip()) and path.exists()
    except OSError:
        # A text that is too long for a name.
        exists = False
    named = one_line and path.suffix.casefold() in SUFFIXES and " " not in path.suffix
    return path if exists or (named and len(text.split()) <= 8) else text


def _demand(path: Path) -> None:
    """Raise `UnreadableText` for a file that is not there, before an index is opened for it."""
    from assistant.errors import UnreadableText

    if not path.exists():
        raise UnreadableText(f"{path}: there is no such file; check the path")


def _write(path: Path, report: str) -> None:
    from assistant.errors import UnreadableText

    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        raise UnreadableText(
            f"{path}: the report cannot be written ({error.strerror or error})"
        ) from error


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Shows a bar at a terminal, where there is more than a screen of quotations."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("quotations", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
