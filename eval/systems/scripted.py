"""A stand-in for a chat model: an OpenAI-compatible server that answers by a fixed rule.

The rule: of the sentences in the prompt's passages, quote those that share the most content words
with the question (at most `MOST`); where none shares a word, say so in the form the prompt asks
for. It reads the prompt's structure only, of four kinds, told apart in `reply`:

    {"doc_0": "...", ...} after `Documents:`  ── JSON, the spans of each document
    [SPAN_1]..[SPAN_n] or [DISPLAY_SPANS]     ── a template with those placeholders
    Source 1: ... Source 2: ... Query:        ── the sentences, each with its [n]
    question: ... context: ...                ── the sentences

    with scripted_server() as base_url:       # "http://127.0.0.1:<port>/v1"
        ...
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, NamedTuple

MODEL: Final = "scripted"
MOST: Final = 3
"""The most sentences that one reply quotes."""

_NO_SOURCE = "None of the sources are helpful to answer this."
_SENTENCE = re.compile(r"\S.*?(?:[.!?;。！？](?=\s|$|[^\x00-\u2fff])|(?=\n)|$)")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_]+|\d+")
_STEM = 6
_EMPTY = frozenset(
    """
    what which who whom whose when where why how many much does did are was were been being has
    have had can could may might must shall should will would the and for with from this that
    these those its their there into about under upon que qui quoi quel quelle quels quelles quand
    comment pourquoi combien est sont ont peut doit les des une aux été par pour dans sur avec ses
    son leur leurs cette ces cuál cuáles cuándo dónde cómo quién son los las una del por para con
    sus qué что кто как где когда какие какой какая каковы это для или при его
    """.split()  # noqa: SIM905
)
"""Words that ask or bind rather than say what is asked about."""

_JSON_DOCUMENTS = re.compile(r"^Question: (?P<question>.*)\n\nDocuments:\n(?=\{)", re.M)
_SPAN_PLACEHOLDERS = re.compile(r"\[SPAN_1\]\.\.\[SPAN_(?P<count>\d+)\]")
_SOURCES = re.compile(r"\n-{3,}\n(?P<sources>.*)\n-{3,}\s*\nQuery: (?P<question>.*)\n", re.S)
_SOURCE = re.compile(r"^Source (?P<number>\d+):\n", re.M)
_EXISTING = re.compile(r"provided an existing answer: (?P<answer>.*?)\s*Below are several", re.S)
_CONTEXT = re.compile(r"^question: *(?P<question>.*)\ncontext: *(?P<context>.*)", re.S | re.M)
_SAY = re.compile(r'\b(?:say|reply|answer)(?: exactly)?:? "(?P<words>[^"\n]+)"', re.I)


class Quote(NamedTuple):
    """A sentence of the passage called `name`, letter for letter."""

    name: str
    words: str


def content_words(text: str) -> set[str]:
    """The words of `text` that say what it is about, cut to their first letters."""
    words = (word.casefold() for word in _WORD.findall(text))
    return {
        word[:_STEM]
        for word in words
        if word not in _EMPTY and (len(word) > 2 or word.isdigit() or word[0] >= "\u3400")
    }


def choose(question: str, passages: dict[str, str]) -> list[Quote]:
    """The sentences of `passages` sharing the most content words with `question`, or none."""
    asked = content_words(question)
    quotes = [
        Quote(name, match[0].strip())
        for name, text in passages.items()
        for match in _SENTENCE.finditer(text)
    ]
    shared = [len(asked & content_words(quote.words)) for quote in quotes]
    most = max(shared, default=0)
    best = [quote for quote, count in zip(quotes, shared, strict=True) if 0 < count == most]
    return list(dict.fromkeys(best))[:MOST]


def reply(prompt: str) -> str:
    """The answer to `prompt`, by the rule that the module tells."""
    if documents := _JSON_DOCUMENTS.search(prompt):
        return _spans(documents["question"], prompt[documents.end() :])
    if "[SPAN_1]" in prompt or "[DISPLAY_SPANS]" in prompt:
        return _template(prompt)
    if sources := _SOURCES.search(prompt):
        existing = _EXISTING.search(prompt)
        otherwise = existing["answer"] if existing else _NO_SOURCE
        return _numbered(sources["question"], sources["sources"], otherwise)
    if context := _CONTEXT.search(prompt):
        quotes = choose(context["question"], {"": context["context"]})
        say = _SAY.search(prompt[: context.start()])
        return " ".join(q.words for q in quotes) or (say["words"] if say else _NO_SOURCE)
    return _NO_SOURCE


def _spans(question: str, rest: str) -> str:
    """verbatim-rag's extraction prompt: JSON, a list of quotes for each document."""
    documents: dict[str, str] = json.JSONDecoder().raw_decode(rest)[0]
    quotes = choose(question, documents)
    return json.dumps({name: [q.words for q in quotes if q.name == name] for name in documents})


def _template(prompt: str) -> str:
    """verbatim-rag's template prompt: each placeholder once, under one sentence."""
    numbered = _SPAN_PLACEHOLDERS.search(prompt)
    names = [f"SPAN_{i}" for i in range(1, int(numbered["count"]) + 1)] if numbered else []
    lines = [f"- [{name}]" for name in names] or ["[DISPLAY_SPANS]"]
    if "- Include [CITATION_REFS]" in prompt:
        lines.append("\n[CITATION_REFS]")
    return "The documents say:\n\n" + "\n".join(lines)


def _numbered(question: str, sources: str, otherwise: str) -> str:
    """CitationQueryEngine's prompt: the sentences, each followed by its source's number."""
    starts = list(_SOURCE.finditer(sources))
    ends = [start.start() for start in starts[1:]] + [len(sources)]
    passages = {
        start["number"]: sources[start.end() : end].strip()
        for start, end in zip(starts, ends, strict=True)
    }
    return " ".join(f"{q.words} [{q.name}]" for q in choose(question, passages)) or otherwise


class _Handler(BaseHTTPRequestHandler):
    """GET /v1/models and POST /v1/chat/completions; anything else is 404."""

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            return self.send_error(404)
        return self._send({"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            return self.send_error(400)
        body = self.rfile.read(int(length))
        if self.path != "/v1/chat/completions":
            return self.send_error(404)
        try:
            request: dict[str, Any] = json.loads(body)
            text = reply("\n".join(_text(m) for m in request["messages"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return self.send_error(400)
        return self._stream(text) if request.get("stream") else self._send(_completion(text))

    def _send(self, answer: dict[str, Any]) -> None:
        self._write("application/json", json.dumps(answer).encode())

    def _stream(self, text: str) -> None:
        chunk = _completion(text) | {"object": "chat.completion.chunk"}
        chunk["choices"][0]["delta"] = chunk["choices"][0].pop("message")
        self._write("text/event-stream", f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode())

    def _write(self, content_type: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


def _text(message: dict[str, Any]) -> str:
    """The text of a chat message, whose content is a string or a list of parts."""
    content = message["content"]
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content)


def _completion(text: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }


@contextmanager
def scripted_server() -> Iterator[str]:
    """Serve on a free port of this machine; gives the base address, which ends in /v1."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            thread.join()
