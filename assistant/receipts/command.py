"""The command `mandate verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def verify(receipt: Annotated[Path, typer.Argument(help="The file of a receipt.")]) -> int:
    """Verify a receipt: whether its quotes stand in today's index."""
    raise NotImplementedError
