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

_FORMATS = ("text", "markdown", "json")

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        help="Compare in en, fr, ru, es, ar or zh, and write places in it; else in English, "
        "or what is held.",
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

    Exit status 0 also where none but its own does: that it was not repeated is an answer.
    """
    from assistant.lineage.layout import lay_out_lineage

    form = _checked(form, as_json)
    with _open(language, collection) as assistant:
        lineage = assistant.trace(asked, language=language)
    _print(lineage, lay_out_lineage(lineage), form)
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

    form, names = _checked(form, as_json), _names(only)
    with _open(language, collection) as assistant:
        comparison = chosen(assistant.compare(first, second, language=language), names)
    _print(comparison, lay_out_comparison(comparison), form)
    return 0


def _open(language: str | None, collection: str) -> Assistant:
    from assistant.adding import tell
    from assistant.answering import check_language

    if language:
        # Before an index is opened, or built.
        check_language(language)
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
