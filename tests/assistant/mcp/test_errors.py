"""What a client is told that made a mistake, and what it is not told when the fault is ours."""

from __future__ import annotations

import asyncio
import logging
import threading

import pytest

from assistant.errors import EmptyQuestion
from assistant.mcp.server import make_server


class Stub:
    """Stands for an assistant whose questions end as a test wants."""

    def __init__(self, ask):
        self.ask = ask

    def documents(self):
        return ()


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("ask", {"question": " "}, "the question is empty; ask in a sentence or in key words"),
        (
            "ask",
            {"question": "x" * 3000},
            "the question has 3,000 characters; ask in at most 2,000",
        ),
        ("ask", {}, "question: Field required"),
        (
            "ask",
            {"question": "What?", "history": [""]},
            "the question is empty; ask in a sentence or",
        ),
        (
            "ask",
            {"question": "What?", "history": ["?"] * 11},
            "history: List should have at most 10",
        ),
        ("ask", {"question": "What?", "documents": ["A/RES/1/1"]}, "A/RES/1/1 is not in the index"),
        ("ask", {"question": "What?", "language": "de"}, "language: Input should be 'en', 'fr'"),
        (
            "ask",
            {"question": "What?", "lang": "fr"},
            "ask has no argument 'lang'; it takes question,",
        ),
        ("ask", {"question": 5}, "question: Input should be a valid string (given: 5)"),
        ("search", {"query": ""}, "the question is empty"),
        ("search", {"query": "x", "limit": 0}, "limit: Input should be greater than or equal to 1"),
        (
            "search",
            {"query": "x", "limit": 1000},
            "limit: Input should be less than or equal to 20",
        ),
        ("search", {"query": "x", "limit": "many"}, "limit: Input should be a valid integer"),
        (
            "get_paragraph",
            {"symbol": "A/RES/1/1", "locator": "op1"},
            "A/RES/1/1 is not in the index",
        ),
        (
            "get_paragraph",
            {"symbol": "x", "locator": "op1"},
            "'x' is not a document symbol; symbols",
        ),
        (
            "get_paragraph",
            {"symbol": "A/RES/72/7", "locator": "op9"},
            "A/RES/72/7 has no paragraph",
        ),
        (
            "get_paragraph",
            {"symbol": "A/RES/72/7", "locator": "2"},
            "'2' is not the place of a para",
        ),
        ("get_paragraph", {"symbol": "A/RES/72/7"}, "locator: Field required"),
        (
            "verify_quote",
            {"text": "“”"},
            "there is no word to be checked; give the words of a quote",
        ),
        ("verify_quote", {"text": "x" * 20_001}, "the quote has 20,001 characters; check at most"),
        (
            "verify_quote",
            {"text": "x", "documents": ["no"]},
            "'no' is not a document symbol; symbols",
        ),
        ("delete", {}, "Unknown tool: delete"),
    ],
)
def test_a_mistake_is_told_in_one_line(call, tool, arguments, message):
    result = call(tool, **arguments)
    assert result.isError
    assert result.structuredContent is None
    (content,) = result.content
    assert content.text.startswith(message)
    assert "\n" not in content.text
    assert "pydantic" not in content.text


def test_a_fault_is_logged_and_nothing_of_it_told(converse, caplog):
    def fail(*given, **options):
        raise RuntimeError("no such table in /home/somebody/secret.sqlite")

    result = converse(
        make_server(Stub(fail)), lambda session: session.call_tool("ask", {"question": "What?"})
    )
    assert result.isError
    assert "secret" not in result.content[0].text
    assert "fault of the server" in result.content[0].text
    assert "secret.sqlite" in caplog.text


def test_after_an_error_the_server_goes_on(converse):
    answers = iter([EmptyQuestion("first"), RuntimeError("second"), EmptyQuestion("third")])

    def fail(*given, **options):
        raise next(answers)

    async def talk(session):
        told = [await session.call_tool("ask", {"question": "What?"}) for _ in range(3)]
        return [result.content[0].text for result in told]

    first, second, third = converse(make_server(Stub(fail)), talk)
    assert (first, third) == ("first", "third")
    assert "second" not in second


def test_a_question_that_takes_long_does_not_keep_others_waiting(assistant, converse):
    asked, may_end = threading.Event(), threading.Event()

    class Slow(Stub):
        document = assistant.document

    def wait(*given, **options):
        asked.set()
        assert may_end.wait(30)
        raise EmptyQuestion("at last")

    async def talk(session):
        slow = [
            asyncio.create_task(session.call_tool("ask", {"question": "What?"})) for _ in range(5)
        ]
        await asyncio.to_thread(asked.wait, 30)
        place = {"symbol": "A/RES/72/7", "locator": "op1"}
        meanwhile = await asyncio.wait_for(session.call_tool("get_paragraph", place), 20)
        assert not any(task.done() for task in slow)
        may_end.set()
        return meanwhile, await asyncio.gather(*slow)

    meanwhile, slow = converse(make_server(Slow(wait)), talk)
    assert meanwhile.structuredContent["locator"] == "op1"
    assert [result.content[0].text for result in slow] == ["at last"] * 5


def test_the_program_s_logging_is_left_as_it_is(assistant):
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    for handler in handlers:
        root.removeHandler(handler)
    try:
        make_server(assistant)
        assert root.handlers == []
        assert root.level == level
    finally:
        for handler in handlers:
            root.addHandler(handler)
