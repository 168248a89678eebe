"""Questions to a model that fails, and what is true of their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant import Answer, Assistant
from assistant.phrases import load_phrases

from .checks import check_answer, check_note, check_stream
from .requests_and_replies import Reply, Request
from .scripts import FUNCTIONS, behave_well

both_ways = pytest.mark.parametrize("streamed", [False, True], ids=["asked", "streamed"])


def ask(
    assistant: Assistant, question: str = FUNCTIONS, *, streamed: bool = False, **options: object
) -> Answer:
    """The answer, checked, in either way."""
    if streamed:
        answer = check_stream(list(assistant.stream(question, **options)), assistant)
    else:
        answer = assistant.ask(question, **options)
    check_answer(answer, assistant)
    return answer


def check_failed(answer: Answer, kind: str, functions: Answer) -> None:
    """The model failed in the way of `kind`; the answer is as good as the one without a model."""
    check_note(answer)
    assert answer.note.startswith(load_phrases(answer.language)[f"model.{kind}"])
    assert answer.receipt.failure.startswith(kind)
    assert answer.citations == functions.citations
    assert answer.status == "answered"


def first_failing(bad: Reply, times: int = 1) -> Callable[[Request], Reply]:
    """A script that replies `bad` a number of times, and then well."""
    left = [bad] * times
    return lambda request: left.pop() if left else behave_well(request)


def behaving(**how: object) -> Callable[[Request], Reply]:
    """A script that replies well but for `how`: fields of `Reply`."""
    return lambda request: replace(behave_well(request), chunk=20, **how)
