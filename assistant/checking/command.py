"""The command `mandate check`."""

from __future__ import annotations

from typing import Annotated

import typer


def check(text: Annotated[str, typer.Argument(help="Words, or a file.")]) -> int:
    """Check the quotations and cited places of a text."""
    raise NotImplementedError
