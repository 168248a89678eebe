"""`/api/v1/documents` shows what is held, as the Python interface has it."""

from __future__ import annotations

import pytest

DOCUMENTS = "/api/v1/documents"


@pytest.fixture
def read(client):
    def read_(path="", **parameters):
        answer = client.get(f"{DOCUMENTS}{path}", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read_


def test_every_document_is_listed(read, documents):
    listed = read()
    assert listed["total"] == len(documents) == 3
    assert [d["symbol"] for d in listed["documents"]] == [str(d.symbol) for d in documents]


def test_a_document_is_described(read):
    draft = read("/A/75/L.72")
    assert (draft["status"], draft["kind"], draft["date"]) == (
        "draft",
        "draft resolution",
        "2021-03-29",
    )
    letter = read("/S/2007/279")
    assert sorted(letter["languages"]) == ["en", "fr", "ru"]
    assert letter["url"] == "https://undocs.org/en/S/2007/279"
    resolution = read("/A/RES/72/7")
    assert resolution["status"] == "adopted"
    assert {"adopted from", "mentions"} == {r["kind"] for r in resolution["relations"]}
    assert resolution in read()["documents"]


@pytest.mark.parametrize("name", ["/S/2007/279", "/A/RES/72/7", "/A/75/L.72"])
def test_paragraphs_are_given_whole_and_in_order(read, assistant, name):
    held = assistant.document(name.strip("/")).paragraphs
    given = read(f"{name}/paragraphs")["paragraphs"]
    assert [p["locator"] for p in given] == [str(p.locator) for p in held]
    assert read(name)["paragraphs"] == len(held)
    for record, paragraph in zip(given, held, strict=True):
        texts = {code: version["text"] for code, version in record["versions"].items()}
        assert texts == {code: version.text for code, version in paragraph.versions.items()}


def test_a_citation_can_be_looked_up(client, read):
    asked = {"question": "What are the functions of the Centre?"}
    citations = client.post("/api/v1/ask", json=asked).json()["citations"]
    assert citations
    for cited in citations:
        paragraph = read(f"/{cited['symbol']}/paragraphs/{cited['locator']}")
        version = paragraph["versions"][cited["language"]]
        assert version["text"][cited["start"] : cited["end"]] == cited["quote"]
        assert paragraph["kind"] == cited["kind"]


def test_places_and_links_are_written_for_the_reader(read):
    place = "/S/2007/279/paragraphs/p3.b1"
    assert read(place)["pinpoint"] == "third paragraph, first bullet"
    assert read(place, language="ru")["pinpoint"] != read(place)["pinpoint"]
    assert read(place, language="ru")["url"] == "https://undocs.org/ru/S/2007/279"
    assert read("/S/2007/279/paragraphs", language="ru")["paragraphs"][-1]["url"].endswith(
        "/ru/S/2007/279"
    )


def test_force_is_read_from_the_text(read):
    version = read("/A/RES/72/7/paragraphs/op1")["versions"]["en"]
    assert version["force"] == "Encourages"
    assert version["text"].startswith(version["force"])


def test_a_symbol_may_be_written_otherwise(read):
    assert read("/a/res/72/7") == read("/A/RES/72/7")


@pytest.mark.parametrize(
    ("parameters", "symbols"),
    [
        ({"kind": "resolution"}, ["A/RES/72/7"]),
        ({"year": 2007}, ["S/2007/279"]),
        ({"language": "fr"}, ["S/2007/279"]),
        ({"year": 2007, "language": "zh"}, []),
        ({"kind": "report"}, []),
    ],
)
def test_the_list_can_be_narrowed(read, parameters, symbols):
    listed = read(**parameters)
    assert [d["symbol"] for d in listed["documents"]] == symbols
    assert listed["total"] == len(symbols)


def test_the_list_comes_in_pages(read):
    whole = read()["documents"]
    assert [read(offset=n, limit=1)["documents"] for n in range(4)] == [[d] for d in whole] + [[]]
    assert read(offset=1, limit=1)["total"] == 3


@pytest.mark.parametrize(
    "parameters",
    [
        {"kind": "book"},
        {"year": "last"},
        {"year": 1944},
        {"language": "de"},
        {"limit": 0},
        {"limit": 1_001},
        {"offset": -1},
        {"offset": 10**30},
    ],
)
def test_a_wrong_filter_is_told(client, parameters):
    answer = client.get(DOCUMENTS, params=parameters)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == f"/{next(iter(parameters))}"


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("/A/RES/1/1", 404, "unknown-document"),
        ("/A/RES/1/1/paragraphs", 404, "unknown-document"),
        ("/A/RES/1/1/paragraphs/op1", 404, "unknown-document"),
        ("/A/RES/72/7/paragraphs/op99", 404, "unknown-paragraph"),
        ("/A/RES/72/7/paragraphs/first", 404, "unknown-paragraph"),
        ("/book", 422, "not-a-symbol"),
        ("/%00", 422, "not-a-symbol"),
        ("/..%2f..%2fetc%2fpasswd", 422, "not-a-symbol"),
        ("/" + "A/" * 2_000, 422, "not-a-symbol"),
        ("/A/RES/72/7/paragraphs/%00", 404, "unknown-paragraph"),
        ("/A/RES/72/7/paragraphs/" + "op1." * 2_000, 404, "unknown-paragraph"),
    ],
)
def test_what_is_not_there_is_told(client, path, status, name):
    answer = client.get(DOCUMENTS + path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:mandate:problem:{name}"
    assert len(answer.text) < 2_000, "it is not repeated at any length"
