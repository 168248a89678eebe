"""Connections that break, and servers that are silent or slow."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from itertools import accumulate

import pytest

from assistant import Assistant
from assistant.events import RestartEvent
from assistant.language_model.settings import ModelSettings

from .asking import ask, behaving, both_ways, check_failed, first_failing
from .checks import check_stream
from .protocols import ANSWERS, Turn, frame
from .requests_and_replies import Reply
from .scripts import FUNCTIONS

BEFORE_ANY_STATEMENT, BEHIND_ONE = 200, 4_500


def test_reset_before_the_reply(server, open_assistant, protocol, functions):
    server.script = lambda _: Reply(reset=True)
    check_failed(ask(open_assistant(protocol)), "unreachable", functions)
    assert len(server.requests) == 2


def test_a_reset_that_passes_is_not_noticed(server, open_assistant, protocol):
    server.script = first_failing(Reply(reset=True))
    assert ask(open_assistant(protocol), streamed=True).mode == "generated"


def test_broken_off_before_any_statement(server, open_assistant, protocol, functions):
    server.script = behaving(cut=BEFORE_ANY_STATEMENT, reset=True)
    check_failed(ask(open_assistant(protocol), streamed=True), "unreachable", functions)
    assert len(server.requests) == 2


def ending_between_events(request):
    """Reply well, and end the stream in order, but behind some of its events."""
    good = behaving()(request)
    events = ANSWERS[request.protocol](Turn(request, good))
    ends = accumulate(len(frame(request.protocol, event)) for event in events)
    return replace(good, cut=next(end for end in ends if end >= BEHIND_ONE))


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (behaving(cut=BEHIND_ONE, reset=True), "unreachable"),
        (behaving(cut=BEHIND_ONE, framed=False), "unreachable"),
        (ending_between_events, "cut_off"),
    ],
    ids=["reset", "closed", "ended"],
)
def test_broken_off_behind_a_statement(server, open_assistant, protocol, functions, script, kind):
    server.script = script
    assistant = open_assistant(protocol)
    events = list(assistant.stream(FUNCTIONS))
    # What was shown is taken back: it might be half of what is to be said.
    assert [isinstance(event, RestartEvent) for event in events].count(True) == 1
    assert not isinstance(events[0], RestartEvent)
    answer = check_stream(events, assistant)
    check_failed(answer, kind, functions)
    assert len(server.requests) == 1


def test_connection_refused(home, protocol, functions):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    settings = ModelSettings(name=f"{protocol}:scripted", url=url, retries=1)
    with Assistant(home / "index", model=settings) as assistant:
        answer = ask(assistant)
    check_failed(answer, "unreachable", functions)
    assert answer.receipt.usage.calls == 2


@both_ways
def test_silence(server, open_assistant, protocol, functions, streamed):
    server.script = behaving(delay=30)
    started = time.monotonic()
    answer = ask(open_assistant(protocol, timeout=0.7), streamed=streamed)
    assert time.monotonic() - started < 5
    check_failed(answer, "timed_out", functions)
    assert len(server.requests) == 1
    assert 0.6 < answer.receipt.usage.seconds < 5


def test_drops_beyond_the_deadline(server, open_assistant, protocol, functions):
    server.script = behaving(pause=0.1)
    started = time.monotonic()
    answer = ask(open_assistant(protocol, timeout=0.7), streamed=True)
    assert time.monotonic() - started < 5
    check_failed(answer, "timed_out", functions)


def test_a_stall_behind_a_statement(server, open_assistant, functions):
    assistant = open_assistant("ollama", timeout=1)
    server.script = behaving(pause=0.03)
    events = list(assistant.stream(FUNCTIONS))
    assert RestartEvent() in events
    check_failed(check_stream(events, assistant), "timed_out", functions)


def test_a_retry_has_what_is_left_of_the_time(server, open_assistant, functions):
    replies = [Reply(status=503), Reply(data={"statements": []}, delay=30)]
    server.script = lambda _: replies.pop(0)
    started = time.monotonic()
    check_failed(ask(open_assistant(timeout=1.2)), "timed_out", functions)
    assert time.monotonic() - started < 5


def test_statements_come_before_the_reply_is_whole(server, open_assistant):
    server.script = behaving(pause=0.01)
    assistant = open_assistant("openai")
    started = time.monotonic()
    events = assistant.stream(FUNCTIONS)
    next(events)
    first = time.monotonic() - started
    assert list(events)[-1].answer.mode == "generated"
    assert first < 0.9 * (time.monotonic() - started)
