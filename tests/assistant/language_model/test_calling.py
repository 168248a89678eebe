"""Calling a model: what it says piece by piece, within limits, and every failure by its kind."""

from __future__ import annotations

import _thread
import contextvars
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core import exceptions as core
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.messages.tool import invalid_tool_call, tool_call, tool_call_chunk

from assistant.answer import Usage
from assistant.language_model.calling import ModelClient, Piece, Session
from assistant.language_model.failure import Failure, ModelFailure
from prompts import Message

from .scripted_model import LONG, SCHEMA, Bindable, call, client_of, failure_of, raising, saying

SPEAKER = contextvars.ContextVar("SPEAKER", default="nobody")


def tools(*arguments):
    chunks = [tool_call_chunk(name="x", args=a, id="1", index=0) for a in arguments]
    return AIMessageChunk("", tool_call_chunks=chunks)


@pytest.mark.parametrize("streamed", [True, False])
def test_the_messages_are_sent_and_the_reply_comes_back(streamed):
    seen = []

    def script(messages, bound):
        seen.extend((message.type, message.content) for message in messages)
        yield AIMessageChunk("The Centre") if streamed else AIMessage("The Centre")

    assert list(call(client_of(script), streamed=streamed)) == [Piece("content", "The Centre")]
    assert seen == [("system", "Be brief."), ("human", "Who?")]


def test_a_stream_comes_in_pieces_as_they_are_said():
    client = client_of(saying(*map(AIMessageChunk, ["The", "", " Centre"])))
    assert [piece.text for piece in call(client)] == ["The", " Centre"]


def test_a_model_of_langchain_s_own_is_read():
    model = GenericFakeChatModel(messages=iter([AIMessage("The Centre liaises")]))
    client = ModelClient(model, retries=0, most_characters=100)
    assert "".join(piece.text for piece in call(client)) == "The Centre liaises"


def test_a_structure_is_read_as_it_was_sent_whole_or_not():
    streamed = client_of(saying(tools('{"que'), tools('stion": "W', ""), AIMessageChunk("x")))
    assert list(call(streamed)) == [
        *(Piece("tool", text) for text in ('{"que', 'stion": "W')),
        Piece("content", "x"),
    ]
    message = AIMessage(
        [{"type": "text", "text": "Here"}],
        tool_calls=[tool_call(name="x", args={"question": "Кто?"}, id="1")],
        invalid_tool_calls=[invalid_tool_call(name="x", args='{"q', id="2", error=None)],
    )
    assert list(call(client_of(saying(message)), streamed=False)) == [
        Piece("tool", '{"question": "Кто?"}'),
        Piece("tool", '{"q'),
        Piece("content", "Here"),
    ]


def test_a_model_that_takes_a_schema_is_given_it_until_it_refuses_it():
    given = []

    def script(messages, bound):
        given.append(bound.get("tools"))
        if bound:
            raise core.ModelInvalidRequestError("no tools")
        yield AIMessageChunk("Who?")

    client = client_of(script, Bindable)
    assert [piece.text for piece in call(client)] == ["Who?"]
    assert given == [[SCHEMA], None]
    assert [piece.text for piece in call(client)] == ["Who?"]
    assert given == [[SCHEMA], None, None]


def test_a_request_that_is_refused_without_a_schema_too_is_not_refused_for_it():
    given = []

    def script(messages, bound):
        given.append(bound.get("tools"))
        raise core.ModelInvalidRequestError("no")
        yield

    client = client_of(script, Bindable)
    assert [failure_of(client).kind for _ in range(2)] == [Failure.INVALID_REQUEST] * 2
    assert given == [[SCHEMA], None] * 2


def test_a_reader_that_leaves_early_stops_the_model_at_its_next_chunk():
    said, read, ended = [], threading.Event(), threading.Event()

    def script(*given):
        try:
            for number in range(100):
                said.append(number)
                yield AIMessageChunk("x")
                assert read.wait(LONG)
        finally:
            ended.set()

    session = Session.of(LONG)
    pieces = call(client_of(script), session)
    assert next(pieces) == Piece("content", "x")
    pieces.close()
    read.set()
    assert ended.wait(LONG)
    assert said == [0, 1]
    assert session.calls == 1
    assert session.seconds > 0


def test_nothing_is_asked_before_the_first_piece_is():
    session = Session.of(LONG)
    pieces = call(client_of(raising(AssertionError())), session)
    assert (session.calls, session.usage.calls) == (0, 0)
    pieces.close()


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (core.ModelRateLimitError("secret"), Failure.BUSY),
        (ConnectionResetError("secret"), Failure.UNREACHABLE),
        (TypeError("secret"), Failure.BROKEN),
        (SystemExit("secret"), Failure.BROKEN),
    ],
)
def test_an_error_of_the_model_s_thread_comes_out_by_its_kind(error, kind, streamed):
    failure = failure_of(client_of(raising(error)), streamed=streamed)
    assert failure.kind is kind
    assert failure.__cause__ is error
    assert "secret" not in str(failure)


def test_what_was_said_before_an_error_is_read():
    pieces = call(client_of(raising(TimeoutError())))
    assert next(pieces) == Piece("content", "Well. ")
    with pytest.raises(ModelFailure, match="timed_out"):
        next(pieces)


def test_the_reader_can_be_interrupted_while_the_model_thinks(request):
    # Whoever runs the tests in the background of a shell may have told them to ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    ended = threading.Event()

    def script(*given):
        _thread.interrupt_main()
        ended.wait(LONG)
        yield AIMessageChunk("x")

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(call(client_of(script)))
    ended.set()
    assert time.monotonic() - began < LONG / 2


def test_the_model_sees_the_reader_s_context():
    def script(*given):
        yield AIMessageChunk(SPEAKER.get())
        SPEAKER.set("the model")

    token = SPEAKER.set("the reader")
    try:
        assert list(call(client_of(script))) == [Piece("content", "the reader")]
        assert SPEAKER.get() == "the reader"
    finally:
        SPEAKER.reset(token)


def test_the_use_of_the_model_is_counted():
    def used(given, taken):
        return {"input_tokens": given, "output_tokens": taken, "total_tokens": given + taken}

    said = [AIMessageChunk("x", usage_metadata=used(30, 1)), AIMessageChunk("y")]
    client = client_of(saying(*said, AIMessageChunk("", usage_metadata=used(0, 4))))
    session = Session.of(LONG)
    for _ in range(2):
        list(call(client, session))
    usage = session.usage
    assert usage == Usage(calls=2, input_tokens=60, output_tokens=10, seconds=usage.seconds)
    assert usage.seconds == round(session.seconds, 3)


def test_a_use_that_is_not_told_is_not_counted():
    session = Session.of(LONG)
    assert list(call(client_of(saying(AIMessageChunk("x"))), session)) == [Piece("content", "x")]
    assert (session.input_tokens, session.output_tokens) == (0, 0)


def test_one_client_serves_several_threads():
    def script(messages, bound):
        for character in messages[-1].content:
            yield AIMessageChunk(character)

    client = client_of(script)

    def ask(number):
        asked = [Message("user", f"question {number}")]
        pieces = client.pieces(asked, SCHEMA, Session.of(LONG), streamed=True)
        return "".join(piece.text for piece in pieces)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(40))) == [f"question {n}" for n in range(40)]
