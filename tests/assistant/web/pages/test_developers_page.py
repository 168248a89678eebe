"""The page for developers: every operation, with a request that works."""

from __future__ import annotations

import json
import shlex
from urllib.parse import urlsplit

import pytest


def operations(page):
    return page.all("details", css="operation")


def test_every_operation_of_the_api_is_told(read, client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    wanted = {
        f"{method.upper()} {path}" for path, methods in described.items() for method in methods
    }
    found = {
        operation.one("summary").one("code").words()
        for operation in operations(read("/developers"))
    }
    assert found == wanted
    assert "POST /api/v1/ask" in found
    # Pages are no part of the API.
    assert not any(name.endswith((" /check", " /tasks")) or "/source" in name for name in found)


def test_parameters_are_told_with_their_types(read):
    ask = next(o for o in operations(read("/developers")) if "POST /api/v1/ask" in o.words())
    rows = {row.one("th").words(): row.words() for row in ask.one("tbody").all("tr")}
    assert "question required" in rows
    assert "one of en, fr, ru, es, ar, zh" in rows["language"]
    assert "list of text" in rows["documents"]
    assert [th["scope"] for th in ask.one("thead").all("th")] == ["col"] * 4


def test_the_examples_work(read, client):
    tried = []
    for operation in operations(read("/developers")):
        words = shlex.split(operation.one("pre").text())
        assert words.pop(0) == "curl"
        method = words[words.index("-X") + 1] if "-X" in words else "GET"
        address = urlsplit(next(word for word in words if word.startswith("http")))
        assert address.netloc == "testserver"
        if "/feedback" in address.path or "/ask" in address.path or "/chat" in address.path:
            continue  # They need layers that stand before the pages here.
        if "/receipts" in address.path:
            continue  # They need an answer of this index.
        if "--data-binary" in words:
            assert words[words.index("--data-binary") + 1] == "@speech.docx"
            continue
        body = json.loads(words[words.index("-d") + 1]) if "-d" in words else None
        response = client.request(method, f"{address.path}?{address.query}", json=body)
        assert response.status_code == 200, (address.path, response.text)
        tried.append(address.path)
    assert "/api/v1/documents/A/RES/72/7/paragraphs/op1" in tried
    assert "/api/v1/quotes/verify" in tried


def test_an_example_asks_a_question(read):
    ask = next(o for o in operations(read("/developers")) if "POST /api/v1/ask" in o.words())
    words = shlex.split(ask.one("pre").text())
    body = json.loads(words[words.index("-d") + 1])
    assert body["question"] == "What are the functions of the Centre?"
    assert body["documents"] == ["S/2007/279"]


@pytest.mark.parametrize("host", ["portal.example.org", "localhost:8080", "[::1]:7860"])
def test_addresses_are_those_of_the_server(client, host):
    text = client.get("/developers?lang=en", headers={"host": host}).text
    assert f"http://{host}/mcp" in text
    assert f"http://{host}/embed.js" in text


@pytest.mark.parametrize("host", ["evil';rm -rf ~;'", "no host", "<script>", "x/y", "$(id)"])
def test_what_is_no_host_is_not_shown(client, host):
    text = client.get("/developers?lang=en", headers={"host": host}).text
    assert host not in text
    assert "http://localhost:7860/mcp" in text


def test_below_a_root_path_examples_have_it(make_pages, assistant):
    text = make_pages(assistant, root_path="/mandate").get("/mandate/developers").text
    assert "http://testserver/mandate/mcp" in text
    assert "http://testserver/mandate/api/v1/documents" in text


def test_a_key_is_mentioned_where_one_is_needed(read, make_pages, assistant):
    assert not read("/developers").all(css="note")
    guarded = make_pages(assistant, api_keys=["sha256$" + "0" * 64])
    assert "Bearer" in read("/developers", using=guarded).one(css="note").words()


def test_its_body_is_english_on_every_page(read):
    page = read("/developers?lang=ar")
    body = page.one(css="developers").one("div")
    assert (page.one("html")["dir"], body["lang"], body["dir"]) == ("rtl", "en", "ltr")


def test_the_example_in_python_works(read, capsys):
    example = next(
        code.text() for code in read("/developers").all("code") if "import Assistant" in code.text()
    )
    exec(compile(example, "example", "exec"), {})
    told = capsys.readouterr().out
    assert "S/2007/279, third paragraph, first bullet" in told
    assert "unchanged=7" in told
    assert "'exact': 1" in told
    assert told.splitlines()[-1] == "True"
