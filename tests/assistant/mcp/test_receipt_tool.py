"""The tool that verifies receipts takes a receipt or an answer, as an object or as its text."""

from __future__ import annotations

import pytest

from assistant.mcp.server import make_server

QUESTION = "What are the functions of the Centre?"


@pytest.fixture(scope="module")
def call(assistant, converse):
    server = make_server(assistant)
    return lambda **given: converse(server, lambda s: s.call_tool("verify_receipt", given))


@pytest.fixture(scope="module")
def receipt(assistant):
    return assistant.receipt(assistant.ask(QUESTION))


@pytest.mark.parametrize("form", ["object", "text"])
def test_a_receipt_is_verified(call, assistant, receipt, form):
    given = receipt.model_dump(mode="json") if form == "object" else receipt.model_dump_json()
    found = call(receipt=given)
    assert not found.isError, found.content
    assert found.structuredContent == assistant.verify(receipt).model_dump(mode="json")
    assert found.content[0].text.endswith("5 of 5 quotes stand letter for letter where it says.")


def test_what_ask_gave_is_verified(call, assistant, converse):
    asked = converse(
        make_server(assistant), lambda s: s.call_tool("ask", {"question": QUESTION})
    ).structuredContent
    found = call(receipt=asked, language="fr")
    assert found.structuredContent["stands"]
    assert "troisième paragraphe" in found.content[0].text


@pytest.mark.parametrize("given", [{}, "", "no json", {"format": "mandate-receipt/9"}])
def test_what_is_no_receipt_is_refused_in_a_line(call, given):
    found = call(receipt=given)
    assert found.isError
    (content,) = found.content
    assert "\n" not in content.text
    assert "make one" in content.text
