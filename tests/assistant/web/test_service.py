"""One assistant asked by many: turns, time, and history that is asked again."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from assistant.events import AnswerEvent, TextEvent
from assistant.feedback import Feedback
from assistant.web.observation.metrics import Metrics
from assistant.web.problems import Refusal
from assistant.web.service import Asked, Service

FUNCTIONS = "What are the functions of the Centre?"


@pytest.fixture
def service(assistant, make_settings):
    """A service before an assistant, in a loop of the test's own."""

    def make(own=assistant, **settings):
        return Service(own, make_settings(**settings), Metrics("1", "sha256:0", 3, 58))

    return make


async def gather(stream):
    return [event async for event in stream]


def test_the_answer_is_the_assistants(service, assistant):
    made = service()
    whole = asyncio.run(made.ask(Asked(question=FUNCTIONS, explain=True)))
    assert whole == assistant.ask(FUNCTIONS, explain=True)
    *texts, last = asyncio.run(gather(made.stream(Asked(question=FUNCTIONS))))
    assert last == AnswerEvent(answer=assistant.ask(FUNCTIONS))
    assert "".join(event.text for event in texts) == last.answer.text


def test_questions_of_a_history_are_asked_in_order_each_knowing_those_before(
    service, own_assistant, assistant
):
    asked = []

    def ask(question, **options):
        asked.append((question, [answer.question for answer in options["history"]]))
        return assistant.ask(question, **options)

    first = assistant.ask("Where is the Centre?")
    history = [first, "Who leads it?", "Since when?"]
    asyncio.run(service(own_assistant(ask=ask)).ask(Asked(question=FUNCTIONS, history=history)))
    assert asked == [
        ("Who leads it?", ["Where is the Centre?"]),
        ("Since when?", ["Where is the Centre?", "Who leads it?"]),
        (FUNCTIONS, ["Where is the Centre?", "Who leads it?", "Since when?"]),
    ]


def test_no_more_are_answered_at_once_than_are_allowed(service, own_assistant, assistant):
    lock, now, most = threading.Lock(), [0], [0]

    def ask(question, **options):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return assistant.ask(question, **options)

    def stream(question, **options):
        yield AnswerEvent(answer=ask(question, **options))

    async def many():
        made = service(own_assistant(ask=ask, stream=stream), concurrency=3)
        asked = Asked(question="?x")
        await asyncio.gather(
            *(made.ask(asked) for _ in range(10)), *(gather(made.stream(asked)) for _ in range(10))
        )

    asyncio.run(many())
    assert most[0] == 3


def test_those_who_wait_are_answered_and_one_too_many_is_refused(service, slow_assistant):
    async def run():
        made = service(slow_assistant, concurrency=1, waiting=2)
        tasks = [asyncio.create_task(made.ask(Asked(question=FUNCTIONS))) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert made.busy
        for call in (made.ask, lambda asked: gather(made.stream(asked))):
            with pytest.raises(Refusal) as told:
                await call(Asked(question=FUNCTIONS))
            assert (told.value.status, told.value.name) == (503, "busy")
        slow_assistant.go.set()
        answers = await asyncio.gather(*tasks)
        assert {answer.status for answer in answers} == {"answered"}
        assert not made.busy

    asyncio.run(run())


@pytest.mark.parametrize("streamed", [True, False])
def test_who_gives_up_waiting_makes_room(service, slow_assistant, streamed):
    async def run():
        made = service(slow_assistant, concurrency=1, waiting=1)
        asked = Asked(question=FUNCTIONS)
        first = asyncio.create_task(made.ask(asked))
        second = asyncio.create_task(gather(made.stream(asked)) if streamed else made.ask(asked))
        await asyncio.sleep(0.05)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        third = asyncio.create_task(made.ask(asked))
        await asyncio.sleep(0.05)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        slow_assistant.go.set()
        assert (await third).status == "answered"

    asyncio.run(run())


def test_the_time_of_those_who_wait_does_not_count(service, own_assistant, assistant):
    def ask(question, **options):
        time.sleep(0.25)
        return assistant.ask(question, **options)

    def stream(question, **options):
        yield AnswerEvent(answer=ask(question, **options))

    async def run():
        made = service(own_assistant(ask=ask, stream=stream), concurrency=1, time_limit=0.5)
        asked = Asked(question=FUNCTIONS)
        await asyncio.gather(made.ask(asked), made.ask(asked), gather(made.stream(asked)))

    asyncio.run(run())


def test_a_slow_reader_does_not_use_up_the_time(service, own_assistant, assistant):
    answer = assistant.ask(FUNCTIONS)

    def stream(question, **options):
        yield TextEvent(text="a")
        yield TextEvent(text="b")
        yield AnswerEvent(answer=answer)

    async def run():
        made = service(own_assistant(stream=stream), time_limit=0.2)
        read = 0
        async for _ in made.stream(Asked(question=FUNCTIONS)):
            await asyncio.sleep(0.15)
            read += 1
        return read

    assert asyncio.run(run()) == 3


@pytest.mark.parametrize("history", [(), ("Where is it?",)])
@pytest.mark.parametrize("streamed", [True, False])
def test_what_takes_too_long_gives_its_turn_back(service, slow_assistant, streamed, history):
    async def run():
        made = service(slow_assistant, concurrency=1, waiting=0, time_limit=0.1)
        asked = Asked(question=FUNCTIONS, history=history)
        with pytest.raises(Refusal) as told:
            await (gather(made.stream(asked)) if streamed else made.ask(asked))
        assert told.value.status == 504
        slow_assistant.go.set()
        assert (await made.ask(Asked(question=FUNCTIONS))).status == "answered"

    asyncio.run(run())


def test_an_error_gives_its_turn_back(service, own_assistant):
    def fail(question, **options):
        raise ZeroDivisionError

    async def run():
        made = service(own_assistant(ask=fail, stream=fail), concurrency=1, waiting=0)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await made.ask(Asked(question="What?"))
            with pytest.raises(ZeroDivisionError):
                await gather(made.stream(Asked(question="What?")))

    asyncio.run(run())


def test_once_closed_it_takes_no_more_and_lets_those_under_way_end(service, slow_assistant):
    async def run():
        made = service(slow_assistant)
        under_way = asyncio.create_task(made.ask(Asked(question=FUNCTIONS)))
        await asyncio.sleep(0.05)
        made.close()
        assert not made.ready
        with pytest.raises(Refusal) as told:
            await made.ask(Asked(question=FUNCTIONS))
        assert (told.value.status, told.value.name) == (503, "stopping")
        slow_assistant.go.set()
        assert (await under_way).status == "answered"

    asyncio.run(run())


def test_other_work_has_turns_too(service, assistant):
    async def run():
        made = service()
        number = await made.run(
            lambda: made.feedback.add(Feedback(answer=assistant.ask("Who?"), verdict="up"))
        )
        return number, await made.run(made.feedback.read)

    number, kept = asyncio.run(run())
    assert (number, len(kept)) == (1, 1)


@pytest.mark.parametrize("model", [None, "some:model"])
def test_more_are_asked_at_once_where_a_model_is_waited_for(service, own_assistant, model):
    own = own_assistant()
    own.model = model
    made = service(own)
    assert made._turns._value == (32 if model else 4)
    assert service(own, concurrency=7)._turns._value == 7
