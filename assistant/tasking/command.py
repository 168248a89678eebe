"""The command `mandate tasks`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import adding
from assistant.forms import choose_form

if TYPE_CHECKING:
    from assistant.tasking.model import TaskTable
    from index.words import Language

FORMATS = ("text", "markdown", "csv", "json", "xlsx")
FOUND, NOT_FOUND = 0, 3
_SECONDS = 5.0


def tasks(
    document: Annotated[
        list[str] | None,
        typer.Option("--document", "-d", help="Only this document, by symbol; may be repeated."),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body", help="Only the rows that name this body: Centre, Secretary-General …"
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Only this kind: letter, resolution, draft resolution …"),
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option("--year", help="Only documents of this year.")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help="Only documents that are adopted, draft, letter or issued."),
    ] = None,
    in_language: Annotated[
        list[str] | None,
        typer.Option("--in-language", help="Only documents that have a version in this language."),
    ] = None,
    preamble: Annotated[
        bool, typer.Option("--preamble", help="Add the preambular paragraphs.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option("--language", "-l", help="Read the version in en, fr, ru, es, ar or zh."),
    ] = None,
    collection: Annotated[
        str, typer.Option("--collection", "-c", help="This collection; see mandate collections.")
    ] = "default",
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="text, markdown, csv, json or xlsx.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file; its suffix tells the format."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Show who is asked by whom to do what, in the documents' own words. Exit status 3 where nobody is."""
    chosen = choose_form(form, output, FORMATS, as_json=as_json)
    if chosen == "xlsx" and output is None:
        raise typer.BadParameter("a workbook is written to a file: give --output", param_hint="-f")
    from assistant.api import Assistant
    from index.filter import filter_of

    where = filter_of(None, kind, year, in_language, status)
    with Assistant(collection=collection, progress=adding.tell) as assistant:
        table = assistant.tasks(
            documents=document or (),
            body=body,
            where=where,
            language=language,
            preamble=preamble,
            progress=_Lines(),
        )
    _write(_rendered(table, chosen, language), output)
    return FOUND if table.tasks else NOT_FOUND


class _Lines:
    """A line on standard error every few seconds, where the reading takes as long."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told >= _SECONDS:
            self._told = time.monotonic()
            adding.tell(f"read {done:,} of {total:,} documents")


def _rendered(table: TaskTable, form: str, language: str | None) -> bytes:
    from assistant.answering import check_language
    from assistant.tasking import outputs

    reader: Language = check_language(language or "en")
    if form == "xlsx":
        return outputs.to_xlsx(table, reader)
    if form == "json":
        return f"{outputs.to_json(table)}\n".encode()
    if form == "csv":
        return outputs.to_csv(table, reader).encode()
    if form == "markdown":
        return outputs.to_markdown(table, reader).encode()
    return f"{outputs.to_text(table, reader)}\n".encode()


def _write(content: bytes, output: Path | None) -> None:
    """To the file, or to standard output as it is: Windows would end a line of CSV twice."""
    if output is None:
        typer.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise typer.BadParameter(
            f"{output} cannot be written: {error.strerror}", param_hint="--output"
        ) from error
    print(f"mandate: written to {output}", file=sys.stderr)
