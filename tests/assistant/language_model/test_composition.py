"""The assistant in programs of others: event loops, threads, LangChain's chains."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableLambda

from assistant import Answer
from assistant.errors import EmptyQuestion, UnknownLanguage

from .asking import ask, behaving
from .checks import check_answer, check_note, check_stream
from .requests_and_replies import Reply
from .scripts import DRUGS, FUNCTIONS, WOMEN

QUESTIONS = (FUNCTIONS, WOMEN, DRUGS)


@pytest.fixture
def opened(server, shared, protocol):
    return shared(protocol)


def same(answer):
    """What two answers to one question have in common: all but how long the model took."""
    return answer.model_dump(exclude={"receipt": {"usage": {"seconds"}}})


def test_aask(opened):
    answer = asyncio.run(opened.aask(FUNCTIONS, language="en"))
    check_answer(answer, opened)
    assert same(answer) == same(opened.ask(FUNCTIONS))
    assert answer.mode == "generated"


def test_astream(opened):
    async def read():
        return [event async for event in opened.astream(FUNCTIONS)]

    answer = check_stream(asyncio.run(read()), opened)
    assert same(answer) == same(opened.ask(FUNCTIONS))


def test_errors_of_the_question_are_raised(opened):
    async def read():
        return [event async for event in opened.astream(FUNCTIONS, language="xx")]

    with pytest.raises(UnknownLanguage):
        asyncio.run(read())
    with pytest.raises(EmptyQuestion):
        asyncio.run(opened.aask(" "))
    with pytest.raises(EmptyQuestion):
        list(opened.stream("?"))


def test_a_loop_is_not_blocked(server, shared):
    server.script = behaving(delay=0.5)
    opened = shared("openai")

    async def count():
        asked = asyncio.create_task(opened.aask(FUNCTIONS))
        ticks = 0
        while not asked.done():
            await asyncio.sleep(0.02)
            ticks += 1
        return ticks, await asked

    ticks, answer = asyncio.run(count())
    assert answer.mode == "generated"
    assert ticks > 10


def test_a_reader_who_leaves_early(server, opened):
    server.script = behaving(pause=0.01)

    async def first():
        events = opened.astream(FUNCTIONS)
        async for event in events:
            await events.aclose()
            return event
        return None

    started = time.monotonic()
    assert asyncio.run(first()).type == "text"
    assert time.monotonic() - started < 5
    server.restart(behaving())
    assert ask(opened).mode == "generated"


def test_a_task_that_is_cancelled(server, opened):
    server.script = behaving(delay=10)

    async def wait():
        events = opened.astream(FUNCTIONS)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(events), 0.3)

    started = time.monotonic()
    asyncio.run(wait())
    assert time.monotonic() - started < 5
    server.restart(behaving())
    assert ask(opened).mode == "generated"


def test_an_iterator_that_is_left(server, opened):
    server.script = behaving(pause=0.01)
    events = opened.stream(FUNCTIONS)
    assert next(events).type == "text"
    events.close()
    server.restart(behaving())
    assert ask(opened).mode == "generated"


def test_questions_at_once(server, opened):
    alone = [same(opened.ask(question)) for question in QUESTIONS]
    server.restart(behaving(delay=2.0))
    started = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(opened.ask, QUESTIONS))
    assert time.monotonic() - started < 5.5
    assert [same(answer) for answer in answers] == alone


def test_streams_at_once(server, opened):
    server.script = behaving(pause=0.002)
    with ThreadPoolExecutor(3) as pool:
        streams = list(pool.map(lambda question: list(opened.stream(question)), QUESTIONS))
    for question, events in zip(QUESTIONS, streams, strict=True):
        assert check_stream(events, opened).question == question


def test_a_failure_beside_a_good_answer(server, opened):
    server.script = lambda request: (
        Reply(status=401)
        if "women" in request.prompt.rsplit("Question: ", 1)[1]
        else behaving(delay=0.2)(request)
    )
    with ThreadPoolExecutor(2) as pool:
        failed, good = pool.map(opened.ask, (WOMEN, FUNCTIONS))
    check_note(failed)
    assert (good.mode, good.receipt.failure) == ("generated", None)


@pytest.mark.parametrize(
    "given",
    [
        FUNCTIONS,
        {"question": FUNCTIONS},
        [HumanMessage("Hello."), AIMessage("Hello!"), HumanMessage(FUNCTIONS)],
    ],
    ids=["text", "mapping", "messages"],
)
def test_runnable(opened, given):
    runnable = opened.as_runnable()
    answer = runnable.invoke(given)
    check_answer(answer, opened)
    assert same(answer) == same(opened.ask(FUNCTIONS))
    assert same(asyncio.run(runnable.ainvoke(given))) == same(answer)


def test_runnable_takes_the_options_of_ask(opened):
    runnable = opened.as_runnable()
    given = {"question": WOMEN, "documents": ["A/75/L.72"], "explain": True}
    assert runnable.invoke(given).explanation.documents == ("A/75/L.72",)
    assert runnable.invoke(FUNCTIONS, language="fr").language == "fr"
    (prompt,) = runnable.invoke(FUNCTIONS, plain=True).receipt.prompts
    assert prompt.name == "explanation"


def test_batch(opened):
    answers = opened.as_runnable().batch(list(QUESTIONS))
    assert [answer.question for answer in answers] == list(QUESTIONS)
    assert {answer.mode for answer in answers} == {"generated"}


@pytest.mark.parametrize("given", [{}, {"question": 7}, [], "", {"question": "  "}])
def test_runnable_without_a_question(opened, given):
    with pytest.raises(EmptyQuestion):
        opened.as_runnable().invoke(given)


def test_chain(opened):
    chain = (
        RunnableLambda(lambda topic: {"question": f"What are the {topic} of the Centre?"})
        | opened.as_runnable()
        | RunnableLambda(lambda answer: [citation.pinpoint for citation in answer.citations])
    )
    pinpoints = [c.pinpoint for c in opened.ask(FUNCTIONS).citations]
    assert chain.invoke("functions") == pinpoints
    assert asyncio.run(chain.ainvoke("functions")) == pinpoints
    assert list(chain.stream("functions"))[-1] == pinpoints


def test_callbacks_see_the_answer(opened):
    seen = []
    chain = opened.as_runnable().with_listeners(on_end=lambda run: seen.append(run.outputs))
    answer = chain.invoke(FUNCTIONS)
    assert isinstance(answer, Answer)
    (outputs,) = seen
    assert answer in outputs.values()


def test_retriever(server, opened, functions):
    found = opened.as_retriever(k=7).invoke(FUNCTIONS)
    assert len(found) <= 7
    answering = [document for document in found if document.metadata["answers"]]
    assert found[: len(answering)] == answering
    assert [d.page_content for d in answering] == [c.quote for c in functions.citations]
    for document in found:
        meta = document.metadata
        held = opened.document(meta["symbol"]).paragraphs
        text = next(p for p in held if str(p.locator) == meta["locator"]).versions["en"].text
        assert document.page_content == text[meta["start"] : meta["end"]]
        assert meta["source"].startswith("https://undocs.org/")
    assert server.requests == []


def test_retriever_in_a_chain(opened):
    chain = opened.as_retriever(k=2) | RunnableLambda(lambda found: [d.id for d in found])
    assert chain.invoke(FUNCTIONS) == ["S/2007/279#p3.b1@en", "S/2007/279#p3.b2@en"]
    assert len(asyncio.run(opened.as_retriever(k=3).ainvoke(WOMEN))) == 3
