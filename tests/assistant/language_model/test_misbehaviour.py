"""Whatever a model does, nothing but verified words reaches the reader."""

from __future__ import annotations

import pytest

from . import bad_disguises, bad_quotes, bad_replies, bad_statements  # noqa: F401  They register scripts.
from .checks import check_answer, check_note, check_stream
from .scripts import SCRIPTS

every_script = pytest.mark.parametrize("name", sorted(SCRIPTS))


def check_outcome(answer, script):
    assert answer.status == "answered"
    assert answer.mode == script.mode
    assert not {c.quote for c in answer.citations} & set(script.unquoted)
    if answer.mode == "extractive":
        check_note(answer)
    else:
        assert answer.note is None
        assert answer.receipt.failure is None


@every_script
def test_asked(server, shared, protocol, name):
    script = SCRIPTS[name]
    server.script = script
    assistant = shared(protocol, script.collection)
    answer = assistant.ask(script.question)
    check_answer(answer, assistant, script.false)
    check_outcome(answer, script)


@every_script
def test_streamed(server, shared, protocol, name):
    script = SCRIPTS[name]
    server.script = script
    assistant = shared(protocol, script.collection)
    answer = check_stream(list(assistant.stream(script.question)), assistant, script.false)
    check_answer(answer, assistant, script.false)
    check_outcome(answer, script)
