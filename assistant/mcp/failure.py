"""What a client is told of a call that failed: one line, and nothing of the inside."""

from __future__ import annotations

import logging

from pydantic import ValidationError

from index.errors import UserError

_log = logging.getLogger(__name__)

_MOST_SHOWN = 60


def message_of(error: BaseException | None, tool: str) -> str:
    """One line for the client; a fault of the program's is logged, and only said to be one."""
    if isinstance(error, UserError):
        return " ".join(str(error).split())
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}{_given(problem['input'])}"
            for problem in error.errors()
        )
    _log.error("the tool %s failed", tool, exc_info=error)
    return f"the tool {tool} failed through a fault of the server, which its log tells; try later"


def _given(value: object) -> str:
    """What was given, where it is short: a missing argument has all the others as its input."""
    shown = repr(value)
    return (
        f" (given: {shown})"
        if isinstance(value, str | int | float) and len(shown) <= _MOST_SHOWN
        else ""
    )
