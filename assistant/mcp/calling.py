"""How tools run and what they give back: in threads, and as text beside data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread
from mcp.types import CallToolResult, TextContent
from pydantic import BaseModel

# Reading is bound to the processor, asking a language model to the network.
_AT_ONCE = 8

Result = TypeVar("Result")


class Threads:
    """Runs what takes time, a few calls at once."""

    def __init__(self) -> None:
        self._places = anyio.CapacityLimiter(_AT_ONCE)

    async def run(self, call: Callable[[], Result]) -> Result:
        """What `call` returns. A client that leaves meanwhile takes back what has not begun."""
        return await anyio.to_thread.run_sync(call, limiter=self._places)


def result_of(found: BaseModel, text: str) -> CallToolResult:
    """What a tool gives back: `text` for the model, and `found` as data."""
    return CallToolResult(
        content=[TextContent(type="text", text=text)],
        structuredContent=found.model_dump(mode="json"),
    )
