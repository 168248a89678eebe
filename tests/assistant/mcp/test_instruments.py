"""The tools beside asking give what the Python interface gives, and a text that a model can read."""

from __future__ import annotations

import pytest

from assistant.mcp.server import make_server

SPEECH = "The Centre is “To liaise with the Governments of the region” (S/2007/279)."


@pytest.fixture(scope="module")
def call(assistant, converse):
    server = make_server(assistant)

    def call_(name, **arguments):
        return converse(server, lambda session: session.call_tool(name, arguments))

    return call_


def text_of(result):
    assert not result.isError, result.content
    return result.content[0].text


def test_two_documents_are_compared(call, assistant):
    found = call("compare_documents", first="A/RES/72/7", second="A/75/L.72")
    expected = assistant.compare("A/RES/72/7", "A/75/L.72")
    assert found.structuredContent == expected.model_dump(mode="json")
    assert "COVID-19" in text_of(found)


def test_a_paragraph_is_traced(call, assistant):
    found = call("trace_paragraph", paragraph="S/2007/279#p3.b1")
    assert found.structuredContent == assistant.trace("S/2007/279#p3.b1").model_dump(mode="json")
    assert "A/RES/72/7" in text_of(found)


def test_tasks_are_listed_page_by_page(call, assistant):
    found = call("list_tasks", documents=["A/RES/72/7"], limit=2, offset=1)
    table = assistant.tasks(documents=["A/RES/72/7"]).model_dump(mode="json")
    content = found.structuredContent
    assert content["tasks"] == table["tasks"][1:3]
    assert (content["total"], content["offset"]) == (len(table["tasks"]), 1)
    assert "Welcomes" in text_of(found)


def test_a_text_is_checked(call, assistant):
    found = call("check_text", text=SPEECH)
    assert found.structuredContent == assistant.check(SPEECH).model_dump(mode="json")
    assert "S/2007/279" in text_of(found)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("compare_documents", {"first": "A/RES/72/7", "second": "A/RES/72/7"}),
        ("trace_paragraph", {"paragraph": "A/RES/72/7#op99"}),
        ("list_tasks", {"documents": ["A/RES/1/1"]}),
        ("check_text", {"text": ""}),
    ],
)
def test_an_error_is_one_line_that_helps(call, name, arguments):
    found = call(name, **arguments)
    assert found.isError
    assert "\n" not in found.content[0].text
    assert "Traceback" not in found.content[0].text
