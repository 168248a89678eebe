"""What the tools are called, what they say of themselves, and what they give."""

from __future__ import annotations

import json

import pytest

from assistant.mcp.server import make_server
from assistant.quotation.model import QuoteCheck
from assistant.render.text import to_text
from index.words import LANGUAGES

FUNCTIONS = "What are the functions of the Centre?"
CHOICE = ["collection", "bodies", "kinds", "years", "in_languages", "statuses"]
ARGUMENTS = {
    "ask": ["question", "language", "documents", "history", *CHOICE],
    "search": ["query", "language", "limit", "documents", *CHOICE],
    "get_paragraph": ["symbol", "locator", "language", "collection"],
    "verify_quote": ["text", "documents", "collection"],
    "list_documents": [*CHOICE, "limit", "offset"],
    "compare_documents": ["first", "second", "language", "collection"],
    "trace_paragraph": ["paragraph", "language", "collection"],
    "list_tasks": ["documents", "body", "preamble", "language", *CHOICE, "limit", "offset"],
    "check_text": ["text", "documents", "collection"],
    "verify_receipt": ["receipt", "language", "collection"],
}


@pytest.fixture(scope="module")
def tools(assistant, converse):
    listed = converse(make_server(assistant), lambda session: session.list_tools())
    return {tool.name: tool for tool in listed.tools}


def stored(assistant, quoted):
    """The text that a quote of a tool's result is said to be a span of."""
    paragraph = assistant.document(quoted["symbol"]).paragraph(quoted["locator"])
    return paragraph.versions[quoted["language"]].text


def test_the_tools_only_read(tools):
    assert set(tools) == set(ARGUMENTS)
    for tool in tools.values():
        hints = tool.annotations
        assert (hints.readOnlyHint, hints.idempotentHint) == (True, True)
        assert (hints.destructiveHint, hints.openWorldHint) == (False, False)


def test_a_model_is_told_when_to_use_a_tool_and_what_may_be_quoted(tools):
    for tool in tools.values():
        first, *rest = tool.description.split("\n\n")
        assert "\n" not in first
        assert "Use it" in tool.description
        assert "Returns" in tool.description
        assert "between quotation marks" in tool.description
        assert not any(line.startswith(" ") for part in rest for line in part.splitlines())
        for field in tool.inputSchema["properties"].values():
            assert field["description"]


def test_arguments_and_results_have_schemas(tools):
    required = {name: tool.inputSchema.get("required") for name, tool in tools.items()}
    assert required == {
        "ask": ["question"],
        "search": ["query"],
        "get_paragraph": ["symbol", "locator"],
        "verify_quote": ["text"],
        "list_documents": None,
        "compare_documents": ["first", "second"],
        "trace_paragraph": ["paragraph"],
        "list_tasks": None,
        "check_text": ["text"],
        "verify_receipt": ["receipt"],
    }
    arguments = {name: list(tool.inputSchema["properties"]) for name, tool in tools.items()}
    assert arguments == ARGUMENTS
    most = tools["list_documents"].inputSchema["properties"]["limit"]
    assert (most["minimum"], most["maximum"], most["default"]) == (1, 200, 50)
    limit = tools["search"].inputSchema["properties"]["limit"]
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 20, 8)
    language = tools["ask"].inputSchema["properties"]["language"]["anyOf"][0]
    assert language["enum"] == list(LANGUAGES)
    results = {name: set(tool.outputSchema["properties"]) for name, tool in tools.items()}
    assert {"status", "text", "citations", "closest"} <= results["ask"]
    assert results["search"] == {"query", "paragraphs"}
    assert {"versions", "items", "previous", "next", "status"} <= results["get_paragraph"]
    assert results["list_documents"] == {"documents", "total", "offset", "collections"}
    assert results["verify_quote"] == {"text", "status", "matches", "searched"}


def test_the_server_tells_what_it_is_and_holds(assistant, converse):
    async def introduce(session):
        return await session.initialize()

    told = converse(make_server(assistant), introduce)
    assert told.serverInfo.name == "mandate"
    assert told.serverInfo.version == assistant.ask(FUNCTIONS).receipt.version
    for document in assistant.documents():
        assert f"{document.symbol} ({document.kind}" in told.instructions


@pytest.mark.parametrize(
    "question",
    [
        FUNCTIONS,
        "Quelles sont les fonctions du Centre ?",
        "Каковы функции Центра?",
        "¿Cuáles son las funciones del Centro?",
        "ما هي وظائف المركز؟",
        "中心的职能是什么？",
        "Who invented the telephone?",
    ],
)
def test_ask_gives_the_answer_of_the_python_api(call, assistant, question):
    result = call("ask", question=question)
    answer = assistant.ask(question)
    assert not result.isError
    assert result.structuredContent == answer.model_dump(mode="json")
    assert [content.text for content in result.content] == [to_text(answer)]
    quotes = [*result.structuredContent["citations"], *result.structuredContent["closest"]]
    assert quotes
    for quote in quotes:
        assert quote["quote"] == stored(assistant, quote)[quote["start"] : quote["end"]]


def test_a_follow_up_is_understood_from_the_questions_before(call, assistant):
    before = [FUNCTIONS, "And the second one?"]
    result = call("ask", question="And the next one?", history=before)
    (citation,) = result.structuredContent["citations"]
    assert (citation["symbol"], citation["locator"]) == ("S/2007/279", "p3.b3")
    alone = call("ask", question="And the next one?")
    assert alone.structuredContent["citations"] != [citation]


def test_arguments_may_come_as_json_text(call):
    """Some clients write lists so."""
    as_text = call("ask", question="And the second one?", history=json.dumps([FUNCTIONS]))
    assert [c["locator"] for c in as_text.structuredContent["citations"]] == ["p3.b2"]


def test_only_the_documents_chosen_are_asked(call):
    result = call("ask", question="What is said about drugs?", documents=["A/75/L.72"])
    assert {c["symbol"] for c in result.structuredContent["citations"]} == {"A/75/L.72"}
    assert result.structuredContent["searched"]["documents"] == 1


def test_search_gives_whole_paragraphs_those_that_answer_first(call, assistant):
    result = call("search", query="illicit drug trafficking", limit=5)
    found = result.structuredContent["paragraphs"]
    assert 0 < len(found) <= 5
    answers = [paragraph["answers"] for paragraph in found]
    assert answers[0]
    assert answers == sorted(answers, reverse=True)
    for paragraph in found:
        assert paragraph["text"] == stored(assistant, paragraph)
        assert paragraph["link"].endswith(f"/{paragraph['language']}/{paragraph['symbol']}")
        assert f"“{paragraph['text']}”" in result.content[0].text
    places = [(c.symbol, c.locator) for c, _ in assistant.retrieve("illicit drug trafficking")]
    assert [(p["symbol"], p["locator"]) for p in found] == places[:5]


def test_search_gives_as_many_as_are_asked_for_in_the_language_asked_for(call, assistant):
    assert len(call("search", query="the region", limit=1).structuredContent["paragraphs"]) == 1
    result = call("search", query="functions of the Centre", language="ru", limit=3)
    found = result.structuredContent["paragraphs"]
    assert "ru" in {place["language"] for place in found}
    for place in found:
        versions = assistant.document(place["symbol"]).paragraph(place["locator"]).versions
        assert place["language"] == ("ru" if "ru" in versions else "en")


def test_every_paragraph_can_be_read_and_read_on_from(call, assistant):
    for document in assistant.documents():
        place, read = str(document.paragraphs[0].locator), []
        while place:
            result = call("get_paragraph", symbol=document.symbol, locator=place)
            got = result.structuredContent
            paragraph = document.paragraph(place)
            assert {v["language"]: v["text"] for v in got["versions"]} == {
                code: version.text for code, version in paragraph.versions.items()
            }
            assert got["kind"] == paragraph.kind
            assert got["status"] == document.status
            assert got["previous"] == (read[-1] if read else None)
            for version in got["versions"]:
                assert f"“{version['text']}”" in result.content[0].text
            read.append(place)
            place = got["next"]
        assert read == [p.locator for p in document.paragraphs]


def test_a_paragraph_has_its_items_and_an_item_its_paragraph(call):
    whole = call("get_paragraph", symbol="s/2007/279", locator="p3", language="fr")
    got = whole.structuredContent
    assert [item["locator"] for item in got["items"]] == [f"p3.b{n}" for n in range(1, 6)]
    assert {item["language"] for item in got["items"]} == {"fr"}
    assert [version["language"] for version in got["versions"]] == ["fr"]
    assert sorted(got["languages"]) == ["en", "fr", "ru"]
    assert got["pinpoint"] == "troisième paragraphe"
    item = call("get_paragraph", symbol="S/2007/279", locator="p3.b2").structuredContent
    assert (item["parent"], item["previous"], item["next"]) == ("p3", "p3.b1", "p3.b3")
    op = call("get_paragraph", symbol="A/RES/72/7", locator="op1").structuredContent
    assert op["versions"][0]["force"] == "Encourages"


def test_a_language_that_a_paragraph_has_not_gives_the_one_it_has(call):
    got = call("get_paragraph", symbol="A/RES/72/7", locator="op1", language="zh")
    assert [version["language"] for version in got.structuredContent["versions"]] == ["en"]


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("“continue to liaise with the Governments of the region”", "exact", "letter for letter"),
        ("Welcomes the support of the Regional Centre", "nearly", "[-assistance-] {+support+} of"),
        ("The Centre may levy taxes on the five Governments.", "absent", "Searched: "),
    ],
)
def test_verify_quote_gives_the_check_of_the_python_api(call, assistant, text, status, said):
    result = call("verify_quote", text=text)
    check = QuoteCheck.model_validate(result.structuredContent)
    assert check == assistant.check_quote(text)
    assert check.status == status
    assert result.content[0].text.startswith(f"{status}: ")
    assert said in result.content[0].text
    for match in check.matches:
        quote = match.citation.model_dump()
        assert quote["quote"] == stored(assistant, quote)[quote["start"] : quote["end"]]
        assert f"“{quote['quote']}”" in result.content[0].text


def test_a_quote_is_verified_in_the_documents_chosen(call):
    result = call(
        "verify_quote", text="to liaise with the Governments", documents=["A/75/L.72"]
    ).structuredContent
    assert [m["citation"]["symbol"] for m in result["matches"]] == ["A/75/L.72"]
