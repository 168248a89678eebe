"""A model that fails is no error: the documents' own words are given, and the reader is told why."""

from __future__ import annotations

import json
import time

import pytest

from assistant.phrases import load_phrases

from .asking import ask, behaving, both_ways, check_failed, first_failing
from .checks import check_note, check_stream
from .requests_and_replies import Reply
from .scripts import FUNCTIONS, behave_well, find_passages


@pytest.mark.parametrize(
    ("status", "kind", "requests"),
    [
        (400, "invalid_request", 2),
        (401, "refused", 1),
        (402, "refused", 1),
        (403, "refused", 1),
        (404, "unknown_model", 1),
        (422, "invalid_request", 2),
        (429, "busy", 2),
        (500, "broken", 2),
        (503, "broken", 2),
        (529, "broken", 2),
    ],
)
def test_status(server, open_assistant, protocol, functions, status, kind, requests):
    server.script = lambda _: Reply(status=status, error="Buy more at evil.example!")
    answer = ask(open_assistant(protocol))
    check_failed(answer, kind, functions)
    assert len(server.requests) == answer.receipt.usage.calls == requests
    assert "evil" not in answer.model_dump_json()


@pytest.mark.parametrize(("status", "kind"), [(401, "refused"), (503, "broken")])
def test_status_of_a_stream(server, open_assistant, protocol, functions, status, kind):
    server.script = lambda _: Reply(status=status)
    assistant = open_assistant(protocol)
    events = list(assistant.stream(FUNCTIONS))
    assert [event.type for event in events] == ["text", "answer"]
    check_failed(check_stream(events, assistant), kind, functions)


@pytest.mark.parametrize("status", [429, 500])
def test_a_failure_that_passes_is_not_noticed(server, open_assistant, protocol, status):
    server.script = first_failing(Reply(status=status))
    answer = ask(open_assistant(protocol))
    assert (answer.mode, answer.note, answer.receipt.failure) == ("generated", None, None)
    assert len(server.requests) == answer.receipt.usage.calls == 2


def test_retries_are_as_many_as_set(server, open_assistant, functions):
    server.script = lambda _: Reply(status=503)
    check_failed(ask(open_assistant(retries=0)), "broken", functions)
    assert len(server.requests) == 1
    server.restart(first_failing(Reply(status=503), times=2))
    assert ask(open_assistant(retries=2)).mode == "generated"
    assert len(server.requests) == 3


@pytest.mark.parametrize("protocol", ["openai", "anthropic"], indirect=True)
def test_retry_after_is_kept_to(server, open_assistant, protocol):
    server.script = first_failing(Reply(status=429, headers={"Retry-After": "1"}))
    started = time.monotonic()
    assert ask(open_assistant(protocol)).mode == "generated"
    assert time.monotonic() - started >= 1


@pytest.mark.parametrize("protocol", ["openai", "anthropic"], indirect=True)
def test_nobody_waits_beyond_the_deadline(server, open_assistant, protocol, functions):
    server.script = lambda _: Reply(status=429, headers={"Retry-After": "3600"})
    started = time.monotonic()
    check_failed(ask(open_assistant(protocol)), "busy", functions)
    assert time.monotonic() - started < 2
    assert len(server.requests) == 1


OVERFLOWS = {
    "openai": "This model's maximum context length is 8192 tokens.",
    "anthropic": "prompt is too long: 9001 tokens > 8192 maximum",
    "ollama": "the input length exceeds the context length",
}


@both_ways
def test_a_prompt_that_is_too_long_is_shortened(server, open_assistant, protocol, streamed):
    lengths = []

    def script(request):
        lengths.append(len(request.prompt.encode()))
        if lengths[-1] > 0.9 * lengths[0]:
            return Reply(status=400, error=OVERFLOWS[protocol])
        return behave_well(request)

    server.script = script
    answer = ask(open_assistant(protocol), streamed=streamed, explain=True)
    assert answer.mode == "generated"
    assert lengths[-1] < 0.9 * lengths[0]
    assert len(lengths) == answer.receipt.usage.calls <= 3
    assert answer.explanation.shortened or len(find_passages(server.requests[-1].prompt)) < 5


def test_a_prompt_that_stays_too_long(server, open_assistant, protocol, functions):
    server.script = lambda _: Reply(status=400, error=OVERFLOWS[protocol])
    check_failed(ask(open_assistant(protocol)), "too_much", functions)
    assert len(server.requests) == 3


@both_ways
def test_a_server_without_structured_output(server, open_assistant, protocol, streamed):
    def script(request):
        if request.schema:
            return Reply(status=400, error="response_format is not supported")
        return Reply(text=json.dumps(behave_well(request).data), chunk=40)

    server.script = script
    assistant = open_assistant(protocol)
    for asked_for in ([True, False], [True, False, False]):
        assert ask(assistant, streamed=streamed).mode == "generated"
        assert [bool(request.schema) for request in server.requests] == asked_for


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Quelles sont les fonctions du Centre ?", "fr"),
        ("Каковы функции Центра?", "ru"),
        ("¿Cuáles son las funciones del Centro?", "es"),
        ("ما هي وظائف المركز؟", "ar"),
        ("中心的职能是什么？", "zh"),
    ],
)
def test_the_note_is_in_the_language_of_the_question(server, open_assistant, question, language):
    server.script = lambda _: Reply(status=401)
    answer = ask(open_assistant(), question)
    check_note(answer)
    assert answer.language == language
    assert answer.note.startswith(load_phrases(language)["model.refused"])


@both_ways
def test_a_reply_of_as_many_tokens_as_there_may_be(
    server, open_assistant, protocol, functions, streamed
):
    server.script = behaving(finish="length")
    check_failed(ask(open_assistant(protocol), streamed=streamed), "too_long", functions)
    assert len(server.requests) == 1


def test_a_body_that_is_cut_short(server, open_assistant, protocol, functions):
    server.script = behaving(cut=120)
    answer = ask(open_assistant(protocol))
    check_note(answer)
    assert answer.citations == functions.citations
    assert len(server.requests) == 2


def test_usage_is_the_sum_of_all_calls(server, open_assistant, protocol):
    server.script = first_failing(Reply(text="prose", usage=(7, 5)))
    answer = ask(open_assistant(protocol))
    usage = answer.receipt.usage
    assert (usage.calls, usage.input_tokens, usage.output_tokens) == (2, 107, 25)
    assert usage.seconds > 0


def test_what_fails_is_not_asked_of_a_question_that_is_not_answered(server, open_assistant):
    answer = open_assistant().ask("Who won the 2018 World Cup?")
    assert (answer.status, answer.note, answer.receipt.model) == ("not_found", None, None)
    assert server.requests == []
