"""The operations of an OpenAPI document, each with its parameters and a request to try."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote, urlencode

Schema = Mapping[str, object]

# What stands in the path of an example; other parameters have examples of their own.
_IN_PATHS = {"symbol": "A/RES/72/7", "locator": "op1"}
_DEEP = 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a request may carry: in its path or query, or as a field of its JSON body."""

    name: str
    where: str
    required: bool
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and path, what they are for, and a request as `curl` sends it."""

    name: str
    group: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str


class Interface:
    """An OpenAPI document (3.1), read as far as this program's own goes."""

    def __init__(self, document: Schema, base: str) -> None:
        """`base` is the server's address, with which examples begin."""
        self._document, self._base = document, base.rstrip("/")
        self._schemas = _at(_at(document, "components"), "schemas")

    def operations(self) -> list[Operation]:
        """All operations, in the document's order."""
        return [
            self._operation(path, method, _at(methods, method))
            for path, methods in _items(_at(self._document, "paths"))
            for method in methods
        ]

    def _operation(self, path: str, method: str, found: Schema) -> Operation:
        given = [cast(Schema, p) for p in cast(list[object], found.get("parameters", []))]
        body = self._body(found)
        return Operation(
            name=str(found.get("operationId", f"{method} {path}")),
            group=str(cast(list[object], found.get("tags") or [""])[0]),
            method=method.upper(),
            path=path,
            summary=str(found.get("summary", "")),
            description=str(found.get("description", "")),
            parameters=(*map(self._parameter, given), *self._fields(body)),
            example=self._example(path, method, given, body) + self._file(found),
        )

    def _parameter(self, given: Schema) -> Parameter:
        schema = _at(given, "schema")
        return Parameter(
            str(given["name"]),
            str(given["in"]),
            bool(given.get("required")),
            self._type(schema),
            str(given.get("description") or schema.get("description") or ""),
        )

    def _body(self, operation: Schema) -> Schema:
        content = _at(_at(operation, "requestBody"), "content")
        return self._resolved(_at(_at(content, "application/json"), "schema"))

    def _fields(self, body: Schema) -> Iterator[Parameter]:
        required = cast(list[str], body.get("required", []))
        for name, schema in _items(_at(body, "properties")):
            about = str(schema.get("description", ""))
            yield Parameter(name, "body", name in required, self._type(schema), about)

    def _type(self, schema: Schema) -> str:
        """A type in words: "one of en, fr", "list of text", "number"."""
        schema = self._resolved(schema)
        if options := cast(list[object], schema.get("enum", [])):
            return "one of " + ", ".join(map(str, options))
        if "const" in schema:
            return str(schema["const"])
        if choices := cast(list[Schema], schema.get("anyOf", [])):
            types = (self._type(choice) for choice in choices if choice.get("type") != "null")
            return " or ".join(dict.fromkeys(types))
        kind = str(schema.get("type", ""))
        if kind == "array":
            return f"list of {self._type(_at(schema, 'items'))}"
        names = {"string": "text", "integer": "number", "boolean": "true or false", "object": ""}
        return names.get(kind, kind) or str(schema.get("title", "object"))

    def _example(self, path: str, method: str, given: list[Schema], body: Schema) -> str:
        for name, value in _IN_PATHS.items():
            path = path.replace(f"{{{name}}}", quote(value, safe="/"))
        query = {
            str(p["name"]): self._value(_at(p, "schema"))
            for p in given
            if p["in"] == "query" and p.get("required")
        }
        address = f"{self._base}{path}" + (f"?{urlencode(query)}" if query else "")
        words = ["curl", *([] if method == "get" else ["-X", method.upper()]), shlex.quote(address)]
        if body:
            data = json.dumps(self._value(body), ensure_ascii=False)
            header = shlex.quote("Content-Type: application/json")
            return f"{' '.join(words)} \\\n  -H {header} \\\n  -d {shlex.quote(data)}"
        return " ".join(words)

    def _file(self, operation: Schema) -> str:
        """How a file is sent, where the body is one."""
        content = _at(_at(operation, "requestBody"), "content")
        return " --data-binary @speech.docx" if "application/octet-stream" in content else ""

    def _value(self, schema: Schema, depth: int = 0) -> object:
        """A value that `schema` allows: its own example, else what has to be there."""
        schema = self._resolved(schema)
        if examples := cast(list[object], schema.get("examples", [])):
            return examples[0]
        for name in ("default", "const"):
            if name in schema:
                return schema[name]
        if options := cast(list[object], schema.get("enum", [])):
            return options[0]
        if choices := cast(list[Schema], schema.get("anyOf", [])):
            return self._value(choices[0], depth)
        if schema.get("type") == "object" and depth < _DEEP:
            return self._object(schema, depth + 1)
        values: dict[str, object] = {"integer": 0, "number": 0, "boolean": False, "array": []}
        return values.get(str(schema.get("type")), "…")

    def _object(self, schema: Schema, depth: int) -> dict[str, object]:
        required = cast(list[str], schema.get("required", []))
        return {
            name: self._value(field, depth)
            for name, field in _items(_at(schema, "properties"))
            if name in required or any(cast(list[object], field.get("examples", [])))
        }

    def _resolved(self, schema: Schema) -> Schema:
        """What a `$ref` stands for; this program's refer to schemas alone."""
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        return self._resolved(_at(self._schemas, name)) if name else schema


def _at(schema: Schema, name: str) -> Schema:
    """The object under `name`; empty where there is none."""
    found = schema.get(name)
    return cast(Schema, found) if isinstance(found, Mapping) else {}


def _items(schema: Schema) -> Iterator[tuple[str, Schema]]:
    return ((name, _at(schema, name)) for name in schema)
