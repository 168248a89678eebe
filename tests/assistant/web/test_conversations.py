"""Conversations are kept in bounded memory, and forgotten oldest first."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.web import conversations
from assistant.web.conversations import Conversations


@pytest.fixture(scope="module")
def answers(make_answer, make_citation):
    return [make_answer(make_citation(), question=f"{n}: в чём “дело”?") for n in range(8)]


def questions(kept, name):
    return [answer.question for answer in kept.answers(name)]


def test_answers_come_back_as_they_were(answers):
    kept = Conversations(10)
    for answer in answers[:3]:
        kept.add("one", answer)
    kept.add("other", answers[3])
    assert kept.answers("one") == answers[:3]
    assert kept.answers("other") == [answers[3]]
    assert kept.answers("none") == []


def test_the_oldest_conversation_is_forgotten_first(answers):
    kept = Conversations(3)
    kept.add("a", answers[0])
    kept.add("b", answers[1])
    kept.add("a", answers[2])
    kept.add("c", answers[3])
    assert questions(kept, "b") == []
    assert len(questions(kept, "a")) == 2, "it went on later"
    assert len(questions(kept, "c")) == 1


def test_one_that_goes_on_for_long_keeps_its_last_answers(answers, monkeypatch):
    monkeypatch.setattr(conversations, "MAX_TURNS", 3)
    kept = Conversations(100)
    for answer in answers:
        kept.add("a", answer)
    assert kept.answers("a") == answers[-3:]


def test_the_last_answers_can_be_taken_back(answers):
    kept = Conversations(10)
    for answer in answers[:4]:
        kept.add("a", answer)
    kept.cut("a", 0)
    assert kept.answers("a") == answers[:4]
    kept.cut("a", 1)
    assert kept.answers("a") == answers[:3]
    kept.cut("a", 99)
    kept.cut("none", 1)
    assert kept.answers("a") == []


def test_names_cannot_be_guessed():
    names = {Conversations.new_id() for _ in range(500)}
    assert len(names) == 500
    assert all(len(name) >= 24 for name in names)


STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5), st.booleans()), max_size=60)


@settings(deadline=None, database=None)
@given(st.integers(1, 6), STEPS)
def test_never_more_are_kept_than_are_allowed(answers, limit, steps):
    kept = Conversations(limit)
    for name, number, cuts in steps:
        if cuts:
            kept.cut(name, number)
        else:
            kept.add(name, answers[number])
            assert kept.answers(name)[-1] == answers[number], "the newest is always there"
        held = {each: len(kept.answers(each)) for each in "abcd"}
        assert sum(held.values()) == kept._count
        # A conversation is forgotten whole: the one that goes on may be longer by itself.
        assert sum(held.values()) <= limit or sum(map(bool, held.values())) == 1


def test_several_threads_may_use_it(answers):
    kept = Conversations(1_000)

    def talk(name):
        for answer in answers:
            kept.add(name, answer)
            kept.answers(name)
        kept.cut(name, 2)

    threads = [threading.Thread(target=talk, args=(f"{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n in range(8):
        assert kept.answers(f"{n}") == answers[:-2]
    assert kept._count == 8 * (len(answers) - 2)


def test_a_kept_answer_is_small(assistant):
    kept = Conversations(10)
    kept.add("a", assistant.ask("What are the functions of the Centre?", explain=True))
    (packed,) = kept._kept["a"]
    assert len(packed) < 4_000
