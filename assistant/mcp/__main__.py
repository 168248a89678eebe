"""`python -m assistant.mcp` is `mandate mcp`."""

from __future__ import annotations

import sys

from assistant.cli import main

if __name__ == "__main__":
    main(["mcp", *sys.argv[1:]])
