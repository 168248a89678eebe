"""The commands `mandate trace` and `mandate compare`."""

from __future__ import annotations

from typing import Annotated

import typer


def trace(
    asked: Annotated[
        str, typer.Argument(help="A place, such as S/2007/279#p3.b1, or words of a paragraph.")
    ],
) -> int:
    """Follow a paragraph through the documents that carry it."""
    raise NotImplementedError


def compare(
    first: Annotated[str, typer.Argument(help="A symbol, such as A/RES/72/7.")],
    second: Annotated[str, typer.Argument(help="Another, such as A/75/L.72.")],
) -> int:
    """Compare two documents paragraph by paragraph."""
    raise NotImplementedError
