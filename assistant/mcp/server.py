"""The server: tools that read the documents. What it is served over is told elsewhere."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations

from assistant.mcp.calling import Threads
from assistant.mcp.failure import message_of
from assistant.mcp.instruments import InstrumentTools
from assistant.mcp.receipts import ReceiptTools
from assistant.mcp.tools import Tools
from index.document import Document

if TYPE_CHECKING:
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
    from mcp.shared.message import SessionMessage
    from mcp.types import ContentBlock

    from assistant.api import Assistant

    Incoming = MemoryObjectReceiveStream[SessionMessage | Exception]
    Outgoing = MemoryObjectSendStream[SessionMessage]

_READING = ToolAnnotations(
    readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False
)
_MOST_LISTED = 30
_INSTRUCTIONS = """\
Answers from United Nations documents in English, French, Russian, Spanish, Arabic and Chinese, quoted
letter for letter with symbol and paragraph. Ask with `ask`, look around with `search` and
`get_paragraph`, and check any quotation with `verify_quote` before you give it. Quote only words that
a tool returned. What the documents do not say, they do not say: do not fill it in from memory.
`list_documents` tells what is held now, and the collections that may be asked. `compare_documents` and
`trace_paragraph` tell what changed, `list_tasks` who is asked to do what, and `check_text` checks every
quotation of a text of yours or a person's.
Documents held: {documents}."""


class Server(FastMCP[object]):
    """A server whose errors are one line, and that refuses arguments that no tool has."""

    def __init__(
        self, *, program: str, instructions: str, security: TransportSecuritySettings
    ) -> None:
        super().__init__(
            "mandate",
            instructions=instructions,
            stateless_http=True,
            json_response=True,
            transport_security=security,
            log_level="WARNING",
        )
        # Clients are told it; without, they are told the version of the protocol's library.
        self._mcp_server.version = program

    async def call_tool(
        self, name: str, arguments: dict[str, object]
    ) -> Sequence[ContentBlock] | dict[str, object]:
        """What the tool `name` gives; raises `ToolError` with one line for the client."""
        tool = self._tool_manager.get_tool(name)
        known = tool.parameters["properties"] if tool else arguments
        if strange := [argument for argument in arguments if argument not in known]:
            raise ToolError(
                f"{name} has no argument {', '.join(map(repr, strange))}; it takes {', '.join(known)}"
            )
        try:
            return await super().call_tool(name, arguments)
        except ToolError as error:
            if error.__cause__ is None:
                raise
            raise ToolError(message_of(error.__cause__, name)) from error

    async def run_streams(self, read: Incoming, write: Outgoing) -> None:
        """Serve the client at the other end of two streams until it leaves."""
        await self._mcp_server.run(read, write, self._mcp_server.create_initialization_options())


def make_server(
    assistant: Assistant,
    *,
    allowed_hosts: Sequence[str] | None = None,
    allowed_origins: Sequence[str] = (),
) -> Server:
    """A server with the tools of `assistant` that `assistant.mcp.tools` has.

    Over HTTP it keeps no sessions and answers in JSON, see `assistant.mcp.http`. `allowed_hosts` are the
    values of the Host header that it takes (`127.0.0.1:*` for any port), which protects a server on a
    reader's own machine from web pages that rebind their name to it; `allowed_origins` are those of
    Origin. Without `allowed_hosts` neither is looked at: what stands in front of the server decides.
    Closing `assistant` is the caller's.
    """
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=allowed_hosts is not None,
        allowed_hosts=list(allowed_hosts or ()),
        allowed_origins=list(allowed_origins),
    )
    with _logging_as_it_is():
        server = Server(
            program=_version(),
            instructions=_INSTRUCTIONS.format(documents=_listed(assistant.documents())),
            security=security,
        )
    threads = Threads()
    tools, instruments = Tools(assistant, threads), InstrumentTools(assistant, threads)
    receipts = ReceiptTools(assistant, threads)
    for title, tool in (
        ("Ask the documents", tools.ask),
        ("Search paragraphs", tools.search),
        ("Read a paragraph", tools.get_paragraph),
        ("Check a quotation", tools.verify_quote),
        ("List the documents", tools.list_documents),
        ("Compare two documents", instruments.compare_documents),
        ("Trace a paragraph", instruments.trace_paragraph),
        ("List tasks", instruments.list_tasks),
        ("Check the quotations of a text", instruments.check_text),
        ("Verify a receipt", receipts.verify_receipt),
    ):
        described = inspect.getdoc(tool)
        server.add_tool(tool, title=title, description=described, annotations=_READING)
    return server


def _listed(documents: Sequence[Document]) -> str:
    named = [f"{d.symbol} ({d.kind}, {d.date.isoformat()})" for d in documents[:_MOST_LISTED]]
    more = len(documents) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


@contextmanager
def _logging_as_it_is() -> Iterator[None]:
    """The program's logging is not this library's to set up, which FastMCP does when it is made."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def _version() -> str:
    try:
        return version("mandate-assistant")
    except PackageNotFoundError:
        return "0+source"
