"""`python -m assistant.mcp` is `mandate mcp`."""

from __future__ import annotations

import sys

from assistant import cli
from assistant.mcp.command import mcp

if __name__ == "__main__":
    cli.app.command()(mcp)
    cli.main(["mcp", *sys.argv[1:]])
