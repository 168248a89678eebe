"""A collection, and documents of it by what they are, chosen over MCP."""

from __future__ import annotations

import dataclasses
import json
import shutil

import pytest

from assistant import Assistant
from assistant.mcp.paragraph import describe_paragraph
from assistant.mcp.server import make_server
from assistant.mcp.text import paragraph_text

NAME, QUESTION = "lakes", "What is requested of the harbour masters?"
LIGHTHOUSES, BUOYS = "A/RES/95/1", "S/RES/9002 (2041)"


def line(symbol, date, title, **texts):
    operative = {"kind": "operative", "n": "1.", "text": texts}
    return json.dumps(
        {
            "symbol": symbol,
            "date": date,
            "vote": None,
            "draft": [],
            "title": {"en": title},
            "paragraphs": [operative],
        }
    )


@pytest.fixture(scope="module")
def own(home, tmp_path_factory):
    """An assistant with a second collection of two invented resolutions."""
    folder = tmp_path_factory.mktemp("collected")
    shutil.copytree(home, folder / "home")
    lines = [
        line(
            LIGHTHOUSES,
            "2040-11-02",
            "Lighthouses",
            en="Requests the harbour masters to count the lighthouses of every lake;",
            fr="Prie les capitaines de port de compter les phares de chaque lac ;",
        ),
        line(
            BUOYS,
            "2041-03-04",
            "Buoys",
            en="Requests the harbour masters to anchor the buoys before winter;",
        ),
    ]
    (folder / "added.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANDATE_HOME", str(folder / "home"))
        with Assistant(model="none") as opened:
            report = opened.add([folder / "added.jsonl"], collection=NAME)
            assert report.documents == 2
            yield opened


@pytest.fixture(scope="module")
def call(own, converse):
    server = make_server(own)

    def call_(name, **arguments):
        return converse(server, lambda session: session.call_tool(name, arguments))

    return call_


def given(result):
    assert not result.isError, result.content[0].text
    return result.structuredContent


def symbols(result, name="citations"):
    return {found["symbol"] for found in given(result)[name]}


CHOICES = [
    ({}, {LIGHTHOUSES, BUOYS}),
    ({"bodies": ["Consejo de Seguridad"]}, {BUOYS}),
    ({"bodies": ["A"], "kinds": ["resolution"]}, {LIGHTHOUSES}),
    ({"years": [2041]}, {BUOYS}),
    ({"in_languages": ["fr"]}, {LIGHTHOUSES}),
    ({"statuses": ["adopted"]}, {LIGHTHOUSES, BUOYS}),
]


@pytest.mark.parametrize(("choice", "expected"), CHOICES)
def test_all_tools_choose_alike(call, choice, expected):
    asked = call("ask", question=QUESTION, collection=NAME, **choice)
    assert symbols(asked) == expected
    found = call("search", query=QUESTION, collection=NAME, **choice)
    assert symbols(found, "paragraphs") == expected
    listed = call("list_documents", collection=NAME, **choice)
    assert symbols(listed, "documents") == expected
    assert given(listed)["total"] == len(expected)


def test_what_is_in_another_collection_is_not_in_the_usual_one(call):
    assert not symbols(call("ask", question=QUESTION)) & {LIGHTHOUSES, BUOYS}
    place = {"symbol": LIGHTHOUSES, "locator": "op1"}
    assert call("get_paragraph", **place).isError
    assert given(call("get_paragraph", **place, collection=NAME))["languages"] == ["en", "fr"]
    quote = {"text": "to count the lighthouses of every lake"}
    assert given(call("verify_quote", **quote))["status"] == "absent"
    assert given(call("verify_quote", **quote, collection=NAME))["status"] == "exact"


def test_search_looks_into_the_documents_named_alone(call):
    found = call("search", query=QUESTION, collection=NAME, documents=[BUOYS])
    assert symbols(found, "paragraphs") == {BUOYS}


def test_earlier_questions_are_asked_of_the_same_collection(call):
    history = ["What is requested about lighthouses?"]
    follow = call("ask", question="And of whom?", history=history, collection=NAME)
    assert symbols(follow) <= {LIGHTHOUSES, BUOYS}


def test_documents_are_listed_the_newest_first_in_parts(call):
    whole = given(call("list_documents", collection=NAME))
    assert [document["symbol"] for document in whole["documents"]] == [BUOYS, LIGHTHOUSES]
    assert whole["collections"] == ["default", NAME]
    second = call("list_documents", collection=NAME, limit=1, offset=1)
    assert given(second)["documents"] == whole["documents"][1:]
    assert given(second)["total"] == 2
    told = second.content[0].text
    assert "Documents: 2; shown: 2 to 2" in told
    assert f"{LIGHTHOUSES} (resolution, adopted, 2040-11-02; en, fr; 2 paragraphs)" in told
    assert told.endswith("Collections: default, lakes.")
    beyond = call("list_documents", collection=NAME, offset=9)
    assert (given(beyond)["documents"], given(beyond)["total"]) == ([], 2)


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("ask", {"question": QUESTION, "collection": "rivers"}, "there is no collection 'rivers'"),
        ("search", {"query": QUESTION, "collection": "../x"}, "is no name of a collection"),
        ("list_documents", {"collection": "rivers"}, "there is no collection 'rivers'"),
        (
            "ask",
            {"question": QUESTION, "years": [1901]},
            "no document that is held is as the filter",
        ),
        ("ask", {"question": QUESTION, "kinds": ["poem"]}, "kinds.0"),
        ("list_documents", {"limit": 201}, "limit"),
        ("list_documents", {"offset": -1}, "offset"),
    ],
)
def test_a_wrong_choice_is_told_in_one_line(call, name, arguments, told):
    result = call(name, **arguments)
    assert result.isError
    (content,) = result.content
    assert told in content.text
    assert "\n" not in content.text


def test_text_that_was_not_read_surely_is_not_shown_as_a_quotation(own):
    document = own.document(LIGHTHOUSES, collection=NAME)
    unsure = tuple(
        dataclasses.replace(
            p,
            versions={
                code: dataclasses.replace(v, exact=code != "fr") for code, v in p.versions.items()
            },
        )
        for p in document.paragraphs
    )
    document = dataclasses.replace(document, paragraphs=unsure)
    whole = describe_paragraph(document, "op1", None)
    assert {v.language: v.exact for v in whole.versions} == {"en": True, "fr": False}
    told = paragraph_text(whole)
    for version in whole.versions:
        assert version.text in told
        assert (f"“{version.text}”" in told) == version.exact
    assert "not read surely" in told


def test_the_command_takes_the_collection_that_is_asked(mandate):
    done = mandate("mcp", "--collection", "rivers")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no collection 'rivers'" in done.stderr
    by_variable = mandate("mcp", MANDATE_COLLECTION="rivers")
    assert (by_variable.returncode, by_variable.stderr) == (2, done.stderr)


def test_a_server_of_another_collection_asks_it_where_none_is_named(own, converse):
    with Assistant(model="none", collection=NAME) as lakes:
        server = make_server(lakes)
        asked = {"question": QUESTION}
        usual = converse(server, lambda session: session.call_tool("ask", asked))
        named = asked | {"collection": "default"}
        other = converse(server, lambda session: session.call_tool("ask", named))
    assert symbols(usual) == {LIGHTHOUSES, BUOYS}
    assert not symbols(other) & {LIGHTHOUSES, BUOYS}
