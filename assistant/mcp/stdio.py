"""The server over standard input and output, for one client on the same machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO, cast

import anyio
from mcp.server.stdio import stdio_server

from assistant.mcp.server import make_server
from assistant.threads import iterate_in_thread

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.mcp.server import Server


def run_stdio(assistant: Assistant) -> None:
    """Serve one client over standard input and output until it closes one of them.

    Nothing but the protocol reaches standard output; what anything else prints goes to standard error.
    """
    if sys.stdin is None or sys.stdout is None:
        # Closed by whoever started this: there is no client.
        return
    with _protocol_alone() as (messages, out):
        try:
            anyio.run(_serve, make_server(assistant), messages, out)
        except* BrokenPipeError:
            # The client left without a word.
            pass


async def _serve(server: Server, messages: TextIO, out: TextIO) -> None:
    # Read in a thread that nothing waits for: an interrupt must not wait for another line.
    lines = cast("anyio.AsyncFile[str]", iterate_in_thread(lambda: iter(messages)))
    async with stdio_server(lines, anyio.wrap_file(out)) as (read, write):
        await server.run_streams(read, write)


@contextmanager
def _protocol_alone() -> Iterator[tuple[TextIO, TextIO]]:
    """Standard input and output as the protocol has them; all others print to standard error meanwhile."""
    sys.stdout.flush()
    # Not to be closed: the thread that reads may still wait for a line.
    messages = os.fdopen(os.dup(0), encoding="utf-8", errors="replace", closefd=False)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    try:
        yield messages, out
    finally:
        sys.stdout.flush()
        os.dup2(out.fileno(), 1)
        with suppress(BrokenPipeError):
            # What could not be written is tried once more.
            out.close()
