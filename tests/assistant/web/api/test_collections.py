"""Over REST a caller chooses a collection, and documents of it by what they are."""

from __future__ import annotations

import json

import pytest

ASK, DOCUMENTS, VERIFY = "/api/v1/ask", "/api/v1/documents", "/api/v1/quotes/verify"
NAME, QUESTION = "lakes", "What is requested of the harbour masters?"
FRESH = "A/RES/95/3"
LIGHTHOUSES, BUOYS = "A/RES/95/1", "S/RES/9002 (2041)"


def symbols(answer):
    assert answer.status_code == 200, answer.text
    return [document["symbol"] for document in answer.json()["documents"]]


def cited(answer):
    assert answer.status_code == 200, answer.text
    return {citation["symbol"] for citation in answer.json()["citations"]}


def test_the_collections_are_named_the_served_one_first(chosen):
    answer = chosen.get("/api/v1/collections")
    assert answer.json() == {
        "collections": [{"name": "default", "served": True}, {"name": NAME, "served": False}]
    }


def test_another_collection_may_be_served(collected, make_client_of):
    with make_client_of(collected[0], collection=NAME) as client:
        named = client.get("/api/v1/collections").json()["collections"]
        assert cited(client.post(ASK, json={"question": QUESTION})) == {LIGHTHOUSES, BUOYS}
        usual = client.post(ASK, json={"question": QUESTION, "collection": "default"})
        assert not cited(usual) & {LIGHTHOUSES, BUOYS}
        found = client.post(VERIFY, json={"text": "to count the lighthouses of every lake"})
        assert found.json()["status"] == "exact"
        assert client.get("/api/v1/ready").json()["documents"] == 2
    assert named == [{"name": NAME, "served": True}, {"name": "default", "served": False}]


def test_a_question_is_asked_of_the_collection_named(chosen):
    asked = {"question": QUESTION, "collection": NAME}
    assert cited(chosen.post(ASK, json=asked)) == {LIGHTHOUSES, BUOYS}
    assert cited(chosen.get(ASK, params=asked)) == {LIGHTHOUSES, BUOYS}
    assert not cited(chosen.post(ASK, json={"question": QUESTION})) & {LIGHTHOUSES, BUOYS}


@pytest.mark.parametrize(
    ("fields", "parameters", "expected"),
    [
        ({"bodies": ["Conseil de sécurité"]}, {"body": "Conseil de sécurité"}, {BUOYS}),
        ({"bodies": ["A"]}, {"body": "A"}, {LIGHTHOUSES}),
        ({"years": [2040, 1999]}, {"year": [2040, 1999]}, {LIGHTHOUSES}),
        ({"languages": ["fr"]}, {"in_language": "fr"}, {LIGHTHOUSES}),
        (
            {"kinds": ["resolution"], "statuses": ["adopted"]},
            {"kind": "resolution", "status": "adopted"},
            {LIGHTHOUSES, BUOYS},
        ),
    ],
)
def test_documents_are_chosen_by_what_they_are(chosen, fields, parameters, expected):
    asked = {"question": QUESTION, "collection": NAME}
    assert cited(chosen.post(ASK, json=asked | fields)) == expected
    assert cited(chosen.get(ASK, params=asked | parameters)) == expected


def test_a_stream_is_of_the_collection_too(chosen):
    asked = {"question": QUESTION, "collection": NAME, "years": [2041], "stream": True}
    told = chosen.post(ASK, json=asked).text
    (whole,) = [event for event in told.split("\n\n") if event.startswith("event: answer")]
    citations = json.loads(whole.partition("data: ")[2])["citations"]
    assert {citation["symbol"] for citation in citations} == {BUOYS}


def test_earlier_questions_are_asked_of_the_same_documents(chosen):
    asked = {"question": "And of whom?", "history": [QUESTION], "collection": NAME}
    assert chosen.post(ASK, json=asked | {"years": [2041]}).status_code == 200


def test_completions_take_the_same_fields(chosen):
    messages = [{"role": "user", "content": QUESTION}]
    body = {"messages": messages, "collection": NAME, "bodies": ["S"]}
    message = chosen.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]
    assert {a["mandate"]["symbol"] for a in message["annotations"]} == {BUOYS}
    wrong = chosen.post("/v1/chat/completions", json=body | {"collection": "rivers"})
    assert wrong.status_code == 400
    assert wrong.json()["error"]["code"] == "unknown-collection"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, [LIGHTHOUSES, BUOYS]),
        ({"body": "Security Council"}, [BUOYS]),
        ({"body": ["A", "S"]}, [LIGHTHOUSES, BUOYS]),
        ({"year": [2040, 2039]}, [LIGHTHOUSES]),
        ({"status": "adopted", "language": "fr"}, [LIGHTHOUSES]),
        ({"status": "draft"}, []),
        ({"offset": 1}, [BUOYS]),
        ({"limit": 1}, [LIGHTHOUSES]),
    ],
)
def test_the_documents_of_a_collection_are_listed(chosen, parameters, expected):
    assert symbols(chosen.get(DOCUMENTS, params={"collection": NAME} | parameters)) == expected


def test_a_document_is_read_in_its_collection_alone(chosen):
    path = f"{DOCUMENTS}/{LIGHTHOUSES}"
    assert chosen.get(path).status_code == 404
    assert chosen.get(path, params={"collection": NAME}).json()["paragraphs"] == 3
    whole = chosen.get(f"{path}/paragraphs", params={"collection": NAME}).json()
    some = chosen.get(
        f"{path}/paragraphs", params={"collection": NAME, "offset": 1, "limit": 1}
    ).json()
    assert whole["total"] == some["total"] == 3
    assert some["paragraphs"] == whole["paragraphs"][1:2]
    one = chosen.get(f"{path}/paragraphs/op1", params={"collection": NAME}).json()
    assert one["versions"]["en"]["exact"] is True
    assert one["versions"]["en"]["text"].startswith("Requests the harbour masters")


def test_a_quote_is_verified_in_the_collection_named(chosen):
    quote = {"text": "to count the lighthouses of every lake"}
    assert chosen.post(VERIFY, json=quote).json()["status"] == "absent"
    found = chosen.post(VERIFY, json=quote | {"collection": NAME}).json()
    assert found["status"] == "exact"
    assert found["matches"][0]["citation"]["symbol"] == LIGHTHOUSES


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("post", ASK, {"json": {"question": QUESTION, "collection": "rivers"}}),
        ("get", ASK, {"params": {"question": QUESTION, "collection": "rivers"}}),
        ("get", DOCUMENTS, {"params": {"collection": "rivers"}}),
        ("get", f"{DOCUMENTS}/{LIGHTHOUSES}", {"params": {"collection": "rivers"}}),
        ("post", VERIFY, {"json": {"text": "to count", "collection": "rivers"}}),
    ],
)
def test_a_collection_that_is_not_there_is_told(chosen, method, path, sent):
    answer = getattr(chosen, method)(path, **sent)
    assert answer.status_code == 404
    told = answer.json()
    assert told["type"] == "urn:mandate:problem:unknown-collection"
    assert "/api/v1/collections" in told["detail"]
    assert "\n" not in told["detail"]


@pytest.mark.parametrize("name", ["../default", "Lakes", "", "a" * 65, "lakes\n"])
def test_what_is_no_name_of_a_collection_is_refused(chosen, name):
    answer = chosen.post(ASK, json={"question": QUESTION, "collection": name})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/collection"


def test_a_filter_that_no_document_meets_is_told_in_one_line(chosen):
    asked = {"question": QUESTION, "collection": NAME, "years": [1999]}
    answer = chosen.post(ASK, json=asked)
    assert answer.status_code == 422
    told = answer.json()
    assert told["type"] == "urn:mandate:problem:filter-fits-nothing"
    assert told["detail"]
    assert "\n" not in told["detail"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("kinds", ["poem"]), ("years", [1812]), ("languages", ["tlh"]), ("statuses", ["lost"])],
)
def test_a_value_that_no_document_may_have_is_told_with_its_place(chosen, field, value):
    answer = chosen.post(ASK, json={"question": QUESTION, field: value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{field}/0"


def test_documents_that_are_added_are_told_of_at_once(collected, make_client_of, lakes, tmp_path):
    assistant, _ = collected
    with make_client_of(assistant, collection=NAME) as client:
        before = client.get("/api/v1/ready").json()
        line = lakes.resolution(
            FRESH, "2042-05-06", {"en": "Requests the pilots to learn swimming;"}, en="Pilots"
        )
        lakes.add(assistant, tmp_path, line)
        try:
            listed = client.get(DOCUMENTS, params={"collection": NAME}).json()
            assert FRESH in {document["symbol"] for document in listed["documents"]}
            page = client.get(f"/documents?collection={NAME}").text
            assert FRESH in page
        finally:
            assistant.remove([FRESH], collection=NAME)
        page = client.get(f"/documents?collection={NAME}").text
        assert FRESH not in page
        assert before["status"] == "ready"
