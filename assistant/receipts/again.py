"""Asks the question of an answer's JSON once more, without a language model."""

from __future__ import annotations

from copy import copy

from assistant.answer import Answer
from assistant.answering import Answerer, Request
from assistant.events import AnswerEvent
from index.errors import UserError
from index.words import Language

_OTHERWISE = {"receipt": True, "explanation": True}


def find_same(answer: Answer, answerer: Answerer) -> bool:
    """Whether the question of `answer` has the very same answer today, in all but its receipt.

    Answers to follow-ups, and of documents that were chosen, are made of more than the question.
    """
    plain = copy(answerer)
    plain.generator = plain.cache = None
    wanted = answer.model_dump(exclude=_OTHERWISE)
    # Without a language first, as most ask: one that is given changes how a question is read.
    return any(
        found.model_dump(exclude=_OTHERWISE) == wanted
        for language in (None, answer.language)
        if (found := _asked(answer.question, language, plain))
    )


def _asked(question: str, language: Language | None, answerer: Answerer) -> Answer | None:
    """The answer to `question`; None where it is none that can be asked."""
    try:
        events = list(answerer.events(Request(question, language=language), streamed=False))
    except UserError:
        return None
    return next((e.answer for e in reversed(events) if isinstance(e, AnswerEvent)), None)
