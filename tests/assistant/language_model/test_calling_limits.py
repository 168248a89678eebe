"""The limits of a call: its time, the length of its reply, and how often it is made again."""

from __future__ import annotations

import math
import threading
import time

import pytest
from langchain_core.messages import AIMessage, AIMessageChunk

from assistant.language_model.calling import Piece, Session
from assistant.language_model.failure import Failure, ModelFailure

from .scripted_model import LONG, call, client_of, failure_of, saying


@pytest.mark.parametrize("streamed", [True, False])
def test_a_model_that_sleeps_is_left_at_the_deadline(streamed):
    awake = threading.Event()

    def script(*given):
        awake.wait(LONG)
        yield AIMessageChunk("late") if streamed else AIMessage("late")

    session, began = Session.of(0.2), time.monotonic()
    failure = failure_of(client_of(script), session, streamed=streamed)
    took = time.monotonic() - began
    awake.set()
    assert (failure.kind, failure.__cause__) == (Failure.TIMED_OUT, None)
    assert 0.2 <= took < 5
    assert session.seconds == pytest.approx(took, abs=0.5)


def test_the_deadline_is_of_the_whole_reply():
    def script(*given):
        for _ in range(1_000):
            time.sleep(0.02)
            yield AIMessageChunk("x")

    began = time.monotonic()
    assert failure_of(client_of(script), Session.of(0.2)).kind is Failure.TIMED_OUT
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("seconds", [1e8, 1e12, math.inf])
def test_a_deadline_may_be_far_away(seconds):
    client = client_of(saying(AIMessageChunk("x")))
    assert list(call(client, Session.of(seconds))) == [Piece("content", "x")]


@pytest.mark.parametrize("text", ["x" * 11, "x" * 10_000])
def test_a_reply_that_is_too_long_is_not_read_to_its_end(text):
    chunks = [AIMessageChunk(character) for character in text]
    failure = failure_of(client_of(saying(*chunks), most_characters=10))
    assert failure.kind is Failure.TOO_LONG
    assert failure_of(
        client_of(saying(AIMessage(text)), most_characters=10), streamed=False
    ).detail == ("more than 10 characters")


def test_a_reply_of_the_most_characters_is_read():
    client = client_of(saying(AIMessageChunk("x" * 4), AIMessageChunk("y" * 6)), most_characters=10)
    assert sum(len(piece.text) for piece in call(client)) == 10


@pytest.mark.parametrize(
    ("metadata", "cut"),
    [
        ({"finish_reason": "length"}, True),
        ({"finish_reason": "MAX_TOKENS"}, True),
        ({"stop_reason": "max_tokens"}, True),
        ({"done_reason": "length"}, True),
        ({"finish_reason": "stop"}, False),
        ({"stop_reason": "tool_use"}, False),
        ({"finish_reason": 2}, False),
        ({"finish_reason": None}, False),
        ({}, False),
    ],
)
def test_a_reply_that_reached_its_most_tokens_is_a_failure_at_its_end(metadata, cut):
    said = [AIMessageChunk("x"), AIMessageChunk("", response_metadata=metadata)]
    pieces = call(client_of(saying(*said)))
    assert next(pieces) == Piece("content", "x")
    if cut:
        with pytest.raises(ModelFailure, match="too_long: the reply reached its most tokens"):
            next(pieces)
    else:
        assert list(pieces) == []


@pytest.fixture
def slept(monkeypatch):
    """The seconds that were slept, without sleeping."""
    seconds: list[float] = []
    monkeypatch.setattr("assistant.language_model.calling.time.sleep", seconds.append)
    return seconds


@pytest.mark.parametrize("kind", Failure)
def test_what_may_help_is_tried_again(slept, kind):
    again = client_of(saying()).retry(ModelFailure(kind, "x"), 0, Session.of(LONG))
    assert again is (kind in ("busy", "unreachable", "broken", "unusable", "cut_off"))
    assert slept == ([0.5] if kind in ("busy", "unreachable", "broken") else [])


@pytest.mark.parametrize(
    ("attempt", "retries", "wait", "left", "pause"),
    [
        (0, 2, None, 30, 0.5),
        (1, 2, None, 30, 1.0),
        (2, 3, None, 30, 2.0),
        (2, 2, None, 30, None),
        (0, 0, None, 30, None),
        (0, 2, 7.0, 30, 7.0),
        (0, 2, 0.0, 30, 0.0),
        (0, 2, 60.0, 30, None),
        (0, 2, None, 0.4, None),
        (0, 2, None, -1, None),
    ],
)
def test_a_pause_that_fits_is_made_first(slept, attempt, retries, wait, left, pause):
    client = client_of(saying(), retries=retries)
    failure = ModelFailure(Failure.BUSY, "x", wait)
    assert client.retry(failure, attempt, Session.of(left)) is (pause is not None)
    assert slept == ([] if pause is None else [pause])
