"""What a client asks a chat model, read from four protocols, and what a script replies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

Protocol: TypeAlias = Literal["openai", "anthropic", "ollama", "google"]
Json: TypeAlias = Any

_ROLES: Final = {"model": "assistant", "developer": "system"}
_FORMATS: Final = (
    ("response_format", "json_schema", "schema"),
    ("output_config", "format", "schema"),
    ("output_format", "schema"),
    ("format",),
    ("generationConfig", "responseJsonSchema"),
    ("generationConfig", "responseSchema"),
)
"""Where the protocols put the JSON schema that the answer's text has to keep to."""


def dig(value: Json, *keys: str) -> Json:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(part: Json) -> str:
    """The text of a message or of a part of one, in any protocol."""
    if isinstance(part, list):
        return "\n".join(filter(None, map(_text, part)))
    if isinstance(part, dict):
        return _text(next((part[k] for k in ("content", "parts", "text") if part.get(k)), ""))
    return part if isinstance(part, str) else ""


@dataclass(frozen=True)
class Request:
    """What a client asked, and how to read it without minding the protocol."""

    protocol: Protocol
    path: str
    headers: dict[str, str]
    """By lower-case name."""
    body: dict[str, Any]

    @property
    def messages(self) -> list[tuple[str, str]]:
        """Each message's role ("system", "user", "assistant", "tool") and text, system first."""
        system = self.body.get("system") or self.body.get("systemInstruction")
        turns = self.body.get("messages") or self.body.get("contents") or []
        roles = [turn.get("role", "user") for turn in turns]
        said = [(_ROLES.get(r, r), _text(turn)) for r, turn in zip(roles, turns, strict=True)]
        return [("system", _text(system)), *said] if system else said

    @property
    def prompt(self) -> str:
        """All the text of the messages."""
        return "\n".join(text for _, text in self.messages)

    @property
    def tools(self) -> dict[str, dict[str, Any] | None]:
        """Each tool's schema, by name."""
        offered = self.body.get("tools") or ()
        declared = [
            d for t in offered for d in t.get("functionDeclarations") or [t.get("function", t)]
        ]
        keys = ("parameters", "parametersJsonSchema", "input_schema")
        return {d["name"]: next((d[k] for k in keys if d.get(k)), None) for d in declared}

    @property
    def tool(self) -> str | None:
        """The tool that structured data goes out by: the one forced, or else the first offered.

        None where there is none, where tools are forbidden, and where tools are left to the
        model's choice beside a JSON schema for the text.
        """
        choice = self.body.get("tool_choice") or dig(
            self.body, "toolConfig", "functionCallingConfig"
        )
        kind = choice if isinstance(choice, str) else dig(choice, "mode") or dig(choice, "type")
        kind = str(kind or "auto").lower()
        if kind == "none" or (kind == "auto" and self._format):
            return None
        allowed = dig(choice, "allowedFunctionNames") or [None]
        named = dig(choice, "function", "name") or dig(choice, "name") or allowed[0]
        return named or next(iter(self.tools), None)

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON schema asked for: the text's, or else the first tool's."""
        return self._format or next(iter(self.tools.values()), None)

    @property
    def _format(self) -> dict[str, Any] | None:
        found = (dig(self.body, *keys) for keys in _FORMATS)
        return next((schema for schema in found if isinstance(schema, dict)), None)

    @property
    def streams(self) -> bool:
        """Whether the answer is to come in pieces, which is what Ollama does unless told not to."""
        if self.protocol == "google":
            return ":streamGenerateContent" in self.path
        return bool(self.body.get("stream", self.protocol == "ollama"))


@dataclass(frozen=True)
class Reply:
    """What to answer, and what is to go wrong."""

    data: object | None = None  # a structure: a call of `Request.tool`, or else JSON text
    text: str | None = None  # raw text instead, even if a tool was asked for
    as_tool: bool = False  # `text` is the raw arguments of a tool call
    tool_name: str | None = None  # a structure goes out by a call of this tool instead
    status: int = 200
    error: str = ""  # the message of an error body; the whole body if it begins with "{"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds of silence before the first byte
    pause: float = 0.0  # seconds between streamed pieces
    cut: int | None = None  # end after so many bytes of the body
    framed: bool = True  # a cut body ends as HTTP asks and looks whole; else it just breaks off
    reset: bool = False  # reset the connection: before the answer, or after `cut` bytes
    finish: Literal["stop", "length"] = "stop"
    usage: tuple[int, int] = (100, 20)  # tokens read and written
    chunk: int = 7  # characters in a streamed piece
