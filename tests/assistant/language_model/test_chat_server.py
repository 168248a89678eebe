"""The scripted server, seen through the real LangChain packages."""

from __future__ import annotations

import functools
import json
import time
import urllib.error
import urllib.request
from dataclasses import replace
from typing import Any

import pytest
from langchain.chat_models import init_chat_model
from langchain_core.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage

from .chat_server import ChatServer
from .requests_and_replies import Protocol, Reply, Request

httpx = pytest.importorskip("httpx")
ollama = pytest.importorskip("ollama")

SCHEMA = {
    "title": "Verdict",
    "type": "object",
    "properties": {"verdict": {"type": "string"}},
    "required": ["verdict"],
}
DATA = {"verdict": "oui, « à la lettre » 是"}
PROTOCOLS: list[Protocol] = ["openai", "anthropic", "ollama", "google"]
PROVIDERS = {"google": "google_genai"}
FINISH = {
    "openai": ("finish_reason", "stop", "length"),
    "anthropic": ("stop_reason", "end_turn", "max_tokens"),
    "ollama": ("done_reason", "stop", "length"),
    "google": ("finish_reason", "STOP", "MAX_TOKENS"),
}
PATHS = {
    "openai": "/v1/chat/completions",
    "anthropic": "/v1/messages",
    "ollama": "/api/chat",
    "google": "/v1beta/models/m:streamGenerateContent",
}
QUESTION = [("system", "Quote the documents."), ("human", "May it?")]


def invoke(model: Any, question: Any = QUESTION) -> AIMessage:
    return model.invoke(question)


def stream(model: Any, question: Any = QUESTION) -> AIMessage:
    return functools.reduce(lambda whole, chunk: whole + chunk, model.stream(question))


both_ways = pytest.mark.parametrize("ask", [invoke, stream])
every_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)


@functools.cache  # a client takes as long to make as most tests here
def chat_model(server: ChatServer, protocol: Protocol, timeout: float = 5) -> BaseChatModel:
    by_protocol: dict[str, dict[str, Any]] = {
        "openai": {"max_retries": 0, "timeout": timeout, "stream_usage": True, "api_key": "x"},
        "anthropic": {"max_retries": 0, "timeout": timeout, "api_key": "x"},
        "ollama": {"client_kwargs": {"timeout": timeout}},
        "google": {"max_retries": 1, "timeout": timeout, "api_key": "x"},
    }
    return init_chat_model(
        f"{PROVIDERS.get(protocol, protocol)}:scripted",
        base_url=server.base_url(protocol),
        temperature=0,
        **by_protocol[protocol],
    )


def structured(model: BaseChatModel, method: str | None = None) -> Any:
    """The bound model inside what `with_structured_output` returns."""
    return model.with_structured_output(SCHEMA, **({"method": method} if method else {})).first


def answered(message: AIMessage) -> object:
    return message.tool_calls[0]["args"] if message.tool_calls else json.loads(message.text)


def post(server: ChatServer, path: str, **body: object) -> bytes:
    """The body of the answer to a bare request."""
    asked = urllib.request.Request(
        server.url + path, json.dumps({"model": "scripted"} | body).encode()
    )
    with urllib.request.urlopen(asked, timeout=5) as answer:
        return answer.read()


@pytest.mark.parametrize("method", [None, "json_schema", "function_calling"])
@both_ways
@every_protocol
def test_structured_answer(server, protocol, ask, method):
    server.script = lambda _: Reply(data=DATA)
    message = ask(structured(chat_model(server, protocol), method))
    assert answered(message) == DATA
    tools = method == "function_calling" or (method is None and protocol == "anthropic")
    assert bool(message.tool_calls) == tools
    assert message.usage_metadata["input_tokens"] == 100
    assert message.usage_metadata["output_tokens"] == 20
    key, stop, _ = FINISH[protocol]
    assert message.response_metadata[key] == ("tool_use" if stop == "end_turn" and tools else stop)
    (request,) = server.requests
    assert request.protocol == protocol
    assert request.messages == [("system", "Quote the documents."), ("user", "May it?")]
    assert request.prompt == "Quote the documents.\nMay it?"
    assert list(request.schema["properties"]) == ["verdict"]
    assert request.tool == ("Verdict" if tools else None)
    assert request.streams == (ask is stream or protocol == "ollama")


@both_ways
@every_protocol
def test_plain_answer(server, protocol, ask):
    server.script = lambda request: Reply(text=f"{request.prompt!r}, {request.schema}")
    assert ask(chat_model(server, protocol), "Why?").text == "'Why?', None"


@both_ways
@every_protocol
def test_call_of_another_tool(server, protocol, ask):
    server.script = lambda _: Reply(data=DATA, tool_name="other")
    (call,) = ask(structured(chat_model(server, protocol), "function_calling")).tool_calls
    assert (call["name"], call["args"]) == ("other", DATA)


@both_ways
@every_protocol
def test_out_of_tokens(server, protocol, ask):
    server.script = lambda _: Reply(text='{"verdict": "ou', finish="length", usage=(7, 99))
    message = ask(structured(chat_model(server, protocol), "function_calling"))
    key, _, length = FINISH[protocol]
    assert message.response_metadata[key] == length
    assert message.usage_metadata["output_tokens"] == 99
    assert message.text == '{"verdict": "ou'


@pytest.mark.parametrize("chunk", [1, 1000])
@every_protocol
def test_chunks(server, protocol, chunk):
    server.script = lambda _: Reply(text="à peu près", chunk=chunk)
    pieces = [piece.text for piece in chat_model(server, protocol).stream("?") if piece.text]
    assert "".join(pieces) == "à peu près"
    assert len(pieces) == (10 if chunk == 1 else 1)


@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, ModelAuthenticationError), (429, ModelRateLimitError), (500, ModelAPIError)],
)
@both_ways
@every_protocol
def test_status(server, protocol, ask, status, expected):
    server.script = lambda _: Reply(status=status, error="Not now.", headers={"Retry-After": "3"})
    with pytest.raises(ollama.ResponseError if protocol == "ollama" else expected) as caught:
        ask(structured(chat_model(server, protocol)))
    assert "Not now." in str(caught.value)
    assert len(server.requests) == 1
    if protocol in ("openai", "anthropic"):
        assert caught.value.response.headers["retry-after"] == "3"


@both_ways
@every_protocol
def test_reset(server, protocol, ask):
    server.script = lambda _: Reply(data=DATA, reset=True)
    expected = ModelConnectionError if protocol in ("openai", "anthropic") else httpx.ReadError
    with pytest.raises(expected):
        ask(structured(chat_model(server, protocol)))


@both_ways
@every_protocol
def test_time_out(server, protocol, ask):
    server.script = lambda _: Reply(data=DATA, delay=30)
    expected = ModelTimeoutError if protocol in ("openai", "anthropic") else httpx.ReadTimeout
    started = time.monotonic()
    with pytest.raises(expected):
        ask(structured(chat_model(server, protocol, timeout=0.2)))
    assert time.monotonic() - started < 20


@every_protocol
def test_pause_between_pieces(server, protocol):
    server.script = lambda _: Reply(text="à peu près ", pause=0.03, chunk=1)
    started = time.monotonic()
    assert stream(chat_model(server, protocol)).text == "à peu près "
    assert time.monotonic() - started > 0.25


@every_protocol
def test_cut_between_events(server, protocol):
    reply = Reply(text="One. Two.", chunk=5)
    server.script = lambda _: reply
    body = post(server, PATHS[protocol], stream=True)
    end = body.rindex(b"\n", 0, body.index(b"Two.")) + 1
    server.script = lambda _: replace(reply, cut=end)
    message = stream(chat_model(server, protocol))
    assert message.text == "One. "
    assert FINISH[protocol][0] not in message.response_metadata


def test_failure_of_the_script_is_raised_at_the_end():
    def script(request: Request) -> Reply:
        assert request.prompt == "expected"
        return Reply()

    with (
        pytest.raises(AssertionError),
        ChatServer(script) as server,
        pytest.raises(ollama.ResponseError, match="The script failed: AssertionError"),
    ):
        invoke(chat_model(server, "ollama"), "something else")


def test_many_at_once(server):
    server.script = lambda request: Reply(text=request.prompt, delay=1.0)
    asked = [str(number) for number in range(8)]
    started = time.monotonic()
    answers = chat_model(server, "ollama").batch(asked, config={"max_concurrency": 8})
    assert [answer.text for answer in answers] == asked
    assert sorted(request.prompt for request in server.requests) == asked
    assert time.monotonic() - started < 6


def test_unknown_path(server):
    with pytest.raises(urllib.error.HTTPError, match="404") as caught:
        post(server, "/v1/embeddings")
    caught.value.close()
    assert server.requests == []
