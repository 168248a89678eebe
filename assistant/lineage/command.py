"""The commands `mandate trace` and `mandate compare`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.api import Assistant
    from assistant.lineage.layout import Block
    from assistant.record import Record
    from index.words import Language as Code

_FORMATS = ("text", "markdown", "json")
_NOT_FOUND = 3

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        help="Write in en, fr, ru, es, ar or zh, and compare in it where it is held; else in English.",
    ),
]
Collection = Annotated[
    str,
    typer.Option("--collection", "-c", help="In this collection; see mandate collections."),
]
Format = Annotated[str, typer.Option("--format", "-f", help="text, markdown or json.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def trace(
    asked: Annotated[
        str, typer.Argument(help="A place, such as S/2007/279#p3.b1, or words of a paragraph.")
    ],
    language: Language = None,
    collection: Collection = "default",
    form: Format = "text",
    as_json: AsJson = False,
) -> int:
    """Follow a paragraph through the documents that carry it.

    Exit status 0 also where none but its own does: that it was not repeated is an answer; 3 where words
    are given that stand in no paragraph.
    """
    from assistant.errors import WordsNotFound
    from assistant.lineage.layout import lay_out_lineage
    from assistant.render.line import on_one_line

    form, reader = _checked(form, as_json), _reader(language)
    with _open(collection) as assistant:
        try:
            lineage = assistant.trace(asked, language=language)
        except WordsNotFound as error:
            print(f"mandate: {on_one_line(str(error))}", file=sys.stderr)
            return _NOT_FOUND
    _print(lineage, lay_out_lineage(lineage, reader), form)
    return 0


def compare(
    first: Annotated[str, typer.Argument(help="A symbol, such as A/RES/72/7.")],
    second: Annotated[str, typer.Argument(help="Another, such as A/75/L.72.")],
    only: Annotated[
        str,
        typer.Option(
            "--only",
            help="Only these pairs, with commas between: unchanged, changed, new, gone, moved, "
            "renumbered, split, merged.",
        ),
    ] = "",
    language: Language = None,
    collection: Collection = "default",
    form: Format = "text",
    as_json: AsJson = False,
) -> int:
    """Compare two documents paragraph by paragraph; the earlier one by date comes first."""
    from assistant.lineage.layout import chosen, lay_out_comparison

    form, names, reader = _checked(form, as_json), _names(only), _reader(language)
    with _open(collection) as assistant:
        comparison = chosen(assistant.compare(first, second, reader=language), names)
    _print(comparison, lay_out_comparison(comparison, reader), form)
    return 0


def _reader(language: str | None) -> Code:
    """The language to write in, which is checked before an index is opened, or built."""
    from assistant.answering import check_language

    return check_language(language) if language else "en"


def _open(collection: str) -> Assistant:
    from assistant.adding import tell
    from assistant.api import Assistant

    # Nothing is asked here: no language model is opened.
    return Assistant(model="none", collection=collection, progress=tell)


def _checked(form: str, as_json: bool) -> str:
    if form not in _FORMATS:
        raise typer.BadParameter(
            f"{form!r} is not one of {', '.join(_FORMATS)}", param_hint="--format"
        )
    return "json" if as_json else form


def _names(only: str) -> tuple[str, ...]:
    from assistant.lineage.layout import COUNTED

    names = tuple(filter(None, (name.strip().lower() for name in only.split(","))))
    for name in names:
        if name not in COUNTED:
            raise typer.BadParameter(
                f"{name!r} is not one of {', '.join(COUNTED)}", param_hint="--only"
            )
    return names


def _print(record: Record, blocks: Iterable[Block], form: str) -> None:
    from assistant.lineage.written import show, to_markdown, to_text

    if form == "json":
        print(record.model_dump_json(indent=2))
    elif form == "markdown":
        print(to_markdown(blocks), end="")
    elif sys.stdout is not None and sys.stdout.isatty():
        show(blocks)
    else:
        print(to_text(blocks))
