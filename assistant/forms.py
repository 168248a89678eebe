"""In which format a command writes: the one that is asked for, else that of its file's suffix, else text."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import typer

_BY_SUFFIX = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
}


def choose_form(
    form: str | None, output: Path | None, forms: Collection[str], *, as_json: bool
) -> str:
    """One of `forms`; raises a usage error for one that is none of them."""
    if as_json:
        return "json"
    suffixes = {suffix: name for suffix, name in _BY_SUFFIX.items() if name in forms}
    if form is None and output is not None:
        form = suffixes.get(output.suffix.casefold())
        if form is None:
            raise typer.BadParameter(
                f"{output.name!r} tells no format; end it in {', '.join(suffixes)}, or give --format",
                param_hint="--output",
            )
    form = form or "text"
    if form not in forms:
        raise typer.BadParameter(
            f"{form!r} is not one of {', '.join(forms)}", param_hint="--format"
        )
    return form
