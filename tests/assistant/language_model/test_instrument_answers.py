"""What instruments answer is not worded anew by a model, and none is asked."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "question",
    [
        "What changed between resolution 72/7 and the draft A/75/L.72?",
        "Is the second function of the letter still in the later documents?",
    ],
)
def test_no_model_is_asked(open_assistant, modelless, question):
    opened = open_assistant()
    answer = opened.ask(question)
    assert (answer.mode, answer.receipt.model) == ("extractive", None)
    assert answer == modelless.ask(question)


def test_no_model_completes_a_follow_up_that_an_instrument_answers(open_assistant, modelless):
    before = modelless.ask("What is the second function of the Centre?")
    answer = open_assistant().ask("Is it still mentioned?", history=[before])
    assert answer.receipt.model is None
    assert answer.text == modelless.ask("Is it still mentioned?", history=[before]).text
