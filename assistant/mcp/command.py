"""`mandate mcp`: the tools for a language model's client on the same machine."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def mcp(
    model: Annotated[
        str | None, typer.Option("--model", "-m", help="As in `mandate ask`; else MANDATE_MODEL.")
    ] = None,
    model_url: Annotated[str | None, typer.Option(help="The model's base address.")] = None,
    collection: Annotated[
        str,
        typer.Option(
            "--collection",
            "-c",
            envvar="MANDATE_COLLECTION",
            show_envvar=False,
            help="The collection that is asked where a call names none; else MANDATE_COLLECTION.",
        ),
    ] = "default",
) -> int:
    """Serve the tools of the Model Context Protocol over standard input and output."""
    from assistant.api import Assistant
    from assistant.language_model.settings import read_settings
    from assistant.mcp.stdio import run_stdio

    settings = read_settings(name=model, url=model_url) if model or model_url else None
    with Assistant(model=settings, collection=collection, progress=_progress) as assistant:
        run_stdio(assistant)
    return 0


def _progress(step: str) -> None:
    sys.stderr.write(f"mandate: {step} …\n")
    sys.stderr.flush()
