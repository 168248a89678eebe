"""The structures that a model is asked for, and how its replies are read, piece by piece.

A reply is never trusted to be whole: it is read as it comes, a statement at a time, and whether it was
whole is known at its end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.language_model.calling import Piece
from assistant.language_model.failure import Failure, ModelFailure


class _Structure(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class DraftQuote(_Structure):
    """Words that a statement wants to quote."""

    key: str
    words: str


class DraftStatement(_Structure):
    """A sentence of an answer, as the model wrote it: nothing of it is verified."""

    text: str
    keys: tuple[str, ...] = ()
    quotes: tuple[DraftQuote, ...] = ()


class Draft(_Structure):
    """An answer, as the model writes it."""

    statements: tuple[DraftStatement, ...]


class Rewritten(_Structure):
    """A question, as the model rewrote or translated it."""

    question: str


_Json: TypeAlias = Any


def schema_of(structure: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of `structure`, with nothing in it that some provider does not take.

    It names and describes nothing: what a model is told, it is told by the prompts.
    """
    schema = structure.model_json_schema()
    definitions = schema.pop("$defs", {})
    return {**_inlined(schema, definitions), "title": structure.__name__}


def _inlined(node: _Json, definitions: Mapping[str, _Json]) -> _Json:
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(definitions[node["$ref"].rsplit("/", 1)[-1]], definitions)
    left_out = ("default", "title", "description")
    kept = {k: v for k, v in node.items() if k not in left_out or isinstance(v, dict)}
    found = {name: _inlined(value, definitions) for name, value in kept.items()}
    if found.get("type") == "object":
        found |= {"required": list(found["properties"]), "additionalProperties": False}
    return found


_BEGIN = re.compile(r'"statements"\s*:\s*\[')
_GAP = re.compile(r"^[\s,]*")
_DECODER = json.JSONDecoder()


class StatementReader:
    """Reads the statements of a reply as it comes."""

    def __init__(self) -> None:
        # What has not been read yet, by channel; of those in `_begun` the list has begun.
        self._rest: dict[str, str] = {}
        self._begun: set[str] = set()
        self._closed: set[str] = set()
        self._said = False

    def feed(self, piece: Piece) -> Iterator[DraftStatement]:
        """The statements that are complete with `piece`; what is none of them is passed over."""
        channel = piece.channel
        if channel in self._closed:
            return
        self._said = self._said or bool(piece.text.strip())
        self._rest[channel] = self._rest.get(channel, "") + piece.text
        # A statement, or the list, can only be complete with one of these.
        if set(piece.text) & set("}],"):
            yield from self._read(channel)

    def finish(self) -> None:
        """Raises `ModelFailure` where the reply was cut off, or had no structure in it."""
        if self._closed:
            return
        if self._begun:
            raise ModelFailure(Failure.CUT_OFF, "the reply ends within its structure")
        what = "prose" if self._said else "an empty reply"
        raise ModelFailure(Failure.UNUSABLE, what)

    def _read(self, channel: str) -> Iterator[DraftStatement]:
        if channel not in self._begun:
            begin = _BEGIN.search(self._rest[channel])
            if begin is None:
                return
            self._begun.add(channel)
            self._rest[channel] = self._rest[channel][begin.end() :]
        while channel not in self._closed:
            text = _GAP.sub("", self._rest[channel], count=1)
            if text[:1] == "]":
                self._closed.add(channel)
                return
            try:
                value, end = _DECODER.raw_decode(text)
            except (ValueError, RecursionError):
                return
            if not isinstance(value, dict) and text[end:].strip()[:1] not in tuple(",]"):
                # A number may go on.
                return
            self._rest[channel] = text[end:]
            try:
                yield DraftStatement.model_validate(value)
            except ValidationError:
                continue


def read_rewritten(pieces: Iterator[Piece]) -> str:
    """The question of a reply; raises `ModelFailure` where there is none."""
    text: dict[str, str] = {}
    for piece in pieces:
        text[piece.channel] = text.get(piece.channel, "") + piece.text
    reply = text.get("tool") or text.get("content", "")
    begin = reply.find("{")
    try:
        value, _ = _DECODER.raw_decode(reply, begin if begin >= 0 else 0)
        return Rewritten.model_validate(value).question
    except (ValueError, RecursionError, ValidationError) as error:
        raise ModelFailure(Failure.UNUSABLE, "no question in the reply") from error
